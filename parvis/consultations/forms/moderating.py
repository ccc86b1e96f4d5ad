"""What a moderator says of a contribution."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.appeals import LONGEST_APPEAL
from parvis.consultations.actions.clarifications import ASK_SOMETHING, LONGEST_QUESTION
from parvis.consultations.actions.moderation import CHOOSE_A_REASON, SAY_WHY, SHORTEST_REASON
from parvis.consultations.forms.speaking import languages_of, themes_of
from parvis.consultations.models import LONGEST_WORDS, Contribution
from parvis.core.cleaning import ChoicesField, WordsField, says_something
from parvis.core.editing import EditingForm
from parvis.themes.models import Theme


class _Because(forms.Form):
    """A sentence of a moderator's own, under a decision that everybody can read."""

    because = WordsField(
        label=_("In a sentence"),
        help_text=_("Everybody will read it, the author above all. Do not repeat what has to be hidden."),
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": SAY_WHY, "min_length": SAY_WHY},
    )

    def clean_because(self) -> str:
        """Refuse a sentence without words."""
        because = str(self.cleaned_data["because"])
        if not says_something(because):
            raise forms.ValidationError(SAY_WHY)
        return because


class HidingForm(_Because):
    """Why a contribution is hidden: everybody will read it."""

    field_order = ("reason", "because")

    reason = forms.ChoiceField(
        label=_("The public reason"),
        choices=Contribution.HiddenFor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_A_REASON, "invalid_choice": CHOOSE_A_REASON},
    )


class AskingForm(forms.Form):
    """What a moderator asks an author before deciding."""

    question = WordsField(
        label=_("What you ask its author"),
        help_text=_("They get a letter, and a week to reply or to change their words. It is not public."),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ASK_SOMETHING},
    )


class ReplyForm(forms.Form):
    """What an author replies to a moderator, and the words they want to stand."""

    # One of the two is asked for, as the page says.
    hides_optional = True

    words = WordsField(
        label=_("Your words"), max_length=LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    reply = WordsField(
        label=_("Your reply"),
        help_text=_("Only moderators read it."),
        max_length=LONGEST_QUESTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AppealForm(forms.Form):
    """Why an author finds the hiding of their contribution wrong."""

    words = WordsField(
        label=_("Why is this decision wrong?"),
        help_text=_("A moderator who did not take part in it reads this. It is shown to nobody else."),
        max_length=LONGEST_APPEAL,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AppealDecisionForm(_Because):
    """Why a hidden contribution stays hidden: everybody will read it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["because"].label = _("Why it stays hidden, in a sentence")


class ThemesForm(EditingForm):
    """The themes a contribution speaks to."""

    button = ("step", "themes")

    themes = ChoicesField(
        label=_("Themes"), queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, contribution: Contribution, data: object = None, **saved: object) -> None:
        saved["themes"] = list(contribution.themes.all())
        super().__init__(data, saved=saved, zone=contribution.consultation.zone)
        self.fields["themes"].queryset = themes_of(contribution.consultation)


class SortingForm(ThemesForm):
    """The themes and the language of a contribution."""

    language = forms.ChoiceField(label=_("The language of these words"))

    def __init__(self, contribution: Contribution, data: object = None) -> None:
        super().__init__(contribution, data, language=contribution.language)
        self.fields["language"].choices = languages_of(contribution.consultation, contribution.language)
