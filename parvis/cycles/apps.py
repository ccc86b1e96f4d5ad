"""Django's entry point to cycles."""

from django.apps import AppConfig


class CyclesConfig(AppConfig):
    """The cycles application."""

    name = "parvis.cycles"
    label = "cycles"
