"""Where somebody can be written to."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """One e-mail address."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send a letter there with a link; nothing counts before you open it. It is never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """Return the address in small letters, as we know it."""
        return str(self.cleaned_data["email"]).lower()
