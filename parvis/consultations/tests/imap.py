"""A mailbox on a real IMAP server (pymap), for tests."""

import imaplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

USER, PASSWORD = "ideas", "s@cret/1"
PYMAP = Path(sys.executable).parent / "pymap"


@dataclass
class Server:
    """Where it is."""

    port: int

    def url(self, scheme="imap", password="s%40cret%2F1"):  # noqa: S107 - of a server made for the test
        """Its address, as the setting has it."""
        return urlsplit(f"{scheme}://{USER}:{password}@localhost:{self.port}/INBOX")

    def open(self):
        """Return the mailbox, as its owner sees it."""
        mailbox = imaplib.IMAP4("localhost", self.port, timeout=10)
        mailbox.starttls(ssl._create_unverified_context())  # noqa: S323 - a certificate made for the test
        mailbox.login(USER, PASSWORD)
        mailbox.select("INBOX")
        return mailbox

    def put(self, *letters: bytes) -> None:
        """Let letters arrive."""
        with self.open() as mailbox:
            for raw in letters:
                mailbox.append("INBOX", None, None, raw)

    def flags(self) -> list[str]:
        """Return the flags of each letter that is there."""
        with self.open() as mailbox:
            _status, found = mailbox.uid("SEARCH", "ALL")
            numbers = found[0].split() if found[0] else []
            return [str(mailbox.uid("FETCH", number.decode(), "(FLAGS)")[1][0]) for number in numbers]


@contextmanager
def imap_server(certificate: str) -> Iterator[Server]:
    """Run the server until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYMAP, "--host", "localhost", "--port", str(port), "--cert", certificate, "--key", certificate]
    process = subprocess.Popen(
        [*command, "dict", "--demo-user", USER, "--demo-password", PASSWORD],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _turn in range(200):
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the IMAP server did not start")
