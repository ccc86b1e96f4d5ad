"""What templates can ask of cycles: those of a place, whether one may begin another, and time gone and left in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext, ngettext

from parvis.core.dates import number_words
from parvis.cycles.models import Cycle
from parvis.cycles.queries import cycles as queries
from parvis.cycles.rules import may_frame
from parvis.places.models import Place

register = template.Library()


@register.simple_tag(takes_context=True)
def cycles_of(context: Mapping[str, Any], place: Place) -> list[Cycle]:
    """Return the cycles of a place the visitor may see; two queries."""
    return list(queries.cycles_of(place, getattr(context.get("request"), "user", None)))


@register.simple_tag(takes_context=True)
def may_begin_cycle(context: Mapping[str, Any], place: Place) -> bool:
    """Tell whether the visitor may begin a cycle in a place."""
    return bool(may_frame(getattr(context.get("request"), "user", None), place))


@register.simple_tag
def phases_of(cycle: Cycle) -> list[queries.PhaseOnLine]:
    """Return the phases of a cycle with how each stands today."""
    return queries.phases_on_line(cycle)


@register.simple_tag
def countdown_of(cycle: Cycle) -> queries.Countdown:
    """Return how the whole cycle stands today."""
    return queries.countdown(cycle.starts_on, cycle.ends_on, cycle.today())


@register.simple_tag
def countdown_words(told: queries.Countdown) -> str:
    """Say it: 6 weeks gone, 4 left; begins in 3 days; the last day; over."""
    if told.state == "over":
        return gettext("Over.")
    if told.state == "to_come":
        return _begins(told)
    if told.left == 0:
        return gettext("Today is the last day.")
    return f"{_gone(told)} {_left(told)}" if told.counts_weeks else _left(told)


def _begins(told: queries.Countdown) -> str:
    if told.until >= 2 * queries.WEEK:
        weeks = told.weeks_until
        return ngettext("Begins in %(count)s week.", "Begins in %(count)s weeks.", weeks) % _count(weeks)
    return ngettext("Begins in %(count)s day.", "Begins in %(count)s days.", told.until) % _count(told.until)


def _gone(told: queries.Countdown) -> str:
    weeks = told.weeks_gone
    return ngettext("%(count)s week gone.", "%(count)s weeks gone.", weeks) % _count(weeks)


def _left(told: queries.Countdown) -> str:
    if told.left >= 2 * queries.WEEK:
        weeks = told.weeks_left
        return ngettext("%(count)s week left.", "%(count)s weeks left.", weeks) % _count(weeks)
    return ngettext("%(count)s day left.", "%(count)s days left.", told.left) % _count(told.left)


def _count(number: int) -> dict[str, str]:
    return {"count": number_words(number)}
