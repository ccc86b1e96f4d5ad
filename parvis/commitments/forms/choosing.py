"""The forms by which one chooses what to read; each is sent as an address one can keep."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.commitments.models import Plan, Progress
from parvis.commitments.queries.commitments import NOT_REPORTED, WITHDRAWN
from parvis.commitments.queries.waiting import Choice
from parvis.consultations.models import Consultation, Contribution
from parvis.core.detection import UNDETERMINED
from parvis.core.languages import language_name
from parvis.people.models import Organisation
from parvis.places.models import Place
from parvis.themes.models import Theme


class _Choosing(forms.Form):
    """A form shown as the address says; `changed_data` offers the way back to everything."""

    def __init__(self, asked: Mapping[str, str], **choices: list[tuple[str, Any]]) -> None:
        super().__init__(initial={name: asked.get(name, "") for name in self.base_fields})
        for name, options in choices.items():
            self.fields[name].choices = options

    @property
    def chosen(self) -> dict[str, str]:
        """Return what was chosen, without what is not on offer."""
        sound = {name: {str(value) for value, _label in field.choices} for name, field in self.fields.items()}
        return {name: value for name, value in self.initial.items() if value and value in sound[name]}

    @property
    def changed_data(self) -> list[str]:
        """Return the names of what narrows the list."""
        return list(self.chosen)


class AnswersChoosingForm(_Choosing):
    """Published answers by place, institution and decision."""

    place = forms.ChoiceField(label=_("Place"), required=False)
    institution = forms.ChoiceField(label=_("Institution"), required=False)
    disposition = forms.ChoiceField(label=_("Answer"), required=False)

    def __init__(self, asked: Mapping[str, str], places: Iterable[Place], institutions: Iterable[Organisation]) -> None:
        super().__init__(
            asked,
            place=[("", _("Every place")), *_named(places)],
            institution=[("", _("Every institution")), *_named(institutions)],
            disposition=[("", pgettext_lazy("answers", "All"))]
            + [choice for choice in Contribution.Answer.choices if choice[0]],
        )


class CommitmentsChoosingForm(_Choosing):
    """Commitments by plan, institution and status."""

    plan = forms.ChoiceField(label=_("Plan"), required=False)
    institution = forms.ChoiceField(label=_("Lead institution"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, asked: Mapping[str, str], plans: Iterable[Plan], institutions: Iterable[Organisation]) -> None:
        super().__init__(
            asked,
            plan=[("", _("Every plan")), *((plan.cycle.slug, f"{plan.cycle.place} · {plan}") for plan in plans)],
            institution=[("", _("Every institution")), *_named(institutions)],
            status=[
                ("", pgettext_lazy("commitments", "All")),
                *Progress.Status.choices,
                (NOT_REPORTED, _("not reported yet")),
                (WITHDRAWN, pgettext_lazy("commitment", "withdrawn")),
            ],
        )


class WaitingChoosingForm(forms.Form):
    """What waits for an answer, by words, theme, language and consultation."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    consultation = forms.ChoiceField(label=_("Consultation"), required=False)
    late = forms.ChoiceField(
        label=_("Due"), required=False, choices=[("", pgettext_lazy("contributions", "All")), ("1", _("late only"))]
    )
    similar = forms.CharField(required=False, widget=forms.HiddenInput)
    group = forms.CharField(required=False, widget=forms.HiddenInput)
    heading = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        choice: Choice,
        themes: Iterable[Theme],
        languages: Iterable[str],
        consultations: Iterable[Consultation],
    ) -> None:
        self.choice = choice
        super().__init__(
            initial={
                "q": choice.query,
                "theme": choice.theme,
                "language": choice.language,
                "consultation": choice.consultation,
                "late": "1" if choice.late else "",
                "similar": choice.similar,
                "group": choice.group,
                "heading": choice.heading,
            }
        )
        self.fields["theme"].choices = [("", pgettext_lazy("themes", "All")), *_named(themes)]
        self.fields["language"].choices = [
            ("", pgettext_lazy("languages", "All")),
            *((code, _language(code)) for code in languages),
        ]
        self.fields["consultation"].choices = [("", pgettext_lazy("consultations", "All")), *_named(consultations)]

    @property
    def changed_data(self) -> list[str]:
        """Return something when only a part is shown, so that the way back to everything is offered."""
        return ["q"] if self.choice.narrows else []


def _named(things: Iterable[Any]) -> list[tuple[str, str]]:
    """Return choices; words in several languages, left as they are, would be taken for a group of choices."""
    return [(each.slug, str(each)) for each in things]


def _language(code: str) -> Any:
    return pgettext_lazy("language", "not known") if code == UNDETERMINED else language_name(code)
