"""Real workers in real processes, on the database of the test."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[3]


def database_url() -> str:
    """The address of the test's own database."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    secret = f":{facts['PASSWORD']}" if facts["PASSWORD"] else ""
    return f"postgres://{facts['USER']}{secret}@{facts['HOST']}:{facts['PORT'] or 5432}/{facts['NAME']}"


@contextmanager
def worker(home: Path, *arguments: str, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `parvis work` for the length of the block; whatever is left of it then is killed."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("PARVIS_")}
    command = [sys.executable, "-m", "parvis", "work", *arguments]
    where = {"PARVIS_HOME": str(home), "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "parvis.settings"}
    process = subprocess.Popen(command, cwd=ROOT, env={**known, **where, **environment})
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until `holds()`, and fail when it never does."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "This never came."
        time.sleep(0.02)
