"""What templates can say: words in a language, dates, numbers, receipts, differences, shares."""

import re
from datetime import date, datetime, tzinfo
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop

from parvis.core import clock, dates
from parvis.core.detection import UNDETERMINED
from parvis.core.differences import word_differences
from parvis.core.languages import direction
from parvis.core.markdown import to_html
from parvis.core.receipts import format_code
from parvis.core.words import Words

register = template.Library()
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_SHARES = {
    "answered": gettext_noop("%(part)s of %(whole)s answered"),
    "read": gettext_noop("%(part)s of %(whole)s read"),
    "quoted": gettext_noop("%(part)s of %(whole)s quoted"),
    "published": gettext_noop("%(part)s of %(whole)s published"),
    "delivered": gettext_noop("%(part)s of %(whole)s delivered"),
}


@register.simple_tag
def words(text: Words | str | None) -> str:
    """Show multilingual words; said to be in another language when they are not in the page's."""
    if not isinstance(text, dict):
        return str(text or "")
    language, best = Words(text).best()
    if not best or language == get_language():
        return best
    return format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), best)


@register.simple_tag
def words_text(text: Words | None) -> SafeString:
    """Show multilingual words of several paragraphs, in the page's language or the nearest there is."""
    language, best = Words(text or {}).best()
    return person_text(best, language) if best else format_html("{}", "")


@register.simple_tag
def person_text(text: str, language: str = "") -> SafeString:
    """Show a person's own words: paragraphs and lines as typed, in their language and direction, never as HTML."""
    return format_html('<div class="said"{}>{}</div>', language_attributes(language), paragraphs(text))


@register.simple_tag
def paragraphs(text: str) -> SafeString:
    """Show plain text as paragraphs and lines, never as HTML."""
    parts = (_lines(paragraph) for paragraph in _PARAGRAPHS.split(text.strip()))
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts))


@register.filter
def quoted(text: str) -> str:
    """Mark each line of a person's words as quoted, the way letters do; in HTML they are set as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


@register.simple_tag
def language_attributes(language: str = "") -> SafeString:
    """Write ` lang="…" dir="…"` for words in `language`; only `dir="auto"` when nobody knows it."""
    if not language or language == UNDETERMINED:
        return format_html(' dir="{}"', "auto")
    return format_html(' lang="{}" dir="{}"', language, direction(language))


@register.simple_tag
def language_name(code: str) -> str:
    """Name a language in the language of the page: Arabic."""
    return gettext("language not known") if code in ("", UNDETERMINED) else dates.language_words(code)


@register.simple_tag
def name(person_or_name: Any) -> SafeString:
    """Show a name inside its own direction, so that it disturbs nothing around it."""
    return format_html("<bdi>{}</bdi>", person_or_name)


@register.simple_tag
def day(when: date | datetime | None, zone: str | tzinfo | None = None, weekday: bool = False) -> SafeString | str:
    """Show a day in full words."""
    if when is None:
        return ""
    if isinstance(when, datetime):
        when = when.astimezone(dates.zone_of(zone)).date()
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), dates.day_words(when, weekday=weekday))


@register.simple_tag
def moment(when: datetime | None, zone: str | tzinfo | None = None) -> SafeString | str:
    """Show a day and hour in full words, with the name of the time zone."""
    if when is None:
        return ""
    iso = when.astimezone(dates.zone_of(zone)).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', iso, dates.moment_words(when, zone))


@register.simple_tag
def date_block(when: date | datetime, zone: str | tzinfo | None = None) -> SafeString:
    """Show a day as a large number over its month, and its year when it is not this one."""
    local = when.astimezone(dates.zone_of(zone)) if isinstance(when, datetime) else when
    return format_html(
        '<time datetime="{}"><b>{}</b> <span>{}</span></time>',
        local.isoformat(timespec="minutes") if isinstance(local, datetime) else local.isoformat(),
        local.day,
        dates.month_words(local, with_year=local.year != clock.now().year),
    )


@register.simple_tag
def span_of(start: date, end: date | None = None, zone: str | tzinfo | None = None) -> SafeString:
    """Show the days from `start` to `end` in full words; moments become days by the clocks of `zone`."""
    start, end = _as_day(start, zone), _as_day(end, zone) if end else None
    if end is None or start == end:
        return format_html('<time datetime="{}">{}</time>', start.isoformat(), dates.span_words(start, end))
    return format_html('<span class="span">{}</span>', dates.span_words(start, end))


@register.simple_tag
def number(value: float) -> str:
    """Show a number with its thousands grouped as the language does."""
    return dates.number_words(value)


@register.simple_tag
def percent(part: float, whole: float) -> str:
    """Show a share as a percentage."""
    return dates.percent_words(part, whole)


@register.simple_tag
def share(part: int, whole: int, kind: str = "answered", words: str = "") -> SafeString:
    """Show a share as a bar and a sentence: 642 of 1,187 answered. `words` replaces the sentence."""
    counts = {"part": dates.number_words(part), "whole": dates.number_words(whole)}
    sentence = words or gettext(_SHARES[kind]) % counts
    return format_html('<p class="share">{}<span>{}</span></p>', gauge(part, whole), sentence)


@register.simple_tag
def gauge(part: float, whole: float, state: str = "") -> SafeString:
    """Draw a bar filled to a share. It says nothing to a screen reader: the words beside it do."""
    return format_html(
        '<svg class="gauge" aria-hidden="true" width="100%" height="10"><rect class="{}" width="{}%" height="100%"/></svg>',
        state,
        f"{_percentage(part, whole):g}",
    )


@register.simple_tag
def code(receipt: str, size: str = "") -> SafeString:
    """Show a receipt code, always from left to right."""
    return format_html('<code class="receipt {}" dir="ltr" translate="no">{}</code>', size, format_code(receipt))


@register.simple_tag
def diff(old: str, new: str, language: str = "") -> SafeString:
    """Show what changed from `old` to `new`, by word; the changes are also said in words."""
    marks = {"added": ("ins", gettext("[added:]")), "removed": ("del", gettext("[removed:]"))}
    pieces = [
        format_html('<{0}><span class="unseen">{1} </span>{2}</{0}>', *marks[piece.kind], piece.text)
        if piece.kind in marks
        else format_html("{}", piece.text)
        for piece in word_differences(old, new)
    ]
    body = format_html_join("", "{}", ((piece,) for piece in pieces))
    return format_html('<div class="diff"{}>{}</div>', language_attributes(language or get_language() or ""), body)


@register.filter
def markdown(text: str) -> SafeString:
    """Show Markdown written by the house."""
    return to_html(text)


def _lines(paragraph: str) -> SafeString:
    first, *others = paragraph.split("\n")
    return format_html("{}{}", first, format_html_join("", "<br>{}", ((line,) for line in others)))


def _percentage(part: float, whole: float) -> float:
    """A share in percent with one decimal, seen as soon as there is something."""
    if not whole or part <= 0:
        return 0
    return min(100, max(1, round(100 * part / whole, 1)))


def _as_day(when: date, zone: str | tzinfo | None = None) -> date:
    return when.astimezone(dates.zone_of(zone)).date() if isinstance(when, datetime) else when
