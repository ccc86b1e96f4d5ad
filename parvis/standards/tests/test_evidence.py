"""What documents attest: nothing is ticked without one, and what they tell counts."""

import datetime

import pytest

from parvis.core import clock
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.documents import actions as documents
from parvis.documents.tests.factories import REASON, make_document, make_published
from parvis.record import entries_of
from parvis.standards.actions import attest, take_back
from parvis.standards.queries.standing import standards_page
from parvis.standards.requirements import State

TOLD = Words(en="A public meeting in the town hall.", fr="Une réunion publique à la mairie.")


def days_ago(days):
    return clock.now().date() - datetime.timedelta(days=days)


def state_of(cycle, key):
    return next(each.finding.state for each in standards_page(cycle).standings if each.finding.key == key)


def attested(cycle, by, document=None, key="mr_3_2", day=5, **said):
    document = document or make_published(cycle.place)
    return attest(cycle, by=by, key=key, document=document, happened_on=days_ago(day), words=TOLD, **said)


def test_a_document_attests_what_happened_elsewhere(cycle, bruno):
    assert state_of(cycle, "mr_3_2") == State.NOT_YET_DUE

    made = attested(cycle, bruno)

    [standing] = [each for each in standards_page(cycle).standings if each.finding.key == "mr_3_2"]
    assert standing.is_met
    assert standing.finding.evidence[0].is_attested
    assert [entry.verb for entry in entries_of(made)] == ["evidence.attested"]


def test_the_same_thing_is_attested_once(cycle, bruno):
    document = make_published(cycle.place)

    assert attested(cycle, bruno, document) == attested(cycle, bruno, document)


def test_what_is_taken_back_counts_no_longer_and_stays_in_the_record(cycle, bruno):
    made = attested(cycle, bruno)

    take_back(made, by=bruno)
    take_back(made, by=bruno)

    assert state_of(cycle, "mr_3_2") == State.NOT_YET_DUE
    assert [entry.verb for entry in entries_of(made)] == ["evidence.attested", "evidence.taken_back"]


def test_a_withdrawn_document_attests_nothing(cycle, bruno):
    document = make_published(cycle.place)
    attested(cycle, bruno, document)

    documents.withdraw_document(document, by=bruno, reason=Words(en=REASON, fr=REASON))

    assert state_of(cycle, "mr_3_2") == State.NOT_YET_DUE


def test_no_draft_and_no_document_of_another_place_stands_for_evidence(cycle, bruno):
    for document in (make_document(cycle.place), make_published()):
        with pytest.raises(Refused, match="Publish the document first"):
            attested(cycle, bruno, document)


@pytest.mark.parametrize("key", ["mr_2_2", "mr_4_1", "mr_9_9"])
def test_what_is_found_here_cannot_be_attested(cycle, bruno, key):
    with pytest.raises(Refused, match="no document stands for it"):
        attested(cycle, bruno, key=key)


def test_tomorrow_cannot_be_attested(cycle, bruno):
    with pytest.raises(Refused, match="has not come yet"):
        attested(cycle, bruno, day=-2)


def test_a_span_ends_after_it_starts(cycle, bruno):
    with pytest.raises(Refused, match="ends after it starts"):
        attested(cycle, bruno, day=5, until_on=days_ago(6))


def test_only_conveners_attest(cycle, amina):
    with pytest.raises(Refused, match="Only a convener"):
        attested(cycle, amina)
