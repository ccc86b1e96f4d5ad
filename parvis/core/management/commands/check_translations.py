"""Reads every catalogue as strictly as a compiler: whatever it lets through can be shown to people."""

from typing import Any

from babel.messages.pofile import PoFileError
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from parvis.core.catalogues import faults


class Command(BaseCommand):
    """Refuse a catalogue that cannot be read, or whose placeholders differ from the English."""

    help = "Check the files of translations: format, plurals and placeholders."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        """List every fault, and fail if there is one."""
        found = []
        for source in sorted(settings.TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
            try:
                found += [f"{source}: {fault}" for fault in faults(source)]
            except PoFileError as error:
                found.append(f"{source}: {error}")
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("Every translation can be shown.")
