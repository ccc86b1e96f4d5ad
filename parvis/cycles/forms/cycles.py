"""What is typed to frame a cycle."""

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.core.cleaning import ChoicesField, LineField, WordsField
from parvis.core.editing import EditingForm
from parvis.core.moments import local_moment
from parvis.core.overtaken import Values
from parvis.core.words import MultilingualFormField, read_again
from parvis.cycles.actions.calendar import shown_of
from parvis.cycles.actions.cycles import SHOWN, PhaseSpan
from parvis.cycles.models import Activity, CalendarLine, Cycle, CycleTheme
from parvis.places.forms import LanguagesField
from parvis.places.models import Place, check_time_zone
from parvis.themes.models import Theme

MOST_PHASES = 12


def day_field(label: Any, **options: Any) -> forms.DateField:
    """Ask for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class CycleForm(EditingForm):
    """A cycle's title, dates and rules."""

    number = forms.IntegerField(
        label=_("Number"), help_text=_("The fourth plan has number 4."), min_value=1, max_value=999
    )
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    rule_set = forms.ChoiceField(label=_("Rules"), choices=Cycle.RuleSet, initial=Cycle.RuleSet.C)
    answer_days = forms.IntegerField(
        label=_("Days to answer"),
        help_text=_("An answer is due this many days after a contribution is published."),
        min_value=1,
        max_value=365,
        initial=30,
    )

    def __init__(self, *args: Any, place: Place, cycle: Cycle | None = None, **options: Any) -> None:
        if cycle:
            options["saved"] = {name: getattr(cycle, name) for name in SHOWN}
        super().__init__(*args, zone=place.zone, **options)
        self.fields["title"] = MultilingualFormField(
            label=_("Title"),
            languages=place.writing_languages,
            required_languages=place.languages[:1],
            official_languages=place.languages,
            max_length=160,
        )
        if cycle and len(cycle.title) > 1:
            self.fields["confirmed"] = read_again(cycle.first_language, cycle.title)
        self.order_fields(["title", "confirmed"])
        if cycle:
            del self.fields["number"]
        if cycle and cycle.status != Cycle.Status.DRAFT:
            del self.fields["rule_set"], self.fields["answer_days"]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", _("A cycle ends after it starts."))
        return cleaned


class PhaseForm(forms.Form):
    """One phase; an empty one is left out."""

    starts_on = day_field(_("First day"), required=False)
    ends_on = day_field(_("Last day"), required=False)

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = MultilingualFormField(
            label=_("Name"),
            languages=place.writing_languages,
            official_languages=place.languages,
            max_length=80,
            required=False,
        )
        self.order_fields(["name"])

    def clean(self) -> dict[str, Any]:
        """Ask for the dates of a phase that has a name, and the name of one that has dates."""
        cleaned = super().clean() or {}
        given = [bool(cleaned.get(name)) for name in ("name", "starts_on", "ends_on")]
        if any(given) and not all(given) and not self.errors:
            raise forms.ValidationError(_("A phase needs a name, a first day and a last day."))
        return cleaned


class BasePhaseForms(forms.BaseFormSet):
    """All the phases of a cycle, in the order of their first days."""

    def spans(self) -> list[PhaseSpan]:
        """Return the phases typed."""
        typed = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        return sorted(
            (PhaseSpan(one["name"], one["starts_on"], one["ends_on"]) for one in typed), key=lambda span: span.starts_on
        )


class PhasesForm(EditingForm):
    """What is remembered of the phases that were shown: they are compared as one text."""

    phases = forms.CharField(label=_("Phases"), required=False, disabled=True)


PhaseForms = forms.formset_factory(PhaseForm, formset=BasePhaseForms, extra=2, max_num=MOST_PHASES)


