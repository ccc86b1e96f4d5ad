"""Django's entry point to the forum."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    """The forum application."""

    name = "parvis.forum"
    label = "forum"

    def ready(self) -> None:
        """Give the record its words."""
        from parvis.forum import sentences  # models are ready only now

        sentences.tell()
