"""Pass asks on to whoever must answer them."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.asks.actions.sorting import accept
from parvis.asks.addressees import support_unit
from parvis.asks.models import Ask, Route
from parvis.asks.rules import may_bring_in_proposal, may_sort
from parvis.consultations.actions import contribute
from parvis.consultations.models import Consultation, Contribution, Provenance
from parvis.core import clock
from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.people.models import Role
from parvis.record import Line, record_many

NOWHERE = _("Say first to which place it goes.")
DOUBTFUL = _("Say first where it goes: %(why)s")
NOBODY_THERE = _("Nobody convenes in %(place)s: name somebody first, so that it reaches them.")
NO_SUPPORT_UNIT = _("Nobody is a member of the support unit: name somebody first, so that it reaches them.")
# Names what is made of an ask, so that it is made once.
_MADE_OF = uuid.UUID("6d0c9a3e-6c58-4c0b-9d6f-0a7b6a1d5a11")


@transaction.atomic
def route(ask: Ask, *, by: Any, accepting: bool = False) -> Ask:
    """Pass an accepted ask on to each place it names; who has to answer is written to, with a link that acknowledges it.

    With `accepting` it is accepted first, and is not when it cannot be passed on. A proposal becomes a contribution to the open consultation of its place; where none is open it waits for the next.
    """
    may_sort(by, ask).enforce()
    routes = list(ask.routes.select_related("place").order_by("pk"))
    _require_clear(ask, routes)
    if accepting and ask.status == Ask.Status.RECEIVED:
        accept(ask, by=by)
    now = clock.now()
    if ask.move("route"):
        ask.routes.update(routed_at=now)
        for each in routes:
            each.ask, each.routed_at = ask, now
            if each.to == Route.To.CONTRIBUTIONS:
                _bring_in(each, by)
        _note(ask, routes, by)
    return ask


@transaction.atomic
def bring_in(route: Route, *, by: Any = None) -> Route:
    """Put a proposal that waited among the contributions, if a consultation of its place is open now."""
    may_bring_in_proposal(by, route).enforce()
    if route.routed_at and route.contribution_id is None and (made := _bring_in(route, by or CONSOLE)):
        role = "system" if by is None else by.record_role(route.place)
        facts = {"place": route.place.slug, "to": route.to, "contribution": made.code}
        [route.entry] = record_many([Line("ask.routed", route.ask, role=role, facts=facts)])
        route.save(update_fields=["entry"])
    return route


def waiting_for_consultation() -> Iterable[Route]:
    """Return the proposals passed on that no consultation was open for, and that one is open for now."""
    rows = Route.objects.filter(
        to=Route.To.CONTRIBUTIONS, routed_at__isnull=False, contribution=None, answered_at=None
    ).exclude(ask__status=Ask.Status.WITHDRAWN)
    open_in = _open_consultations().values("cycle__place")
    return rows.filter(place__in=open_in).select_related("ask", "place")


def _require_clear(ask: Ask, routes: list[Route]) -> None:
    if ask.triage:
        raise Refused(DOUBTFUL % {"why": ask.get_triage_display()})
    if not routes:
        raise Refused(NOWHERE)
    convened = set(
        Role.objects.current()
        .filter(kind="convener", place__in=[each.place_id for each in routes], person__is_active=True)
        .values_list("place_id", flat=True)
    )
    for each in routes:
        if each.to != Route.To.SUPPORT_UNIT and each.place_id not in convened:
            raise Refused(NOBODY_THERE % {"place": each.place})
    is_for_support_unit = any(each.to == Route.To.SUPPORT_UNIT for each in routes)
    if is_for_support_unit and not support_unit().exists():
        raise Refused(NO_SUPPORT_UNIT)


def _open_consultations() -> Any:
    return Consultation.objects.receiving().exclude(welcomes=Consultation.Welcome.FORUM)


def _bring_in(route: Route, by: Any) -> Contribution | None:
    """Make a contribution of a proposal, under the same receipt if nothing has it yet; None when nothing is open."""
    open_here = _open_consultations().filter(cycle__place=route.place_id).select_related("cycle__place")
    # A call for ideas of every kind stays open longer than a question about one of them.
    consultation = open_here.order_by("-closes_at", "pk").first()
    if consultation is None:
        return None
    ask = route.ask
    is_first = not Contribution.objects.filter(code=ask.code).exists()
    made = contribute(
        consultation,
        by=by,
        words=ask.text,
        language=ask.language,
        public_name=ask.author,
        channel=Contribution.Channel.HASHTAG,
        code=ask.code if is_first else "",
        submission_key=uuid.uuid5(_MADE_OF, f"{ask.code} {route.place.slug}"),
        provenance={"consent": Provenance.Consent.POSTED, "source_url": ask.link},
    )
    route.contribution = made
    Route.objects.filter(pk=route.pk).update(contribution=made)
    return made


def _note(ask: Ask, routes: list[Route], by: Any) -> None:
    """Write an entry for each route, and keep its number with it: the proof that it was passed on."""
    lines = [Line("ask.routed", ask, role=by.record_role(each.place), facts=_facts(each)) for each in routes]
    for each, entry in zip(routes, record_many(lines), strict=True):
        each.entry = entry
    Route.objects.bulk_update(routes, ["entry"])


def _facts(route: Route) -> dict[str, Any]:
    made = route.contribution.code if route.contribution else None
    return {"place": route.place.slug, "to": str(route.to), "contribution": made}
