"""What happens on the site is what the standards are judged by: the forum, its rules and seats, the repository, the timeline."""

import datetime

import pytest

from parvis.core import clock
from parvis.core.words import Words
from parvis.cycles import actions as cycles
from parvis.cycles.tests.factories import make_cycle, plan
from parvis.documents.tests.factories import make_published
from parvis.forum import actions as forums
from parvis.forum.models import Holder
from parvis.forum.tests.factories import make_forum, make_holder, make_meeting
from parvis.places.tests.factories import make_place
from parvis.record import catch_up
from parvis.standards.checking import check
from parvis.standards.facts import CIVIL, CO_CREATION, GOVERNMENT, IMPLEMENTATION
from parvis.standards.queries.facts import facts_of
from parvis.standards.requirements import RESULTS


@pytest.fixture
def forum(place):
    """A forum of both sides, with public rules."""
    forum = make_forum(place)
    make_holder(forum, GOVERNMENT, "Gwen"), make_holder(forum, CIVIL, "Inés")
    return forum


def facts(cycle, at=None):
    return facts_of([cycle], at=at)[cycle.pk]


def test_meetings_that_were_held_count_with_the_sides_that_were_there(cycle, forum):
    both = make_meeting(forum, -20, kind="results")
    alone = make_meeting(forum, -10, sides={"government": 2, "civil": 0})
    make_meeting(forum, 5)

    found = facts(cycle).meetings

    assert [each.on for each in found] == [both.held_on, alone.held_on]
    assert [each.kinds for each in found] == [{GOVERNMENT, CIVIL, RESULTS}, {GOVERNMENT}]


def test_who_sits_and_by_which_rules(cycle, forum):
    assert facts(cycle).seated == {GOVERNMENT, CIVIL}
    [rules] = facts(cycle).forum_rules
    assert (rules.key, rules.on) == (f"forum:{cycle.place.slug}", cycle.today())


def test_published_rules_of_the_forum_are_its_rules(cycle):
    make_published(cycle.place, kind="governance")

    assert [each.key.partition(":")[0] for each in facts(cycle).forum_rules] == ["document"]


def test_documents_are_evidence_for_their_cycle_and_keep_the_repository_alive_for_all(cycle):
    other = make_cycle(place=cycle.place, rule_set="C")
    make_published(cycle.place, evidence="both", cycle=other)

    assert {kind for each in facts(other).publications for kind in each.kinds} == {CO_CREATION, IMPLEMENTATION}
    assert [each.kinds for each in facts(cycle).publications] == [frozenset(), frozenset()]


def test_only_the_first_timeline_counts_and_with_it_what_it_announces(cycle, bruno):
    plan(cycle, bruno, "Tell people", kind="outreach", starts=-5)
    assert facts(cycle).outreach == ()

    first = cycles.publish_timeline(cycle, by=bruno)
    plan(cycle, bruno, "Workshop", kind="workshop", starts=3)
    with clock.at(clock.now() + datetime.timedelta(days=1)):
        cycles.publish_timeline(cycle, by=bruno, reason=Words(en="A workshop.", fr="Un atelier."))

    found = facts(cycle)
    assert [each.key for each in found.timelines] == [f"timeline:{first.record_key}"]
    assert (len(found.outreach), len(found.in_person)) == (1, 1)


def test_as_it_was_on_an_earlier_day(cycle, forum):
    make_meeting(forum, -20)

    assert facts(cycle, clock.now() - datetime.timedelta(days=21)).meetings == ()


def test_another_place_lends_nothing(cycle):
    elsewhere = make_place()
    make_meeting(make_forum(elsewhere), -5)
    make_published(elsewhere)

    found = facts(cycle)
    assert (found.meetings, found.forum_rules, found.publications, found.seated) == ((), (), (), frozenset())


def test_a_meeting_that_is_held_is_found_at_once(cycle, forum, bruno):
    check([cycle])
    meeting = make_meeting(forum, 1)
    with clock.at(clock.now() + datetime.timedelta(days=2)):
        forums.hold_meeting(meeting, by=bruno, present=Holder.objects.filter(seat__forum=forum))
        catch_up()

    [evidence] = [
        each for each in cycle.self_checks.get(key="mr_1_1").evidence if each["key"].startswith("forum meeting")
    ]
    assert evidence["url"] == meeting.get_absolute_url()
