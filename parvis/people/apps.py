"""Django's entry point to people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people application."""

    name = "parvis.people"
    label = "people"
