"""Django's entry point to commitments."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """The commitments application."""

    name = "parvis.commitments"
    label = "commitments"
