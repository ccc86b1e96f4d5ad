"""Django's entry point to commitments."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """The commitments application."""

    name = "parvis.commitments"
    label = "commitments"

    def ready(self) -> None:
        """Tell the record how to speak of what happens here, and answer for the personal data kept here."""
        from parvis.commitments import personal, sentences  # noqa: F401 - models are ready only now

        sentences.teach_the_record()
