"""`parvis name-keeper EMAIL`: say who keeps the site, the first time above all, when nobody can be asked."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.people.actions import name_keeper, release_keeper
from parvis.people.signing_in import clean_address


class Command(BaseCommand):
    """Safe to run twice: who keeps the site already goes on keeping it."""

    help = "Make the person with this address a keeper of the site. They sign in with it like everybody."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and whether they begin or end."""
        parser.add_argument("email")
        parser.add_argument("--end", action="store_true", help="they keep the site no longer")

    def handle(self, *, email: str, end: bool, **options: Any) -> None:
        """Do it, and say so."""
        email = clean_address(email)
        try:
            validate_email(email)
            (release_keeper if end else name_keeper)(email, by=CONSOLE)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{email} no longer keeps the site." if end else f"{email} keeps the site.")
