"""What a convener asks the public."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.consultations import OVER_BEFORE_IT_BEGINS
from parvis.consultations.models import Consultation
from parvis.core.moments import LocalMomentField
from parvis.core.words import MultilingualFormField, Words
from parvis.cycles.models import Cycle

SPARE_QUESTIONS = 2
MOST_QUESTIONS = 12
_COPIED = ("title", "summary", "help", "welcomes", "moderation", "opens_at", "closes_at")


class ConsultationForm(forms.Form):
    """A consultation, its dates by the clocks of its place, and its questions."""

    welcomes = forms.ChoiceField(
        label=_("Who may speak"), choices=Consultation.Welcome.choices, widget=forms.RadioSelect, initial="anyone"
    )
    moderation = forms.ChoiceField(
        label=_("When contributions are read by a moderator"),
        choices=Consultation.Moderation.choices,
        widget=forms.RadioSelect,
        initial="after",
    )

    field_order = ("title", "summary", "help", "opens_at", "closes_at", "welcomes", "moderation")

    def __init__(self, cycle: Cycle, consultation: Consultation | None = None, data: Any = None) -> None:
        self.cycle, self.consultation = cycle, consultation
        starts = {name: getattr(consultation, name) for name in _COPIED} if consultation else {}
        super().__init__(data, initial=starts)
        self._ask_texts()
        zone = cycle.place.zone
        self.fields["opens_at"] = LocalMomentField(label=_("Opens"), zone=zone)
        self.fields["closes_at"] = LocalMomentField(label=_("Closes"), zone=zone)
        self._ask_questions(list(consultation.questions.all()) if consultation else [])
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, and an empty list of questions."""
        cleaned = super().clean() or {}
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", OVER_BEFORE_IT_BEGINS)
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """Return what the actions take."""
        return {name: self.cleaned_data[name] for name in _COPIED} | {"questions": self._questions()}

    def _questions(self) -> list[Words]:
        names = [name for name in self.fields if name.startswith("question_")]
        return [self.cleaned_data[name] for name in names]

    def _ask_texts(self) -> None:
        self.fields["title"] = self._text(label=_("Title"), max_length=160, is_required=True)
        self.fields["summary"] = self._text(
            label=_("Summary"), help_text=_("One or two sentences: what it is about."), widget=_Few, max_length=600
        )
        self.fields["help"] = self._text(
            label=_("Help for those who write"),
            help_text=_("What makes a contribution useful? One idea is enough: say so."),
            widget=_Few,
            max_length=1500,
        )

    def _ask_questions(self, questions: list[Any]) -> None:
        number = min(MOST_QUESTIONS, len(questions) + SPARE_QUESTIONS) if questions else SPARE_QUESTIONS
        for place in range(max(number, len(questions))):
            words = questions[place].words if place < len(questions) else None
            self.initial[f"question_{place + 1}"] = words
            self.fields[f"question_{place + 1}"] = self._text(
                label=_("Question %(number)d") % {"number": place + 1},
                help_text=_("Leave it empty for no such question."),
                widget=_Few,
                max_length=400,
                is_required=False,
            )

    def _text(self, *, is_required: bool = False, **options: Any) -> MultilingualFormField:
        languages = self.cycle.place.writing_languages
        required = self.cycle.official_languages if is_required else []
        return MultilingualFormField(languages=languages, required_languages=required, **options)


class _Few(forms.Textarea):
    """A text area for a few lines."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3, **(attrs or {})})
