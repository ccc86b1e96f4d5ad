"""What is typed of documents: which ones to show, what one is, its next file, and why it is withdrawn."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from parvis.core.cleaning import LineField
from parvis.core.editing import EditingForm
from parvis.core.languages import language_name
from parvis.core.uploads import most_bytes
from parvis.core.words import MultilingualFormField, read_again
from parvis.cycles.models import Cycle
from parvis.documents.actions.documents import shown_of
from parvis.documents.filetypes import TYPES, names
from parvis.documents.models import Document, FileVersion
from parvis.places.models import Place

_IN_ALL = pgettext_lazy("languages", "All")


class DocumentFilters(forms.Form):
    """Which documents of a place to show."""

    q = LineField(label=_("Words inside"), required=False, max_length=200, widget=forms.SearchInput)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    evidence = forms.ChoiceField(label=_("Evidence of"), required=False)
    cycle = forms.ChoiceField(label=_("Cycle"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, cycles: Iterable[Cycle], languages: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        classes = [each for each in Document.Evidence.choices if each[0] in ("co_creation", "implementation")]
        spoken = [(code, language_name(code)) for code in languages]
        self.fields["kind"].choices = [("", pgettext_lazy("kinds", "All")), *Document.Kind.choices]
        self.fields["evidence"].choices = [("", pgettext_lazy("kinds", "All")), *classes]
        self.fields["cycle"].choices = [
            ("", pgettext_lazy("cycles", "All")),
            *((str(each.number), str(each)) for each in cycles),
        ]
        self.fields["language"].choices = [("", _IN_ALL), *spoken]

    def wanted(self) -> dict[str, str]:
        """Return what was asked for, without what cannot be."""
        self.full_clean()
        cleaned = getattr(self, "cleaned_data", {})
        return {name: cleaned.get(name, "") for name in self.fields}


class DocumentForm(EditingForm):
    """What a document says of itself."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Document.Kind)
    evidence = forms.ChoiceField(
        label=_("Evidence of"),
        choices=Document.Evidence,
        initial=Document.Evidence.NEITHER,
        widget=forms.RadioSelect,
        help_text=_("The partnership asks each member for evidence of both, open to everybody."),
    )
    cycle = forms.ModelChoiceField(
        label=_("Cycle"), queryset=Cycle.objects.none(), required=False, empty_label=_("None in particular")
    )
    source_language = forms.ChoiceField(
        label=_("Language it is written in first"), help_text=_("Files in other languages are made from it.")
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, place: Place, document: Document | None = None, **options: Any) -> None:
        saved = shown_of(document) if document else None
        if document is None:
            options["initial"] = {"key": uuid.uuid4()}
        super().__init__(*args, saved=saved, zone=place.zone, **options)
        languages = document.writing_languages if document else place.writing_languages
        self.fields["title"] = MultilingualFormField(
            label=_("Title"),
            languages=languages,
            required_languages=languages[:1] if document is None else [document.source_language],
            official_languages=place.languages,
            max_length=160,
        )
        self.fields["description"] = MultilingualFormField(
            label=_("Description"),
            help_text=_("What it is, and for whom, in a sentence or two."),
            languages=languages,
            official_languages=place.languages,
            widget=forms.Textarea,
            max_length=1000,
            required=False,
        )
        self.fields["cycle"].queryset = Cycle.objects.filter(place=place)
        self.fields["source_language"].choices = [(code, language_name(code)) for code in languages]
        if document:
            del self.fields["kind"], self.fields["source_language"], self.fields["key"]
            if len(document.title) > 1:
                self.fields["confirmed"] = read_again(document.source_language, document.title)
        self.order_fields(["kind", "title", "confirmed", "description", "evidence", "cycle", "source_language"])


def _what_is_taken() -> str:
    sentence = gettext(
        "%(types)s; at most %(most)d MB. No macros, no password. If something is wrong, choose it again."
    )
    return sentence % {"types": names(), "most": most_bytes() // 1_000_000}


class NextFileForm(forms.Form):
    """The next file of a document in one language."""

    file = forms.FileField(
        label=_("File"),
        help_text=lazy(_what_is_taken, str)(),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in [*TYPES, "jpeg"])}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )
    made_from = forms.TypedChoiceField(label=_("Made from version"), coerce=int)
    changes = LineField(
        label=_("What changed"),
        help_text=_("A line for those who know the earlier version, in the language of the file."),
        required=False,
        max_length=300,
    )
    other_type_because = LineField(
        label=_("Why it is of another type"),
        help_text=_("Only if the earlier file was of another type, such as a DOCX after a PDF. Everybody reads it."),
        required=False,
        max_length=300,
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        last: FileVersion | None,
        sources: list[FileVersion],
        let_go: Iterable[str] = (),
        **options: Any,
    ) -> None:
        options["initial"] = {"seen": last.number if last else 0}
        super().__init__(*args, **options)
        self.is_too_large = "file" in let_go
        if sources:
            self.fields["made_from"].label = format_lazy(
                _("Made from version, in {language}"), language=language_name(sources[0].language)
            )
            self.fields["made_from"].choices = [(each.number, str(each.number)) for each in sources]
            self.fields["made_from"].initial = sources[0].number
        else:
            del self.fields["made_from"]
        if last is None:
            del self.fields["changes"], self.fields["other_type_because"]
        if self.is_too_large:
            sentence = _("This file is too large: at most %(most)d MB are taken. Nothing of it was kept.")
            self.fields["file"].error_messages["required"] = sentence % {"most": most_bytes() // 1_000_000}

    @property
    def status(self) -> int:
        """Return the status of a page that shows this form."""
        if self.is_too_large:
            return 413
        return 422 if self.errors else 200


class WithdrawingForm(forms.Form):
    """Why a document is withdrawn."""

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = MultilingualFormField(
            label=_("Reason"),
            help_text=_("Everybody reads it. Twenty characters or more in each official language."),
            languages=place.writing_languages,
            required_languages=place.languages,
            official_languages=place.languages,
            widget=forms.Textarea,
            min_length=20,
            max_length=1000,
        )
