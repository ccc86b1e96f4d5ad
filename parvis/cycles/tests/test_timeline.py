"""The timeline of a cycle: planned by conveners, published in versions that stay."""

import datetime

import pytest

from parvis.core import clock
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.cycles import actions
from parvis.cycles.actions.cycles import PhaseSpan
from parvis.cycles.models import Activity, TimelineVersion
from parvis.cycles.queries.timeline import draft_page, first_published_at, latest_version, published_page, versions_of
from parvis.cycles.tests.factories import make_cycle, plan
from parvis.people.tests.factories import make_convener
from parvis.record.models import Entry
from parvis.record.queries import entries_of

pytestmark = pytest.mark.django_db

REASON = Words(en="The minister is away.", fr="La ministre est absente.")


def move(activity, by, days):
    """Move an activity by some days."""
    step = datetime.timedelta(days=days)
    return actions.change_activity(
        activity, by=by, starts_on=activity.starts_on + step, ends_on=activity.ends_on + step
    )


def test_the_same_activity_sent_twice_is_planned_once(cycle, bruno):
    assert plan(cycle, bruno) == plan(cycle, bruno)
    assert Activity.objects.count() == 1


def test_an_activity_ends_on_its_first_day_or_after_it(cycle, bruno):
    with pytest.raises(Refused, match="on its first day or after"):
        plan(cycle, bruno, days=0)


def test_days_for_an_approval_say_whose_it_is(cycle, bruno):
    with pytest.raises(Refused, match="whose approval"):
        plan(cycle, bruno, lead_days=30)


def test_activities_that_would_wait_for_one_another_are_named(cycle, bruno):
    first = plan(cycle, bruno, "Drafting")
    second = plan(cycle, bruno, "Review", depends_on=[first])
    third = plan(cycle, bruno, "Adoption", depends_on=[second])

    with pytest.raises(Refused, match="“Drafting” waits for “Adoption”, “Adoption” waits for “Review”"):
        actions.change_activity(first, by=bruno, depends_on=[third])
    with pytest.raises(Refused, match="“Review” waits for “Review”"):
        actions.change_activity(second, by=bruno, depends_on=[second])


def test_an_activity_waits_only_for_those_of_its_own_cycle(cycle, bruno, place):
    elsewhere = plan(make_cycle(place=place), bruno)
    with pytest.raises(Refused, match="its own cycle"):
        plan(cycle, bruno, depends_on=[elsewhere])


def test_only_conveners_of_the_place_plan_and_publish(cycle, bruno, amina):
    activity = plan(cycle, bruno)
    for stranger in (amina, make_convener(make_cycle().place)):
        for act in (
            lambda by: plan(cycle, by),
            lambda by: actions.change_activity(activity, by=by, kind="workshop"),
            lambda by: actions.remove_activity(activity, by=by),
            lambda by: actions.publish_timeline(cycle, by=by),
            lambda by: actions.change_plan_due(cycle, by=by, due_on=cycle.ends_on),
        ):
            with pytest.raises(Refused, match="convener"):
                act(stranger)


def test_what_is_planned_stays_out_of_the_record_until_it_is_published(cycle, bruno):
    move(plan(cycle, bruno), bruno, 3)

    planned, changed = Entry.objects.order_by("seq")
    assert planned.facts == {"kind": "drafting"}
    assert changed.facts == {"changed": ["ends_on", "starts_on"]}


def test_a_version_stays_as_it_was_published(cycle, bruno):
    activity = plan(cycle, bruno)
    first = actions.publish_timeline(cycle, by=bruno)
    was, digest = first.snapshot, first.digest
    move(activity, bruno, 7)
    second = actions.publish_timeline(cycle, by=bruno, reason=REASON)

    first.refresh_from_db()
    assert (first.snapshot, first.digest, second.number) == (was, digest, 2)
    assert [entry.facts["digest"] for entry in Entry.objects.filter(verb="timeline.published").order_by("seq")] == [
        digest,
        second.digest,
    ]
    assert latest_version(cycle) == second
    assert versions_of(cycle) == [first, second]


