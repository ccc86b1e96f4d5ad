"""`parvis receive-mail [RECIPIENT …] < LETTER`: what a mail server pipes letters to consultations into."""

import logging
import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.consultations.mailing.reading import LARGEST
from parvis.consultations.mailing.taking import Taken, take_in

logger = logging.getLogger("parvis.mail")

# What mail servers understand (sysexits.h): nobody has this address; try again later.
NO_USER, TRY_LATER = os.EX_NOUSER, os.EX_TEMPFAIL


class Command(BaseCommand):
    """Safe to run twice: a letter is known by its Message-ID, and counts once."""

    help = (
        "Take in one letter from standard input, for a mail server. Ends with 0 when it was dealt with, 67 when no"
        " consultation has this address, 75 when it is to be tried again later."
    )
    # A mail server waits for each letter.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Who it is for and from, as the mail server knows."""
        parser.add_argument("recipients", nargs="*", metavar="RECIPIENT", help="the address it was delivered to")
        parser.add_argument("--from", dest="sender", help="the sender on the envelope; empty for a notice of failure")

    def handle(self, *, recipients: list[str], sender: str | None, **options: Any) -> None:
        """Take it in, and say what became of it."""
        try:
            raw = sys.stdin.buffer.read(LARGEST + 1)
            while sys.stdin.buffer.read(1_000_000):
                # A mail server whose letter is not read to its end takes that for a failure.
                continue
            taken = take_in(raw, to=recipients, envelope_sender=sender)
        except Exception as error:
            logger.exception("A letter could not be taken in.")
            raise CommandError("Not now: try again later.", returncode=TRY_LATER) from error
        if taken == Taken.NOBODY:
            raise CommandError("No consultation has this address.", returncode=NO_USER)
        if taken == Taken.LATER:
            raise CommandError("Many letters came from this sender: try again later.", returncode=TRY_LATER)
        self.stdout.write(f"The letter is {taken.value}.")
