"""`parvis erase-contribution RECEIPT`: for an author who left no address, and asks whoever keeps the site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.consultations.actions import erase_contribution
from parvis.consultations.models import Contribution
from parvis.core.console import CONSOLE
from parvis.core.receipts import NotAReceipt, read_code


class Command(BaseCommand):
    """Safe to run twice: what is erased stays erased."""

    help = "Erase the words of one contribution, at its author's wish, for good. The record keeps that it was received."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which one."""
        parser.add_argument("receipt", help="its code, as it stands on its page")

    def handle(self, *, receipt: str, **options: Any) -> None:
        """Erase it, and say so."""
        try:
            contribution = Contribution.objects.get(code=read_code(receipt))
        except (NotAReceipt, Contribution.DoesNotExist):
            raise CommandError(f"No contribution has the receipt {receipt}.") from None
        erase_contribution(contribution, by=CONSOLE)
        self.stdout.write(f"The words of {contribution} are erased.")
