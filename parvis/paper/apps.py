"""Django's entry point to sheets of paper."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    """The paper application."""

    name = "parvis.paper"
    label = "paper"

    def ready(self) -> None:
        """Give the record its words for what happens here."""
        from parvis.paper import sentences  # models are ready only now

        sentences.tell()
