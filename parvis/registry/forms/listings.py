"""What a convener says of a listing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation
from parvis.core.cleaning import LineField, clean_line
from parvis.core.editing import EditingForm
from parvis.core.words import MultilingualFormField
from parvis.places.models import Place
from parvis.registry.codes import lists
from parvis.registry.conditions import LISTS, SAID, is_number, problems, shown_of
from parvis.registry.models import NUMBER_SAYS, List, Listing


class ListingForm(EditingForm):
    """A listing in five parts."""

    template_name = "core/_form_in_parts.html"
    number = LineField(
        label=_("Registration number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
        help_text=_("The next one is proposed; your registry may have its own, such as CCC0249."),
    )
    is_publishable = forms.BooleanField(label=_("To be published"), required=False, initial=True)
    departments = LineField(
        label=_("Partner departments"),
        required=False,
        max_length=600,
        help_text=_("Their codes, with commas between them: hc-sc, ec."),
    )
    subjects = forms.MultipleChoiceField(label=_("Subjects"), required=False, widget=forms.CheckboxSelectMultiple)
    audiences = forms.MultipleChoiceField(label=_("Who is asked"), required=False, widget=forms.CheckboxSelectMultiple)
    has_report = forms.BooleanField(label=_("Report available online"), required=False)
    contact_email = forms.EmailField(label=_("Contact e-mail"), required=False, help_text=_("It is not public."))
    policy_email = forms.EmailField(
        label=_("E-mail of the policy lead"), required=False, help_text=_("It is not public.")
    )
    is_high_profile = forms.BooleanField(label=_("High profile"), required=False)
    rationale = forms.MultipleChoiceField(
        label=_("Why it is of high profile"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        place: Place,
        listing: Listing | None = None,
        data: Any = None,
        consultation: Consultation | None = None,
        page: str = "",
    ) -> None:
        self.place, self.listing, self._lists = place, listing, lists()
        super().__init__(data, saved=shown_of(listing) if listing else None)
        self._ask_texts()
        self._ask_days()
        if listing:
            del self.fields["number"]
        else:
            self.initial |= {"number": Listing.objects.next_number()} | _prefilled(consultation, page)
        for name, kind in LISTS.items():
            if kind != List.DEPARTMENT:
                self.fields[name].choices = self._choices(name, kind)
        self.order_fields([name for _title, names in self._parts() for name in names])

    def shown(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Show departments on one line."""
        return dict(values) | {"departments": ", ".join(values["departments"])}

    def clean_number(self) -> str:
        """Refuse what cannot be a registration number."""
        number = str(self.cleaned_data["number"]).upper()
        if not is_number(number):
            raise forms.ValidationError(NUMBER_SAYS)
        return number

    def clean_departments(self) -> list[str]:
        """Return the departments one by one."""
        parts = (clean_line(part)[:60] for part in self.cleaned_data["departments"].split(","))
        return list(dict.fromkeys(part for part in parts if part))

    def clean(self) -> dict[str, Any]:
        """Say at each field what is missing there."""
        cleaned = super().clean() or {}
        status = self.listing.status if self.listing else Listing.Status.PLANNED
        if not self.errors:
            wrong = problems(cleaned, status=status, official=self.place.languages, lists=self._lists)
            for name, sentence in wrong:
                self.add_error(name, str(sentence))
        return cleaned

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the fields in the parts of the form, each under its title."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self._parts()]

    @property
    def said(self) -> dict[str, Any]:
        """Return what the actions take."""
        names = [*SAID, *(name for name in ("seen", "number") if name in self.fields)]
        return {name: self.cleaned_data[name] for name in names}

    def _parts(self) -> list[tuple[Any, list[str]]]:
        return [
            (_("What it is"), ["number", "title", "description", "is_publishable"]),
            (_("When"), ["starts_on", "ends_on"]),
            (_("What about, and whom it asks"), ["subjects", "audiences", "departments"]),
            (_("Where to read more"), ["page", "has_report", "report"]),
            (
                _("For the government itself"),
                ["is_high_profile", "rationale", "contact_email", "policy_email", "remarks"],
            ),
        ]

    def _ask_texts(self) -> None:
        link = _("The whole address, which begins with https://")
        either = _("In every official language, or in none.")
        texts: dict[str, dict[str, Any]] = {
            "title": {"label": _("Title"), "max_length": 300, "required_languages": self.place.languages},
            "description": {"label": _("Description"), "max_length": 4000, "widget": forms.Textarea},
            "page": {"label": _("Page of the consultation"), "max_length": 500, "help_text": link},
            "report": {"label": _("Link to the report"), "max_length": 500, "help_text": either},
            "remarks": {"label": _("Remarks"), "max_length": 2000, "widget": forms.Textarea, "help_text": _NOT_PUBLIC},
        }
        for name, options in texts.items():
            self.fields[name] = MultilingualFormField(languages=self._languages(name), **options)

    def _languages(self, name: str) -> list[str]:
        """Ask in the official languages, and in those in which something stands already."""
        return list(dict.fromkeys([*self.place.languages, *(getattr(self.listing, name) if self.listing else ())]))

    def _ask_days(self) -> None:
        for name, label in (("starts_on", _("First day")), ("ends_on", _("Last day"))):
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(label=label, required=False, widget=widget)

    def _choices(self, name: str, kind: str) -> list[tuple[str, str]]:
        """Offer the codes of a list by name, and those that stand already though they are no longer offered."""
        carried = self.initial.get(name) or []
        offered = {
            code: str(named.name) for code, named in self._lists[kind].items() if named.is_offered or code in carried
        }
        return sorted(offered.items(), key=lambda choice: choice[1].casefold())


_NOT_PUBLIC = _("They are not public. In every official language, or in none.")


def _prefilled(consultation: Consultation | None, page: str) -> dict[str, Any]:
    if consultation is None:
        return {}
    return {
        "title": consultation.title,
        "description": consultation.summary,
        "starts_on": consultation.opens_at.astimezone(consultation.zone).date(),
        "ends_on": consultation.ended_at.astimezone(consultation.zone).date(),
        "page": {language: page.replace("{language}", language) for language in consultation.place.languages},
    }


class ReportForm(forms.Form):
    """Where the report is, in each official language."""

    def __init__(self, listing: Listing, data: Any = None) -> None:
        super().__init__(data, initial={"report": listing.report})
        self.fields["report"] = MultilingualFormField(
            label=_("Link to the report"),
            languages=listing.place.languages,
            required_languages=listing.place.languages,
            max_length=500,
            help_text=_("The whole address, which begins with https://"),
        )


class ReasonForm(forms.Form):
    """Why, in a sentence for everybody."""

    reason = LineField(
        label=_("Why? In a sentence for the public record"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
