"""Makes an installation ready to serve: database, translations, styles; safe to run at every start."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from parvis.core.catalogues import compile_catalogues


class Command(BaseCommand):
    """Migrate the database, compile the translations, collect the styles."""

    help = "Make the database, the translations and the styles ready to serve. Run it at each new version."
    requires_system_checks = ()  # they ask the database, and we look first whether it is there

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer the demonstration."""
        parser.add_argument("--demo", action="store_true", help="make the demonstration when the database is empty")

    def handle(self, *, demo: bool, verbosity: int, **options: Any) -> None:
        """Do what is not done yet, and say so."""
        self.stdout.write("Preparing the database.")
        refuse_unreachable_database()
        self.check()
        call_command("migrate", interactive=False, verbosity=verbosity - 1)
        compiled = list(compile_catalogues(settings.TRANSLATIONS, settings.LOCALE_PATHS[0]))
        self.stdout.write(f"Preparing the translations ({len(compiled)} new) and the styles.")
        call_command("collectstatic", interactive=False, verbosity=verbosity - 1)
        if demo and "demo" in get_commands():
            self.show_demonstration(verbosity)

    def show_demonstration(self, verbosity: int) -> None:
        """Make the demonstration in an empty database, or say who one may be; leave a site of its own alone."""
        is_lived_in = get_user_model().objects.exists()
        try:
            call_command("demo", verbosity=verbosity, stdout=self.stdout)
        except CommandError:
            if not is_lived_in:
                raise
            self.stdout.write("This database has content of its own: no demonstration is made in it.")


def refuse_unreachable_database() -> None:
    """Say in a sentence what the driver would say in a page of code, or a pool after half a minute."""
    probe = connection.copy()
    probe.settings_dict["OPTIONS"].pop("pool", None)
    try:
        probe.ensure_connection()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise CommandError(f"The database of DATABASE_URL cannot be used ({reason}).") from None
    finally:
        probe.close()
