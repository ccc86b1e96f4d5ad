"""Django's entry point to documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The documents application."""

    name = "parvis.documents"
    label = "documents"

    def ready(self) -> None:
        """Give the record its words for what happens here, and follow it."""
        from parvis.documents import followers, sentences  # noqa: F401 - models are ready only now

        sentences.tell()
