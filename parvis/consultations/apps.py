"""Django's entry point to consultations."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """The consultations application."""

    name = "parvis.consultations"
    label = "consultations"
