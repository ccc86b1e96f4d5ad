"""What follows the record here: whatever happens, the requirements that rest on it are found anew, and only those."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from parvis.cycles.models import Cycle
from parvis.record import follower
from parvis.record.models import Entry
from parvis.standards.checking import check
from parvis.standards.models import LastSign, Pack
from parvis.standards.requirements import REQUIREMENTS
from parvis.standards.subjects import cycles_with, places_of
from parvis.standards.tasks import build

_ALL = frozenset(name for each in REQUIREMENTS.values() for name in each.reads)
_HEARD = frozenset({"heard"})
READS: dict[str, frozenset[str]] = {
    "cycle.opened": _ALL,
    "cycle.changed": _ALL,
    "rules.revised": _ALL,
    "plan.published": _ALL,
    "timeline.published": frozenset({"timelines", "outreach"}),
    "consultation.opened": frozenset({"channels"}),
    "consultation.changed": frozenset({"channels"}),
    "consultation.closed": frozenset({"channels"}),
    "consultation.reopened": frozenset({"channels"}),
    **dict.fromkeys(
        [
            f"contribution.{what}"
            for what in ("published", "hidden", "held", "restored", "erased", "taken_back", "answered")
        ],
        _HEARD,
    ),
    "response.published": frozenset({"responses"}),
    **dict.fromkeys(
        [f"document.{what}" for what in ("published", "replaced", "language_added", "withdrawn")],
        frozenset({"publications", "forum_rules"}),
    ),
    "forum.founded": frozenset({"forum_rules", "seated"}),
    "forum.changed": frozenset({"forum_rules"}),
    "member.seated": frozenset({"seated"}),
    "member.term_ended": frozenset({"seated"}),
    "meeting.held": frozenset({"meetings"}),
    **dict.fromkeys([f"evidence.{what}" for what in ("attested", "taken_back")], _ALL),
}


@follower("standards.last_signs", reset=lambda: LastSign.objects.all().delete())
def note_last_signs(entries: Sequence[Entry]) -> None:
    """Keep when something happened last in each place."""
    last: dict[str, dict[str, datetime.datetime]] = defaultdict(dict)
    for entry in entries:
        last[entry.subject_type][entry.subject_key] = entry.at
    signs: dict[int, datetime.datetime] = {}
    for kind, moments in last.items():
        for key, place in places_of(kind, set(moments)).items():
            signs[place] = max(moments[key], signs.get(place, moments[key]))
    rows = [LastSign(place_id=place, at=at) for place, at in signs.items()]
    LastSign.objects.bulk_create(rows, update_conflicts=True, unique_fields=["place"], update_fields=["at"])


@follower("standards.self_checks", READS)
def find_anew(entries: Sequence[Entry]) -> None:
    """Find anew what rests on what happened, once for all that happened to a cycle."""
    subjects: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
    for entry in entries:
        subjects[entry.subject_type, READS[entry.verb]].add(entry.subject_key)
    reads_of: dict[int, frozenset[str]] = defaultdict(frozenset)
    for (kind, reads), keys in subjects.items():
        for pk in cycles_with(kind, keys).values_list("pk", flat=True):
            reads_of[pk] |= reads
    cycles = Cycle.objects.filter(pk__in=reads_of).select_related("place")
    for reads, alike in _alike(cycles, reads_of):
        check(alike, reads)


def _alike(
    cycles: Iterable[Cycle], reads_of: dict[int, frozenset[str]]
) -> Iterable[tuple[frozenset[str], list[Cycle]]]:
    found: dict[frozenset[str], list[Cycle]] = defaultdict(list)
    for cycle in cycles:
        found[reads_of[cycle.pk]].append(cycle)
    return found.items()


@follower("standards.packs", {"pack.asked"})
def hand_over(entries: Sequence[Entry]) -> None:
    """Have each pack that waits built by a worker."""
    for entry in entries:
        slug, _slash, number = entry.subject_key.partition("/")
        waiting = Pack.objects.filter(cycle__slug=slug, number=number, status=Pack.Status.ASKED)
        for pk in waiting.values_list("pk", flat=True):
            build.enqueue(pk)
