"""What people typed, made safe to keep: nothing visible is lost, nothing invisible is smuggled in."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parvis.core.lookalikes import unstacked

# Controls but line and tab, lone surrogates, noncharacters, and the overrides and isolates that make a text read
# otherwise than it is stored. The marks U+200E and U+200F, joiners and tags stay: scripts and emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_ENDS = re.compile(r"[^\S\n]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
_LONGEST_KEY = 18
# A no-break space where French puts one, and between thousands: it is print, not carelessness. Any others are one space.
_SPACES = re.compile(
    r"((?<=\S)[\u00a0\u202f](?=[:;?!»%$€])|(?<=«)[\u00a0\u202f](?=\S)|(?<=\d)[\u00a0\u202f](?=\d{3}\b))|[^\S\n]+"
)


def clean_words(text: str) -> str:
    """Return `text` in NFC, without controls, overrides of direction or stacks of marks, trimmed; lines are kept."""
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unstacked(unicodedata.normalize("NFC", text))
    if "\n" in text:
        text = _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("", text))
    return text.strip()


def clean_line(text: str) -> str:
    """Return `text` cleaned as by `clean_words`, on one line, with single spaces; no-break spaces of good print stay."""
    return _SPACES.sub(lambda run: run[1] or " ", clean_words(text).replace("\n", " ")).strip() if text else ""


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


class ChoicesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # for the checker only
    """Several things out of those there are."""

    def clean(self, value: Any) -> Any:
        """Return the chosen ones; a key no database could hold is refused like any other that is not there."""
        for key in value if isinstance(value, list | tuple) else ():
            if len(str(key)) > _LONGEST_KEY:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": key})
        return super().clean(value)
