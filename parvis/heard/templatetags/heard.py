"""Numbers of a report in words."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from parvis.core.dates import number_words, percent_words
from parvis.heard import frames
from parvis.record.sentences import ROLES

register = template.Library()


@register.simple_tag
def people(count: int | None) -> str:
    """Show a number of people, or that it is not told."""
    return _("fewer than 5") if count is None else number_words(count)


@register.simple_tag
def said_by(counts: dict[str, Any]) -> str:
    """Show contributions and people."""
    return _("%(contributions)s, by %(people)s") % frames.both(counts)


@register.simple_tag
def role(word: str) -> str:
    """Show a role in words."""
    return str(ROLES.get(word, word))


@register.simple_tag
def counted(counts: dict[str, Any], whole: int) -> SafeString:
    """Show how the numbers of a sentence come about, with the numbers in it."""
    with_copies, without = frames.both(counts), frames.both(counts["without_copies"])
    shown = {
        "part": number_words(counts["contributions"]),
        "whole": number_words(whole),
        "share": percent_words(counts["share"], 100),
    }
    return format_html(
        "<ul class='bullets'><li>{}</li><li>{}</li><li>{}</li></ul>",
        _("Counted with copies: %(contributions)s, by %(people)s.") % with_copies,
        _("Counted without copies: %(contributions)s, by %(people)s.") % without,
        _("Share of all contributions: %(part)s of %(whole)s is %(share)s.") % shown,
    )
