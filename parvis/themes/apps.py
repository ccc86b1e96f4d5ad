"""Django's entry point to themes."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    """The themes application."""

    name = "parvis.themes"
    label = "themes"

    def ready(self) -> None:
        """Tell the record how what happens to themes is told."""
        from parvis.record.sentences import call, link, say

        call("theme", _("theme"))
        link("theme", lambda key: f"{reverse('themes')}#{key}")
        say("theme.added", _("A theme was named"))
        say("theme.reworded", _("A theme was reworded"))
