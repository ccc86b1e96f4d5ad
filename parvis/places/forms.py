"""What is typed about places."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core.cleaning import LineField
from parvis.core.editing import EditingForm
from parvis.core.languages import language_name
from parvis.core.search.folding import fold
from parvis.core.words import MultilingualFormField, read_again
from parvis.places.actions import SHOWN
from parvis.places.models import Membership, Place, check_time_zone
from parvis.places.queries import spoken_languages

MOST_BYTES = 2_000_000
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class LanguagesField(LineField):
    """Language codes on one line: en, fr."""

    default_error_messages = {
        "invalid": _("“%(code)s” is not a language code. Write codes such as en, fr, ar, separated by commas.")
    }

    def prepare_value(self, value: Any) -> Any:
        """Show a list as it is typed."""
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        """Return the codes in order, each once."""
        text = value if isinstance(value, str) else ",".join(value or [])
        codes = [code for code in re.split(r"[\s,;/]+", super().to_python(text)) if code]
        for code in codes:
            if not _CODE.fullmatch(code):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"code": code})
        return list(dict.fromkeys(codes))

    def run_validators(self, value: Any) -> None:
        """A list has no characters to count."""


class SearchForm(forms.Form):
    """Which places to show."""

    q = LineField(label=_("Name"), required=False, max_length=80, widget=forms.SearchInput)
    region = forms.ChoiceField(label=_("Region"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    language = forms.ChoiceField(label=_("Official language"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        spoken = sorted(((code, language_name(code)) for code in spoken_languages()), key=lambda pair: fold(pair[1]))
        self.fields["region"].choices = [("", pgettext_lazy("regions", "All")), *Place.Region.choices]
        self.fields["kind"].choices = [("", pgettext_lazy("kinds", "All")), *Place.Kind.choices]
        self.fields["language"].choices = [("", pgettext_lazy("languages", "All")), *spoken]

    def wanted(self) -> dict[str, str]:
        """Return what was asked for, without what cannot be."""
        self.full_clean()
        cleaned = getattr(self, "cleaned_data", {})
        return {
            "search": cleaned.get("q", ""),
            "region": cleaned.get("region", ""),
            "kind": cleaned.get("kind", ""),
            "language": cleaned.get("language", ""),
        }


class PlaceForm(EditingForm):
    """What is said of a place."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Place.Kind, widget=forms.RadioSelect)
    region = forms.ChoiceField(label=_("Region"), choices=Place.Region)
    parent = forms.ModelChoiceField(
        label=_("Country"),
        help_text=_("For a local government."),
        required=False,
        queryset=Place.objects.filter(kind=Place.Kind.COUNTRY),
        empty_label=_("none"),
    )
    languages = LanguagesField(
        label=_("Official languages"),
        help_text=_(
            "Codes separated by commas, such as en, fr. Answers and commitments are mandatory in each of them."
        ),
    )
    time_zone = LineField(
        label=_("Time zone"),
        help_text=_("As in America/Toronto. Dates of this place are told in it."),
        validators=[check_time_zone],
        max_length=40,
    )
    iso = LineField(label=_("ISO code"), help_text=_("CA, or CA-ON."), required=False, max_length=6)

    def __init__(self, *args: Any, place: Place | None = None, **options: Any) -> None:
        self.place = place
        if place:
            options |= {"saved": {name: getattr(place, name) for name in SHOWN}, "zone": place.zone}
        super().__init__(*args, **options)
        site = [code for code, _name in settings.LANGUAGES]
        self.fields["name"] = MultilingualFormField(
            label=_("Name"),
            languages=list(dict.fromkeys([*site, *((*place.languages, *place.name) if place else ())])),
            required_languages=site[:1],
            max_length=120,
        )
        if place and len(place.name) > 1:
            self.fields["confirmed"] = read_again(place.first_language, place.name)
        self.order_fields(["name", "confirmed"])

    def clean_iso(self) -> str:
        """Write the code in capitals."""
        return self.cleaned_data["iso"].upper()

    def clean(self) -> dict[str, Any]:
        """Keep the tree of places two levels high."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Place.Kind.COUNTRY:
            cleaned["parent"] = None
        return cleaned


class StandingForm(forms.Form):
    """How the partnership sees a place, from a day on."""

    standing = forms.ChoiceField(label=_("Standing"), choices=Membership.Standing)
    from_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = LineField(label=_("Reason"), help_text=_("Everybody reads it."), required=False, max_length=500)


class MembershipListForm(forms.Form):
    """The partnership's list of members, and the day it tells of."""

    file = forms.FileField(label=_("File (CSV)"), help_text=_("Columns: iso or name, standing, from, until, reason."))
    as_of = forms.DateField(
        label=_("As of"),
        help_text=_("The day the list tells of. It is shown beside each standing."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_file(self) -> bytes:
        """Return what is in the file; a list of members is small."""
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a list of members."))
        return bytes(self.cleaned_data["file"].read())
