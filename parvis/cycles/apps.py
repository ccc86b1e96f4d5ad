"""Django's entry point to cycles."""

from django.apps import AppConfig


class CyclesConfig(AppConfig):
    """The cycles application."""

    name = "parvis.cycles"
    label = "cycles"

    def ready(self) -> None:
        """Give the record its words."""
        from parvis.cycles import sentences  # models are ready only now

        sentences.tell()
