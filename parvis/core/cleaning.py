"""What people typed, made safe to keep: nothing visible is lost, nothing invisible is smuggled in."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Overrides and isolates can make a text read otherwise than it is stored; marks U+200E and U+200F are needed.
_BIDIRECTIONAL = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[^\S\n]+")


def clean_words(text: str) -> str:
    """Return `text` in NFC, without controls, lone surrogates or direction overrides, trimmed; lines are kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BIDIRECTIONAL)
    text = "".join(c for c in text if c in "\n\t" or not _is_control(c))
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip()


def clean_line(text: str) -> str:
    """Return `text` cleaned as by `clean_words`, on one line, with single spaces."""
    return _SPACES.sub(" ", clean_words(text).replace("\n", " ")).strip()


def _is_control(character: str) -> bool:
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return noncharacter or unicodedata.category(character) in ("Cc", "Cs")


def says_something(text: str) -> bool:
    """Tell whether `text` holds at least one letter or digit of any script."""
    return any(unicodedata.category(c)[0] in "LN" for c in text)


class WordsField(forms.CharField):
    """Several lines of a person's own words."""

    widget = forms.Textarea
    default_error_messages = {
        "max_length": _("This is longer than we can take: %(show_value)d characters, at most %(limit_value)d."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=True, **options)

    def to_python(self, value: Any) -> Any:
        """Return the cleaned words."""
        return clean_words(super().to_python(value) or "")


class LineField(forms.CharField):
    """One line a person typed: a name, a title."""

    def to_python(self, value: Any) -> Any:
        """Return the cleaned line."""
        return clean_line(super().to_python(value) or "")
