"""How the record tells what happens in cycles."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.cycles.models import Cycle
from parvis.record.sentences import call, link, name_fact, say

FACTS = {
    "starts_on": _("first day"),
    "ends_on": _("last day"),
    "starts_at": _("begins"),
    "ends_at": _("ends"),
    "rule_set": _("rules"),
    "answer_days": _("days to answer"),
    "phases": _("first and last day of each phase"),
    "order": _("order"),
    "changed": _("what changed"),
    "cycle": _("cycle"),
    "theme": _("theme"),
    "place": _("place"),
    "rule": _("rule"),
    "version": _("version"),
}
SENTENCES = {
    "cycle.created": _("A cycle was prepared"),
    "cycle.changed": _("The title or the dates of a cycle were changed"),
    "cycle.phases_changed": _("The phases of a cycle were dated"),
    "cycle.themes_reordered": _("The themes of a cycle were put in another order"),
    "cycle.opened": _("A cycle was opened"),
    "cycle.closed": _("A cycle ended"),
    "calendar.added": _("Something was announced in the calendar of a cycle"),
    "calendar.changed": _("Something in the calendar of a cycle was moved or reworded"),
    "calendar.removed": _("Something was taken off the calendar of a cycle"),
    "activity.planned": _("An activity of a cycle was planned"),
    "activity.changed": _("An activity of a cycle was moved or reworded"),
    "activity.removed": _("An activity of a cycle was taken off its timeline"),
    "cycle.plan_due_changed": _("The day on which the plan of a cycle is due was changed"),
    "cycle.timeline_begun": _("The timeline of a cycle was begun from a pattern"),
    "timeline.published": _("The timeline of a cycle was published"),
    "rules.revised": _("A rule of the partnership was revised"),
    "theme.suggested": _("A theme was suggested"),
    "theme.taken_up": _("A theme was taken up"),
    "theme.confirmed": _("A theme was confirmed"),
    "theme.dropped": _("A theme was dropped, with a reason"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    call("cycle", _("cycle"))
    call("cycle theme", _("theme of a cycle"))
    call("calendar line", _("event"))
    call("activity", _("activity"))
    call("timeline", _("timeline"))
    link("timeline", _timeline_address, _open_to)
    call("rule set", _("rule set"))
    link("rule set", lambda key: f"{reverse('rules')}#{key}", _every)
    link("cycle", _cycle_address, _open_to)
    link("cycle theme", lambda key: _part_address(key, "theme-"), _open_to)
    link("calendar line", lambda key: _part_address(key, "event-"), _open_to)
    for fact, words in FACTS.items():
        name_fact(fact, words)
    name_fact("kind", _("kind"), about="activity")
    name_fact("pattern", _("pattern"), about="cycle")
    name_fact("replaced", _("in place of what was planned"), about="cycle")
    name_fact("number", _("number"), about="timeline")
    name_fact("digest", _("digest of the timeline"), about="timeline")
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)


def _open_to(keys: set[str], person: Any) -> set[str]:
    """A part of a cycle, such as a theme, is read on the page of the cycle."""
    cycles = {key.partition("/")[0] for key in keys}
    found = set(Cycle.objects.visible_to(person).filter(slug__in=cycles).values_list("slug", flat=True))
    return {key for key in keys if key.partition("/")[0] in found}


def _every(keys: set[str], person: Any) -> set[str]:
    """Everybody reads the rules."""
    return keys


def _cycle_address(key: str) -> str | None:
    """A cycle's slug ends in its number."""
    slug, _dash, number = key.rpartition("-")
    return reverse("cycle", args=[slug, int(number)]) if slug and number.isdecimal() else None


def _timeline_address(key: str) -> str | None:
    cycle, _slash, number = key.partition("/")
    address = _cycle_address(cycle)
    return f"{address}timeline/{number}/" if address and number.isdecimal() else None


def _part_address(key: str, anchor: str) -> str | None:
    cycle, _slash, part = key.partition("/")
    address = _cycle_address(cycle)
    return f"{address}#{anchor}{part}" if address else None
