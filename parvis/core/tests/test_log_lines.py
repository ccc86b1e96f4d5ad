"""The log says what went wrong where, and holds no link that opens something."""

import logging

import pytest
from django.test import Client

SECRET = "a-link-that-opens-something"


@pytest.fixture
def lines():
    """Return what the site's own handler would write."""
    written: list[str] = []
    console = next(handler for handler in logging.getLogger("django").handlers if handler.get_name() == "console")
    handler = logging.Handler()
    handler.filters = console.filters
    handler.emit = lambda record: written.append(record.getMessage())
    logging.getLogger("django").addHandler(handler)
    yield written
    logging.getLogger("django").removeHandler(handler)


@pytest.mark.django_db
def test_a_link_of_a_letter_is_not_written(client, lines):
    client.get(f"/en/letters/asks/{SECRET}/")
    client.get(f"/en/nothing-here/{SECRET}/?and={SECRET}")
    Client(enforce_csrf_checks=True).post(f"/en/letters/asks/{SECRET}/")

    assert len(lines) == 3
    assert SECRET not in " ".join(lines)
    assert "<str:token>" in lines[0]
    assert "(no page)" in lines[1]
