"""What a pack tells of the forum: its seats, its meetings with decisions and tasks, and the minutes that were published."""

import json
from collections.abc import Iterator
from typing import Any

from parvis.cycles.models import Cycle
from parvis.forum.models import Meeting, Minutes
from parvis.forum.queries import forum_of
from parvis.standards.pack.part import Claim, Part, fixed, just, moment_of, written_json


def forum_parts(cycle: Cycle) -> Iterator[Part]:
    """Yield the files of the forum of a cycle's place; none where there is no forum."""
    facts = forum_of(cycle.place)
    if facts is None:
        return
    said = {
        "name": facts.forum.name,
        "rules": facts.forum.rules,
        "rules_published_at": moment_of(facts.rules_published_at),
        "sides": [{"side": each.side, "seats": each.seats, "taken": each.taken} for each in facts.sides],
        "meetings": [_meeting(each) for each in _held(cycle)],
    }
    held = just(*(Claim(("meeting.held",), Meeting.record_type, each.record_key) for each in _held(cycle)))
    yield Part("forum.json", written_json(lambda: said), held)
    told = Minutes.objects.filter(meeting__forum=facts.forum, status=Minutes.Status.PUBLISHED)
    for minutes in told.select_related("meeting__forum__place").order_by("meeting__starts_at", "version"):
        # The very bytes whose digest both co-chairs approved.
        words = json.dumps(minutes.text, sort_keys=True, ensure_ascii=False).encode()
        claim = Claim(("minutes.published",), Minutes.record_type, minutes.record_key, "digest", minutes.digest)
        yield Part(f"minutes/{minutes.meeting.pk}-{minutes.version}.json", fixed(words), just(claim), is_fixed=True)


def _held(cycle: Cycle) -> list[Meeting]:
    held = Meeting.objects.filter(forum__place=cycle.place_id, status=Meeting.Status.HELD).order_by("starts_at")
    return list(held.select_related("forum__place").prefetch_related("decisions", "tasks"))


def _meeting(meeting: Any) -> dict[str, Any]:
    return {
        "id": f"{Meeting.record_type}:{meeting.record_key}",
        "kind": meeting.kind,
        "held_on": meeting.held_on.isoformat(),
        "members_by_side": meeting.sides,
        "guests_by_side": meeting.guests,
        "agenda": meeting.agenda,
        "decisions": [
            {
                "text": each.text,
                "owner": each.owner,
                "due_on": each.due_on.isoformat() if each.due_on else None,
                "rule": each.rule,
                "is_adopted": each.is_adopted,
                "dissent": each.dissent,
                "conflicts": each.conflicts,
            }
            for each in meeting.decisions.all()
        ],
        "tasks": [{"text": each.text, "status": each.status} for each in meeting.tasks.all()],
    }
