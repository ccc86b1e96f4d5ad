"""Words in several languages: one JSON column `{language: text}`, and what is missing in it."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from parvis.core.cleaning import clean_line, clean_words
from parvis.core.languages import direction, language_name


class Words(dict[str, str]):
    """A text by language code; `str()` gives it in the language now active, or the nearest there is."""

    def best(self, language: str | None = None) -> tuple[str, str]:
        """Return (language, text) in `language` if there is one, else in English, else in any; ("", "") when empty."""
        for code in (language or get_language() or "en", "en", *self):
            if self.get(code):
                return code, self[code]
        return "", ""

    def missing(self, languages: Iterable[str]) -> list[str]:
        """Return those of `languages` in which nothing is written."""
        return [code for code in languages if not self.get(code)]

    @property
    def source(self) -> str:
        """Return the language the others are made from, where no place says which: English, else the first by code."""
        return next((code for code in ("en", *sorted(self)) if self.get(code)), "en")

    def __str__(self) -> str:
        return self.best()[1]


class MultilingualField(models.JSONField):
    """A column of `Words`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", Words)
        super().__init__(*args, **options)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return `Words`."""
        value = super().from_db_value(value, expression, connection)
        return Words(value) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Any:
        """Return `Words`."""
        return Words(value) if isinstance(value, dict) else super().to_python(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Hand the instance `Words` even when it was given a plain dictionary."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, dict) and not isinstance(value, Words):
            value = Words(value)
            setattr(model_instance, self.attname, value)
        return value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse anything but texts by language code."""
        super().validate(value, model_instance)
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise ValidationError(_("Write a text for each language."))


class _WordsWidget(forms.MultiWidget):
    """One labelled input a language, named `title_en`, `title_fr`…; those of `folded` languages behind a line to open."""

    template_name = "core/_words_widget.html"
    use_fieldset = True

    def __init__(
        self,
        languages: list[str],
        widget: type[forms.Widget],
        attrs: dict[str, Any] | None = None,
        folded: Iterable[str] = (),
    ) -> None:
        self.languages, self.folded = languages, set(folded)
        super().__init__({code: widget(attrs={"lang": code, "dir": direction(code)}) for code in languages}, attrs)

    def decompress(self, value: Any) -> list[str]:
        """Return the texts in the order of the languages."""
        return [(value or {}).get(code, "") for code in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each input its language's own name as a label, and put the folded ones apart."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        for code, part in zip(self.languages, parts, strict=True):
            part["label"], part["language"], part["direction"] = language_name(code), code, direction(code)
        context["shown"] = [part for part in parts if part["language"] not in self.folded]
        context["folded"] = [part for part in parts if part["language"] in self.folded]
        # What may be wrong there must be seen.
        is_wrong = "aria-invalid" in context["widget"]["attrs"]
        context["is_open"] = is_wrong and any(part["value"] for part in context["folded"])
        return context


def read_again(source: str, others: Iterable[str]) -> forms.MultipleChoiceField:
    """Ask which of the languages made from `source`, left as they were, were read again and still say the same."""
    return forms.MultipleChoiceField(
        label=_("Read again"),
        help_text=format_lazy(
            _("When the text changes in {language}, the others are older than it until somebody has read them again."),
            language=language_name(source),
        ),
        choices=[
            (code, format_lazy(_("{language}: still says the same"), language=capfirst(language_name(code))))
            for code in others
            if code != source
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class MultilingualFormField(forms.MultiValueField):
    """A text asked for in several languages; each of `required_languages` must be filled.

    When there are `official_languages`, the others are offered behind a line to open.
    """

    def __init__(
        self,
        *,
        languages: list[str],
        required_languages: Iterable[str] = (),
        official_languages: Iterable[str] = (),
        widget: type[forms.Widget] = forms.TextInput,
        min_length: int = 0,
        max_length: int | None = None,
        **options: Any,
    ) -> None:
        self.languages, self.required_languages = languages, set(required_languages)
        self.min_length, self.max_length = min_length, max_length
        self.clean_text: Callable[[str], str] = clean_line if issubclass(widget, forms.TextInput) else clean_words
        fields = [forms.CharField(required=False) for _code in languages]
        options.setdefault("required", bool(self.required_languages))
        official = set(official_languages) or set(languages)
        folded = [code for code in languages if code not in official | self.required_languages]
        asked = _WordsWidget(languages, widget, folded=folded)
        super().__init__(fields, require_all_fields=False, widget=asked, **options)

    def compress(self, data_list: list[str]) -> Words:
        """Return `Words`, or raise a sentence for each language that is missing, too short or too long."""
        texts = {code: self.clean_text(text or "") for code, text in zip(self.languages, data_list, strict=False)}
        problems = [problem for code in self.languages if (problem := self._problem(code, texts.get(code, "")))]
        if problems:
            raise ValidationError(problems)
        return Words({code: text for code, text in texts.items() if text})

    def clean(self, value: Any) -> Words:
        """Return `Words`, even when every input is empty."""
        return self.compress(list(value or [""] * len(self.languages)))

    def _problem(self, code: str, text: str) -> str:
        name = language_name(code)
        if not text and code in self.required_languages:
            return _("Write this in %(language)s too.") % {"language": name}
        if text and len(text) < self.min_length:
            return ngettext(
                "In %(language)s: write at least %(count)d character.",
                "In %(language)s: write at least %(count)d characters.",
                self.min_length,
            ) % {"language": name, "count": self.min_length}
        if self.max_length and len(text) > self.max_length:
            return ngettext(
                "In %(language)s: write at most %(count)d character.",
                "In %(language)s: write at most %(count)d characters.",
                self.max_length,
            ) % {"language": name, "count": self.max_length}
        return ""
