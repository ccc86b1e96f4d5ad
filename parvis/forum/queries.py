"""The forum as pages, and the checks of standards, see it: who sits where, what is balanced, when it met."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet

from parvis.core import clock
from parvis.cycles.deadlines import add_months
from parvis.forum.models import Ballot, Choice, Decision, Forum, Holder, Meeting, Minutes, Seat, Side, Task
from parvis.people.models import Role
from parvis.places.models import Place


@dataclass(frozen=True)
class HeldMeeting:
    """A meeting that took place, as the checks of standards read it; `sides_present` counts members by side."""

    key: str
    held_on: datetime.date
    kind: str
    sides_present: dict[str, int]
    url: str
    minutes_published_on: datetime.date | None


@dataclass(frozen=True)
class SideCount:
    """One side of the table: its seats, those that are taken, and its co-chair if it has one."""

    side: str
    label: str
    seats: int
    taken: int


@dataclass(frozen=True)
class SeatNow:
    """A seat with who holds it today and who follows."""

    seat: Seat
    holder: Holder | None
    next: Holder | None


@dataclass(frozen=True)
class ForumFacts:
    """A forum with its seats today."""

    forum: Forum
    seats: list[SeatNow]
    sides: list[SideCount] = field(default_factory=list)

    @property
    def rules_published_at(self) -> datetime.datetime | None:
        """Return since when its rules of participation are public."""
        return self.forum.rules_published_at

    @property
    def members(self) -> dict[str, int]:
        """Return the number of members today, by side."""
        return {one.side: one.taken for one in self.sides}

    @property
    def vacancies(self) -> int:
        """Return how many seats nobody holds today."""
        return sum(one.holder is None for one in self.seats)

    @property
    def taken(self) -> int:
        """Return how many seats somebody holds today."""
        return len(self.seats) - self.vacancies


def forum_of(place: Place) -> ForumFacts | None:
    """Return the forum of a place with its seats and members today; three queries, or None when it has none."""
    forum = Forum.objects.select_related("place").filter(place=place).first()
    return forum_facts(forum) if forum else None


def forum_facts(forum: Forum) -> ForumFacts:
    """Return a forum with its seats and members today; two queries."""
    today = forum.today()
    holders = Prefetch("holders", queryset=Holder.objects.select_related("person"))
    seats = [_now(forum, seat, today) for seat in forum.seats.prefetch_related(holders)]
    seats.sort(key=lambda one: (list(Side.values).index(one.seat.side), one.seat.number))
    count = Counter(one.seat.side for one in seats)
    taken = Counter(one.seat.side for one in seats if one.holder)
    sides = [SideCount(side.value, str(side.label), count[side], taken[side]) for side in Side]
    return ForumFacts(forum, seats, sides)


def held_meetings(place: Place) -> list[HeldMeeting]:
    """Return the meetings of a place's forum that took place, oldest first; one query for meetings, one for minutes."""
    published = Prefetch(
        "minutes", queryset=Minutes.objects.filter(published_at__isnull=False).order_by("version"), to_attr="told"
    )
    held = Meeting.objects.filter(forum__place=place, status=Meeting.Status.HELD)
    rows = held.select_related("forum__place").prefetch_related(published).order_by("starts_at", "pk")
    return [_held(meeting) for meeting in rows]


def _held(meeting: Any) -> HeldMeeting:
    first = next(iter(meeting.told), None)
    return HeldMeeting(
        key=meeting.record_key,
        held_on=meeting.held_on,
        kind=meeting.kind,
        sides_present=dict(meeting.sides),
        url=meeting.get_absolute_url(),
        minutes_published_on=first.published_at.astimezone(meeting.place.zone).date() if first else None,
    )


def _now(forum: Forum, seat: Seat, today: datetime.date) -> SeatNow:
    seat.forum = forum
    holders = list(seat.holders.all())
    for holder in holders:
        holder.seat = seat
    now = [one for one in holders if one.from_on <= today and (one.until_on is None or one.until_on >= today)]
    coming = [one for one in holders if one.from_on > today]
    return SeatNow(seat, next(iter(now), None), next(iter(coming), None))


@dataclass(frozen=True)
class Meetings:
    """The meetings of a forum: those to come, soonest first, and the others, latest first."""

    coming: Sequence[Meeting]
    past: Sequence[Meeting]


def meetings_of(forum: Forum) -> Meetings:
    """Return the meetings of a forum; one query."""
    meetings = list(forum.meetings.all())
    for meeting in meetings:
        meeting.forum = forum
    planned = [one for one in meetings if one.status == Meeting.Status.PLANNED]
    coming = [one for one in reversed(planned) if one.starts_at > clock.now()]
    past = [one for one in meetings if one not in coming]
    return Meetings(coming, past)


@dataclass(frozen=True)
class MinutesNow:
    """The minutes of a meeting as somebody may read them: published versions, and for some the newest draft."""

    published: list[Minutes]
    draft: Minutes | None
    due_on: datetime.date | None
    is_late: bool
    approved_by: list[str]

    @property
    def newest(self) -> Minutes | None:
        """Return the newest version one may read."""
        return self.draft or next(iter(self.published), None)


