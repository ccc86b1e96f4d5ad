"""Answering what was grouped: a lead and its members at once, each author by name."""

import pytest

from parvis.commitments.models import Response
from parvis.commitments.tests.factories import make_consultation, make_contributions
from parvis.commitments.tests.test_desk import enter, said
from parvis.consultations.actions import group

pytestmark = pytest.mark.django_db


def test_what_was_grouped_is_answered_together(cycle, bruno, finance):
    lead, second, third, _other = make_contributions(4, make_consultation(cycle), words="Plant more trees.")
    group(lead, by=bruno, members=[second, third])
    browser, desk = enter(bruno), f"/en/desk/answers/{cycle.slug}/"
    assert f"?group={lead.code}" in said(browser.get(desk))

    shown = said(browser.get(desk, {"group": lead.code}))
    browser.post(f"{desk}take/?group={lead.code}", {"act": "new", "everything": "1", "organisation": finance.pk})

    assert shown.count('name="contribution"') == 3
    assert set(Response.objects.get().answers.values_list("contribution", flat=True)) == {lead.pk, second.pk, third.pk}


def test_answering_a_lead_offers_to_answer_its_members_at_once(cycle, bruno, finance):
    lead, second, third = make_contributions(3, make_consultation(cycle), words="Plant more trees.")
    group(lead, by=bruno, members=[second, third])
    browser, desk = enter(bruno), f"/en/desk/answers/{cycle.slug}/"
    begun = browser.post(f"{desk}take/", {"act": "new", "contribution": lead.pk, "organisation": finance.pk})
    draft = begun.headers["Location"]
    assert "Said alike with these, and not answered yet" in said(browser.get(draft))

    number = Response.objects.get().number
    ticked = {"act": "add", "from": "answer", "response": number, "contribution": [second.pk, third.pk]}
    done = browser.post(f"{desk}take/", ticked)

    assert done.headers["Location"] == draft
    assert Response.objects.get().answers.count() == 3
    assert "not answered yet" not in said(browser.get(draft))
