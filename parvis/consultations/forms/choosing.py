"""The form by which a reader chooses what to read; it is sent as an address one can keep."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.consultations.queries.choosing import LONGEST_QUERY, ORDERS, STATES, Choice
from parvis.consultations.queries.coverage import Coverage
from parvis.core.dates import number_words
from parvis.core.languages import UNDETERMINED, language_name
from parvis.themes.models import Theme


class ChoosingForm(forms.Form):
    """Words to look for, a theme, a language, what became of it, and an order."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_QUERY,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    answer = forms.ChoiceField(label=_("Answer"), required=False, choices=[("", _("All")), *STATES.items()])
    order = forms.ChoiceField(label=_("Order"), required=False, choices=list(ORDERS.items()))

    def __init__(self, choice: Choice, themes: Iterable[Theme], coverage: Coverage) -> None:
        self.choice = choice
        chosen = {"q": choice.query, "theme": choice.theme, "language": choice.language}
        super().__init__(initial=chosen | {"answer": choice.state, "order": choice.order})
        self.fields["theme"].choices = [("", _("Every theme")), *((each.slug, str(each.name)) for each in themes)]
        self.fields["language"].choices = [("", _("Every language")), *_languages(coverage)]

    @property
    def changed_data(self) -> list[str]:
        """Return something when the reader sees only a part, so that the way back to everything is offered."""
        return ["q"] if self.choice.filters else []


def _languages(coverage: Coverage) -> list[tuple[str, Any]]:
    numbers = coverage.parts.get("language", {})
    return [
        (code, f"{_('another language') if code == UNDETERMINED else language_name(code)} ({number_words(number)})")
        for code, number in sorted(numbers.items(), key=lambda part: -part[1])
    ]
