"""The numbers of a consultation, kept by following the record."""

import datetime

import pytest

from parvis.consultations.actions import change_themes, erase_contribution, hide, mark_answered, publish, restore
from parvis.consultations.models import Breakdown, Contribution, Figures
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator, make_themes
from parvis.core import clock
from parvis.core.search import search_keys
from parvis.people.tests.factories import make_person
from parvis.record import catch_up, record
from parvis.record.followers import rebuild


def figures(consultation):
    catch_up("consultations.figures")
    row = Figures.objects.get(pk=consultation.pk)
    return row.received, row.published, row.hidden, row.answered


def parts(consultation, of):
    rows = Breakdown.objects.filter(consultation=consultation, of=of).exclude(number=0)
    return dict(rows.values_list("value", "number"))


def answer(contribution, value="accepted"):
    mark_answered([contribution], value, clock.now())
    record("contribution.answered", contribution, role="responder")


def test_each_step_is_counted_once(db):
    consultation = make_consultation(moderation="before")
    moderator = make_moderator(consultation)
    contribution = contribute(consultation)
    assert figures(consultation) == (1, 0, 0, 0)

    publish(contribution, by=moderator)
    assert figures(consultation) == (1, 1, 0, 0)
    assert figures(consultation) == (1, 1, 0, 0)

    answer(contribution)
    assert figures(consultation) == (1, 1, 0, 1)

    hide(contribution, by=moderator, reason="insult", because="It insults the mayor.")
    assert figures(consultation) == (1, 0, 1, 0)

    restore(contribution, by=moderator)
    assert figures(consultation) == (1, 1, 0, 1)


def test_what_is_erased_was_received_and_is_no_more(consultation):
    amina = make_person()
    contribution = contribute(consultation, by=amina)
    figures(consultation)

    erase_contribution(contribution, by=amina)

    assert figures(consultation) == (1, 0, 0, 0)
    assert parts(consultation, "language") == {}


def test_many_things_at_once_are_one_difference(consultation, moderator):
    theme, other = make_themes(consultation)
    contribution = contribute(consultation, themes=[theme], language="fr", kind="civil")
    change_themes(contribution, by=moderator, themes=[other])
    answer(contribution, "partly")

    assert figures(consultation) == (1, 1, 0, 1)
    assert parts(consultation, "theme") == {str(other.pk): 1}
    assert parts(consultation, "language") == {"fr": 1}
    assert parts(consultation, "kind") == {"civil": 1}
    assert parts(consultation, "answer") == {"partly": 1}
    assert parts(consultation, "days") == {"0": 1}
    assert parts(consultation, "due") == {}


def test_the_days_on_which_answers_are_due_are_kept(consultation):
    contribution = contribute(consultation)
    figures(consultation)

    assert parts(consultation, "due") == {contribution.answer_due_on.isoformat(): 1}


def test_an_answer_keeps_its_first_moment_when_corrected(consultation):
    contribution = contribute(consultation)
    first = clock.now()
    mark_answered([contribution], "accepted", first)
    mark_answered([contribution], "partly", first + datetime.timedelta(days=9))

    contribution.refresh_from_db()
    assert (contribution.answer, contribution.answered_at) == ("partly", first)


def test_the_figures_can_be_made_again_from_the_first_entry(consultation, moderator):
    hide(contribute(consultation), by=moderator, reason="insult", because="It insults the mayor.")
    answer(contribute(consultation))
    before = figures(consultation)

    rebuild("consultations.figures")

    assert figures(consultation) == before == (2, 1, 1, 1)


@pytest.mark.parametrize("query", ["contrats", "publi", "ECOLE", "école"])
def test_what_is_published_is_found_with_accents_and_by_beginnings(consultation, query):
    contribution = contribute(consultation, "Publier les contrats de chaque école.", language="fr")
    catch_up("consultations.search")

    assert search_keys("contribution", consultation.slug, query) == [contribution.code]


def test_what_is_hidden_is_not_found(consultation, moderator):
    contribution = contribute(consultation)
    catch_up("consultations.search")
    hide(contribution, by=moderator, reason="insult", because="It insults the mayor.")
    catch_up("consultations.search")

    assert search_keys("contribution", consultation.slug, "contract") == []
    assert Contribution.objects.count() == 1
