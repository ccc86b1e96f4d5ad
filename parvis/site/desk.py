"""What awaits a person: today's duties, most urgent first, and the places where they have a part."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parvis.asks.queries.desk import waiting_for
from parvis.asks.rules import may_see_desk
from parvis.commitments.models import Response
from parvis.consultations.models import Appeal, Consultation, Contribution, with_its_author
from parvis.consultations.queries.few_sources import crowded
from parvis.consultations.rules import GROUPERS
from parvis.core import clock
from parvis.core.dates import day_words
from parvis.core.languages import listed
from parvis.cycles.models import Cycle, CycleTheme
from parvis.forum.queries import heartbeats, kept_by
from parvis.people.models import Invitation, Person, Role
from parvis.places.models import Place
from parvis.registry.models import Listing
from parvis.standards.kept import read_missing
from parvis.standards.models import SelfCheck
from parvis.standards.phrases import number_of
from parvis.standards.requirements import State, can_be_mended
from parvis.votes.models import Statement

Kind = Role.Kind
# More places than this are found through the list of places.
_SHOWN = 12
# How far ahead one looks.
SOON = datetime.timedelta(days=14)
_ORDER = ("late", "now", "coming")


@dataclass(frozen=True)
class Duty:
    """Something that awaits a person: what, about which cycle or place, by which day, whether it is late, or to come."""

    words: str
    about: str
    url: str
    is_late: bool = False
    due: datetime.date | None = None
    is_coming: bool = False

    @property
    def when(self) -> str:
        """Return the group it belongs to."""
        return "late" if self.is_late else "coming" if self.is_coming else "now"

    @property
    def due_words(self) -> str:
        """Tell by which day, in words; empty when there is none."""
        return _("by %(date)s") % {"date": day_words(self.due)} if self.due else ""


class Group(NamedTuple):
    """Duties that are late, due now, or coming, under a title."""

    when: str
    title: str
    duties: list[Duty]


@dataclass
class Standing:
    """A place where a person has a part, their roles in words, and where these lead."""

    place: Place
    roles: str
    links: list[dict[str, str]] = field(default_factory=list)


def duties(person: Person, on: datetime.date) -> list[Duty]:
    """List what awaits `person` on a day, and what comes soon; a constant number of queries, whatever their roles."""
    found = [*_to_answer(person, on), *_to_review(person), *_to_moderate(person), *_to_decide_again(person, on)]
    found += [*_to_begin(person), *_to_decide(person), *_to_invite_again(person), *_asked(person)]
    found += [*_to_convene(person, on), *_to_list(person, on), *_to_meet(person)]
    found += _to_keep_standards(person, on)
    return sorted(found, key=lambda duty: (_ORDER.index(duty.when), duty.due or datetime.date.max))


def grouped(found: list[Duty]) -> list[Group]:
    """Return duties as late, now and coming, without the groups that are empty."""
    titles = {
        "late": pgettext("duties", "Late"),
        "now": pgettext("duties", "Now"),
        "coming": _("In the next two weeks"),
    }
    groups = (Group(when, titles[when], [duty for duty in found if duty.when == when]) for when in _ORDER)
    return [group for group in groups if group.duties]


def zone_of(person: Person) -> tzinfo:
    """Return the time zone of the first place where a person has a role, else that of the site."""
    return next((role.place.zone for role in person.current_roles), ZoneInfo(settings.TIME_ZONE))


def standings(person: Person) -> list[Standing]:
    """List the places where `person` holds a role, with the ways in; a keeper sees those where a cycle runs."""
    places: dict[int, Standing] = {}
    for role in person.current_roles:
        words = role.get_kind_display() + (f" ({role.organisation})" if role.organisation else "")
        standing = places.setdefault(role.place_id, Standing(role.place, ""))
        standing.roles = listed(filter(None, (standing.roles, words)))
    cycles = Cycle.objects.visible_to(person).select_related("place").order_by("-number")
    for cycle in cycles.filter(place__in=places):
        places[cycle.place_id].links += _ways_in(person, cycle)
    if person.is_keeper:
        elsewhere = cycles.exclude(place__in=places).exclude(status=Cycle.Status.CLOSED).order_by("-pk")
        for cycle in elsewhere[:_SHOWN]:
            standing = places.setdefault(cycle.place_id, Standing(cycle.place, _("keeper of the site")))
            standing.links += _ways_in(person, cycle)
    return list(places.values())


def _ways_in(person: Person, cycle: Cycle) -> Iterator[dict[str, str]]:
    yield {"url": cycle.get_absolute_url(), "words": str(cycle)}
    convenes = person.has_role(Kind.CONVENER, cycle.place)
    if convenes or person.has_role(Kind.MODERATOR, cycle.place):
        yield {"url": reverse("moderation"), "words": _("Moderation")}
        yield {"url": reverse("workshops"), "words": _("Workshops")}
        yield {"url": reverse("paper"), "words": _("Paper")}
        yield {"url": reverse("desk_votings"), "words": _("Votes")}
        yield {"url": reverse("readings"), "words": _("What was said, by themes")}
    if any(person.has_role(kind, cycle.place) for kind in GROUPERS):
        yield {"url": reverse("desk_alike"), "words": _("Said alike")}
    if convenes or person.has_role(Kind.RESPONDER, cycle.place):
        yield {"url": reverse("desk_answers", args=[cycle.slug]), "words": _("Answers")}
        yield {"url": reverse("desk_commitments", args=[cycle.slug]), "words": _("Commitments")}
    if convenes:
        yield {"url": reverse("desk_asks"), "words": _("Asks")}
        yield {"url": reverse("desk_plan", args=[cycle.slug]), "words": _("Plan")}
        yield {"url": reverse("desk_consultations"), "words": _("Consultations")}
        yield {"url": reverse("documents", args=[cycle.place.slug]), "words": _("Documents")}
        yield {"url": reverse("desk_registry", args=[cycle.place.slug]), "words": _("Registry of consultations")}
        yield {"url": reverse("people", args=[cycle.place.slug]), "words": _("People and roles")}


def _within(person: Person, path: str, *kinds: str) -> Q:
    if person.is_keeper:
        return Q()
    return Q(**{f"{path}__in": {role.place_id for role in person.current_roles if role.kind in kinds}})


def _to_begin(person: Person) -> Iterator[Duty]:
    """The first steps on an empty site, for whoever keeps it."""
    if not person.is_keeper or Cycle.objects.exists():
        return
    if Place.objects.exists():
        yield Duty(
            _("Begin the first cycle"), _("On the page of a place. Then ask a first question."), reverse("places")
        )
    else:
        yield Duty(_("Add the first place"), _("Then begin its cycle, and ask a first question."), reverse("add_place"))


def _to_answer(person: Person, on: datetime.date) -> Iterator[Duty]:
    waiting = (
        Contribution.objects.filter(_within(person, "consultation__cycle__place", Kind.RESPONDER, Kind.CONVENER))
        .filter(status=Contribution.Status.PUBLISHED, answer="", answered_in=None)
        .values("consultation__cycle")
        .annotate(
            count=Count("pk"),
            late=Count("pk", filter=Q(answer_due_on__lt=on)),
            soon=Count("pk", filter=Q(answer_due_on__range=(on, on + SOON))),
            first=Min("answer_due_on", filter=Q(answer_due_on__gte=on)),
        )
    )
    counts = {row["consultation__cycle"]: row for row in waiting}
    for cycle in Cycle.objects.filter(pk__in=counts):
        url = reverse("desk_answers", args=[cycle.slug])
        if late := counts[cycle.pk]["late"]:
            words = ngettext("%(count)d answer is late", "%(count)d answers are late", late) % {"count": late}
            yield Duty(words, str(cycle), url, is_late=True)
        count = counts[cycle.pk]["count"]
        words = ngettext(
            "%(count)d contribution waits for an answer", "%(count)d contributions wait for an answer", count
        )
        yield Duty(words % {"count": count}, str(cycle), url)
        if soon := counts[cycle.pk]["soon"]:
            first = {"count": soon, "date": day_words(counts[cycle.pk]["first"])}
            words = ngettext(
                "%(count)d answer is due by %(date)s", "%(count)d answers are due soon, the first by %(date)s", soon
            )
            yield Duty(words % first, str(cycle), url, is_coming=True)


def _to_review(person: Person) -> Iterator[Duty]:
    kinds = (Kind.RESPONDER, Kind.CONVENER, Kind.REVIEWER)
    in_review = Response.objects.filter(_within(person, "cycle__place", *kinds), status=Response.Status.IN_REVIEW)
    by_others = in_review.exclude(Q(drafted_by=person) | Q(writers=person))
    for response in by_others.select_related("cycle", "organisation")[:20]:
        words = _("Read answer %(answer)s before it is published") % {"answer": response}
        about = f"{response.organisation} · {response.cycle}"
        yield Duty(words, about, reverse("desk_answer", args=[response.cycle.slug, response.number]))


def _to_moderate(person: Person) -> Iterator[Duty]:
    held = Contribution.objects.filter(
        _within(person, "consultation__cycle__place", Kind.MODERATOR, Kind.CONVENER), status=Contribution.Status.HELD
    )
    if held := held.exclude(with_its_author()).count():
        words = ngettext(
            "%(count)d contribution waits to be read before it is published",
            "%(count)d contributions wait to be read before they are published",
            held,
        )
        yield Duty(words % {"count": held}, _("Moderation"), reverse("moderation"))
    open_here = Consultation.objects.receiving().filter(_within(person, "cycle__place", Kind.MODERATOR, Kind.CONVENER))
    if alarms := len(crowded(open_here.values("pk"))):
        words = ngettext(
            "%(count)d contribution gets many supports from few sources",
            "%(count)d contributions get many supports from few sources",
            alarms,
        )
        yield Duty(words % {"count": alarms}, _("Moderation"), reverse("few_sources"))
    proposed = Statement.objects.filter(status=Statement.Status.PROPOSED)
    if waiting := proposed.filter(_within(person, "consultation__cycle__place", Kind.MODERATOR, Kind.CONVENER)).count():
        words = ngettext("%(count)d statement waits to be read", "%(count)d statements wait to be read", waiting)
        yield Duty(words % {"count": waiting}, _("Votes"), reverse("desk_votings"))


def _to_decide_again(person: Person, on: datetime.date) -> Iterator[Duty]:
    kinds = (Kind.MODERATOR, Kind.CONVENER)
    appeals = Appeal.objects.filter(
        _within(person, "contribution__consultation__cycle__place", *kinds), status=Appeal.Status.OPEN
    ).exclude(contribution__hidden_by=person)
    for appeal in appeals.select_related("contribution__consultation__cycle__place").order_by("due_on", "pk")[:20]:
        words = _("Decide about the appeal for %(receipt)s by %(date)s") % {
            "receipt": appeal.contribution,
            "date": day_words(appeal.due_on),
        }
        url = reverse("moderate", args=[appeal.contribution])
        yield Duty(words, str(appeal.contribution.consultation), url, is_late=appeal.due_on < on)


def _to_decide(person: Person) -> Iterator[Duty]:
    suggested = (
        CycleTheme.objects.filter(_within(person, "cycle__place", Kind.CONVENER), status=CycleTheme.Status.SUGGESTED)
        .values("cycle")
        .annotate(count=Count("pk"))
    )
    counts = {row["cycle"]: row["count"] for row in suggested}
    for cycle in Cycle.objects.filter(pk__in=counts).select_related("place"):
        words = ngettext(
            "%(count)d suggested theme waits for a decision",
            "%(count)d suggested themes wait for a decision",
            counts[cycle.pk],
        )
        url = reverse("change_themes", args=[cycle.place.slug, cycle.number])
        yield Duty(words % {"count": counts[cycle.pk]}, str(cycle), url)


def _to_invite_again(person: Person) -> Iterator[Duty]:
    if not person.is_keeper:
        return
    expired = Invitation.objects.unsettled().to_the_site().filter(expires_at__lte=clock.now()).count()
    if expired:
        words = ngettext(
            "%(count)d invitation has expired: send it again or take it back",
            "%(count)d invitations have expired: send them again or take them back",
            expired,
        )
        yield Duty(words % {"count": expired}, _("Support unit and keepers"), reverse("site_people"))


def _asked(person: Person) -> Iterator[Duty]:
    if not may_see_desk(person):
        return
    to_sort, to_answer = waiting_for(person)
    url = reverse("desk_asks")
    if to_answer:
        words = ngettext("%(count)d ask waits for your answer", "%(count)d asks wait for your answer", to_answer)
        yield Duty(words % {"count": to_answer}, _("Asks"), f"{url}?queue=routed")
    if to_sort:
        words = ngettext("%(count)d ask waits to be sorted", "%(count)d asks wait to be sorted", to_sort)
        yield Duty(words % {"count": to_sort}, _("Asks"), f"{url}?queue=received")


def _to_convene(person: Person, on: datetime.date) -> Iterator[Duty]:
    """What opens and closes soon; a draft whose day has passed is late."""
    until = clock.now() + SOON
    Status = Consultation.Status
    asked = Consultation.objects.filter(_within(person, "cycle__place", Kind.CONVENER))
    near = Q(status=Status.DRAFT, opens_at__lte=until) | Q(
        status=Status.OPEN, closes_at__lte=until, closes_at__gt=clock.now()
    )
    for consultation in asked.filter(near).select_related("cycle__place").order_by("closes_at", "pk")[:20]:
        is_draft = consultation.status == Status.DRAFT
        moment = consultation.opens_at if is_draft else consultation.closes_at
        day = moment.astimezone(consultation.zone).date()
        words = _("Open “%(title)s”") if is_draft else _("“%(title)s” closes: invite who is missing")
        url = reverse("change_consultation", args=[consultation.slug])
        is_late = is_draft and day < on
        yield Duty(words % {"title": consultation}, str(consultation.cycle), url, is_late, day, is_coming=not is_late)


def _to_list(person: Person, on: datetime.date) -> Iterator[Duty]:
    """Listings in the registry that should have begun, begin soon, or wait for their report."""
    Status = Listing.Status
    planned = Q(status=Status.PLANNED, consultation=None, starts_on__lte=on + SOON)
    rows = Listing.objects.filter(_within(person, "place", Kind.CONVENER))
    for listing in rows.filter(planned | Q(status=Status.ANALYSING)).select_related("place").order_by("pk")[:20]:
        is_planned = listing.status == Status.PLANNED
        words = (
            _("Say whether “%(title)s” accepts input") if is_planned else _("Say where the report of “%(title)s” is")
        )
        due = listing.starts_on if is_planned else None
        is_late, is_coming = (due is not None and due < on), (due is not None and due > on)
        url = reverse("change_listing", args=[listing.place.slug, listing.number])
        yield Duty(words % {"title": listing}, str(listing.place), url, is_late, due, is_coming)


def _to_meet(person: Person) -> Iterator[Duty]:
    """A forum meets at least every six months: told a month before, unless a meeting is announced in time."""
    for beat in heartbeats(kept_by(person)):
        if beat.is_near and not beat.is_planned:
            late = _("The forum was to meet by %(date)s")
            words = late if beat.is_late else _("The forum meets again by %(date)s: plan the meeting")
            about, url = str(beat.forum.place), beat.forum.get_absolute_url()
            yield Duty(words % {"date": day_words(beat.due_on)}, about, url, beat.is_late, beat.due_on)


def _to_keep_standards(person: Person, on: datetime.date) -> Iterator[Duty]:
    """Minimum requirements that fail soon, and those that are missed and can be mended."""
    rows = SelfCheck.objects.filter(_within(person, "cycle__place", Kind.CONVENER), cycle__status=Cycle.Status.OPEN)
    near = Q(state=State.NOT_MET) | Q(fails_on__lte=on + SOON)
    for found in rows.filter(near).select_related("cycle__place").order_by("fails_on", "pk")[:20]:
        is_late = found.state == State.NOT_MET
        if is_late and not can_be_mended(read_missing(found.missing)):
            continue
        late = _("%(number)s is not met: see what is needed")
        words = late if is_late else _("%(number)s fails unless something happens: see what is needed")
        url = f"{reverse('standards', args=[found.cycle.place.slug, found.cycle.number])}#{found.key}"
        due = None if is_late else found.fails_on
        yield Duty(words % {"number": number_of(found.key)}, str(found.cycle), url, is_late, due, is_coming=not is_late)
