"""Django's entry point to the registry of consultations."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry application."""

    name = "parvis.registry"
    label = "registry"

    def ready(self) -> None:
        """Give the record its words, and follow it."""
        from parvis.registry import followers, sentences  # noqa: F401 - models are ready only now

        sentences.tell()
