"""How what is typed about standards is heard."""

import datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from parvis.core.words import MultilingualFormField
from parvis.cycles.forms.cycles import day_field
from parvis.cycles.models import Cycle
from parvis.cycles.queries.rule_sets import rules_of
from parvis.documents.models import Document
from parvis.places.models import Membership, Place
from parvis.standards.queries.members import SORTS, STATES
from parvis.standards.requirements import ATTESTED

# Before the partnership there was no cycle, and no plan reaches so far.
_EARLIEST, _LATEST = datetime.date(2011, 1, 1), datetime.date(2100, 12, 31)


def _day(label: Any, **options: Any) -> forms.DateField:
    limits = [MinValueValidator(_EARLIEST), MaxValueValidator(_LATEST)]
    return day_field(label, validators=limits, **options)


class WhatIfForm(forms.Form):
    """Asks how a cycle would stand on another day if nothing more happens, or only a meeting is held."""

    on = _day(_("On which day?"), required=False, help_text=_("Empty for today."))
    meeting = _day(
        _("Supposing that a meeting is held on"),
        required=False,
        help_text=_("Of both sides, and on what implementation has brought. Empty for none."),
    )


class EvidenceForm(forms.Form):
    """Names a published document as evidence of what happened elsewhere."""

    key = forms.ChoiceField(label=_("Requirement"))
    document = forms.ModelChoiceField(
        label=_("Document that tells of it"), queryset=Document.objects.none(), empty_label=_("Choose a document")
    )
    happened_on = _day(_("Day it happened"))
    until_on = _day(_("Last day"), required=False, help_text=_("Of what lasted longer than a day."))

    def __init__(self, cycle: Cycle, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rules = rules_of(cycle)
        self.fields["key"].choices = [
            (key, f"{rules[key].number}: {rules[key].text}") for key in ATTESTED if key in rules
        ]
        self.fields["document"].queryset = Document.objects.published().filter(place=cycle.place)
        self.fields["words"] = MultilingualFormField(
            label=_("What happened"),
            help_text=_("In one sentence, such as: A public meeting in the town hall, with forty people."),
            languages=cycle.place.writing_languages,
            required_languages=cycle.place.languages[:1],
            official_languages=cycle.place.languages,
            max_length=300,
        )
        self.order_fields(["key", "words", "happened_on", "until_on", "document"])


class MembersForm(forms.Form):
    """Which members are looked at, and in which order."""

    search = forms.CharField(
        label=_("Name"), required=False, max_length=80, widget=forms.TextInput(attrs={"type": "search"})
    )
    region = forms.ChoiceField(label=_("Region"), required=False, choices=[("", _("all")), *Place.Region.choices])
    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("all")), *Membership.Standing.choices]
    )
    state = forms.ChoiceField(label=_("Requirements"), required=False, choices=[("", _("all")), *STATES.items()])
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=list(SORTS.items()))
