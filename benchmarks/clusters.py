"""A PostgreSQL server of our own, which may be stopped in the middle of its work and started again."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = "/usr/lib/postgresql/*/bin"
_OWNER = "postgres"


class Cluster:
    """A server with durable commits, listening on a free port of this machine."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port

    @property
    def url(self) -> str:
        """Return the address of its database."""
        return f"postgres://parvis@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = str(self.folder / "server.log")
        self._control("start", "--wait", "--silent", "--log", log, "--options", options)

    def kill(self) -> None:
        """Stop it as a crash does: nothing is written any more."""
        self._control("stop", "--mode", "immediate", "--silent")

    def make(self) -> None:
        """Make its files."""
        _run("initdb", "--pgdata", str(self.data), "--username", "parvis", "--auth", "trust", "--encoding", "UTF8")

    @property
    def data(self) -> Path:
        """Return where its files are."""
        return self.folder / "data"

    def _control(self, verb: str, *options: str) -> None:
        _run("pg_ctl", verb, "--pgdata", str(self.data), *options)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Make a server for the time of the block."""
    with (
        tempfile.TemporaryDirectory(prefix="parvis-cluster-") as folder,
        socket.create_server(("127.0.0.1", 0)) as free,
    ):
        made = Cluster(Path(folder), free.getsockname()[1])
        free.close()
        if os.geteuid() == 0:
            shutil.chown(folder, _OWNER)
        made.make()
        made.start()
        try:
            yield made
        finally:
            made.kill()


def is_installed() -> bool:
    """Tell whether this machine has what it takes."""
    return bool(_program("initdb"))


def _program(name: str) -> str:
    found = sorted(Path("/").glob(f"{_DEBIAN}/{name}".lstrip("/")))
    return str(found[-1]) if found else shutil.which(name) or ""


def _run(name: str, *options: str) -> None:
    # PostgreSQL refuses to run as root.
    prefix = ["runuser", "-u", _OWNER, "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, _program(name), *options], check=True, cwd="/", stdout=subprocess.DEVNULL)
