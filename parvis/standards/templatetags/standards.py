"""Words for the levels of participation."""

from django import template

from parvis.standards.iap2 import Level
from parvis.standards.phrases import LEVELS, PROMISES

register = template.Library()


@register.simple_tag
def level_words(level: Level) -> str:
    """Name a level of participation."""
    return str(LEVELS[level])


@register.simple_tag
def level_promise(level: Level) -> str:
    """Say what a level promises to people."""
    return str(PROMISES[level])
