"""The trail of an ask: what became of it, step by step, each with its entry in the record."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parvis.asks.models import Ask, Route
from parvis.core.dates import language_words
from parvis.core.languages import listed
from parvis.core.receipts import format_code
from parvis.record import entries_of, latest_checkpoint
from parvis.record.models import Entry

TO_COME = "to-come"


def trail_of(ask: Ask, routes: list[Route]) -> list[dict[str, Any]]:
    """Return the steps of an ask as `core/_trail.html` shows them; two queries."""
    checkpoint = latest_checkpoint()
    told = _Told(list(entries_of(ask)), checkpoint.size if checkpoint else 0)
    return list(_steps(ask, routes, told))


class _Told:
    """The entries about an ask, found by verb and place."""

    def __init__(self, entries: list[Entry], proven_size: int) -> None:
        self.entries, self.proven_size = entries, proven_size

    def at(self, verb: str, place: str = "") -> Any:
        """Return when something happened last."""
        found = self._find(verb, place)
        return found[-1].at if found else None

    def languages(self) -> list[str]:
        """Return the languages into which it was translated."""
        return sorted({entry.facts["language"] for entry in self._find("ask.translated", "")})

    def step(self, title: str, verb: str, place: str = "", **more: Any) -> dict[str, Any]:
        """Return a step with its proof."""
        found = self._find(verb, place)[-1:]
        shown = [
            {"href": entry.get_absolute_url(), "seq": entry.seq, "is_proven": entry.seq < self.proven_size}
            for entry in found
        ]
        return {"title": title, "at": found[0].at if found else None, "entries": shown, **more}

    def _find(self, verb: str, place: str) -> list[Entry]:
        return [
            entry for entry in self.entries if entry.verb == verb and (not place or entry.facts.get("place") == place)
        ]


def _steps(ask: Ask, routes: list[Route], told: _Told) -> Iterator[dict[str, Any]]:
    yield told.step(pgettext("ask", "Received"), "ask.received")
    if ask.status == Ask.Status.WITHDRAWN:
        yield told.step(_("Taken back by its author"), "ask.withdrawn")
        return
    if ask.status == Ask.Status.REJECTED:
        yield told.step(_("Set aside"), "ask.rejected", words=ask.get_rejected_for_display())
        return
    if ask.status == Ask.Status.RECEIVED:
        yield {"title": _("To be read by a person"), "state": TO_COME}
        return
    yield told.step(_("Accepted"), "ask.accepted")
    if told.at("ask.translated"):
        yield told.step(_("Translated"), "ask.translated", words=listed(map(language_words, told.languages())))
    if ask.status == Ask.Status.ACCEPTED:
        yield {"title": _("To be passed on"), "state": TO_COME}
        return
    for route in routes:
        yield from _along(route, told)
    if ask.status == Ask.Status.CLOSED:
        yield told.step(_("Closed"), "ask.closed")


def _along(route: Route, told: _Told) -> Iterator[dict[str, Any]]:
    place = route.place
    named = {"place": str(place), "to": route.get_to_display()}
    yield told.step(_("%(place)s: passed on to %(to)s") % named, "ask.routed", place.slug)
    if route.contribution:
        trail = reverse("trail", args=[format_code(route.contribution.code)])
        yield {
            "title": _("%(place)s: a contribution to its plan") % named,
            "at": route.contribution.received_at,
            "href": trail,
        }
    elif route.to == Route.To.CONTRIBUTIONS and not route.answered_at:
        yield {
            "title": _("%(place)s: a contribution to its plan") % named,
            "state": TO_COME,
            "words": _("No consultation is open there. It becomes a contribution as soon as one opens."),
        }
    if route.acknowledged_at:
        title = _("%(place)s: acknowledged") % named
        yield {**told.step(title, "ask.acknowledged", place.slug), "at": route.acknowledged_at}
    if route.answered_at:
        title, template = _("%(place)s: answered") % named, "asks/_answer.html"
        yield told.step(title, "ask.answered", place.slug, route=route, template=template)
    else:
        yield {"title": _("%(place)s: an answer") % named, "state": TO_COME}
