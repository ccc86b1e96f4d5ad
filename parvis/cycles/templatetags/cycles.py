"""What templates can ask of cycles: those of a place, whether one may begin another, time and timelines in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import template
from django.utils.translation import gettext, ngettext

from parvis.core.dates import day_words, number_words
from parvis.core.languages import listed
from parvis.cycles.critical_path import CriticalPath
from parvis.cycles.models import Activity, Cycle
from parvis.cycles.queries import cycles as queries
from parvis.cycles.queries.timeline import TimelinePage
from parvis.cycles.rules import may_frame
from parvis.cycles.timelines import Standing
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


@register.simple_tag
def kind_words(kind: str) -> str:
    """Name the kind of an activity."""
    return str(Activity.Kind(kind).label) if kind in Activity.Kind else kind


@register.filter
def told_of(standing: Standing, page: TimelinePage) -> list[str]:
    """Tell of an activity what it waits for, and what is wrong with its days."""
    return list(_told_of(standing, page))


def _told_of(standing: Standing, page: TimelinePage) -> Iterator[str]:
    row = standing.row
    others = [gettext("“%(title)s”") % {"title": page.rows[key].title} for key in row.after if key in page.rows]
    if others:
        yield gettext("Waits for: %(others)s.") % {"others": listed(others)}
    if row.lead_days:
        told = {"whose": str(row.approval), "count": number_words(row.lead_days), "day": day_words(row.set_going_on)}
        yield (
            ngettext(
                "Approval: %(whose)s, %(count)s day; asked for by %(day)s.",
                "Approval: %(whose)s, %(count)s days; asked for by %(day)s.",
                row.lead_days,
            )
            % told
        )
    if standing.too_early:
        yield ngettext(
            "As planned it starts %(count)s day too early for what it waits for.",
            "As planned it starts %(count)s days too early for what it waits for.",
            standing.too_early,
        ) % _count(standing.too_early)
    if standing.too_late:
        yield ngettext(
            "As planned it ends %(count)s day too late for the day the plan is due.",
            "As planned it ends %(count)s days too late for the day the plan is due.",
            standing.too_late,
        ) % _count(standing.too_late)


@register.simple_tag
def path_words(path: CriticalPath) -> str:
    """Say by how much the whole may slip."""
    if path.slack < 0:
        return ngettext(
            "As things stand the plan comes %(count)s day late.",
            "As things stand the plan comes %(count)s days late.",
            -path.slack,
        ) % _count(-path.slack)
    if path.slack == 0:
        return gettext("Not a day is to spare.")
    return ngettext(
        "On the whole %(count)s day is to spare.", "On the whole %(count)s days are to spare.", path.slack
    ) % _count(path.slack)


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