def minutes_of(meeting: Meeting, *, with_draft: bool) -> MinutesNow:
    """Return the minutes of a meeting, drafts only `with_draft`; two queries."""
    versions = list(meeting.minutes.prefetch_related("approvals"))
    for one in versions:
        one.meeting = meeting
    published = [one for one in versions if one.status == Minutes.Status.PUBLISHED]
    newest = next(iter(versions), None)
    draft = newest if newest and newest.status != Minutes.Status.PUBLISHED else None
    approved = [Side(one.side).label for one in draft.approvals.all() if one.digest == draft.digest] if draft else []
    due_on = Minutes(meeting=meeting).due_on if meeting.status == Meeting.Status.HELD and not published else None
    is_late = bool(due_on and due_on < meeting.forum.today())
    return MinutesNow(published, draft if with_draft else None, due_on, is_late, [str(side) for side in approved])


def attendance(meeting: Meeting) -> list[tuple[str, int, int]]:
    """Return, for each side, how many members and how many guests were at a meeting."""
    return [(str(side.label), meeting.sides.get(side, 0), meeting.guests.get(side, 0)) for side in Side]


@dataclass(frozen=True)
class Voted:
    """A decision with how many said what on each side: rows of (side, counts in the order of the choices)."""

    decision: Decision
    rows: list[tuple[str, list[int]]]


def decisions_of(meeting: Meeting) -> list[Voted]:
    """Return the decisions of a meeting with their votes counted; two queries."""
    decisions = list(meeting.decisions.all())
    counted = Ballot.objects.filter(decision__meeting=meeting).values("decision", "side", "choice")
    counts = {
        (row["decision"], row["side"], row["choice"]): row["count"]
        for row in counted.annotate(count=Count("pk")).order_by()
    }
    return [Voted(decision, _rows(decision, counts)) for decision in decisions]


def _rows(decision: Decision, counts: dict[tuple[int, str, str], int]) -> list[tuple[str, list[int]]]:
    rows = [
        (str(side.label), [counts.get((decision.pk, side.value, choice.value), 0) for choice in Choice])
        for side in Side
    ]
    return [(label, row) for label, row in rows if any(row)]


@dataclass(frozen=True)
class Tasks:
    """The tasks a meeting gave, and those earlier meetings gave that were not done when it began."""

    given: list[Task]
    carried: list[Task]


def tasks_of(meeting: Meeting) -> Tasks:
    """Return the tasks around a meeting; one query."""
    earlier = Q(meeting__starts_at__lt=meeting.starts_at, meeting__forum=meeting.forum)
    undone = Q(done_at=None) | Q(done_at__gt=meeting.starts_at)
    tasks = list(Task.objects.filter(Q(meeting=meeting) | earlier & undone).select_related("meeting"))
    return Tasks(
        given=[one for one in tasks if one.meeting_id == meeting.pk],
        carried=[one for one in tasks if one.meeting_id != meeting.pk],
    )


# The standards ask for a meeting at least this often; who keeps the forum is told so many days before.
MONTHS_BETWEEN = 6
DAYS_TOLD_BEFORE = 30


@dataclass(frozen=True)
class Heartbeat:
    """By when a forum has to meet again, and how that stands on a day."""

    forum: Forum
    due_on: datetime.date
    is_planned: bool
    is_late: bool
    is_near: bool


def heartbeats(forums: QuerySet[Forum]) -> list[Heartbeat]:
    """Return by when each of some forums that have met has to meet again; one query."""
    held = Max("meetings__starts_at", filter=Q(meetings__status=Meeting.Status.HELD))
    to_come = Q(meetings__status=Meeting.Status.PLANNED, meetings__starts_at__gt=clock.now())
    coming = Min("meetings__starts_at", filter=to_come)
    rows = forums.select_related("place").annotate(held=held, coming=coming).filter(held__isnull=False)
    return [_heartbeat(forum) for forum in rows.order_by("pk")]


def _heartbeat(forum: Any) -> Heartbeat:
    zone, today = forum.place.zone, forum.today()
    due_on = add_months(forum.held.astimezone(zone).date(), MONTHS_BETWEEN)
    planned = bool(forum.coming) and forum.coming.astimezone(zone).date() <= due_on
    near = due_on - datetime.timedelta(days=DAYS_TOLD_BEFORE) <= today
    return Heartbeat(forum, due_on, is_planned=planned, is_late=due_on < today, is_near=near)


def kept_by(person: Any) -> QuerySet[Forum]:
    """Return the forums a person convenes, or chairs for a side today by the clocks of the site."""
    convened = [role.place_id for role in person.current_roles if role.kind == Role.Kind.CONVENER]
    chaired = Holder.objects.on(clock.now().date()).filter(person=person, is_cochair=True)
    return Forum.objects.filter(Q(place__in=convened) | Q(pk__in=chaired.values("seat__forum")))
