"""Deciding what can be read."""

import pytest

from parvis.consultations.actions import change_themes, erase_contribution, hide, publish, restore
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator, make_themes
from parvis.core.rules import Refused
from parvis.record import entries_of, opened

WHY = "It names a neighbour and where she lives."


def test_a_moderator_publishes_what_waits(db):
    consultation = make_consultation(moderation="before")
    contribution = contribute(consultation)

    publish(contribution, by=make_moderator(consultation))

    contribution.refresh_from_db()
    assert contribution.status == Contribution.Status.PUBLISHED
    assert contribution.answer_due_on
    assert entries_of(contribution).last().role == "moderator"


def test_hiding_says_why_in_public(consultation, moderator):
    contribution = contribute(consultation)

    hide(contribution, by=moderator, reason="personal_data", because=WHY)

    entry = entries_of(contribution).last()
    assert entry.verb == "contribution.hidden"
    assert entry.facts == {"reason": "personal_data", "was": "published"}
    assert WHY not in entry.leaf
    assert opened(entry, "because")["value"] == WHY


def test_the_sentence_of_a_moderator_is_erased_with_the_words_it_may_repeat(consultation, moderator, amina):
    contribution = contribute(consultation, by=amina)
    hide(contribution, by=moderator, reason="personal_data", because=WHY)
    erase_contribution(contribution, by=amina)

    contribution.refresh_from_db()
    assert contribution.hidden_because == ""
    assert opened(entries_of(contribution).get(verb="contribution.hidden"), "because") is None


@pytest.mark.parametrize(
    ("reason", "because"), [("", WHY), ("boring", WHY), ("insult", "No."), ("insult", "…………………………")]
)
def test_nothing_is_hidden_without_a_reason_and_a_sentence(consultation, moderator, reason, because):
    contribution = contribute(consultation)

    with pytest.raises(Refused):
        hide(contribution, by=moderator, reason=reason, because=because)
    contribution.refresh_from_db()
    assert contribution.status == Contribution.Status.PUBLISHED


def test_what_was_hidden_can_be_restored_with_its_first_date(consultation, moderator):
    contribution = contribute(consultation)
    since = contribution.published_at
    hide(contribution, by=moderator, reason="insult", because=WHY)

    restore(contribution, by=moderator)

    contribution.refresh_from_db()
    assert (contribution.status, contribution.published_at, contribution.hidden_because) == ("published", since, "")
    assert [entry.verb for entry in entries_of(contribution)][-2:] == ["contribution.hidden", "contribution.restored"]


def test_of_two_moderators_who_hide_at_once_the_second_is_told(consultation, moderator):
    contribution = contribute(consultation)
    same = Contribution.objects.get(pk=contribution.pk)

    hide(contribution, by=moderator, reason="insult", because=WHY)
    hide(same, by=moderator, reason="insult", because=WHY)
    with pytest.raises(Refused, match="Yours was not saved"):
        hide(same, by=moderator, reason="insult", because="Something else entirely.")

    assert entries_of(contribution).filter(verb="contribution.hidden").count() == 1
    same.refresh_from_db()
    assert same.hidden_because == WHY


def test_nobody_moderates_elsewhere(consultation, amina):
    contribution = contribute(consultation)
    stranger = make_moderator(make_consultation())

    for person in (None, amina, stranger):
        with pytest.raises(Refused, match="moderator of this place"):
            hide(contribution, by=person, reason="insult", because=WHY)


def test_themes_are_corrected_in_public(consultation, moderator):
    first, second = make_themes(consultation)
    contribution = contribute(consultation, themes=[first])

    change_themes(contribution, by=moderator, themes=[second])

    assert list(contribution.themes.all()) == [second]
    assert entries_of(contribution).last().facts == {"added": [second.slug], "removed": [first.slug]}


def test_correcting_nothing_writes_nothing(consultation, moderator):
    contribution = contribute(consultation, themes=make_themes(consultation))

    change_themes(contribution, by=moderator, themes=list(contribution.themes.all()))

    assert entries_of(contribution).last().verb == "contribution.published"
