"""Minutes: drafted, approved by both sides, frozen, published, corrected by a new version."""

import datetime

import pytest

from parvis.commitments.tests.test_at_once import at_once
from parvis.core.overtaken import Overtaken, marks_of
from parvis.core.rules import Refused
from parvis.forum import actions, queries
from parvis.forum.models import Minutes
from parvis.forum.tests.factories import MINUTES, make_forum, make_holder, make_meeting
from parvis.people.models import Person
from parvis.people.tests.factories import make_convener
from parvis.record.models import Entry

OTHER = {"en": "We met, and disagreed.", "fr": "Nous ne nous sommes pas entendus."}


@pytest.fixture
def meeting(forum):
    return make_meeting(forum)


@pytest.fixture
def minutes(meeting, bruno):
    return actions.revise_minutes(meeting, by=bruno, text=MINUTES)


def approve(minutes, *holders):
    for holder in holders:
        minutes = actions.approve_minutes(minutes, by=holder.person, digest=minutes.digest)
    return minutes


def test_minutes_are_approved_by_both_sides_and_approving_twice_is_once(minutes, gwen, ines):
    assert approve(minutes, gwen, gwen).status == "draft"
    assert approve(minutes, ines, ines, gwen).status == "approved"
    assert Entry.objects.filter(verb="minutes.approved").count() == 2


def test_two_cochairs_of_one_side_are_not_both_sides(minutes, forum, gwen):
    assert approve(minutes, gwen, make_holder(forum, "government", "Farid", is_cochair=True)).status == "draft"


def test_only_a_cochair_approves(minutes, forum, bruno):
    member = make_holder(forum, "civil", "Zoë")
    former = make_holder(forum, is_cochair=True, until_on=forum.today() - datetime.timedelta(days=1))
    for person in (bruno, member.person, former.person, None):
        with pytest.raises(Refused):
            actions.approve_minutes(minutes, by=person, digest=minutes.digest)


def test_a_change_after_one_approval_withdraws_it(meeting, minutes, bruno, gwen, ines):
    approve(minutes, gwen)
    changed = actions.revise_minutes(meeting, by=bruno, text=OTHER)

    assert Entry.objects.get(verb="minutes.revised").facts["withdrawn"] == ["government"]
    assert queries.minutes_of(meeting, with_draft=True).approved_by == []
    assert approve(changed, ines).status == "draft"


def test_nobody_approves_words_they_have_not_seen(meeting, minutes, bruno, gwen):
    seen = minutes.digest
    actions.revise_minutes(meeting, by=bruno, text=OTHER)
    with pytest.raises(Refused, match="changed since you opened"):
        actions.approve_minutes(minutes, by=gwen.person, digest=seen)


def test_approved_minutes_are_frozen_and_a_correction_is_a_new_version(meeting, minutes, bruno, gwen, ines):
    approve(minutes, gwen, ines)
    with pytest.raises(Refused, match="they stay as they are"):
        actions.revise_minutes(meeting, by=bruno, text=OTHER)

    new = actions.correct_minutes(meeting, by=bruno, text=OTHER)

    minutes.refresh_from_db()
    assert (minutes.text, new.version, new.status) == (MINUTES, 2, "draft")


def test_minutes_are_published_once_approved_and_late_after_thirty_days(forum, bruno, gwen, ines):
    meeting = make_meeting(forum, days=-40)
    minutes = actions.revise_minutes(meeting, by=bruno, text=MINUTES)
    with pytest.raises(Refused):
        actions.publish_minutes(minutes, by=bruno)
    assert queries.minutes_of(meeting, with_draft=False).is_late

    approve(minutes, gwen, ines)
    for _twice in range(2):
        actions.publish_minutes(Minutes.objects.get(), by=bruno)

    assert Entry.objects.get(verb="minutes.published").facts["is_late"] is True
    assert not queries.minutes_of(meeting, with_draft=False).is_late


def test_minutes_are_approved_in_every_official_language(meeting, bruno, gwen):
    minutes = actions.revise_minutes(meeting, by=bruno, text={"en": "Agreed."})
    with pytest.raises(Refused, match="Missing: français"):
        approve(minutes, gwen)


def test_two_minute_takers_write_over_nothing_unseen(meeting, minutes, bruno):
    seen = marks_of({"text": minutes.text})
    actions.revise_minutes(meeting, by=bruno, text=OTHER, seen=seen)
    with pytest.raises(Overtaken):
        actions.revise_minutes(meeting, by=bruno, text={**MINUTES, "en": "Mine."}, seen=seen)


def test_minutes_wait_for_the_meeting(forum, bruno):
    with pytest.raises(Refused, match="once the meeting was held"):
        actions.revise_minutes(make_meeting(forum, days=3), by=bruno, text=MINUTES)


@pytest.mark.django_db(transaction=True)
def test_both_cochairs_approving_at_once_is_both():
    forum = make_forum()
    bruno, meeting = make_convener(forum.place), make_meeting(forum)
    chairs = [make_holder(forum, side, is_cochair=True).person_id for side in ("government", "civil")]
    minutes = actions.revise_minutes(meeting, by=bruno, text=MINUTES)

    def yes(pk):
        return actions.approve_minutes(Minutes.objects.get(), by=Person.objects.get(pk=pk), digest=minutes.digest)

    at_once(*[lambda pk=pk: yes(pk) for pk in chairs * 2])

    minutes.refresh_from_db()
    assert (minutes.status, minutes.approvals.count()) == ("approved", 2)
