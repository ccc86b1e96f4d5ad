"""The worker behind `parvis work`: jobs in one thread, what is done each second in another."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable

from django.db import Error, InterfaceError, OperationalError, close_old_connections, connections

from parvis.core.jobs import queue
from parvis.core.jobs.repeating import Function, Timetable, beats
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
        pulse = threading.Thread(target=self._beat, name="each second")
        pulse.start()
        self._until_stopped(self._do_one)
        pulse.join()
        logger.info("Worker %s has stopped.", self.name)

    def stop(self) -> None:
        """Ask to stop after the job in hand."""
        self.stopping.set()

    def _do_one(self) -> bool:
        job = queue.take(self.name)
        if job:
            perform(job)
        return job is not None

    def _beat(self) -> None:
        rests = {beat: Rest(beat) for beat in beats()}

        def once() -> bool:
            self.timetable.ask_for_due()
            for rest in rests.values():
                rest.take_turn()
            return False

        self._until_stopped(once)

    def _until_stopped(self, step: Callable[[], bool]) -> None:
        """Repeat `step` at once while it finds something to do, else after a pause; outlive a lost database."""
        wait = self.pause
        while not self.stopping.is_set():
            close_old_connections()
            try:
                busy = step()
                wait = self.pause
            except Error:
                logger.exception("The database did not answer; trying again in %.0f seconds.", wait)
                connections.close_all()
                busy, wait = False, min(wait * 2, LONGEST_REST)
            if not busy:
                self.stopping.wait(wait)
        connections.close_all()


class Rest:
    """One thing done each second; after it failed it sits out some turns, more each time."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.failures = 0
        self.turns_to_skip = 0

    def take_turn(self) -> None:
        """Do it, unless it sits out; keep its failures from the others."""
        if self.turns_to_skip:
            self.turns_to_skip -= 1
            return
        try:
            self.function()
            self.failures = 0
        except (InterfaceError, OperationalError):
            # The database itself: nothing else will work either.
            raise
        except Exception:
            self.failures += 1
            self.turns_to_skip = min(2**self.failures, 60)
            name = getattr(self.function, "__qualname__", str(self.function))
            logger.exception("%s failed; it is tried again in %d seconds.", name, self.turns_to_skip)
