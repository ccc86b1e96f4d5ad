"""What is said of a batch, and what is read on a sheet."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from parvis.consultations.forms.speaking import SpeakingForm
from parvis.consultations.models import LONGEST_WORDS, Consultation
from parvis.core.cleaning import LineField, WordsField
from parvis.core.languages import SITE_LANGUAGES, language_name
from parvis.paper.actions import MOST_SHEETS, SO_MANY
from parvis.paper.models import Batch, Reading, Sheet

# In the language of whoever reads it.
_SO_MANY = lazy(lambda: SO_MANY % {"most": MOST_SHEETS}, str)()


class BatchForm(forms.Form):
    """How many sheets, for which consultation, and how they come back."""

    consultation = forms.ChoiceField(label=_("For which consultation?"))
    language = forms.ChoiceField(
        label=_("In which language?"), choices=[(code, language_name(code)) for code in SITE_LANGUAGES]
    )
    count = forms.IntegerField(
        label=_("How many sheets?"),
        min_value=1,
        max_value=MOST_SHEETS,
        initial=50,
        error_messages=dict.fromkeys(("min_value", "max_value"), _SO_MANY),
    )
    hand_in = LineField(
        label=_("Where are they handed in?"),
        max_length=300,
        help_text=_("It is printed on each sheet, in its language: an address and the hours."),
    )
    paper = forms.ChoiceField(label=_("Paper"), choices=Batch.Paper.choices, widget=forms.RadioSelect, initial="a4")
    is_large = forms.BooleanField(
        label=_("Large print"),
        required=False,
        help_text=_("Letters of 18 points, for eyes that need them. It takes more pages."),
    )
    is_double = forms.BooleanField(
        label=_("Two people type in each sheet"),
        required=False,
        help_text=_("Neither sees what the other typed. Where they differ, the two versions are compared."),
    )

    def __init__(self, consultations: Iterable[Consultation], data: Any = None) -> None:
        super().__init__(data)
        self._asked = {str(asked.pk): asked for asked in consultations}
        self.fields["consultation"].choices = [(key, str(asked)) for key, asked in self._asked.items()]

    @property
    def said(self) -> dict[str, Any]:
        """Return what `make_batch` takes."""
        return self.cleaned_data | {"consultation": self._asked[self.cleaned_data["consultation"]]}


class HandedInForm(forms.Form):
    """On which day the sheets of a batch were handed in."""

    on = forms.DateField(
        label=_("On which day were these sheets handed in?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "It stands on the trail of each. What was handed in before the closing can be typed in for 30 days after it."
        ),
    )


class SerialForm(forms.Form):
    """The serial of a sheet."""

    serial = LineField(
        label=_("Serial of the sheet"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
        help_text=_("It stands under the square at the top: 12-034-K. A camera reads it from the square."),
    )


class SheetForm(SpeakingForm):
    """What somebody reads on a sheet, in the order in which it stands there."""

    website = stamp = None
    words = WordsField(
        label=_("What is written there"),
        help_text=_("As it is written, mistakes too, in its language."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "autofocus": True}),
        error_messages={"required": _("Nothing is written on it? Then mark the sheet as spoiled, below.")},
    )
    consent = forms.BooleanField(
        label=_("The box of consent is ticked on the sheet"),
        error_messages={"required": _("Without it nothing of this sheet may be kept: mark it as spoiled, below.")},
    )

    def __init__(self, sheet: Sheet, data: Any = None, first: Reading | None = None) -> None:
        super().__init__(sheet.batch.consultation, None, data)
        # What helps whoever speaks does not help whoever copies.
        for name in ("data-similar", "data-similar-in"):
            del self.fields["words"].widget.attrs[name]
        for name in ("themes", "public_name", "organisation", "email"):
            self.fields[name].help_text = ""
        if first is not None:
            self.initial |= first.said

    @property
    def said(self) -> dict[str, Any]:
        """Return what `type_sheet` takes."""
        names = ("words", "kind", "organisation", "public_name", "email")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "question": self.cleaned_data["question"] or self.only_question,
            "themes": list(self.cleaned_data["themes"]),
            "key": self.cleaned_data["submission_key"],
        }


class SpoiledForm(forms.Form):
    """Why nothing can be typed in from a sheet."""

    reason = forms.ChoiceField(label=_("Why?"), choices=Sheet.SpoiledFor.choices, widget=forms.RadioSelect)
