"""The parts of a consultation's page that come fifty times, or cost most: each is kept as long as it is the same."""

import functools
from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.consultations.queries.options import Options
from parvis.consultations.queries.rows import KEPT, Voice, said_by
from parvis.consultations.queries.workshops import Heard, heard_at
from parvis.cycles.models import CalendarLine

register = template.Library()

_VOICE = (
    '<li><article class="voice"><div class="said"{language} dir="{direction}"><p>{words}</p></div><div>{original}{more}'
    '<p><span class="tag {state_class}">{state}</span></p>'
    '<p class="kicker"><bdi>{who}</bdi>{organisation} · {said}<br><a href="{support_href}">{supports}</a> · '
    '<a href="{href}"><code class="receipt small" dir="ltr" translate="no">{code}</code></a></p>{together}{themes}'
    "</div></article></li>"
)


@register.simple_tag
def voices(rows: Iterable[Voice]) -> SafeString:
    """Show contributions, one below the other."""
    read_all = _("Read all of it")
    return format_html(
        '<ol class="voices">{}</ol>', format_html_join("\n", "{}", ((_show(row, read_all),) for row in rows))
    )


register.simple_tag(said_by, name="said_by")


@register.simple_tag
def heard_at_all(*groups: Iterable[CalendarLine]) -> dict[int, list[Heard]]:
    """Return what was published of the lines of a calendar; one query."""
    return heard_at(line for group in groups for line in group)


@register.simple_tag
def heard_of(heard: dict[int, list[Heard]], line: CalendarLine) -> list[Heard]:
    """Return what was published of one line, to each consultation."""
    return heard.get(line.pk, [])


@register.simple_tag
def options(choices: Options) -> SafeString:
    """Show the themes, and the form by which a reader chooses what to read."""
    return _show_options(get_language() or "", choices)


@functools.lru_cache(maxsize=KEPT)
def _show(row: Voice, read_all: str) -> SafeString:
    optional = {
        "language": ' lang="{}"',
        "organisation": " · <bdi>{}</bdi>",
        "themes": '<p class="kicker">{}</p>',
    }
    parts = {name: format_html(html, value) if (value := getattr(row, name)) else "" for name, html in optional.items()}
    parts["together"] = (
        format_html('<p class="kicker"><a href="{}">{}</a></p>', row.together_href, row.together)
        if row.together
        else ""
    )
    parts["original"] = (
        format_html(
            '<details class="kicker"><summary>{}</summary><div class="said" lang="{}" dir="{}"><p>{}</p></div></details>',
            row.translated,
            *row.original_attributes,
            row.original,
        )
        if row.translated
        else ""
    )
    more = format_html('<p><a href="{}">{}</a></p>', row.href, read_all) if row.is_cut else ""
    return format_html(_VOICE, **row._asdict() | parts, more=more)


@functools.lru_cache(maxsize=256)
def _show_options(_active: str, choices: Options) -> SafeString:
    return render_to_string("consultations/_options.html", {"options": choices, "choice": choices.choice})
