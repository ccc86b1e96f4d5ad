"""What is typed about themes."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.core.editing import EditingForm
from parvis.core.words import MultilingualFormField, read_again


class ThemeForm(EditingForm):
    """A theme's name and description in the languages of the site."""

    def __init__(
        self, *args: Any, languages: list[str] | None = None, required: list[str] | None = None, **options: Any
    ):
        super().__init__(*args, **options)
        official = required or []
        saved = options.get("saved") or {}
        written = [code for words in saved.values() for code in words]
        languages = list(dict.fromkeys([*(languages or [code for code, _name in settings.LANGUAGES]), *written]))
        required = languages[:1] if required is None else required
        self.fields["name"] = MultilingualFormField(
            label=_("Name"),
            languages=languages,
            required_languages=required,
            official_languages=official,
            max_length=120,
        )
        self.fields["description"] = MultilingualFormField(
            label=_("Description"),
            help_text=_("What belongs to this theme, in a sentence or two."),
            languages=languages,
            official_languages=official,
            widget=forms.Textarea,
            max_length=1000,
            required=False,
        )
        if len(name := saved.get("name", {})) > 1:
            self.fields["confirmed"] = read_again(name.source, name)
