"""What templates say of maps and themes: a statement in its own language, the bar of how a group voted, the mark of a group."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parvis.analysis import phrases
from parvis.analysis.drawing import kind_of, shape_at
from parvis.analysis.queries.maps import Cell
from parvis.core.templatetags.parvis import language_attributes
from parvis.votes.queries.worded import Worded

register = template.Library()


@register.simple_tag
def statement(row: Worded) -> SafeString:
    """Show a statement in the language it is in, and who translated it, if somebody did."""
    said = format_html('<span class="statement"{}>{}</span>', language_attributes(row.language), row.words)
    return format_html('{} <small class="soft">{}</small>', said, row.label) if row.label else said


@register.filter
def moved_because(why: str) -> str:
    """Say why a text stands in another theme."""
    return phrases.moved_because(why)


@register.filter
def flagged(kind: str) -> str:
    """Say what was seen of some texts."""
    return phrases.flagged(kind)


@register.simple_tag
def votes_bar(cell: Cell) -> SafeString:
    """Draw how people voted as a bar of three parts. It says nothing to a screen reader: the numbers beside it do."""
    parts = format_html_join(
        "",
        '<rect class="{}" x="{}%" width="{}%" height="100%"/>',
        ((kind, f"{x:g}", f"{w:g}") for kind, x, w in cell.parts),
    )
    return format_html('<svg class="gauge votes" aria-hidden="true" width="100%" height="10">{}</svg>', parts)


@register.simple_tag
def group_mark(number: int) -> SafeString:
    """Draw the shape of a group; its letter stands beside it."""
    return format_html(
        '<svg class="key" aria-hidden="true" viewBox="0 0 12 12" width="14" height="14"><path class="{}" d="{}"/></svg>',
        kind_of(number),
        shape_at(number, 6, 6),
    )
