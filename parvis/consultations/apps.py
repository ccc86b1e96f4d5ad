"""Django's entry point to consultations."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """The consultations application."""

    name = "parvis.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Give the record its words, and answer for the personal data kept here."""
        from parvis.consultations import personal, sentences  # noqa: F401 - models are ready only now

        sentences.tell()
