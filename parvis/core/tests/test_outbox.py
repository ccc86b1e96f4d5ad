"""The keeper reads the mail that leaves; nobody else does."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.core.mail import views
from parvis.core.tests.letters import write
from parvis.core.tests.smtp import smtp_server
from parvis.people.tests.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("templates_of_tests")]


def person(**facts):
    return SimpleNamespace(**{"is_authenticated": True, "is_active": True, "is_keeper": False, **facts})


def ask(rf, view, who, *arguments):
    request = rf.get("/en/desk/outbox/")
    request.user = who
    return view(request, *arguments)


@pytest.mark.parametrize("who", [person(), person(is_keeper=True, is_active=False)])
def test_only_the_keeper_reads_the_mail(rf, who):
    message = write()
    with pytest.raises(PermissionDenied):
        ask(rf, views.outbox, who)
    with pytest.raises(PermissionDenied):
        ask(rf, views.outbox_message, who, message.uuid)


@pytest.fixture
def dana(client, settings):
    """Dana keeps the site, and has signed in."""
    settings.ROOT_URLCONF = "parvis.core.tests.keeper_urls"
    client.force_login(make_person("Dana", is_keeper=True))
    return client


def test_the_keeper_reads_a_message_as_text(dana, files):
    message = write(words="<script>alert(1)</script>")

    listed = dana.get("/en/desk/outbox/").content.decode()
    shown = dana.get(message.get_absolute_url())

    assert "amina@example.org" in listed
    assert "January Amina" in listed
    assert "<script>alert" not in shown.content.decode()
    assert "&lt;script&gt;alert(1)" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]


def test_a_code_is_shown_only_where_no_mail_leaves(dana, files, settings):
    message = write(kind="account.test_code", code="AB12CD")
    assert "AB12CD" in dana.get(message.get_absolute_url()).content.decode()

    with smtp_server(settings):
        assert "AB12CD" not in dana.get(message.get_absolute_url()).content.decode()
        assert "AB12CD" not in dana.get("/en/desk/outbox/").content.decode()


def test_listing_costs_the_same_for_one_and_for_many(dana):
    counts = []
    for number in range(4):
        write(key=f"more:{number}")
        with CaptureQueriesContext(connection) as queries:
            dana.get("/en/desk/outbox/")
        counts.append(len(queries))
    assert counts[1] == counts[3]


def test_an_empty_outbox_says_what_will_be_there(dana):
    assert "No message yet" in dana.get("/en/desk/outbox/?status=nonsense&after=x").content.decode()
