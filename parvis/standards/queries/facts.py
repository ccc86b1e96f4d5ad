"""What happened in cycles, gathered from the whole site: a constant number of queries for any number of cycles."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from parvis.commitments.models import Plan, Response
from parvis.consultations.models import Consultation, Contribution
from parvis.core import clock
from parvis.core.words import Words
from parvis.cycles.models import Activity, Cycle, DueDay, TimelineVersion
from parvis.documents.models import Document, FileVersion
from parvis.forum.models import Forum, Holder, Meeting
from parvis.heard.models import Report
from parvis.standards.facts import CO_CREATION, IMPLEMENTATION, Facts, Happening, Heard
from parvis.standards.models import Attestation
from parvis.standards.requirements import ATTESTED, RESULTS

# So many of a kind show that something was done; a link leads to the rest.
MOST_EVIDENCE = 50
_EVIDENCE = {
    Document.Evidence.CO_CREATION: frozenset({CO_CREATION}),
    Document.Evidence.IMPLEMENTATION: frozenset({IMPLEMENTATION}),
    Document.Evidence.BOTH: frozenset({CO_CREATION, IMPLEMENTATION}),
    Document.Evidence.NEITHER: frozenset[str](),
}


@dataclass(frozen=True)
class Scope:
    """Which cycles are looked at, each with its place, and up to which moment."""

    cycles: Mapping[int, Cycle]
    at: datetime.datetime

    @property
    def places(self) -> set[int]:
        """Return the numbers of the places concerned."""
        return {cycle.place_id for cycle in self.cycles.values()}

    def day(self, cycle: int, moment: datetime.datetime) -> datetime.date:
        """Return the day a moment fell on in the place of a cycle."""
        return moment.astimezone(self.cycles[cycle].place.zone).date()


type Found = Mapping[int, Any]
type Loader = Callable[[Scope], Found]
_LOADERS: dict[str, Loader] = {}


def _loads(name: str) -> Callable[[Loader], Loader]:
    def declare(loader: Loader) -> Loader:
        _LOADERS[name] = loader
        return loader

    return declare


def facts_of(
    cycles: Iterable[Cycle], reads: Collection[str] | None = None, at: datetime.datetime | None = None
) -> dict[int, Facts]:
    """Return what happened in cycles up to a moment (now, if not given), by the number of each; `reads` names the facts wanted.

    Each cycle must have its place with it.
    """
    scope = Scope({cycle.pk: cycle for cycle in cycles}, at or clock.now())
    plans, due = _plans(scope), _due(scope)
    found = {name: load(scope) for name, load in _LOADERS.items() if reads is None or name in reads}
    attested = _attested(scope)
    return {
        pk: Facts(
            begins_on=cycle.starts_on,
            ends_on=cycle.ends_on,
            plan_on=plans.get(pk),
            plan_expected_on=due.get(pk),
            **{name: _joined(name, values.get(pk), attested[pk]) for name, values in found.items()},
        )
        for pk, cycle in scope.cycles.items()
    }


def _joined(name: str, value: Any, attested: Mapping[str, list[Happening]]) -> Any:
    if name == "heard":
        return value or Heard()
    if name == "seated":
        return value or frozenset()
    return (*(value or ()), *attested.get(name, ()))


def _plans(scope: Scope) -> dict[int, datetime.date]:
    published = Plan.objects.filter(cycle__in=scope.cycles, published_at__lte=scope.at)
    return {cycle: scope.day(cycle, when) for cycle, when in published.values_list("cycle", "published_at")}


def _due(scope: Scope) -> dict[int, datetime.date]:
    return dict(DueDay.objects.filter(cycle__in=scope.cycles).values_list("cycle", "day"))


@_loads("meetings")
def _meetings(scope: Scope) -> Found:
    """A meeting that was held belongs to each cycle of its place; its kinds are the sides whose members were there, and what it was for."""
    held = Meeting.objects.filter(forum__place__in=scope.places, status=Meeting.Status.HELD, starts_at__lte=scope.at)
    by_place = defaultdict(list)
    for each in held.select_related("forum__place").order_by("starts_at"):
        sides = {str(side) for side, members in each.sides.items() if members}
        kinds = frozenset(sides | ({RESULTS} if each.kind == Meeting.Kind.RESULTS else set()))
        key, url = f"{Meeting.record_type}:{each.record_key}", each.get_absolute_url()
        by_place[each.place.pk].append(Happening(key, each.held_on, each.forum.name, url, kinds))
    return {pk: by_place[cycle.place_id] for pk, cycle in scope.cycles.items()}


@_loads("forum_rules")
def _forum_rules(scope: Scope) -> Found:
    """The rules of participation are public on the forum's page, or as a published document."""
    forums = Forum.objects.filter(place__in=scope.places, rules_published_at__lte=scope.at).select_related("place")
    papers = Document.objects.published().filter(
        place__in=scope.places, kind=Document.Kind.GOVERNANCE, published_at__lte=scope.at
    )
    told = [(each.place_id, each, "forum", each.name, each.rules_published_at) for each in forums]
    told += [(each.place_id, each, "document", each.title, each.published_at) for each in papers]
    return {
        pk: [
            Happening(f"{kind}:{each.record_key}", scope.day(pk, when), words, each.get_absolute_url())
            for place, each, kind, words, when in told
            if place == cycle.place_id
        ]
        for pk, cycle in scope.cycles.items()
    }


