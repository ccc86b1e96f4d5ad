"""Django's entry point to themes."""

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """The themes application."""

    name = "parvis.themes"
    label = "themes"
