"""What conveners and moderators say of a workshop, and what authors type from their slip."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.workshops import MOST_SLIPS
from parvis.consultations.forms.telling import AddressForm
from parvis.consultations.models import Consultation, Workshop
from parvis.core.cleaning import LineField, WordsField
from parvis.core.editing import EditingForm
from parvis.core.receipts import NotAReceipt, format_code, read_code
from parvis.cycles.models import CalendarLine


class WorkshopForm(EditingForm):
    """How people agree at a workshop, and what is printed on its sheets."""

    consent = forms.ChoiceField(
        label=_("How do those who speak agree that their words are published?"),
        choices=Workshop.Consent.choices,
        initial=Workshop.Consent.SPOKEN,
        widget=forms.RadioSelect,
        help_text=_("Whoever does not agree is not written down."),
    )
    template_lines = WordsField(
        label=_("What is printed on your sheets"),
        help_text=_("One line each. A note that only repeats one of them is refused."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def said(self) -> dict[str, Any]:
        """Return what the actions take."""
        said = self.cleaned_data
        seen = {"seen": said["seen"]} if "seen" in said else {}
        return {"consent": said["consent"], "template_lines": said["template_lines"].split("\n"), **seen}


class OpeningForm(WorkshopForm):
    """Which event is opened, and for which consultation."""

    event = forms.ChoiceField(label=_("Which event, and for which consultation?"))
    field_order = ("event", "consent", "template_lines")

    def __init__(self, consultations: Iterable[Consultation], events: Iterable[CalendarLine], data: Any = None) -> None:
        super().__init__(data)
        pairs = [(asked, event) for asked in consultations for event in events if event.cycle_id == asked.cycle_id]
        self._pairs = {f"{asked.pk}-{event.pk}": (asked, event) for asked, event in pairs}
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, (asked, event) in self._pairs.items():
            groups.setdefault(str(asked), []).append((key, str(event)))
        self.fields["event"].choices = list(groups.items())

    @property
    def chosen(self) -> tuple[Consultation, CalendarLine]:
        """Return the consultation and the event."""
        return self._pairs[self.cleaned_data["event"]]


class ScribeForm(forms.Form):
    """Who will type."""

    name = LineField(label=_("Name of the scribe"), max_length=120, help_text=_("It is shown to nobody but you."))


class SlipsForm(forms.Form):
    """How many slips are printed."""

    count = forms.IntegerField(label=_("How many slips?"), min_value=1, max_value=MOST_SLIPS, initial=24)


class ClaimForm(forms.Form):
    """The code of a slip."""

    code = LineField(
        label=_("The code on your slip"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
    )

    def clean_code(self) -> str:
        """Return the code as it is kept, or tell the slip of the pen."""
        try:
            return read_code(self.cleaned_data["code"])
        except NotAReceipt as mistaken:
            raise forms.ValidationError(_told(mistaken)) from None


class ClaimByLetterForm(ClaimForm, AddressForm):
    """The code of a slip, and where its holder can be written to."""

    field_order = ("code", "email")


def code_on_slip(code: str) -> str:
    """Return a slip's code as it is printed."""
    return format_code(code)


def _told(mistaken: NotAReceipt) -> str:
    if mistaken.likely:
        return _("One character is wrong. Did you mean %(code)s?") % {"code": mistaken.likely[0]}
    return _("This is not a code of a slip: it has ten letters and digits.")
