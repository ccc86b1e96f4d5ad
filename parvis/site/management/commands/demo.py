"""Fill an empty database with the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from parvis.consultations.likeness import seek_families
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.people import demo
from parvis.record import catch_up
from parvis.record.signing import sign_checkpoint
from parvis.site.demo.build import STAGE_NAMES, build
from parvis.site.demo.people import ALL as CAST


class Command(BaseCommand):
    """Tell the story of a plan being written, in four languages, up to a stage."""

    help = "Fill an empty database with a believable story, which may then be looked at as any of its persons."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let the stage be chosen."""
        parser.add_argument("--stage", choices=STAGE_NAMES, default="answering", help="how far the story has come")

    def handle(self, *, stage: str, **options: Any) -> None:
        """Build it unless it is there, and say who one may be."""
        if demo.is_demo():
            self.stdout.write("The demonstration is already there.")
        else:
            self._build(stage)
        self._say_who()

    def _build(self, stage: str) -> None:
        try:
            build(stage, clock.now(), lambda acts: tqdm(acts, desc="Telling the story", unit="act", disable=None))
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        catch_up()
        while seek_families():
            pass
        sign_checkpoint()

    def _say_who(self) -> None:
        self.stdout.write(f"\nChoose who to be at {settings.BASE_URL.geturl()}/en/demo/\n")
        for person in CAST:
            self.stdout.write(f"  {person.public_name:<8} {person.about['en']}")
