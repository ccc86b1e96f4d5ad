"""Databases to measure in: made for it, filled with made-up contributions, and removed afterwards."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from benchmarks.workers import ROOT, Worker

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass
class Database:
    """A database and the folder beside it."""

    home: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """Return what tells a process to work with it."""
        mine = {"PARVIS_HOME": str(self.home), "PARVIS_MAIL": f"file://{self.home}/outbox", "REDIS_URL": ""}
        return mine | {"DATABASE_URL": self.url or f"sqlite:///{self.home}/parvis.sqlite3"}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the site."""
        line = [sys.executable, "-m", "parvis", *command]
        return subprocess.run(
            line, cwd=ROOT, env=os.environ | self.environment, check=True, text=True, stdout=subprocess.PIPE
        )

    def worker(self) -> Worker:
        """Start the site on it."""
        return Worker("benchmarks.parvis_worker", **self.environment)


@contextmanager
def database(engine: str, server: str) -> Iterator[Database]:
    """Make an empty database, ready to serve, for the time of the block."""
    with tempfile.TemporaryDirectory(prefix="parvis-bench-") as folder:
        made = Database(Path(folder), _create(server, Path(folder).name) if engine == POSTGRESQL else "")
        try:
            made.run("prepare")
            yield made
        finally:
            if made.url:
                _drop(server, Path(folder).name)


@contextmanager
def load(engine: str, server: str, count: int, *, with_record: bool = False) -> Iterator[Database]:
    """Make a database with so many contributions."""
    with database(engine, server) as made:
        made.run("make-load", str(count), "-v0", *(["--with-record"] if with_record else []))
        if made.url:
            with psycopg.connect(made.url, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
        yield made


def answers(server: str) -> bool:
    """Tell whether there is a PostgreSQL server."""
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _create(server: str, name: str) -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        # A server that shares a query among processes that end with it would hide what they used.
        setting = sql.SQL("ALTER DATABASE {} SET max_parallel_workers_per_gather = 0")
        connection.execute(setting.format(sql.Identifier(name)))
    return f"{server.rsplit('/', 1)[0]}/{name}"


def _drop(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
