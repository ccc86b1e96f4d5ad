"""What a person writes in another language, and the words a glossary asks them to keep to."""

import re
from datetime import tzinfo
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.translations import spell_glossary
from parvis.consultations.glossaries import missed
from parvis.consultations.models import LONGEST_WORDS, Consultation
from parvis.consultations.queries.translations import Original
from parvis.core.cleaning import WordsField, clean_line
from parvis.core.editing import EditingForm
from parvis.core.languages import listed

MOST_TERMS = 200
_drafts = signing.Signer(salt="consultations.draft")
_LINE = re.compile(r"\s*([a-z]{2,3}(?:-[a-z]{2,4})?)\s*[:：]\s*([^;؛]+?)\s*", re.IGNORECASE)


class TranslationForm(EditingForm):
    """A translation into one language."""

    button = ("step", "keep")

    words = WordsField(label=_("Translation"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 8}))
    confirmed = forms.BooleanField(
        label=_("It is right without these words of the glossary"), required=False, widget=forms.HiddenInput
    )
    # What a machine made of it, signed: words that were not touched stay a machine's.
    draft = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, original: Original, language: str, standing: str, data: Any = None, *, zone: tzinfo) -> None:
        self.original, self.language = original, language
        super().__init__(data, saved={"words": standing}, zone=zone)
        self.fields["words"].widget.attrs |= {"lang": language, "dir": "auto"}

    def begin_with(self, draft: str) -> None:
        """Begin with what a machine made of it."""
        self.initial |= {"words": draft, "draft": _drafts.signature(draft)}

    def clean(self) -> dict[str, Any]:
        """Ask once more about a translation without the words of the glossary; say whether a machine made it."""
        typed = super().clean() or {}
        words, original = typed.get("words", ""), self.original
        lost = missed(original.words, original.language, words, self.language, original.glossary) if words else []
        if lost and not typed.get("confirmed"):
            self.fields["confirmed"].widget = forms.CheckboxInput()
            terms = listed(f"{each.term} = {each.expected}" for each in lost)
            self.add_error(
                "words", _("The glossary of this consultation has words for this: %(terms)s") % {"terms": terms}
            )
        typed["by_machine"] = bool(words) and typed.pop("draft", "") == _drafts.signature(words)
        typed.pop("confirmed", None)
        return typed


class GlossaryForm(EditingForm):
    """The words translations keep to, a term on each line."""

    glossary = forms.CharField(
        label=_("Terms"),
        help_text=_("One on each line, with the word for it in each language — en: commitment; fr: engagement"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        saved = {"glossary": spell_glossary(consultation.glossary)}
        super().__init__(data, saved=saved, zone=consultation.zone)

    def clean_glossary(self) -> str:
        """Refuse lines that cannot be read."""
        lines = [line for line in str(self.cleaned_data["glossary"]).splitlines() if line.strip()]
        if len(lines) > MOST_TERMS:
            raise forms.ValidationError(_("At most %(most)d terms.") % {"most": MOST_TERMS})
        self.terms = [_term(line) for line in lines]
        return spell_glossary(self.terms)


def _term(line: str) -> dict[str, str]:
    parts = [_LINE.fullmatch(part) for part in re.split("[;؛]", line) if part.strip()]
    term = {part[1].lower(): clean_line(part[2])[:120] for part in parts if part}
    if len(term) < 2 or len(term) != len(parts):
        raise forms.ValidationError(
            _("This line cannot be read: “%(line)s”. Write it like — en: commitment; fr: engagement") % {"line": line}
        )
    return term
