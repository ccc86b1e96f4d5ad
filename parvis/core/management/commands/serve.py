"""Serves the site: the web server and the worker of background jobs, started and stopped together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

# A request or a job under way may finish; after this it is cut off, and a job is taken up again at the next start.
PATIENCE = 15.0


class Command(BaseCommand):
    """Keep a web server and a worker running until told to stop."""

    help = "Serve the site on PORT, with the worker of background jobs beside it. Run `parvis prepare` first."

    def add_arguments(self, parser: CommandParser) -> None:
        """How much to start, and where to listen."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (0.0.0.0 for every network)")
        parser.add_argument("--workers", type=int, default=2, help="web processes: as many as the machine has cores")
        parser.add_argument("--no-worker", action="store_true", help="serve pages only: `parvis work` runs elsewhere")

    def handle(self, *, host: str, workers: int, no_worker: bool, **options: Any) -> None:
        """Start both, watch both, stop both."""
        refuse_taken_port(host, settings.PORT)
        server = Process("web server", web_server(host, workers), restart=False)
        programs = [server]
        if not no_worker and "work" in get_commands():
            programs.append(Process("worker", worker(), restart=True))
        told_to_stop = stop_signal()
        try:
            for program in programs:
                program.start()
            self.stdout.write(f"\nParvis is at {settings.BASE_URL.geturl()}/ (Ctrl-C stops it).\n")
            self.stdout.flush()
            code = watch(programs, told_to_stop, self.stderr.write)
        finally:
            stop(programs)
        if code:
            raise CommandError(f"The web server stopped by itself (exit {code}).", returncode=1)


class Process:
    """One program beside us, restarted when it dies if it should live as long as we do."""

    def __init__(self, name: str, command: list[str], *, restart: bool) -> None:
        self.name, self.command, self.restart = name, command, restart
        self.started_at = 0.0
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches us alone, and we stop it in order."""
        self.started_at = time.monotonic()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(settings.ROOT), *python_path()])}
        self.child = subprocess.Popen(  # noqa: S603 - the command is written above, nothing in it is typed by people
            self.command,
            env=environment,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - this process has no other thread
        )

    def exit_code(self) -> int | None:
        """The code it ended with, or None while it runs."""
        return self.child.poll() if self.child else None

    def has_rested(self) -> bool:
        """Whether it may start again: one that dies at once must not be started in a tight circle."""
        return time.monotonic() - self.started_at > 2

    def stop(self) -> None:
        """Ask it to stop."""
        if self.child and self.exit_code() is None:
            self.child.terminate()

    def wait(self, until: float) -> None:
        """Wait for it to stop; cut it off after `until`."""
        if self.child is None:
            return
        try:
            self.child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()


def stop_signal() -> threading.Event:
    """Set when somebody presses Ctrl-C, closes the terminal or stops the service."""
    told_to_stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: told_to_stop.set())
    return told_to_stop


def watch(programs: list[Process], told_to_stop: threading.Event, say: Callable[[str], object]) -> int:
    """Until told to stop, or the end of a program that is not restarted; returns that program's exit code, else 0."""
    while not told_to_stop.wait(0.2):
        for program in programs:
            ended = program.exit_code()
            if ended is not None and not program.restart:
                return ended or 1
            if ended is not None and program.has_rested():
                say(f"The {program.name} stopped (exit {ended}); starting it again.")
                program.start()
    return 0


def stop(programs: list[Process]) -> None:
    """Ask all to stop at once, then wait for each."""
    for program in programs:
        program.stop()
    until = time.monotonic() + PATIENCE
    for program in programs:
        program.wait(until)


def web_server(host: str, workers: int) -> list[str]:
    """Several threads in each process: with one, a slow request would hold up everybody behind it."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "warning"),
        *("--host", host, "--port", str(settings.PORT)),
        *("--workers", str(workers), "--blocking-threads", "4", "--respawn-failed-workers"),
        "parvis.wsgi:application",
    ]


def worker() -> list[str]:
    """It looks after us too, and stops when we are gone."""
    return [sys.executable, "-m", "parvis", "work", "--under", str(os.getpid())]


def refuse_taken_port(host: str, port: int) -> None:
    """Say in a sentence what a web server would say in a page of numbers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of {host} cannot be had ({error.strerror}). Choose another, for example: PORT={port + 1}."
            ) from None


def python_path() -> list[str]:
    """The search path we were given, if any."""
    return [path for path in [os.environ.get("PYTHONPATH", "")] if path]


def die_with_parent() -> None:
    """On Linux, stop with us even when we are killed and cannot say so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
