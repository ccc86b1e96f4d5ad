"""What templates can say of places."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parvis.core.languages import direction, language_name

register = template.Library()


@register.simple_tag
def language_of(code: str) -> SafeString:
    """Name a language in that language: français."""
    return format_html('<span lang="{}" dir="{}">{}</span>', code, direction(code), language_name(code))