@_loads("seated")
def _seated(scope: Scope) -> Found:
    """The sides on which somebody holds a seat that day."""
    holders = Holder.objects.on(scope.at.date()).filter(seat__forum__place__in=scope.places)
    sides = defaultdict(set)
    for place, side in holders.order_by().values_list("seat__forum__place", "seat__side").distinct():
        sides[place].add(str(side))
    return {pk: frozenset(sides[cycle.place_id]) for pk, cycle in scope.cycles.items()}


@_loads("pages")
def _pages(scope: Scope) -> Found:
    """The page of a cycle answers everybody from the moment the cycle is opened."""
    return {
        pk: (Happening(f"cycle:{cycle.slug}", scope.day(pk, cycle.opened_at), cycle.title, cycle.get_absolute_url()),)
        for pk, cycle in scope.cycles.items()
        if cycle.opened_at and cycle.opened_at <= scope.at
    }


@_loads("timelines")
def _timelines(scope: Scope) -> Found:
    """Only the first publication decides; it is all that is asked for."""
    first = TimelineVersion.objects.filter(cycle__in=scope.cycles, number=1, published_at__lte=scope.at)
    found = {}
    for version in first.defer("snapshot"):
        version.cycle = cycle = scope.cycles[version.cycle_id]
        day = scope.day(cycle.pk, version.published_at)
        found[cycle.pk] = (Happening(f"timeline:{version.record_key}", day, cycle.title, version.get_absolute_url()),)
    return found


def _activities(scope: Scope, kind: str) -> Found:
    """What the published timeline announces of a kind."""
    announced = Activity.objects.filter(kind=kind, cycle__in=scope.cycles, cycle__timeline_versions__number=1)
    found = defaultdict(list)
    for activity in announced:
        cycle = scope.cycles[activity.cycle_id]
        key, url = f"activity:{cycle.slug}/{activity.pk}", f"{cycle.get_absolute_url()}timeline/"
        found[cycle.pk].append(Happening(key, activity.starts_on, activity.title, url, until=activity.ends_on))
    return found


@_loads("outreach")
def _outreach(scope: Scope) -> Found:
    return _activities(scope, Activity.Kind.OUTREACH)


@_loads("in_person")
def _in_person(scope: Scope) -> Found:
    return _activities(scope, Activity.Kind.WORKSHOP)


@_loads("channels")
def _channels(scope: Scope) -> Found:
    asked = Consultation.objects.visible_to(None).filter(cycle__in=scope.cycles, opens_at__lte=scope.at)
    found = defaultdict(list)
    for each in asked.only("slug", "title", "opens_at", "closes_at", "closed_early_at", "cycle_id"):
        cycle = each.cycle_id
        opens, ends = scope.day(cycle, each.opens_at), scope.day(cycle, each.ended_at)
        key, url = f"consultation:{each.slug}", each.get_absolute_url()
        found[cycle].append(Happening(key, opens, each.title, url, until=ends))
    return found


