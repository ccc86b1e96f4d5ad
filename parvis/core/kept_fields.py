"""Fields of empty forms, made once: a form that thousands open in a minute is the same for all but its hidden fields."""

from collections.abc import Hashable

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_MOST = 512
_kept: dict[Hashable, SafeString] = {}


class KeptField(BoundField):
    """A field whose empty form is kept under everything that its template shows. Say `bound_field_class = KeptField`."""

    def as_field_group(self) -> SafeString:
        """Return the field with its label, help and errors."""
        if self.form.is_bound:
            return super().as_field_group()
        name = self._name()
        if name not in _kept:
            if len(_kept) >= _MOST:
                _kept.clear()
            _kept[name] = super().as_field_group()
        return _kept[name]

    def _name(self) -> Hashable:
        shown = (self.html_name, self.auto_id, self.label, self.help_text, self.value(), self.field.required)
        choices = [f"{value}\0{words}" for value, words in getattr(self.field, "choices", ())]
        return type(self.form), get_language(), *map(str, shown), str(self.field.widget.attrs), *choices
