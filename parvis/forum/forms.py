"""What is typed to keep a forum."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core.cleaning import ChoicesField, LineField
from parvis.core.editing import EditingForm
from parvis.core.moments import LocalMomentField
from parvis.core.words import MultilingualFormField
from parvis.cycles.forms.cycles import day_field
from parvis.cycles.models import Cycle
from parvis.forum.actions.forum import SHOWN
from parvis.forum.actions.meetings import shown_of
from parvis.forum.models import Choice, Forum, Holder, Meeting, Minutes, Rule, Side
from parvis.people.models import Person, Role
from parvis.places.models import Place


def _words(place: Place, label: Any, *, is_required: bool = False, **options: Any) -> MultilingualFormField:
    required = place.languages[:1] if is_required else []
    options.setdefault("required", is_required)
    return MultilingualFormField(
        label=label,
        languages=place.writing_languages,
        required_languages=required,
        official_languages=place.languages,
        **options,
    )


class ForumForm(EditingForm):
    """What a forum is called, and by which rules one takes part."""

    def __init__(self, *args: Any, place: Place, forum: Forum | None = None, **options: Any) -> None:
        saved = {name: getattr(forum, name) for name in SHOWN} if forum else None
        super().__init__(*args, saved=saved, zone=place.zone, **options)
        self.fields["name"] = _words(place, _("Name"), is_required=True, max_length=160)
        self.fields["rules"] = _words(
            place,
            _("Rules of participation"),
            help_text=_("Who sits on the forum, how one joins and leaves, how it decides. Everybody reads them."),
            widget=forms.Textarea,
            max_length=20_000,
        )


class SeatForm(forms.Form):
    """A seat to add."""

    side = forms.ChoiceField(label=_("Side"), choices=Side)
    number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=9999)

    def __init__(self, *args: Any, forum: Forum, next_number: int, **options: Any) -> None:
        super().__init__(*args, initial={"number": next_number}, **options)
        self.fields["constituency"] = _words(
            forum.place,
            _("Constituency"),
            help_text=_("For whom the seat speaks, such as: rural communities; the treasury."),
            is_required=True,
            max_length=160,
        )


class TermForm(forms.Form):
    """Who takes a seat, and for how long."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        help_text=_("Somebody with a role in this place; invite them first if they are not in the list."),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    name = LineField(label=_("Or the name of somebody without an account"), max_length=120, required=False)
    is_listed = forms.BooleanField(label=_("They agreed that their name stands on the public page"), required=False)
    from_on = day_field(_("First day"))
    until_on = day_field(_("Last day"), required=False, help_text=_("Empty when the term has no end."))
    is_cochair = forms.BooleanField(label=_("Chairs the forum for this side"), required=False)
    is_minute_taker = forms.BooleanField(label=_("Takes the minutes"), required=False)

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        super().__init__(*args, **options)
        roles = Role.objects.current().filter(place=place)
        people = Person.objects.filter(roles__in=roles, is_active=True).distinct().order_by("public_name", "pk")
        self.fields["person"].queryset = people


class EndForm(forms.Form):
    """When a term ends."""

    on = day_field(_("Last day"))


class MeetingForm(EditingForm):
    """When, where and about what the forum meets."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind)
    url = forms.URLField(label=_("Link"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, forum: Forum, meeting: Meeting | None = None, **options: Any) -> None:
        saved = shown_of(meeting) if meeting else None
        place = forum.place
        super().__init__(*args, saved=saved, zone=place.zone, **options)
        self.fields["starts_at"] = LocalMomentField(label=_("Begins"), zone=place.zone)
        self.fields["where"] = _words(place, _("Where"), max_length=200)
        self.fields["agenda"] = _words(
            place, _("Agenda"), help_text=_("One item a line."), widget=forms.Textarea, max_length=6_000
        )
        cycles = Cycle.objects.filter(place=place).exclude(status=Cycle.Status.DRAFT)
        self.fields["cycle"] = forms.ModelChoiceField(
            label=_("Cycle"), queryset=cycles, required=False, empty_label=_("none")
        )
        self.order_fields(["kind", "starts_at", "where", "url", "cycle", "agenda"])


class AttendanceForm(forms.Form):
    """Who was there."""

    present = ChoicesField(
        label=_("Members who were there"),
        queryset=Holder.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        present = self.fields["present"]
        held = Holder.objects.on(meeting.held_on).filter(seat__forum=meeting.forum)
        present.queryset = held.select_related("seat", "person").order_by("seat__number")
        present.label_from_instance = seat_label
        for side in Side:
            self.fields[f"guests_{side.value}"] = forms.IntegerField(
                label=_("Guests: %(side)s") % {"side": side.label},
                min_value=0,
                max_value=9999,
                initial=0,
            )

    def said(self) -> dict[str, Any]:
        """Return who was there, as the action hears it."""
        guests = {side.value: self.cleaned_data[f"guests_{side.value}"] for side in Side}
        return {"present": list(self.cleaned_data["present"]), "guests": guests}


def seat_label(holder: Holder) -> str:
    """Name who holds a seat for those who keep the forum, listed or not."""
    named = holder.person.public_name if holder.person else holder.name
    return f"{holder.seat} · {named or holder.shown_name}"


class MinutesForm(EditingForm):
    """The text of minutes."""

    def __init__(self, *args: Any, meeting: Meeting, minutes: Minutes | None = None, **options: Any) -> None:
        saved = {"text": minutes.text} if minutes else {"text": {}}
        super().__init__(*args, saved=saved, zone=meeting.zone, **options)
        self.fields["text"] = _words(
            meeting.place,
            pgettext_lazy("minutes", "Minutes"),
            is_required=True,
            widget=forms.Textarea,
            max_length=60_000,
        )
        self.order_fields(["text"])


class DecisionForm(forms.Form):
    """What was decided, by which rule, and how each member who was there voted."""

    rule = forms.ChoiceField(label=_("Rule"), choices=Rule)
    owner = LineField(label=_("Who carries it out"), max_length=160, required=False)
    due_on = day_field(_("Until"), required=False)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)

    def __init__(self, *args: Any, meeting: Meeting, next_number: int, **options: Any) -> None:
        super().__init__(*args, initial={"number": next_number}, **options)
        place = meeting.place
        self.fields["text"] = _words(place, _("Decision"), is_required=True, widget=forms.Textarea, max_length=2_000)
        present = meeting.present.select_related("seat", "person").order_by("seat__number")
        self.votes = {f"vote_{holder.pk}": holder.pk for holder in present}
        for holder in present:
            field = forms.ChoiceField(label=seat_label(holder), choices=Choice, widget=forms.RadioSelect)
            self.fields[f"vote_{holder.pk}"] = field
        for name, label in (
            ("dissent", _("Dissent: who disagrees, and in which words")),
            ("conflicts", _("Conflicts of interest: who stood aside, and why")),
        ):
            self.fields[name] = _words(place, label, widget=forms.Textarea, max_length=2_000)
        self.order_fields(["text", "rule", *self.votes, "dissent", "conflicts", "owner", "due_on"])

    def said(self) -> dict[str, Any]:
        """Return what the action hears."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in self.votes}
        return {**typed, "votes": {pk: self.cleaned_data[name] for name, pk in self.votes.items()}}


class TaskForm(forms.Form):
    """What somebody is asked to do."""

    owner = LineField(label=_("Who does it"), max_length=160)
    due_on = day_field(_("Until"), required=False)

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"] = _words(place, _("Task"), is_required=True, max_length=400)
        self.order_fields(["text"])
