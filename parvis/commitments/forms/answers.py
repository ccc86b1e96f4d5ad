"""What is typed to answer: the decision, its reason, a note to one person, a note to the writers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from parvis.commitments.actions.responses import shown_of
from parvis.commitments.models import Commitment, Response
from parvis.commitments.wording import source_language
from parvis.core.cleaning import WordsField
from parvis.core.editing import EditingForm
from parvis.core.languages import language_name, listed
from parvis.core.words import MultilingualFormField, read_again
from parvis.cycles.models import Cycle
from parvis.heard.models import Section
from parvis.people.models import Organisation

LONGEST = 8000
DECISIONS = [choice for choice in Response.Disposition.choices if choice[0]]


def languages_in_words(codes: Iterable[str]) -> str:
    """Return the names of languages, each in itself."""
    return listed(capfirst(language_name(code)) for code in codes)


def written_in(cycle: Cycle, *, label: Any, help_text: Any = "", **options: Any) -> MultilingualFormField:
    """Ask for a text in the official languages, and offer those of the site."""
    settings: dict[str, Any] = {"widget": forms.Textarea, "max_length": LONGEST, "required": True} | options
    languages, official = cycle.place.writing_languages, cycle.official_languages
    return MultilingualFormField(
        label=label, help_text=help_text, languages=languages, official_languages=official, **settings
    )


def confirmed_in(cycle: Cycle) -> forms.MultipleChoiceField:
    """Ask which languages, left as they were, were read again and still say the same."""
    return read_again(source_language(cycle), cycle.official_languages)


def linked_to(commitments: Iterable[Commitment]) -> forms.MultipleChoiceField:
    """Ask which commitments an answer leads to."""
    return forms.MultipleChoiceField(
        label=_("Commitments this leads to"),
        choices=[(str(each.pk), f"{each.code} · {each}") for each in commitments],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class WrittenForm(EditingForm):
    """A form of texts in several languages: which of them is mandatory is said in words, not by the browser."""

    use_required_attribute = False


class DecisionField(forms.ChoiceField):
    """A decision; it may still be open while an answer is being written, and is mandatory to hand it over."""

    def validate(self, value: Any) -> None:
        """Accept none, or one of the list."""
        if value:
            super().validate(value)


class ResponseForm(WrittenForm):
    """The decision and its reason, and the commitments it leads to."""

    disposition = DecisionField(label=_("What is decided"), choices=DECISIONS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, response: Response, commitments: Iterable[Commitment], **options: Any) -> None:
        cycle, commitments = response.cycle, list(commitments)
        super().__init__(*args, saved=shown_of(response), zone=cycle.place.zone, **options)
        self.fields["reason"] = written_in(
            cycle,
            label=_("The reason"),
            help_text=format_lazy(
                _("Say what you heard, what you decided and why, in 20 characters or more. Mandatory in: {languages}."),
                languages=languages_in_words(cycle.official_languages),
            ),
        )
        if any(response.reason.values()) and len(cycle.official_languages) > 1:
            self.fields["confirmed"] = confirmed_in(cycle)
        if commitments:
            self.fields["commitments"] = linked_to(commitments)


class CorrectionForm(WrittenForm):
    """A published answer said otherwise, and why."""

    disposition = forms.ChoiceField(label=_("What is decided"), choices=DECISIONS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, response: Response, **options: Any) -> None:
        cycle = response.cycle
        saved = {"disposition": response.disposition, "reason": response.reason}
        super().__init__(*args, saved=saved, zone=cycle.place.zone, **options)
        official = cycle.official_languages
        self.fields["reason"] = written_in(cycle, label=_("The reason"), required_languages=official)
        if len(official) > 1:
            self.fields["confirmed"] = confirmed_in(cycle)
        self.fields["why"] = written_in(
            cycle,
            label=_("Why it is corrected"),
            help_text=_("Everybody reads this beside what changed; those who asked to be told are told."),
            required_languages=official,
            max_length=1000,
        )


class LinkForm(forms.Form):
    """The commitments a published answer leads to: often they are written after it."""

    def __init__(self, *args: Any, response: Response, commitments: Iterable[Commitment], **options: Any) -> None:
        linked = [str(each.pk) for each in response.commitments.all()]
        super().__init__(*args, initial={"commitments": linked}, **options)
        self.fields["commitments"] = linked_to(commitments)


class HeadingsForm(forms.Form):
    """The headings of reports an answer responds to."""

    def __init__(self, *args: Any, response: Response, sections: Iterable[Section], **options: Any) -> None:
        named = [str(pk) for pk in response.headings.values_list("section", flat=True)]
        super().__init__(*args, initial={"headings": named}, **options)
        self.fields["headings"] = forms.MultipleChoiceField(
            label=_("Headings this answer responds to"),
            help_text=_("It is shown under each of them, in the report on what was heard."),
            choices=[(str(each.pk), str(each)) for each in sections],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class NoteForm(WrittenForm):
    """Something more to one person."""

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, zone=cycle.place.zone, **options)
        self.fields["note"] = written_in(cycle, label=_("In addition, to this person"), max_length=2000, required=False)


class SendBackForm(forms.Form):
    """What should change before the answer is published."""

    note = WordsField(
        label=_("What should change"),
        help_text=_("Only those who write and read answers here see this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NewAnswerForm(forms.Form):
    """In whose name a new answer is given."""

    organisation = forms.ModelChoiceField(
        label=_("In the name of"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations
