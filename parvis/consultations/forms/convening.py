"""What a convener asks the public."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.consultations import OVER_BEFORE_IT_BEGINS, SHOWN, shown_of
from parvis.consultations.models import Consultation
from parvis.core.editing import EditingForm
from parvis.core.moments import LocalMomentField
from parvis.core.words import MultilingualFormField, Words, read_again
from parvis.cycles.models import Cycle

SPARE_QUESTIONS, FIRST_QUESTIONS = 1, 2
MOST_QUESTIONS = 12
_NAME = re.compile(r"question_([1-9]\d?)_")


class ConsultationForm(EditingForm):
    """A consultation in three parts: what is asked, when, and who speaks and reads; its dates by the clocks of its place."""

    template_name = "core/_form_in_parts.html"
    welcomes = forms.ChoiceField(
        label=_("Who may speak"), choices=Consultation.Welcome.choices, widget=forms.RadioSelect, initial="anyone"
    )
    moderation = forms.ChoiceField(
        label=_("When contributions are read by a moderator"),
        choices=Consultation.Moderation.choices,
        widget=forms.RadioSelect,
        initial="after",
    )

    def __init__(self, cycle: Cycle, consultation: Consultation | None = None, data: Any = None) -> None:
        self.cycle, self.consultation = cycle, consultation
        saved = shown_of(consultation) if consultation else None
        super().__init__(data, saved=saved, zone=cycle.place.zone)
        self._ask_texts()
        zone = cycle.place.zone
        self.fields["opens_at"] = LocalMomentField(label=_("Opens"), zone=zone)
        self.fields["closes_at"] = LocalMomentField(label=_("Closes"), zone=zone)
        self._ask_questions(len([name for name in saved or () if name.startswith("question_")]))
        self.order_fields([name for _title, names in self._parts() for name in names])

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, and an empty list of questions."""
        cleaned = super().clean() or {}
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", OVER_BEFORE_IT_BEGINS)
        return cleaned

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the fields in the parts of the form, each under its title."""
        return [(title, [self[name] for name in names]) for title, names in self._parts()]

    @property
    def said(self) -> dict[str, Any]:
        """Return what the actions take."""
        seen = {name: self.cleaned_data[name] for name in ("seen", "confirmed") if name in self.fields}
        return {name: self.cleaned_data[name] for name in SHOWN} | {"questions": self._questions()} | seen

    def _parts(self) -> list[tuple[Any, list[str]]]:
        confirmed = ["confirmed"] if "confirmed" in self.fields else []
        return [
            (_("What is asked"), ["title", *self._question_names(), "summary", "help", *confirmed]),
            (_("When"), ["opens_at", "closes_at"]),
            (_("Who speaks, and who reads"), ["welcomes", "moderation"]),
        ]

    def _question_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("question_")]

    def _questions(self) -> list[Words]:
        return [self.cleaned_data[name] for name in self._question_names()]

    def _ask_texts(self) -> None:
        place = self.cycle.place
        self.fields["title"] = self._text(label=_("Title"), max_length=160, is_required=True)
        if self.consultation and len(self.consultation.title) > 1:
            self.fields["confirmed"] = read_again(place.writing_languages[0], self.consultation.title)
        self.fields["summary"] = self._text(
            label=_("Summary"), help_text=_("One or two sentences: what it is about."), widget=_Few, max_length=600
        )
        self.fields["help"] = self._text(
            label=_("Help for those who write"),
            help_text=_("What makes a contribution useful? One idea is enough: say so."),
            widget=_Few,
            max_length=1500,
        )

    def _ask_questions(self, count: int) -> None:
        """Ask those there are and one more, and all that were sent: they may be fewer by now than the form showed."""
        sent = [int(found[1]) for name in self.data if (found := _NAME.match(name))]
        offered = min(MOST_QUESTIONS, max(count + SPARE_QUESTIONS if count else FIRST_QUESTIONS, *sent, 0))
        for number in range(1, max(offered, count) + 1):
            self.fields[f"question_{number}"] = self._text(
                label=_("Question %(number)d") % {"number": number},
                help_text=_("Leave it empty for no such question. Save to be asked for one more."),
                widget=_Few,
                max_length=400,
                is_required=False,
            )

    def _text(self, *, is_required: bool = False, **options: Any) -> MultilingualFormField:
        official = self.cycle.official_languages
        return MultilingualFormField(
            languages=self.cycle.place.writing_languages,
            required_languages=official if is_required else [],
            official_languages=official,
            **options,
        )


class _Few(forms.Textarea):
    """A text area for a few lines."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3, **(attrs or {})})
