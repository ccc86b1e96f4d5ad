"""The worker behind `parvis work`: jobs in one thread, each thing done every second in its own."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connections

from parvis.core.jobs import queue
from parvis.core.jobs.repeating import Timetable, beats
from parvis.core.jobs.running import perform

logger = logging.getLogger("parvis.work")

LONGEST_REST = 30.0


class Worker:
    """Does jobs until told to stop, then finishes the one in hand."""

    def __init__(self, pause: float = 1.0) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.pause = pause
        self.stopping = threading.Event()
        self.timetable = Timetable()

    def run(self) -> None:
        """Work until `stop`."""
        logger.info("Worker %s begins.", self.name)
        # Each apart: a mail server that keeps us waiting must not hold up the record's followers, nor a long job both.
        steps = [self._ask_for_due, *beats()]
        threads = [threading.Thread(target=self._repeat, args=[step]) for step in steps]
        for thread in threads:
            thread.start()
        self._repeat(self._do_one)
        for thread in threads:
            thread.join()
        logger.info("Worker %s has stopped.", self.name)

    def stop(self) -> None:
        """Ask to stop after the job in hand."""
        self.stopping.set()

    def _do_one(self) -> bool:
        job = queue.take(self.name)
        if job:
            perform(job)
        return job is not None

    def _ask_for_due(self) -> None:
        self.timetable.ask_for_due()

    def _repeat(self, step: Callable[[], Any]) -> None:
        """Repeat `step` at once while it answers True, else after a pause; outlive its errors and a lost database."""
        wait = self.pause
        while not self.stopping.is_set():
            close_old_connections()
            try:
                is_busy = step() is True
                wait = self.pause
            except Exception:
                name = getattr(step, "__qualname__", str(step))
                wait = min(wait * 2, LONGEST_REST)
                logger.exception("%s failed; trying again in %.0f seconds.", name, wait)
                # Opened anew: the database may have been away.
                connections.close_all()
                is_busy = False
            if not is_busy:
                self.stopping.wait(wait)
        connections.close_all()
