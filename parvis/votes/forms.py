"""What people propose, what conveners write, and how a voting is opened."""

import uuid
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation
from parvis.core.cleaning import LineField
from parvis.core.editing import EditingForm
from parvis.core.languages import language_name
from parvis.core.moments import LocalMomentField
from parvis.core.receipts import NotAReceipt, read_code
from parvis.people.models import Person
from parvis.votes.actions.statements import CHOOSE_A_REASON, MOST_AT_A_TIME, SAY_SOMETHING, by_closeness
from parvis.votes.models import LONGEST_STATEMENT, Statement


class ProposingForm(forms.Form):
    """A statement somebody proposes."""

    words = LineField(
        label=_("Your statement"),
        help_text=_("One thing, in one sentence, that others can agree or disagree with. A moderator reads it first."),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": SAY_SOMETHING},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only to tell you what a moderator decides. It is never shown, and erased when you ask."),
    )
    although_close = forms.BooleanField(
        label=_("Mine says something else: propose it"), required=False, widget=forms.HiddenInput
    )
    # People do not see this field; programs fill it in.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1", "data-private": True}),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, person: Person | None, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), "email": person.email if person else ""})

    def ask_again(self) -> None:
        """Ask whether it says something else than what is close."""
        self.fields["although_close"].widget = forms.CheckboxInput()

    @property
    def said(self) -> dict[str, Any]:
        """Return what `propose_statement` takes."""
        return {name: self.cleaned_data[name] for name in ("words", "although_close", "email", "key")}


class CodeForm(forms.Form):
    """The code under which somebody voted."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It stands on the page of your votes, on the device on which you voted."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Return the code as it is kept."""
        try:
            return read_code(self.cleaned_data["code"])
        except NotAReceipt:
            raise ValidationError(_("Nobody voted here under this code.")) from None


class OpeningForm(forms.Form):
    """How long people vote, and whether they propose statements."""

    people_propose = forms.BooleanField(
        label=_("People may propose statements"),
        help_text=_("A moderator reads each before anybody votes on it."),
        required=False,
        initial=True,
    )

    def __init__(self, zone: ZoneInfo, data: Any = None) -> None:
        super().__init__(data)
        help_text = _("By the clocks of %(zone)s. Leave it empty, and voting ends with the consultation.") % {
            "zone": zone
        }
        field = LocalMomentField(label=_("Closes"), zone=zone, required=False, help_text=help_text)
        self.fields = {"closes_at": field} | self.fields


class SeedingForm(forms.Form):
    """Statements of the conveners, one a line."""

    lines = forms.CharField(
        label=_("Statements, one a line"),
        help_text=_(
            "Each says one thing that people can agree or disagree with. Take opposite sides: fifteen to thirty do."
        ),
        max_length=MOST_AT_A_TIME * (LONGEST_STATEMENT + 2),
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        error_messages={"required": SAY_SOMETHING},
    )
    language = forms.ChoiceField(label=_("In which language?"))

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        super().__init__(data)
        languages = consultation.place.writing_languages
        self.fields["language"].choices = [(code, language_name(code)) for code in languages]


class ReasonForm(forms.Form):
    """Why a statement is refused or hidden: everybody can read it."""

    reason = forms.ChoiceField(
        label=_("The public reason"),
        choices=[choice for choice in Statement.Reason.choices if choice[0] != Statement.Reason.ELSEWHERE],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_A_REASON, "invalid_choice": CHOOSE_A_REASON},
    )

    # Which of many statements is told by a number: that of one that is not voted on any more is refused by the action.
    same_as = forms.ChoiceField(
        label=_("Which statement says the same?"),
        help_text=_("Only where the reason is that another says the same: whoever proposed this one is told which."),
        required=False,
    )

    def __init__(self, statement: Statement, data: Any = None) -> None:
        super().__init__(data)
        self.others = {str(each.number): each for each in by_closeness(statement)}
        named = [(number, f"{number}. {each.words}") for number, each in self.others.items()]
        self.fields["same_as"].choices = [("", _("None in particular")), *named]

    @property
    def said(self) -> dict[str, Any]:
        """Return why, and which statement says the same, if that is why."""
        reason, number = self.cleaned_data["reason"], self.cleaned_data["same_as"]
        return {"reason": reason, "same_as": self.others.get(number) if reason == Statement.Reason.SAME else None}


class TranslatingForm(EditingForm):
    """All statements in one other language."""

    # An empty one is shown as it was written.
    hides_optional = True

    def __init__(
        self, statements: list[Statement], language: str, saved: dict[str, str], data: Any = None, *, zone: tzinfo
    ) -> None:
        super().__init__(data, saved=saved, zone=zone)
        fields = {str(each.number): self._field(each, language) for each in statements}
        self.fields = fields | self.fields

    @property
    def words(self) -> dict[str, str]:
        """Return what was typed, by the number of the statement."""
        return {name: words for name, words in self.cleaned_data.items() if name != "seen"}

    @staticmethod
    def _field(statement: Statement, language: str) -> LineField:
        attrs = {"lang": language, "dir": "auto", "rows": 2}
        return LineField(
            label=f"{statement.number}. {statement.words}",
            max_length=LONGEST_STATEMENT,
            required=False,
            widget=forms.Textarea(attrs=attrs),
        )
