"""Who may do what with asks, and the sentence shown to whoever may not.

The support unit and the keeper of the site sort the asks of every place. Conveners sort those that name their place and no
other; an ask to several countries is not one country's to set aside.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from parvis.asks.models import Ask, Route, Source
from parvis.asks.models.asks import sorts_everywhere
from parvis.core.rules import Sentence, rule
from parvis.people.rules import is_somebody

type Conditions = Iterator[tuple[object, Sentence]]

_SIGN_IN = _("Sign in first.")
_TAKEN_BACK = _("Its author has taken this ask back.")


def convened_by(person: Any) -> set[int]:
    """Return the numbers of the places in which a person convenes."""
    if not is_somebody(person):
        return set()
    return {role.place_id for role in person.current_roles if role.kind == "convener"}


def _sorts(person: Any, ask: Ask) -> bool:
    places = {route.place_id for route in ask.routes.all()}
    return sorts_everywhere(person) or bool(places and places <= convened_by(person))


def _answers_for(person: Any, route: Route) -> bool:
    if sorts_everywhere(person) and (route.to == Route.To.SUPPORT_UNIT or person.is_keeper):
        return True
    return route.to != Route.To.SUPPORT_UNIT and route.place_id in convened_by(person)


@rule
def may_take_in(person: Any, source: Source | None = None) -> Conditions:
    """Bring posts in: the clock from a source; else the support unit, the keeper, and conveners."""
    if person is not None or source is None:
        yield (
            sorts_everywhere(person) or convened_by(person),
            _("Only the support unit, conveners and the keeper of the site bring asks in."),
        )


@rule
def may_see_desk(person: Any) -> Conditions:
    """See the desk of asks."""
    yield (
        sorts_everywhere(person) or convened_by(person),
        _("This page is for the support unit and for conveners."),
    )


@rule
def may_sort(person: Any, ask: Ask) -> Conditions:
    """Say what an ask is and where it goes, accept it or set it aside, pass it on."""
    yield is_somebody(person), _SIGN_IN
    yield (
        _sorts(person, ask),
        _("Only the support unit and the keeper sort this ask: it does not name one place in which you convene."),
    )
    yield ask.status != Ask.Status.WITHDRAWN, _TAKEN_BACK


@rule
def may_acknowledge(person: Any, route: Route) -> Conditions:
    """Say that an ask has arrived: whoever it was passed on to."""
    yield is_somebody(person), _SIGN_IN
    yield _answers_for(person, route), _("Only those to whom it was passed on can do this.")
    yield route.ask.status != Ask.Status.WITHDRAWN, _TAKEN_BACK
    yield route.routed_at is not None, _("This ask was not passed on yet.")


@rule
def may_answer(person: Any, route: Route) -> Conditions:
    """Answer an ask: whoever it was passed on to, unless it is answered as a contribution."""
    verdict = may_acknowledge(person, route)
    yield verdict, verdict.reason
    yield (
        route.contribution_id is None,
        _(
            "This proposal is a contribution to the plan: it is answered with the others, and its answer comes back here."
        ),
    )


@rule
def may_bring_in_proposal(person: Any, route: Route) -> Conditions:
    """Put a proposal among the contributions: the clock, or whoever sorts it."""
    yield person is None or _sorts(person, route.ask), _("Only those who sort this ask can do this.")


@rule
def may_note_answer(route: Route) -> Conditions:
    """Note that a proposal was answered as a contribution; who may give that answer was decided there."""
    yield (
        route.contribution is not None and route.contribution.answered_at is not None,
        _("This contribution is not answered yet."),
    )


@rule
def may_close(person: Any, ask: Ask) -> Conditions:
    """Close an ask: those who sort it, and those it was passed on to."""
    yield is_somebody(person), _SIGN_IN
    yield (
        _sorts(person, ask) or any(_answers_for(person, route) for route in ask.routes.all()),
        _("Only those to whom it was passed on can do this."),
    )


@rule
def may_translate(person: Any, ask: Ask) -> Conditions:
    """Translate what everybody can read, or correct its translation: those who sort it."""
    verdict = may_sort(person, ask)
    yield verdict, verdict.reason
    yield ask.is_public, _("This ask cannot be read at the moment.")


@rule
def may_withdraw_translation(person: Any, ask: Ask) -> Conditions:
    """Take a translation away: those who sort the ask."""
    verdict = may_sort(person, ask)
    yield verdict, verdict.reason


@rule
def may_withdraw(person: Any, ask: Ask) -> Conditions:
    """Drop an ask whose author took it back: the clock, when the post is gone, or whoever sorts it."""
    yield person is None or _sorts(person, ask), _("Only those who sort this ask can do this.")


@rule
def may_keep_sources(person: Any) -> Conditions:
    """Say where asks are read."""
    yield sorts_everywhere(person), _("Only the support unit and the keeper of the site do this.")


@rule
def may_note_reading(source: Source) -> Conditions:
    """Note how reading a source went: the clock."""
    yield source.status != Source.Status.STOPPED, _("This source is no longer read.")
