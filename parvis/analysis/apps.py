"""Django's entry point to analysis."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """The analysis application."""

    name = "parvis.analysis"
    label = "analysis"

    def ready(self) -> None:
        """Give the record its words for what happens here."""
        from parvis.analysis import sentences  # models are ready only now

        sentences.tell()
