"""Django's entry point to what we heard."""

from django.apps import AppConfig


class HeardConfig(AppConfig):
    """The application that tells what was heard."""

    name = "parvis.heard"
    label = "heard"

    def ready(self) -> None:
        """Give the record its words, and answer for the personal data kept here."""
        from parvis.heard import personal, sentences  # noqa: F401 - models are ready only now

        sentences.tell()