@_loads("responses")
def _responses(scope: Scope) -> Found:
    given = Response.objects.published().filter(cycle__in=scope.cycles, published_at__lte=scope.at)
    found = defaultdict(list)
    for each in given.select_related("organisation").order_by("published_at"):
        if len(found[each.cycle_id]) < MOST_EVIDENCE:
            each.cycle = scope.cycles[each.cycle_id]
            day, name = (
                scope.day(each.cycle_id, each.published_at),
                each.organisation.name if each.organisation else Words(),
            )
            found[each.cycle_id].append(Happening(f"response:{each.record_key}", day, name, each.get_absolute_url()))
    return found


@_loads("summaries")
def _summaries(scope: Scope) -> Found:
    signed = Report.objects.published().filter(consultation__cycle__in=scope.cycles, published_at__lte=scope.at)
    found = defaultdict(list)
    for each in signed.select_related("consultation"):
        cycle = each.consultation.cycle_id
        day = scope.day(cycle, each.published_at)
        found[cycle].append(Happening(f"report:{each.record_key}", day, each.title, each.get_absolute_url()))
    return found


@_loads("heard")
def _heard(scope: Scope) -> Found:
    """Count what was published before the plan (all of it while there is none) and was answered in time; two queries."""
    said = Contribution.objects.published().filter(consultation__cycle__in=scope.cycles, published_at__lte=scope.at)
    before = Q(consultation__cycle__plan=None) | Q(consultation__cycle__plan__published_at=None)
    said = said.filter(before | Q(published_at__lte=F("consultation__cycle__plan__published_at"))).order_by()
    answered = Q(answered_at__isnull=False, answered_at__lte=scope.at)
    late = answered & Q(answered_at__gt=F("consultation__cycle__plan__published_at"))
    counted = said.values("consultation__cycle").annotate(
        published=Count("pk"), answered=Count("pk", filter=answered), late=Count("pk", filter=late)
    )
    sectors = defaultdict(set)
    for cycle, kind in said.exclude(kind="").values_list("consultation__cycle", "kind").distinct():
        sectors[cycle].add(kind)
    return {
        row["consultation__cycle"]: Heard(
            published=row["published"],
            unanswered=row["published"] - row["answered"],
            answered_after_plan=row["late"],
            sectors=frozenset(sectors[row["consultation__cycle"]]),
        )
        for row in counted
    }


@_loads("publications")
def _publications(scope: Scope) -> Found:
    """Each file of the place's repository that was put before everybody and still is.

    All keep the repository alive; evidence is what belongs to this cycle, or to none.
    """
    public = FileVersion.objects.public().filter(document__place__in=scope.places, published_at__lte=scope.at)
    by_place = defaultdict(list)
    for each in public.select_related("document"):
        by_place[each.document.place_id].append(each)
    return {
        pk: [_publication(scope, pk, each) for each in by_place[cycle.place_id]] for pk, cycle in scope.cycles.items()
    }


def _publication(scope: Scope, cycle: int, each: FileVersion) -> Happening:
    key = f"document:{each.document.slug}/{each.language}/{each.number}"
    kinds = _EVIDENCE[each.document.evidence] if each.document.cycle_id in (None, cycle) else frozenset[str]()
    day, url = scope.day(cycle, each.published_at), each.document.get_absolute_url()
    return Happening(key, day, each.document.title, url, kinds=kinds)


def _attested(scope: Scope) -> Mapping[int, Mapping[str, list[Happening]]]:
    """What published documents tell of things that happened elsewhere, by the fact each stands for."""
    told = Attestation.objects.filter(cycle__in=scope.cycles, taken_back_at=None, attested_at__lte=scope.at)
    found: dict[int, dict[str, list[Happening]]] = defaultdict(lambda: defaultdict(list))
    for each in told.filter(document__status=Document.Status.PUBLISHED):
        each.cycle = scope.cycles[each.cycle_id]
        fact, kinds = ATTESTED[each.key]
        happening = Happening(
            f"attestation:{each.record_key}",
            each.happened_on,
            each.words,
            each.get_absolute_url(),
            kinds,
            each.until_on,
            is_attested=True,
        )
        found[each.cycle_id][fact].append(happening)
    return found
