"""Django's entry point to the standards."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """The standards application."""

    name = "parvis.standards"
    label = "standards"

    def ready(self) -> None:
        """Give the record its words, and follow it."""
        from parvis.standards import followers, sentences, tasks  # noqa: F401 - models are ready only now

        sentences.tell()
