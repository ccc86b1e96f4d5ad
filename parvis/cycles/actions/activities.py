"""Plan what is done in a cycle, on which days, and what it waits for."""

import datetime
import itertools
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.core.dates import day_words
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.cycles.critical_path import Loop, Task, in_order
from parvis.cycles.models import Activity, Cycle, DueDay
from parvis.cycles.rules import may_frame
from parvis.record import Subject, record
from parvis.record.overtaking import refuse_overtaken

# More than anybody reads; a page of them is still made at once.
MOST = 200
_WORDS = ("title", "approval")
SHOWN = ("kind", "phase", *_WORDS, "starts_on", "ends_on", "lead_days")


@transaction.atomic
def plan_activity(cycle: Cycle, *, by: Any, depends_on: Iterable[Activity] = (), **fields: Any) -> Activity:
    """Plan an activity; the same title and kind on the same first day is the same activity.

    `fields` are kind, phase, title, starts_on, ends_on, lead_days, approval. The public reads it once the timeline is published.
    """
    may_frame(by, cycle.place).enforce()
    cycle = _locked(cycle)
    for same in cycle.activities.filter(starts_on=fields["starts_on"], kind=fields["kind"]):
        if same.title == fields["title"]:
            return same
    if cycle.activities.count() >= MOST:
        raise Refused(_("A timeline holds at most %(most)s activities.") % {"most": MOST})
    activity = Activity(cycle=cycle, **fields)
    _require_sense(activity)
    activity.save(force_insert=True)
    _wait_for(activity, depends_on)
    _note(activity)
    record("activity.planned", activity, by=by, facts={"kind": str(activity.kind)})
    return activity


@transaction.atomic
def change_activity(
    activity: Activity,
    *,
    by: Any,
    depends_on: Iterable[Activity] | None = None,
    seen: Marks | None = None,
    confirmed: Iterable[str] = (),
    **fields: Any,
) -> Activity:
    """Move or reword an activity, or let it wait for others; which parts changed is public, not what they say.

    `confirmed` languages were read again and still say the same. Refused when overtaken: `seen` is what the form showed.
    """
    may_frame(by, activity.cycle.place).enforce()
    cycle = _locked(activity.cycle)
    activity = Activity.objects.select_for_update(of=("self",)).select_related("phase").get(pk=activity.pk)
    activity.cycle = cycle
    saved, verbs = shown_of(activity), ("activity.planned", "activity.changed")
    typed = saved | fields | ({} if depends_on is None else {"depends_on": list(depends_on)})
    refuse_overtaken(activity, seen, saved=saved, typed=typed, verbs=verbs)
    changed = sorted(name for name, value in fields.items() if getattr(activity, name) != value)
    for name in changed:
        setattr(activity, name, fields[name])
    _require_sense(activity)
    if {each.pk for each in typed["depends_on"]} != {each.pk for each in saved["depends_on"]}:
        _wait_for(activity, typed["depends_on"])
        changed.append("depends_on")
    if changed:
        activity.save()
    if changed or confirmed:
        _note(activity, confirmed)
    if changed:
        record("activity.changed", activity, by=by, facts={"changed": changed})
    return activity


@transaction.atomic
def remove_activity(activity: Activity, *, by: Any) -> None:
    """Take an activity off the timeline; what was published of it stays published, and nothing waits for it any more."""
    may_frame(by, activity.cycle.place).enforce()
    subject, role = Subject(activity.record_type, activity.record_key), str(by.record_role(activity))
    if Activity.objects.filter(pk=activity.pk).delete()[0]:
        record("activity.removed", subject, by=by, role=role)


@transaction.atomic
def change_plan_due(cycle: Cycle, *, by: Any, due_on: datetime.date | None, seen: Marks | None = None) -> Cycle:
    """Say on which day the plan is due; None counts it from the phases again.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_frame(by, cycle.place).enforce()
    cycle = _locked(cycle)
    was = set_due_day(cycle)
    refuse_overtaken(cycle, seen, saved={"due_on": was}, typed={"due_on": due_on}, verbs=("cycle.plan_due_changed",))
    if due_on == was:
        return cycle
    if due_on and not cycle.starts_on <= due_on <= cycle.ends_on:
        days = {"first": day_words(cycle.starts_on), "last": day_words(cycle.ends_on)}
        raise Refused(_("The plan is due while its cycle runs: from %(first)s to %(last)s.") % days)
    if due_on:
        DueDay.objects.update_or_create(cycle=cycle, defaults={"day": due_on})
    else:
        DueDay.objects.filter(cycle=cycle).delete()
    record("cycle.plan_due_changed", cycle, by=by)
    return cycle


def set_due_day(cycle: Cycle) -> datetime.date | None:
    """Return the day that was set for the plan; None when it is counted from the phases."""
    due = DueDay.objects.filter(cycle=cycle).first()
    return due.day if due else None


def shown_of(activity: Activity) -> dict[str, Any]:
    """Return what the form of an activity shows of it."""
    return {name: getattr(activity, name) for name in SHOWN} | {"depends_on": list(activity.depends_on.all())}


def _locked(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update(of=("self",)).select_related("place").get(pk=cycle.pk)


def _require_sense(activity: Activity) -> None:
    if activity.ends_on < activity.starts_on:
        raise Refused(_("It ends on its first day or after it."))
    if activity.lead_days and not activity.approval:
        raise Refused(_("Say whose approval takes these days."))
    if activity.phase and activity.phase.cycle_id != activity.cycle_id:
        raise Refused(_("This phase belongs to another cycle."))


def _wait_for(activity: Activity, others: Iterable[Activity]) -> None:
    """Let an activity wait for others, unless they would then wait for one another."""
    others = list(others)
    if any(each.cycle_id != activity.cycle_id for each in others):
        raise Refused(_("An activity waits for others of its own cycle."))
    activity.depends_on.set(others)
    known = {each.pk: each for each in activity.cycle.activities.prefetch_related("depends_on")}
    try:
        in_order({pk: Task(pk, 1, frozenset(each.pk for each in one.depends_on.all())) for pk, one in known.items()})
    except Loop as loop:
        names = [str(known[key]) for key in loop.keys]
        pairs = itertools.pairwise([*names, names[0]])
        told = ", ".join(_("“%(one)s” waits for “%(other)s”") % {"one": one, "other": other} for one, other in pairs)
        raise Refused(_("These would wait for one another for ever: %(loop)s.") % {"loop": told}) from None


def _note(activity: Activity, confirmed: Iterable[str] = ()) -> None:
    for name in _WORDS:
        note(activity, name, source=activity.cycle.first_language, confirmed=confirmed)
