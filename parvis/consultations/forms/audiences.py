"""Whom a convener wants to hear from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.audiences import MOST_EXPECTED, NOBODY_NAMED
from parvis.consultations.forms.speaking import languages_of
from parvis.consultations.models import Audience, Consultation, Contribution
from parvis.core.detection import UNDETERMINED
from parvis.core.words import MultilingualFormField


class AudienceForm(forms.Form):
    """A kind of participant, a language, or people one describes."""

    who = forms.ChoiceField(label=_("Whom do you want to hear from?"))
    expected = forms.IntegerField(
        label=_("How many contributions do you hope for, at least?"), min_value=1, max_value=MOST_EXPECTED, initial=1
    )

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        super().__init__(data)
        kinds = [(f"{Audience.Of.KIND}:{value}", words) for value, words in Contribution.Kind.choices]
        languages = [
            (f"{Audience.Of.LANGUAGE}:{code}", name)
            for code, name in languages_of(consultation)
            if code != UNDETERMINED
        ]
        self.fields["who"].choices = [
            (Audience.Of.KIND.label, kinds),
            (Audience.Of.LANGUAGE.label, languages),
            (Audience.Of.OTHER.label, [(f"{Audience.Of.OTHER}:", _("others, whom I describe below"))]),
        ]
        self.fields["label"] = MultilingualFormField(
            label=_("Who they are"),
            help_text=_("Only for others, such as people of the islands. Nobody is asked whether they belong to them."),
            languages=consultation.place.writing_languages,
            official_languages=consultation.cycle.official_languages,
            max_length=120,
        )
        self.order_fields(["who", "label", "expected"])

    def clean(self) -> dict[str, Any]:
        """Ask who the others are."""
        cleaned = super().clean() or {}
        if cleaned.get("who") == f"{Audience.Of.OTHER}:" and not cleaned.get("label"):
            self.add_error("label", NOBODY_NAMED)
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """Return what the action takes."""
        of, _colon, value = self.cleaned_data["who"].partition(":")
        return {
            "of": of,
            "value": value,
            "label": self.cleaned_data["label"],
            "expected": self.cleaned_data["expected"],
        }
