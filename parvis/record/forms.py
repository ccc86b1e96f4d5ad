"""Hear what somebody looks for in the record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.record.sentences import ROLES, SENTENCES, SUBJECTS, Words


class DayInput(forms.DateInput):
    """A day, chosen with the calendar of the browser."""

    input_type = "date"


class LogFilter(forms.Form):
    """Narrow the log. Everything is optional; what is malformed is said and left out."""

    verb = forms.CharField(label=_("What happened"), max_length=80, required=False, widget=forms.Select)
    type = forms.CharField(label=_("To what"), max_length=40, required=False, widget=forms.Select)
    role = forms.CharField(label=_("By"), max_length=40, required=False, widget=forms.Select)
    since = forms.DateField(label=_("From the day"), required=False, widget=DayInput(format="%Y-%m-%d"))
    until = forms.DateField(label=_("To the day"), required=False, widget=DayInput(format="%Y-%m-%d"))
    key = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what is known, and whatever the address asks for."""
        super().__init__(*args, **kwargs)
        self._offer("verb", SENTENCES)
        self._offer("type", SUBJECTS)
        self._offer("role", ROLES)

    def _offer(self, name: str, words: dict[str, Words]) -> None:
        asked = self.data.get(name, "")
        known = {**words, asked: words.get(asked, asked)} if asked else words
        choices = sorted(((value, str(text)) for value, text in known.items()), key=lambda choice: choice[1].casefold())
        widget = self.fields[name].widget
        assert isinstance(widget, forms.Select)
        widget.choices = [("", _("Anything") if name != "role" else _("Anybody")), *choices]

    def asked(self) -> dict[str, Any]:
        """Return what was asked and understood."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        if "type" not in asked:
            # A key alone names nothing, and would be looked for in every entry.
            asked.pop("key", None)
        return asked
