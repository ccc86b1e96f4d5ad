"""The form by which one chooses which listings to read; it is sent as an address one can keep."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core.cleaning import clean_line
from parvis.places.models import Place
from parvis.registry.codes import lists
from parvis.registry.models import List, Listing


class ChoosingForm(forms.Form):
    """Listings by words, place, status, subject, audience and department; it is sent as an address one can keep."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto", "maxlength": 200}),
    )
    place = forms.ChoiceField(label=_("Place"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    audience = forms.ChoiceField(label=_("Who is asked"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)

    def __init__(self, asked: Mapping[str, str], places: Iterable[Place], departments: Iterable[str]) -> None:
        super().__init__(initial={name: asked.get(name, "") for name in self.base_fields})
        known = lists()
        offered: dict[str, list[tuple[str, Any]]] = {
            "place": sorted(((place.slug, str(place)) for place in places), key=lambda choice: choice[1]),
            "status": list(Listing.Status.choices),
            "department": [(code, code) for code in departments],
        }
        for kind in (List.SUBJECT, List.AUDIENCE):
            names = [(code, str(named.name)) for code, named in known[kind].items()]
            offered[str(kind)] = sorted(names, key=lambda choice: choice[1].casefold())
        for name, choices in offered.items():
            self.fields[name].choices = [("", pgettext_lazy("listings", "All")), *choices]

    @property
    def chosen(self) -> dict[str, str]:
        """Return what was chosen, without what is not on offer."""
        found = {"q": clean_line(self.initial["q"])[:200]}
        for name, field in self.fields.items():
            if name != "q" and self.initial[name] in {str(value) for value, _label in field.choices}:
                found[name] = self.initial[name]
        return {name: value for name, value in found.items() if value}

    @property
    def changed_data(self) -> list[str]:
        """Return the names of what narrows the list."""
        return list(self.chosen)
