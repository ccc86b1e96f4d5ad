"""Write down what a meeting decided and how its members voted; give tasks, and tick them off."""

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.forum.models import Ballot, Choice, Decision, Meeting, Rule, Side, Task, is_adopted
from parvis.forum.rules import may_keep_meetings
from parvis.record import record


@transaction.atomic
def decide(
    meeting: Meeting, *, by: Any, number: int, text: Words, rule: str, votes: Mapping[int, str], **fields: Any
) -> Decision:
    """Write down a decision once its vote is over: what came of it follows from the rule and the votes.

    `votes` holds the choice of each member who was there, by key of their term. `fields` are owner, due_on, dissent,
    conflicts. The same decision sent twice under its number is one.
    """
    may_keep_meetings(by, meeting.forum).enforce()
    _require_held(meeting)
    if same := meeting.decisions.filter(number=number).first():
        if same.text == text:
            return same
        raise Refused(_("There is another decision with this number. Load the page again."))
    present = {holder.pk: holder for holder in meeting.present.select_related("seat")}
    _require_votes(set(present), votes, rule)
    counted = [(present[pk].seat.side, choice) for pk, choice in votes.items()]
    adopted = is_adopted(rule, counted)
    decision = Decision(meeting=meeting, number=number, text=text, rule=rule, is_adopted=adopted, **fields)
    decision.save(force_insert=True)
    ballots = [
        Ballot(decision=decision, holder=present[pk], side=present[pk].seat.side, choice=choice)
        for pk, choice in votes.items()
    ]
    Ballot.objects.bulk_create(ballots)
    for name in ("text", "dissent", "conflicts"):
        note(decision, name, source=meeting.place.first_language)
    facts = {"rule": str(rule), "is_adopted": adopted, "votes": _counts(counted)}
    record("decision.taken", decision, by=by, facts=facts)
    return decision


@transaction.atomic
def give_task(meeting: Meeting, *, by: Any, text: Words, owner: str, due_on: datetime.date | None = None) -> Task:
    """Write down a task a meeting gave; the same words in the same meeting are the same task."""
    may_keep_meetings(by, meeting.forum).enforce()
    _require_held(meeting)
    for same in meeting.tasks.all():
        if same.text == text:
            return same
    task = Task.objects.create(meeting=meeting, text=text, owner=owner, due_on=due_on)
    note(task, "text", source=meeting.place.first_language)
    record("task.given", task, by=by, facts={"due_on": due_on.isoformat() if due_on else None})
    return task


@transaction.atomic
def finish_task(task: Task, *, by: Any) -> Task:
    """Say that a task is done; it is carried no further."""
    may_keep_meetings(by, task.meeting.forum).enforce()
    if task.move("finish", done_at=clock.now()):
        record("task.done", task, by=by)
    return task


def _require_held(meeting: Meeting) -> None:
    """Hold the meeting, so that its numbers are taken one after the other."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.refresh_from_db(fields=["status"])
    if meeting.status != Meeting.Status.HELD:
        raise Refused(_("Say first who came to the meeting."))


def _require_votes(present: set[int], votes: Mapping[int, str], rule: str) -> None:
    if set(votes) != present or not present:
        raise Refused(_("Say for each member who was there how they voted; nobody else votes."))
    if not set(votes.values()) <= set(Choice.values) or rule not in Rule.values:
        raise Refused(_("Say for each member who was there how they voted; nobody else votes."))


def _counts(votes: list[tuple[str, str]]) -> dict[str, dict[str, int]]:
    count = Counter(votes)
    return {side.value: {choice.value: count[side.value, choice.value] for choice in Choice} for side in Side}
