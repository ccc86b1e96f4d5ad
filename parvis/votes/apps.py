"""Django's entry point to votes."""

from django.apps import AppConfig


class VotesConfig(AppConfig):
    """The votes application."""

    name = "parvis.votes"
    label = "votes"

    def ready(self) -> None:
        """Give the record its words, and answer for the personal data kept here."""
        from parvis.votes import personal, sentences  # noqa: F401 - models are ready only now

        sentences.tell()
