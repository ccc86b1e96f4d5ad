"""What is typed on pages of the site."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.core.receipts import NotAReceipt, read_code


class ReceiptForm(forms.Form):
    """A receipt code, as it was read out or written down."""

    code = forms.CharField(
        label=gettext_lazy("Receipt code"),
        help_text=gettext_lazy(
            "Ten letters and digits, like 7K3M-9QXT-4C. Capitals, spaces and hyphens do not matter."
        ),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )

    def clean_code(self) -> str:
        """Return the stored form of the code, or say which slip is likely."""
        try:
            return read_code(self.cleaned_data["code"])
        except NotAReceipt as slip:
            raise forms.ValidationError(_slip_sentence(slip)) from None


def _slip_sentence(slip: NotAReceipt) -> str:
    if slip.likely:
        return _(
            "There is a slip in this code: its last character does not fit the others. Did you mean %(codes)s?"
        ) % {"codes": _(" or ").join(slip.likely)}
    if slip.is_slip:
        return _(
            "There is a slip in this code: its last character does not fit the others. Look at your receipt again."
        )
    return _(
        "This is not a receipt code. It has ten letters and digits, like 7K3M-9QXT-4C: look at your receipt again."
    )
