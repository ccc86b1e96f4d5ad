"""What those who sort and answer asks say of them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.asks.actions.answering import LONGEST_ANSWER, SHORTEST_ANSWER
from parvis.asks.actions.sorting import shown_of
from parvis.asks.atlas import Atlas
from parvis.asks.models import Ask
from parvis.asks.models.sources import Network
from parvis.consultations.models import Contribution
from parvis.core.cleaning import LineField, WordsField
from parvis.core.editing import EditingForm
from parvis.core.overtaken import Values
from parvis.places.models import Place


class SortingForm(EditingForm):
    """Of what kind an ask is, and where it goes: places by name or code, as one writes them."""

    button = ("step", "sort")

    kind = forms.ChoiceField(label=_("What is asked for"), choices=Ask.Kind.choices, widget=forms.RadioSelect)
    places = LineField(
        label=_("Where it goes"),
        help_text=_("One or more places by name or ISO code, with commas between: Ghana, TT, Côte d’Ivoire."),
        max_length=600,
    )

    def __init__(self, known: Atlas, data: Any = None, *, ask: Ask | None = None) -> None:
        self.known = known
        super().__init__(data, saved=shown_of(ask) if ask else None)

    def shown(self, values: Values) -> dict[str, Any]:
        """Show the names of places."""
        return {**values, "places": ", ".join(map(str, values["places"]))}

    def clean_places(self) -> list[Place]:
        """Return the places named; refuse a name that is none here, or may be several."""
        names = [name.strip() for name in re.split("[,;،\n]", self.cleaned_data["places"]) if name.strip()]
        return list(dict.fromkeys(self._place(name) for name in names))

    def _place(self, name: str) -> Place:
        exact = [place for place in self.known.places.values() if name in (place.slug, *place.name.values())]
        if len(exact) == 1:
            return exact[0]
        meaning = self.known.gazetteer.meaning(name)
        here = [self.known.places[code] for code in meaning.codes if code in self.known.places] if meaning else []
        if not here:
            raise forms.ValidationError(_("“%(name)s” is no place of this site."), params={"name": name[:60]})
        if len(here) > 1:
            names = ", ".join(map(str, here))
            sentence = _("“%(name)s” may be %(places)s: write the one you mean.")
            raise forms.ValidationError(sentence, params={"name": name[:60], "places": names})
        return here[0]


class RejectingForm(forms.Form):
    """Why an ask is set aside."""

    reason = forms.ChoiceField(label=_("The public reason"), choices=Ask.RejectedFor.choices)


class PermissionForm(EditingForm):
    """What the author of a post said to being named."""

    button = ("step", "permission")

    permission = forms.ChoiceField(
        label=_("Permission to name its author"),
        choices=Ask.Permission.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    author = LineField(
        label=_("The name they agreed to"),
        help_text=_("Kept only when permission is granted."),
        max_length=120,
        required=False,
    )


class AnsweringForm(forms.Form):
    """An answer to an ask: everybody will read it."""

    words = WordsField(
        label=_("Your answer"),
        help_text=_("Everybody will read it. Write it in the language of the question if you can."),
        min_length=SHORTEST_ANSWER,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("", _("nothing to decide")), *(choice for choice in Contribution.Answer.choices if choice[0])],
        required=False,
    )


class SourceForm(forms.Form):
    """Where asks are read."""

    network = forms.ChoiceField(
        label=_("Network"),
        choices=[(value, label) for value, label in Network.choices if value not in ("file", "pasted")],
    )
    address = LineField(
        label=_("Address"),
        help_text=_("The address of a server, such as https://mastodon.social, or of a feed."),
        max_length=300,
    )
    tags = LineField(
        label=_("Tags"),
        initial="#OGPcocreate #myNAPask",
        help_text=_("With spaces between."),
        max_length=300,
        required=False,
    )
