"""Django's entry point to commitments."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """The commitments application."""

    name = "parvis.commitments"
    label = "commitments"

    def ready(self) -> None:
        """Tell the record how to speak of what happens here."""
        from parvis.commitments.sentences import teach_the_record

        teach_the_record()
