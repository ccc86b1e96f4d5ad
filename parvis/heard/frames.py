"""How a sentence of the report begins: a closed set, translated whole, with its numbers in it."""

from collections.abc import Mapping
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.analysis.engine.agreement import TENTATIVE
from parvis.analysis.engine.counting import filled
from parvis.core.dates import number_words, percent_words
from parvis.heard.models import Heard

type Counts = Mapping[str, Any]


def opening(frame: str, counts: Counts) -> str:
    """Say how many contributions of how many people do what."""
    sentences = {
        Heard.Frame.ASK: _("%(contributions)s, by %(people)s, ask for this:"),
        Heard.Frame.WORRY: _("%(contributions)s, by %(people)s, worry about this:"),
        Heard.Frame.SUPPORT: _("%(contributions)s, by %(people)s, are in favour of this:"),
        Heard.Frame.OPPOSE: _("%(contributions)s, by %(people)s, are against this:"),
        Heard.Frame.TELL: _("%(contributions)s, by %(people)s, tell of this:"),
        Heard.Frame.DIFFER: _("%(contributions)s, by %(people)s, do not agree with each other on this:"),
    }
    return sentences[Heard.Frame(frame)] % both(counts)


def both(counts: Counts) -> dict[str, str]:
    """Return contributions and people in words."""
    return {"contributions": contributions(counts["contributions"]), "people": people(counts["people"])}


def contributions(count: int) -> str:
    """Write a number of contributions."""
    return ngettext("%(size)s contribution", "%(size)s contributions", count) % {"size": number_words(count)}


def people(count: int | None) -> str:
    """Write a number of people; None is one that is not told."""
    if count is None:
        return _("fewer than 5 people")
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": number_words(count)}


def written(prose: str, counts: Counts) -> str:
    """Put the numbers in the places that what a person wrote keeps for them."""
    return filled(
        prose,
        {
            "contributions": number_words(counts["contributions"]),
            "people": _("fewer than 5") if counts["people"] is None else number_words(counts["people"]),
            "share": percent_words(counts["share"], 100),
            "copies": number_words(counts["copies"]),
        },
    )


def agreement(told: Mapping[str, Any] | None) -> str:
    """Say how far readers agree who sorted the same texts alone; "" when nobody can tell."""
    if not told or told["alpha"] is None:
        return ""
    low, high = (formats.localize(each) for each in told["interval"])
    shown = {"texts": number_words(told["texts"]), "alpha": formats.localize(told["alpha"]), "low": low, "high": high}
    said = _(
        "Texts that two readers at least sorted into themes, each alone: %(texts)s. They agree with each other to %(alpha)s"
        " (Krippendorff’s alpha, surely between %(low)s and %(high)s; 1 is agreement in everything, 0 what chance would bring)."
    )
    tentative = _("That is little: what is counted by themes is tentative.") if told["alpha"] < TENTATIVE else ""
    return f"{said % shown} {tentative}".strip()