class LineForm(EditingForm):
    """A line of the calendar, told in the local time of where it happens."""

    starts_at = forms.DateTimeField(label=_("Begins"), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
    ends_at = forms.DateTimeField(label=_("Ends"), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
    time_zone = LineField(
        label=_("Time zone"),
        help_text=_("Where it happens, such as America/Edmonton. Empty for the place's own."),
        required=False,
        max_length=40,
        validators=[check_time_zone],
    )
    languages = LanguagesField(
        label=_("Languages spoken"), help_text=_("Codes separated by commas, such as en, fr."), required=False
    )
    url = forms.URLField(label=_("Link"), required=False, assume_scheme="https")
    activity = forms.ModelChoiceField(
        label=_("Part of the activity"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("None of them"),
    )
    themes = ChoicesField(
        label=_("Themes"), queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, cycle: Cycle, line: CalendarLine | None = None, **options: Any) -> None:
        self.cycle = cycle
        saved = shown_of(line) if line else None
        super().__init__(*args, saved=saved, zone=cycle.place.zone, **options)
        place = cycle.place
        self.fields["title"] = MultilingualFormField(
            label=_("Title"),
            languages=place.writing_languages,
            required_languages=place.languages[:1],
            official_languages=place.languages,
            max_length=160,
        )
        self.fields["where"] = MultilingualFormField(
            label=_("Where"),
            help_text=_("A room and a town, or “online”; say what makes it easy to attend: sign language, subtitles."),
            languages=place.writing_languages,
            official_languages=place.languages,
            max_length=200,
            required=False,
        )
        self.fields["activity"].queryset = cycle.activities.all()
        dropped = CycleTheme.Status.DROPPED
        self.fields["themes"].queryset = Theme.objects.filter(cycle_themes__cycle=cycle).exclude(
            cycle_themes__in=cycle.cycle_themes.filter(status=dropped)
        )
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        if line and len(line.title) > 1:
            self.fields["confirmed"] = read_again(cycle.first_language, line.title)
        self.order_fields(["title", "where", "confirmed"])

    def shown(self, values: Values) -> dict[str, Any]:
        """Show the hours by the clocks of where it happens."""
        zone = self._zone_of(values)
        hours = {name: values[name].astimezone(zone).replace(tzinfo=None) for name in ("starts_at", "ends_at")}
        return {**values, **hours}

    def clean(self) -> dict[str, Any]:
        """Read the hours in the line's time zone."""
        cleaned = super().clean() or {}
        zone = self._zone_of(cleaned)
        for name in ("starts_at", "ends_at"):
            if cleaned.get(name):
                # What was typed is the hour on the wall there, whatever zone this page is told in.
                try:
                    cleaned[name] = local_moment(cleaned[name].replace(tzinfo=None), zone)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("It ends after it starts."))
        return cleaned

    def _zone_of(self, values: Values) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(values.get("time_zone") or self.cycle.place.time_zone)


class SuggestionForm(forms.Form):
    """A theme anybody suggests."""

    name = LineField(
        label=_("The theme, in a few words"),
        help_text=_("Such as: who owns companies; clean water."),
        min_length=3,
        max_length=80,
    )
    description = WordsField(
        label=_("Why it matters"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 4})
    )
    # People do not see it; programs that fill every field do.
    website = forms.CharField(required=False, widget=forms.HiddenInput)


class AdoptForm(forms.Form):
    """A theme to take up, among those that have a name."""

    theme = forms.ModelChoiceField(label=_("Theme"), queryset=Theme.objects.none(), empty_label=_("Choose a theme"))

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["theme"].queryset = Theme.objects.named().exclude(cycle_themes__cycle=cycle)


class DropForm(forms.Form):
    """Why a theme is dropped."""

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = MultilingualFormField(
            label=_("Reason"),
            help_text=_("Everybody reads it. Twenty characters or more in each official language."),
            languages=cycle.place.writing_languages,
            required_languages=cycle.official_languages,
            official_languages=cycle.official_languages,
            widget=forms.Textarea,
            min_length=20,
            max_length=1000,
        )
