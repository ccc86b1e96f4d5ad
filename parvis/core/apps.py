"""Django's entry point to the core."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The core application."""

    name = "parvis.core"
    label = "core"
