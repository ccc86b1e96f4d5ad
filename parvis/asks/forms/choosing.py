"""The form by which one chooses which asks to read; it is sent as an address one can keep."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from parvis.asks.models import Ask
from parvis.places.models import Place


class ChoosingForm(forms.Form):
    """Asks by place and by how far they have come."""

    place = forms.ChoiceField(label=_("Place"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, asked: Mapping[str, str], places: Iterable[Place]) -> None:
        self._places = {place.slug: place for place in places}
        super().__init__(initial={name: asked.get(name, "") for name in self.base_fields})
        names = sorted((str(place), slug) for slug, place in self._places.items())
        self.fields["place"].choices = [("", _("Every place")), *((slug, name) for name, slug in names)]
        public = [(value, label) for value, label in Ask.Status.choices if value in Ask.PUBLIC]
        self.fields["status"].choices = [("", pgettext("asks", "All")), *public]

    @property
    def chosen(self) -> dict[str, str]:
        """Return what was chosen, without what is not on offer."""
        sound = {name: {str(value) for value, _label in field.choices} for name, field in self.fields.items()}
        return {name: value for name, value in self.initial.items() if value and value in sound[name]}

    @property
    def wanted_place(self) -> Place | None:
        """Return the place that was chosen."""
        return self._places.get(self.chosen.get("place", ""))

    @property
    def changed_data(self) -> list[str]:
        """Return the names of what narrows the list."""
        return list(self.chosen)
