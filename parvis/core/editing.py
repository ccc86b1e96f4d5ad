"""Forms that change what is saved: they remember what they showed, and show both texts when somebody saved meanwhile."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from django import forms
from django.utils.text import capfirst

from parvis.core.dates import day_words, moment_words
from parvis.core.languages import language_name
from parvis.core.overtaken import Change, Overtaken, Values, marks_of
from parvis.core.rules import Refused


class SeenField(forms.CharField):
    """The marks of what a form showed; None when the form that was sent has none."""

    widget = forms.HiddenInput(attrs={"autocomplete": "off"})

    def __init__(self, values: Values) -> None:
        super().__init__(required=False, initial=marks_of(values), max_length=20_000)

    def prepare_value(self, value: Any) -> Any:
        """Write marks on one line."""
        return ",".join(f"{part}={mark}" for part, mark in value.items()) if isinstance(value, Mapping) else value

    def clean(self, value: Any) -> Any:
        """Return marks."""
        if value is None:
            return None
        pairs = (pair.partition("=") for pair in str(super().clean(value)).split(","))
        return {part: mark for part, _sign, mark in pairs if mark}


@dataclass(frozen=True)
class Both:
    """A part of a thing as it is saved and as it was typed, in words."""

    label: str
    language: str
    saved: str
    typed: str


class EditingForm(forms.Form):
    """A form that begins with what is `saved`, and hands `seen` to the action with the rest.

    The names of `saved` are those the action compares. Without it the form makes something new, and remembers nothing.
    Moments are told by the clocks of `zone`.
    """

    overtaken: Overtaken | None = None
    # The name and value of the button that saves, where a page has several.
    button: tuple[str, str] | None = None
    # Said of texts that have changed since: it has to be said again.
    said_again = ("confirmed",)

    def __init__(self, *args: Any, saved: Values | None = None, zone: tzinfo | None = None, **options: Any) -> None:
        self.zone = zone
        if saved is not None:
            options["initial"] = self.shown(saved)
        super().__init__(*args, **options)
        if saved is not None:
            self.fields["seen"] = SeenField(saved)

    def shown(self, values: Values) -> dict[str, Any]:
        """Return what the fields show for what is saved; a form whose fields show something else says how."""
        return dict(values)

    def show_both(self, overtaken: Overtaken) -> None:
        """Become the form as it was typed, but for the parts left as they were, which take what is saved now."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", *self.said_again)}
        for change in overtaken.changes:
            if change.was_left and change.language:
                typed[change.name] = {**typed.get(change.name, {}), change.language: change.saved or ""}
            elif change.was_left:
                typed[change.name] = change.saved
        self.overtaken = overtaken
        # As a form that begins: nothing was sent to it, and its fields have not been looked at.
        self.is_bound, self.data = False, {}
        self._bound_fields_cache: dict[str, Any] = {}
        self.initial = self.shown(typed)
        self.fields["seen"].initial = marks_of(overtaken.saved)

    @property
    def status(self) -> int:
        """Return the status of a page that shows this form: 409 when somebody saved meanwhile."""
        return 409 if self.overtaken else 200

    @property
    def both(self) -> list[Both]:
        """Return, in words, the parts that two people changed."""
        return [self._both(change) for change in self._changes if not change.was_left]

    @property
    def taken(self) -> list[Both]:
        """Return, in words, the parts that somebody else changed and that were left as they were here."""
        return [self._both(change) for change in self._changes if change.was_left]

    @property
    def _changes(self) -> list[Change]:
        return self.overtaken.changes if self.overtaken else []

    def _both(self, change: Change) -> Both:
        field = self.fields.get(change.name)
        label = str(field.label if field and field.label else change.name)
        if change.language:
            label = f"{label} · {capfirst(language_name(change.language))}"
        saved, typed = (words_of(value, field, self.zone) for value in (change.saved, change.typed))
        return Both(label, change.language, saved, typed)


def words_of(value: Any, field: forms.Field | None = None, zone: tzinfo | None = None) -> str:
    """Write what a field holds as people read it: the words of a choice, a day, a moment by the clocks of `zone`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment_words(value, zone)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(words_of(each, field, zone) for each in value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value))
    return str(value)


def filled[F: forms.Form](form: F, act: Callable[[dict[str, Any]], Any]) -> Any:
    """Act with what a valid form holds; a refusal stands in the form, with what was typed, and None is returned.

    It stands at the field it is about where there is only one.
    """
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Overtaken as overtaken:
        form.show_both(overtaken)  # type: ignore[attr-defined]  # only a form that hands over what it showed is overtaken
    except Refused as refusal:
        form.add_error(next(iter(form.fields)) if len(form.fields) == 1 else None, str(refusal))
    return None
