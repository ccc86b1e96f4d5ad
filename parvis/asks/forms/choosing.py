"""The form by which one chooses which asks to read; it is sent as an address one can keep."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from parvis.asks.models import Ask
from parvis.core.cleaning import clean_line
from parvis.places.models import Place


class ChoosingForm(forms.Form):
    """Asks by their words, by place and by how far they have come."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto", "maxlength": 200}),
    )
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
        sound = {name: {str(value) for value, _label in self.fields[name].choices} for name in ("place", "status")}
        chosen = {name: value for name, value in self.initial.items() if name in sound and value in sound[name]}
        return {name: value for name, value in ({"q": self.query} | chosen).items() if value}

    @property
    def query(self) -> str:
        """Return the words that were typed, on one line."""
        return clean_line(self.initial["q"])[:200]

    @property
    def wanted_place(self) -> Place | None:
        """Return the place that was chosen."""
        return self._places.get(self.chosen.get("place", ""))

    @property
    def changed_data(self) -> list[str]:
        """Return the names of what narrows the list."""
        return list(self.chosen)
