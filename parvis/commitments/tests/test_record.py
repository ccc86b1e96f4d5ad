"""The record tells of what is being written, and leads there only those who may read it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.commitments import actions
from parvis.commitments.tests.factories import make_commitment, make_published_response, make_response

pytestmark = pytest.mark.django_db


def test_drafts_are_named_to_everybody_and_opened_by_those_who_write_them(client, cycle, bruno):
    draft, answer, waiting = make_commitment(cycle), make_published_response(cycle), make_response(cycle)
    public = client.get("/en/record/").text

    assert f"<bdi>{draft.slug}</bdi>" in public
    assert f'href="/en/commitments/{draft.slug}/"' not in public
    assert f'href="{answer.get_absolute_url()}"' in public
    assert f'href="{waiting.get_absolute_url()}"' not in public

    client.force_login(bruno)
    assert f'href="/en/commitments/{draft.slug}/"' in client.get("/en/record/").text


def test_a_plan_is_led_to_once_it_is_published(client, cycle, bruno):
    plan = actions.create_plan(cycle, by=bruno, title={"en": "Plan", "fr": "Plan"}, introduction={})
    assert f'href="{plan.get_absolute_url()}"' not in client.get("/en/record/").text


def test_the_log_costs_the_same_however_many_drafts_it_names(client, cycle):
    def costs():
        make_commitment(cycle)
        make_response(cycle)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/record/").status_code == 200
        return len(queries)

    costs()
    assert costs() == costs()
