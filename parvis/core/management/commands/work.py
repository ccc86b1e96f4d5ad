"""`parvis work`: do what was left for later."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from parvis.core.jobs.processes import Family, stop_when_orphan
from parvis.core.jobs.running import run_due
from parvis.core.jobs.worker import Worker


class Command(BaseCommand):
    """Do jobs, what is repeated, and send mail, until asked to stop (TERM or Ctrl-C)."""

    help = "Do what was left for later: jobs, what is repeated by the clock, mail. Stops cleanly on TERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer --once and --processes."""
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
        parser.add_argument("--processes", type=int, default=1, metavar="N", help="work N at a time (1)")
        parser.add_argument("--under", type=int, default=0, metavar="PID", help="stop when this parent process is gone")

    def handle(self, *, once: bool, processes: int, under: int, **options: Any) -> None:
        """Work."""
        if once:
            done = run_due(loud=False)
            self.stdout.write(f"{done} done.")
            return
        crew = Worker() if processes <= 1 else Family(processes)

        def stop(number: int, frame: FrameType | None) -> None:
            # Asked a second time, stop at once.
            signal.signal(number, signal.SIG_DFL)
            crew.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        if under:
            stop_when_orphan(under, crew.stopping)
        crew.run()
