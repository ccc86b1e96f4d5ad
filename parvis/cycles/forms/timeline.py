"""What is typed to plan the timeline of a cycle, and to publish it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.core.cleaning import ChoicesField
from parvis.core.editing import EditingForm
from parvis.core.words import MultilingualFormField, read_again
from parvis.cycles.actions.activities import set_due_day, shown_of
from parvis.cycles.forms.cycles import day_field
from parvis.cycles.models import Activity, Cycle, Phase
from parvis.cycles.patterns import patterns


class ActivityForm(EditingForm):
    """An activity: what, when, for whose approval it waits, and for which others."""

    kind = forms.ChoiceField(label=_("What sort of work"), choices=Activity.Kind)
    phase = forms.ModelChoiceField(
        label=_("Phase"), queryset=Phase.objects.none(), required=False, empty_label=_("None of them")
    )
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    lead_days = forms.IntegerField(
        label=_("Days an approval takes before it may start"),
        help_text=_("Calendar days, such as 30 for a cabinet that meets once a month. 0 when nobody has to approve."),
        min_value=0,
        max_value=730,
        initial=0,
    )
    depends_on = ChoicesField(
        label=_("Waits for"),
        help_text=_("It starts once all of these have ended."),
        queryset=Activity.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, cycle: Cycle, activity: Activity | None = None, **options: Any) -> None:
        super().__init__(*args, saved=shown_of(activity) if activity else None, zone=cycle.place.zone, **options)
        place = cycle.place
        languages = {"languages": place.writing_languages, "official_languages": place.languages}
        self.fields["title"] = MultilingualFormField(
            label=_("Title"), required_languages=place.languages[:1], max_length=160, **languages
        )
        self.fields["approval"] = MultilingualFormField(
            label=_("Whose approval"), max_length=120, required=False, **languages
        )
        self.fields["phase"].queryset = cycle.phases.all()
        self.fields["depends_on"].queryset = cycle.activities.exclude(pk=activity.pk if activity else None)
        if activity and len(activity.title) > 1:
            self.fields["confirmed"] = read_again(cycle.first_language, activity.title)
        self.order_fields(["title", "confirmed", "kind", "phase", "starts_on", "ends_on", "lead_days", "approval"])

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, and days for an approval of nobody."""
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("It ends on its first day or after it."))
        if cleaned.get("lead_days") and not cleaned.get("approval") and "approval" not in self.errors:
            self.add_error("approval", _("Say whose approval takes these days."))
        return cleaned


class DueForm(EditingForm):
    """The day the plan is due."""

    due_on = day_field(
        _("The plan is due on"),
        required=False,
        help_text=_(
            "Leave it empty to count it from the phases: the day before the last one, in which it is delivered."
        ),
    )

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, saved={"due_on": set_due_day(cycle)}, zone=cycle.place.zone, **options)


class PatternForm(forms.Form):
    """A pattern to begin from, and the days between which it is laid out."""

    pattern = forms.ChoiceField(label=_("Pattern"))
    starts_on = day_field(_("The work begins on"), required=False)
    due_on = day_field(
        _("The plan is due on"),
        required=False,
        help_text=_(
            "With one of the two days the other is counted; with both, the pattern is drawn out or pressed together."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pattern"].choices = [(key, str(pattern.name)) for key, pattern in patterns().items()]


class BeginForm(PatternForm):
    """The same once it was looked at: which timeline was there then, and whether it goes."""

    expected = forms.CharField(widget=forms.HiddenInput, max_length=64)
    replaces = forms.ChoiceField(
        label=_("What is planned already"),
        choices=[
            ("no", _("Keep it: phases stay as they are, and the activities of the pattern are added")),
            ("yes", _("Remove it: the pattern takes its place")),
        ],
        widget=forms.RadioSelect,
        initial="no",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("pattern", "starts_on", "due_on"):
            self.fields[name].widget = forms.HiddenInput()


class PublishForm(forms.Form):
    """Why the timeline is not as it was; and which one was read."""

    expected = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, cycle: Cycle, is_first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_first:
            self.fields["reason"] = MultilingualFormField(
                label=_("Why it changes"),
                help_text=_("In every official language. It stands beside what changed, for everybody, for good."),
                languages=cycle.place.writing_languages,
                required_languages=cycle.official_languages,
                official_languages=cycle.official_languages,
                widget=forms.Textarea,
                max_length=600,
            )
