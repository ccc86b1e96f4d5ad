"""Several workers side by side: started, watched, started again, stopped together."""

import logging
import os
import signal
import subprocess
import sys
import threading

logger = logging.getLogger("parvis.work")

PATIENCE = 1.0


class Family:
    """A number of worker processes under this one."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.stopping = threading.Event()
        self.children: list[subprocess.Popen[bytes]] = []

    def run(self) -> None:
        """Keep the workers running until `stop`, then wait for each to finish its job."""
        while not self.stopping.is_set():
            self.children = [child for child in self.children if child.poll() is None]
            while len(self.children) < self.size:
                self.children.append(start_worker())
            self.stopping.wait(PATIENCE)
        for child in self.children:
            child.send_signal(signal.SIGTERM)
        for child in self.children:
            child.wait()

    def stop(self) -> None:
        """Ask all of them to stop."""
        self.stopping.set()


def start_worker() -> "subprocess.Popen[bytes]":
    """Start one worker that stops by itself when this process is gone."""
    command = [sys.executable, "-m", "parvis", "work", "--under", str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603 - our own command


def stop_when_orphan(parent: int, stop: threading.Event) -> None:
    """Set `stop` once this process is no longer under `parent`."""

    def watch() -> None:
        while not stop.wait(PATIENCE):
            if os.getppid() != parent:
                logger.warning("The process that started this worker is gone.")
                stop.set()

    threading.Thread(target=watch, name="watch", daemon=True).start()
