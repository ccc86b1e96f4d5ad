"""What readers type and choose at the reading desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.analysis.models import FoundTheme
from parvis.consultations.models import Consultation
from parvis.core.editing import EditingForm
from parvis.core.words import MultilingualFormField

NOWHERE, NEW = "-", "+"
SMALLEST, LARGEST = 10, 200


class NamingForm(EditingForm):
    """The name of a theme, in the languages of the place."""

    def __init__(self, consultation: Consultation, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        languages = consultation.cycle.official_languages
        self.fields["name"] = MultilingualFormField(
            label=_("Name"),
            help_text=_("A few words everybody understands. Without a name, the words found by a program stand there."),
            languages=languages,
            official_languages=languages,
            max_length=120,
        )


class MergingForm(forms.Form):
    """The theme into which another one goes."""

    def __init__(self, themes: Iterable[FoundTheme], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Choose a theme")), *((theme.key, str(theme)) for theme in themes)]
        self.fields["into"] = forms.ChoiceField(label=_("Merge it into"), choices=choices)


class PlacingForm(forms.Form):
    """Where the ticked texts belong: a theme, a new one, or none. Each says in which theme it was when it was shown."""

    def __init__(self, themes: Iterable[FoundTheme], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [
            ("", _("Choose a theme")),
            *((theme.key, str(theme)) for theme in themes),
            (NEW, _("a new theme")),
            (NOWHERE, _("none of them")),
        ]
        self.fields["to"] = forms.ChoiceField(
            label=_("Put the ticked texts into"), choices=choices, widget=forms.Select(attrs={"data-key": "m"})
        )

    def clean(self) -> dict[str, Any]:
        """Return also what each text was in: `seen`, by receipt."""
        marks = [mark.partition(":") for mark in self.data.getlist("text")]
        self.cleaned_data["seen"] = {code: key for code, _colon, key in marks}
        if not marks:
            self.add_error("to", _("Tick at least one text."))
        return self.cleaned_data


class DrawingForm(forms.Form):
    """How many texts readers sort alone."""

    size = forms.IntegerField(
        label=_("How many texts"),
        help_text=_("Thirty tell roughly how far readers agree; a hundred tell it well."),
        min_value=SMALLEST,
        max_value=LARGEST,
        initial=30,
    )


class SortingForm(forms.Form):
    """The theme in which a reader, alone, puts a text."""

    def __init__(self, themes: Iterable[FoundTheme], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [*((theme.key, str(theme)) for theme in themes), (NOWHERE, _("none of them"))]
        self.fields["theme"] = forms.ChoiceField(
            label=_("It speaks of"),
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one.")},
        )
