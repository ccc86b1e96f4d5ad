"""Notes as scribes type them: one a line, with what else has to be known of it in signs at either end."""

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import LONGEST_WORDS, Note, Workshop
from parvis.core.cleaning import clean_line, clean_words
from parvis.core.editing import EditingForm
from parvis.core.overtaken import Values
from parvis.themes.models import Theme

MOST_LINES = 200
NO_SUCH_THEME = _("There is no theme %(number)d.")
# 3: or 3,7: and never 10:30, nor the year 2030:
_THEMES = re.compile(r"(\d{1,2}(?:\s*[,،]\s*\d{1,2})*)\s*[:：](?!\d)\s*")
_SIGN = re.compile(r"(?:^|\s)(?:[xX×](?P<people>\d{1,7})|#(?P<slip>\d{1,7})|!(?P<consent>[12]))$")
_CONSENT = {"1": Workshop.Consent.SPOKEN, "2": Workshop.Consent.SIGNED}


class Line(NamedTuple):
    """A note as it was typed, taken apart."""

    words: str
    themes: list[Theme]
    people: int = 1
    slip: int | None = None
    consent: str = ""


def read_line(typed: str, themes: Sequence[Theme]) -> Line:
    """Take `3: words x12 #4 !2` apart: theme 3, twelve people, slip 4, who signed a form; raise ValidationError.

    Themes are numbered in the order of `themes`; the signs at the end come in any order, digits in any script.
    """
    words, signs = clean_line(typed), {}
    while found := _SIGN.search(words):
        signs |= {name: int(value) for name, value in found.groupdict().items() if value and name not in signs}
        words = words[: found.start()].rstrip()
    named: list[Theme] = []
    if found := _THEMES.match(words):
        named = [_theme(int(number), themes) for number in re.findall(r"\d+", found[1])]
        words = words[found.end() :]
    consent = _CONSENT.get(str(signs.get("consent", "")), "")
    return Line(words, named, signs.get("people", 1), signs.get("slip"), str(consent))


def line_of(note: Note, themes: Sequence[Theme]) -> str:
    """Return the line that, typed again, would make the same note."""
    numbers = {theme.pk: number for number, theme in enumerate(themes, 1)}
    named = ",".join(str(numbers[theme.pk]) for theme in note.contribution.themes.order_by("pk") if theme.pk in numbers)
    provenance, slip = note.contribution.provenance, getattr(note, "slip", None)
    parts = [f"{named}:" if named else "", note.contribution.words]
    parts.append(f"x{provenance.people}" if provenance.people > 1 else "")
    parts.append(str(slip) if slip else "")
    if provenance.consent != note.workshop.consent:
        parts += [f"!{key}" for key, value in _CONSENT.items() if value == provenance.consent]
    return " ".join(part for part in parts if part)


class NoteForm(forms.Form):
    """One note, with the key it was given when it was typed."""

    line = forms.CharField(
        label=_("A note"),
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "dir": "auto", "data-private": True}),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})

    def typed(self) -> Iterator[tuple[str, uuid.UUID | None]]:
        """Yield the line with its key."""
        yield self.cleaned_data["line"], self.cleaned_data["key"]


class NotesForm(forms.Form):
    """Many notes at once, one a line."""

    lines = forms.CharField(
        label=_("Several notes, one a line"),
        max_length=MOST_LINES * 1000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()}, auto_id="id_many_%s")

    def clean_lines(self) -> str:
        """Refuse more lines than one can look through."""
        lines = clean_words(self.cleaned_data["lines"])
        if lines.count("\n") >= MOST_LINES:
            raise ValidationError(_("At most %(most)d notes at a time.") % {"most": MOST_LINES})
        return lines

    def typed(self) -> Iterator[tuple[str, uuid.UUID | None]]:
        """Yield each line that holds something, with its key; the same form sent twice has the same keys."""
        key = self.cleaned_data["key"]
        for number, line in enumerate(self.cleaned_data["lines"].split("\n")):
            if line.strip():
                yield line, uuid.uuid5(key, f"{number} {line}") if key else None


class ChangeNoteForm(EditingForm):
    """A note to be written anew."""

    line = forms.CharField(
        label=_("A note"),
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "dir": "auto"}),
    )

    def __init__(self, note: Note, themes: Sequence[Theme], data: Any = None) -> None:
        self.note, self.themes = note, themes
        super().__init__(data, saved={"line": note.contribution.words}, zone=note.workshop.consultation.zone)

    def shown(self, values: Values) -> dict[str, Any]:
        """Return the whole line for the words of the note."""
        is_whole = values["line"] != self.note.contribution.words
        return dict(values) if is_whole else {"line": line_of(self.note, self.themes)}

    def clean_line(self) -> str:
        """Take the line apart."""
        self.read = read_line(self.cleaned_data["line"], self.themes)
        return str(self.cleaned_data["line"])


def _theme(number: int, themes: Sequence[Theme]) -> Theme:
    if not 1 <= number <= len(themes):
        raise ValidationError(NO_SUCH_THEME % {"number": number})
    return themes[number - 1]
