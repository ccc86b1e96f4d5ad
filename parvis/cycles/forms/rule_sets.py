"""What is typed to revise a rule."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.core.cleaning import LineField
from parvis.core.editing import EditingForm
from parvis.core.overtaken import Values
from parvis.core.words import MultilingualFormField
from parvis.cycles.actions.rule_sets import shown_of
from parvis.cycles.models import Rule
from parvis.cycles.parameters import are_sound


class RuleForm(EditingForm):
    """A rule's words and numbers, where it is from, how far that was checked, and why it changes."""

    number = LineField(label=_("Number"), help_text=_("Such as MR 1.1."), required=False, max_length=12)
    parameters = forms.CharField(
        label=_("Parameters"),
        help_text=_("What is counted by: the names stay, the numbers may change. Written as JSON."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "spellcheck": "false"}),
        max_length=4000,
    )
    link = forms.URLField(label=_("Link to the source"), required=False, assume_scheme="https")
    mark = forms.ChoiceField(label=_("How far it was checked"), choices=Rule.Mark)
    reason = LineField(label=_("Why it changes"), help_text=_("Everybody reads it."), min_length=10, max_length=500)

    def __init__(self, *args: Any, rule: Rule, **options: Any) -> None:
        self.rule = rule
        super().__init__(*args, saved=shown_of(rule), **options)
        languages = [code for code, _name in settings.LANGUAGES]
        for name, label, longest in (("text", _("Rule"), 1000), ("source", _("Source"), 300)):
            self.fields[name] = MultilingualFormField(
                label=label,
                languages=languages,
                required_languages=languages,
                official_languages=languages,
                widget=forms.Textarea,
                max_length=longest,
            )
        self.order_fields(["number", "text", "parameters", "source"])

    def shown(self, values: Values) -> dict[str, Any]:
        """Show parameters as text, as they are typed."""
        parameters = values["parameters"]
        return {**values, "parameters": parameters if isinstance(parameters, str) else json.dumps(parameters, indent=1)}

    def clean_parameters(self) -> Any:
        """Return parameters the rule can be counted by."""
        try:
            parameters = json.loads(self.cleaned_data["parameters"])
        except ValueError:
            raise forms.ValidationError(_("This is not JSON: look for a missing quote, comma or bracket.")) from None
        if not are_sound(self.rule.key, parameters):
            raise forms.ValidationError(
                _("These parameters do not fit the rule. Keep their names, and write whole numbers and real days.")
            )
        return parameters
