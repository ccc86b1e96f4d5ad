"""The record, as Django knows it."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    """Remembers what happened, and lets the other parts follow it."""

    name = "parvis.record"
    verbose_name = _("The record")

    def ready(self) -> None:
        """Find the followers of every app, and tell the frame of every page how far the record has got."""
        from parvis.core import context, pages
        from parvis.record.queries import position, standing

        autodiscover_modules("followers")
        pages.read_position = position
        context.read_standing = standing