def test_the_first_publication_is_the_one_that_counts(cycle, bruno):
    assert first_published_at(cycle) is None
    activity = plan(cycle, bruno)
    long_ago = clock.now() - datetime.timedelta(days=20)
    with clock.at(long_ago):
        actions.publish_timeline(cycle, by=bruno)
    move(activity, bruno, 7)
    actions.publish_timeline(cycle, by=bruno, reason=REASON)

    assert first_published_at(cycle) == long_ago


def test_the_same_timeline_is_published_once(cycle, bruno):
    plan(cycle, bruno)
    assert actions.publish_timeline(cycle, by=bruno) == actions.publish_timeline(cycle, by=bruno)
    assert entries_of(TimelineVersion.objects.get()).count() == 1


@pytest.mark.parametrize("reason", [None, Words(), Words(en="The minister is away.")])
def test_from_the_second_version_on_the_reason_is_told_in_every_official_language(cycle, bruno, reason):
    activity = plan(cycle, bruno)
    actions.publish_timeline(cycle, by=bruno)
    move(activity, bruno, 7)
    with pytest.raises(Refused, match="the reason"):
        actions.publish_timeline(cycle, by=bruno, reason=reason)


def test_what_is_published_is_written_in_every_official_language(cycle, bruno):
    plan(cycle, bruno, Words(en="Drafting"))
    with pytest.raises(Refused, match=r"“Drafting”.*français"):
        actions.publish_timeline(cycle, by=bruno)


def test_nothing_is_published_that_nobody_planned_or_could_read(cycle, draft, bruno):
    with pytest.raises(Refused, match="Plan an activity first"):
        actions.publish_timeline(cycle, by=bruno)
    plan(draft, bruno)
    with pytest.raises(Refused, match="Open the cycle first"):
        actions.publish_timeline(draft, by=bruno)


def test_what_changed_under_the_hands_of_whoever_publishes_is_read_first(cycle, bruno):
    plan(cycle, bruno)
    read = draft_page(cycle).digest
    plan(cycle, bruno, "Review")
    with pytest.raises(Refused, match="Read what it says now"):
        actions.publish_timeline(cycle, by=bruno, expected=read)


def test_versions_tell_what_was_added_moved_and_removed(cycle, bruno):
    kept, gone = plan(cycle, bruno, "Drafting"), plan(cycle, bruno, "Review")
    actions.publish_timeline(cycle, by=bruno)
    move(kept, bruno, 7)
    actions.remove_activity(gone, by=bruno)
    plan(cycle, bruno, "Adoption")
    actions.publish_timeline(cycle, by=bruno, reason=REASON)

    (_second, changes), (_first, none) = published_page(cycle).history
    assert {(change.what, str(change.title)) for change in changes} == {
        ("moved", "Drafting"), ("removed", "Review"), ("added", "Adoption"),
    }  # fmt: skip
    assert none == []


def test_the_plan_is_due_before_the_last_phase_unless_a_day_is_set(cycle, bruno):
    first = cycle.starts_on
    days = [first + datetime.timedelta(days=number) for number in (0, 99, 100, 200)]
    spans = [PhaseSpan(Words(en=name, fr=name), *days[i : i + 2]) for name, i in (("Making", 0), ("Delivering", 2))]
    actions.change_phases(cycle, by=bruno, phases=spans)
    assert draft_page(cycle).page.timeline.due == days[1]

    actions.change_plan_due(cycle, by=bruno, due_on=days[3])
    assert draft_page(cycle).page.timeline.due == days[3]
    actions.change_plan_due(cycle, by=bruno, due_on=None)
    assert draft_page(cycle).page.timeline.due == days[1]


def test_the_plan_is_due_while_its_cycle_runs(cycle, bruno):
    with pytest.raises(Refused, match="while its cycle runs"):
        actions.change_plan_due(cycle, by=bruno, due_on=cycle.ends_on + datetime.timedelta(days=1))


def test_an_activity_of_a_phase_that_goes_stays(cycle, bruno):
    span = PhaseSpan(Words(en="Making", fr="Faire"), cycle.starts_on, cycle.ends_on)
    actions.change_phases(cycle, by=bruno, phases=[span])
    activity = plan(cycle, bruno, phase=cycle.phases.get())
    actions.change_phases(cycle, by=bruno, phases=[])

    activity.refresh_from_db()
    assert activity.phase is None
