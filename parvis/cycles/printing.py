"""The timeline on one page to print, in the language now active."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from parvis.core.dates import day_words, moment_words
from parvis.core.languages import direction
from parvis.core.typesetting import typeset
from parvis.cycles.drawing import LABELS, WIDTH, Drawn, Picture, picture
from parvis.cycles.queries.timeline import Published

HERE = Path(__file__).parent
# On paper the line is shorter beside its letters than on a screen.
_APART = 160


def pdf_of(published: Published) -> bytes:
    """Return a published timeline as a PDF of one page that screen readers can read."""
    version, page = published.version, published.page
    drawn = picture(page.timeline, page.standings, page.on, apart=_APART)
    published_on = moment_words(version.published_at, page.cycle.place.zone)
    star = _("With a star, in the warm colour: what may slip least.")
    told = {
        "language": drawn.language,
        "is_rtl": drawn.is_mirrored,
        "title": f"{page.cycle.title} · {_('Timeline')}",
        "lead": _("%(place)s. Version %(number)s, published on %(moment)s. The plan is due on %(day)s.")
        % {
            "place": page.cycle.place.name,
            "number": version.number,
            "moment": published_on,
            "day": day_words(page.timeline.due),
        },
        "what": _("What"),
        "days": _("Days"),
        "foot": " ".join([*drawn.keys, star, f"SHA-256 {version.digest}"]),
        **_shares(drawn),
    }
    return typeset(HERE / "timeline.typ", "said", told, version.published_at)


def _shares(drawn: Picture) -> dict[str, Any]:
    """Return where things stand on the line, in percent of it, from its beginning."""
    return {
        "rows": [_row(row, drawn) for row in drawn.rows],
        "ticks": [{"words": tick.words, "share": _share(tick.x, drawn)} for tick in drawn.ticks],
        "due": _share(drawn.due, drawn),
        "today": None if drawn.today is None else _share(drawn.today, drawn),
    }


def _row(row: Drawn, drawn: Picture) -> dict[str, Any]:
    begins = row.x + row.width if drawn.is_mirrored else row.x
    wide = 100 * row.width / (WIDTH - LABELS)
    return {
        "title": row.title,
        "language": row.language.partition("-")[0] or "en",
        "title_is_rtl": direction(row.language or "en") == "rtl",
        "days": row.days,
        "kind": row.kind,
        "from": min(_share(begins, drawn), 100 - wide),
        "wide": wide,
    }


def _share(x: float, drawn: Picture) -> float:
    return 100 * ((WIDTH - x if drawn.is_mirrored else x) - LABELS) / (WIDTH - LABELS)
