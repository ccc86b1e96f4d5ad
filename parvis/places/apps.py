"""Django's entry point to places."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """The places application."""

    name = "parvis.places"
    label = "places"

    def ready(self) -> None:
        """Tell the record how what happens to places is told."""
        from parvis.record.sentences import call, link, say

        call("place", _("place"))
        link("place", lambda key: reverse("place", args=[key]))
        say("place.added", _("A place was added"))
        say("place.changed", _("What is said of a place was changed"))
        say("place.standing_changed", _("The standing of a place changed"))
        say("place.standing_confirmed", _("The standing of a place was found to be as it was"))
