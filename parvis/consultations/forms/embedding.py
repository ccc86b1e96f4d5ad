"""Which site may show a consultation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.core.cleaning import LineField


class SiteForm(forms.Form):
    """The address of a site, or of any of its pages."""

    site = LineField(
        label=_("Address of the site"),
        max_length=400,
        help_text=_(
            "Such as https://www.example.org, without a star. Each name of the site counts as a site of its own."
        ),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "autocomplete": "off"}),
    )
