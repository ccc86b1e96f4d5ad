"""Django's entry point to places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The places application."""

    name = "parvis.places"
    label = "places"
