"""Whoever confirmed their address for a contribution is told what becomes of it, once, in their language."""

import datetime

import pytest

from parvis.commitments.actions import (
    adopt_commitment,
    correct_response,
    report_progress,
    revise_commitment,
)
from parvis.commitments.tests.factories import (
    REASON,
    TEXTS,
    make_commitment,
    make_consultation,
    make_contribution,
    make_published_response,
)
from parvis.consultations.models import Subscription
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.people.tests.factories import make_person
from parvis.record import catch_up

WHY = {"en": "The date was wrong.", "fr": "La date était fausse."}


def tell(person, contribution, *, confirmed=True, as_author=True):
    """Make somebody want to be told."""
    confirmed_at = clock.now() if confirmed else None
    return Subscription.objects.create(
        contribution=contribution, person=person, as_author=as_author, confirmed_at=confirmed_at
    )


def letters():
    """Return what has been posted, in order."""
    return list(OutgoingMessage.objects.order_by("pk"))


def test_the_author_is_told_the_answer_in_their_language(cycle, bruno, amina, finance, contributions):
    tell(amina, contributions[0])
    make_published_response(cycle, contributions, by=bruno, organisation=finance)
    catch_up()

    letter = letters()[0]

    assert (letter.to, letter.language, letter.kind) == (amina.email, "ar", "commitments.answered")
    assert "/ar/receipts/" in letter.text
    assert REASON["en"] in letter.text


def test_each_author_is_told_once_however_often_the_record_is_read(cycle, bruno, amina, contributions):
    tell(amina, contributions[0])
    make_published_response(cycle, contributions, by=bruno)
    catch_up()
    catch_up()

    assert len(letters()) == 1


def test_nobody_is_told_who_did_not_confirm_their_address(cycle, bruno, amina, contributions):
    tell(amina, contributions[0], confirmed=False)
    make_published_response(cycle, contributions, by=bruno)
    catch_up()

    assert letters() == []


def test_a_letter_about_a_late_answer_says_so(cycle, bruno, contributions):
    yesterday = clock.now().astimezone(cycle.place.zone).date() - datetime.timedelta(days=1)
    late = make_contribution(make_consultation(cycle), answer_due_on=yesterday)
    tell(make_person("Amina"), late)
    make_published_response(cycle, [late], by=bruno)
    catch_up()

    assert "It comes 1 day late" in letters()[0].text


def test_a_correction_is_told_with_its_reason(cycle, bruno, contributions):
    tell(make_person("Amélie", language="fr"), contributions[0])
    response = make_published_response(cycle, contributions, by=bruno)
    better = {"en": "Not this year, but in the next plan.", "fr": "Pas cette année, mais dans le prochain plan."}
    correct_response(response, by=bruno, disposition="not_accepted", reason=better, why=WHY)
    catch_up()

    correction = letters()[-1]

    assert [each.kind for each in letters()] == ["commitments.answered", "commitments.answer_corrected"]
    assert better["fr"] in correction.text
    assert WHY["fr"] in correction.text


def test_somebody_else_who_asked_is_not_called_the_author(cycle, bruno, contributions):
    tell(make_person("Zoé"), contributions[0], as_author=False)
    make_published_response(cycle, contributions, by=bruno)
    catch_up()

    assert "Somebody said:" in letters()[0].text


def test_sources_are_told_at_adoption_and_when_the_commitment_moves(cycle, bruno, contributions):
    tell(make_person("Amina"), contributions[0])
    commitment = make_commitment(cycle, by=bruno, sources=contributions)
    catch_up()
    before = letters()
    adopt_commitment(commitment, by=bruno)
    for status in ("LP", "LP", "SP"):
        report_progress(commitment, by=bruno, period_ends_on=cycle.starts_on, status=status, words=WHY)
    revise_commitment(commitment, by=bruno, **TEXTS, sources=contributions)
    catch_up()

    assert before == []
    assert [each.kind for each in letters()] == [
        "commitments.written_into",
        "commitments.progressed",
        "commitments.progressed",
    ]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_every_letter_can_be_written_in_every_language(language, cycle, bruno, contributions):
    tell(make_person("Amina", language=language), contributions[0])
    response = make_published_response(cycle, contributions, by=bruno)
    correct_response(response, by=bruno, disposition="partly", reason=REASON | {"es": "Una razón más larga."}, why=WHY)
    commitment = make_commitment(cycle, by=bruno, sources=contributions, adopted=True)
    report_progress(commitment, by=bruno, period_ends_on=cycle.starts_on, status="C", words=WHY)
    catch_up()

    assert len(letters()) == 4
    assert all(f"/{language}/receipts/" in each.text and "List-Unsubscribe" in each.headers for each in letters())
