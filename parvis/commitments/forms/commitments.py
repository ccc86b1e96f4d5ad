"""What is typed to promise and to report."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from parvis.commitments.forms.answers import WrittenForm, confirmed_in, languages_in_words, written_in
from parvis.commitments.models import TEXTS, Commitment, Plan, Progress
from parvis.consultations.models import Contribution
from parvis.core.receipts import NotAReceipt, read_code
from parvis.cycles.models import Cycle
from parvis.people.models import Organisation


class CommitmentForm(WrittenForm):
    """The text of a commitment; of one that exists, also why it changes."""

    def __init__(
        self,
        *args: Any,
        cycle: Cycle,
        organisations: Iterable[Organisation] | None = None,
        commitment: Commitment | None = None,
        **options: Any,
    ) -> None:
        if commitment:
            options["saved"] = {name: getattr(commitment, name) for name in TEXTS}
        super().__init__(*args, zone=cycle.place.zone, **options)
        if commitment is None:
            self.fields["organisation"] = forms.ModelChoiceField(
                label=_("Lead institution"), queryset=organisations, empty_label=None
            )
        languages = languages_in_words(cycle.official_languages)
        self.fields["title"] = written_in(
            cycle,
            label=_("Title"),
            help_text=format_lazy(_("To be adopted, everything is written in: {languages}."), languages=languages),
            widget=forms.TextInput,
            max_length=160,
        )
        self.fields["problem"] = written_in(cycle, label=_("Which problem it addresses"))
        self.fields["change"] = written_in(
            cycle,
            label=_("What will change"),
            help_text=_("Something one can check: who does what, until when, and how anybody will see it."),
        )
        if commitment:
            self._ask_why(cycle, commitment)

    def _ask_why(self, cycle: Cycle, commitment: Commitment) -> None:
        is_adopted = commitment.status == Commitment.Status.ADOPTED
        if len(cycle.official_languages) > 1:
            self.fields["confirmed"] = confirmed_in(cycle)
        self.fields["why"] = written_in(
            cycle,
            label=_("Why it changes"),
            required_languages=cycle.official_languages if is_adopted else (),
            required=is_adopted,
            max_length=1000,
        )


class SourcesForm(forms.Form):
    """Receipts of contributions a commitment is made of."""

    receipts = forms.CharField(
        label=_("Receipts"),
        help_text=_("The codes of contributions, with spaces, commas or new lines between them."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "spellcheck": "false"}),
        max_length=20_000,
    )

    def clean_receipts(self) -> list[Contribution]:
        """Return the contributions, or say which codes are none."""
        typed = self.cleaned_data["receipts"].replace(",", " ").replace(";", " ").split()
        codes, wrong = {}, []
        for text in typed:
            try:
                codes[read_code(text)] = text
            except NotAReceipt:
                wrong.append(text)
        found = {each.code: each for each in Contribution.objects.filter(code__in=codes)}
        wrong += [text for code, text in codes.items() if code not in found]
        if wrong:
            sentence = _now("These are not receipts of contributions we have: %(codes)s.")
            raise forms.ValidationError(sentence % {"codes": ", ".join(wrong)[:300]})
        return list(found.values())


class WithdrawForm(WrittenForm):
    """Why a commitment is taken back."""

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = written_in(
            cycle,
            label=_("Why it is withdrawn"),
            help_text=_("Everybody reads this."),
            required_languages=cycle.official_languages,
            max_length=2000,
        )


class ProgressForm(WrittenForm):
    """What was done in a period."""

    period_ends_on = forms.DateField(
        label=_("Period ending"),
        help_text=_("The last day of the period."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    status = forms.ChoiceField(label=_("How far it has come"), choices=Progress.Status, widget=forms.RadioSelect)

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        official = cycle.official_languages
        self.fields["words"] = written_in(cycle, label=_("What was done"), required_languages=official, max_length=4000)
        self.fields["challenges"] = written_in(
            cycle,
            label=_("What stands in the way"),
            help_text=_("Mandatory when it stood further in an earlier report."),
            max_length=4000,
            required=False,
        )
        self.fields["evidence_url"] = forms.URLField(
            label=_("Evidence"),
            help_text=_("The address of a page where anybody can see it."),
            required=False,
            assume_scheme="https",
        )


class PlanForm(WrittenForm):
    """The title of a plan, and what it says before its commitments."""

    def __init__(self, *args: Any, cycle: Cycle, plan: Plan | None = None, **options: Any) -> None:
        # Somebody else may begin it meanwhile: until then it says nothing.
        saved = {"title": plan.title, "introduction": plan.introduction} if plan else {"title": {}, "introduction": {}}
        super().__init__(*args, saved=saved, zone=cycle.place.zone, **options)
        self.fields["title"] = written_in(cycle, label=_("Title"), widget=forms.TextInput, max_length=160)
        self.fields["introduction"] = written_in(
            cycle,
            label=_("Introduction"),
            help_text=_("Who was asked, what was heard, how the plan was made."),
            max_length=20_000,
            required=False,
        )
        if plan and len(cycle.official_languages) > 1:
            self.fields["confirmed"] = confirmed_in(cycle)
