"""Django's entry point to analysis."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """The analysis application."""

    name = "parvis.analysis"
    label = "analysis"
