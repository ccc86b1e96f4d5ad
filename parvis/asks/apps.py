"""Django's entry point to asks."""

from django.apps import AppConfig


class AsksConfig(AppConfig):
    """The asks application."""

    name = "parvis.asks"
    label = "asks"

    def ready(self) -> None:
        """Give the record its words for what happens here."""
        from parvis.asks import sentences  # models are ready only now

        sentences.tell()
