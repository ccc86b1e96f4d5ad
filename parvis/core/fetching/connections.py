"""Connections to an address that was checked, which end when the time is up, whatever the other side does."""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

from parvis.core.fetching.addresses import Target
from parvis.core.fetching.failures import NotFetched, Why


class Deadline:
    """A moment by which all must be done."""

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left; raise TimeoutError when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class PatientSocket:
    """What `http.client` needs of a socket; a server that sends a byte now and then does not gain time by it."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self.sock = sock
        self.deadline = deadline

    def sendall(self, data: Any) -> None:
        """Send everything, or raise TimeoutError."""
        self.sock.settimeout(self.deadline.left())
        self.sock.sendall(data)

    def makefile(self, mode: str = "rb", *_args: Any, **_options: Any) -> io.BufferedReader:
        """Return what is read from; it stays open when the socket is closed, as with any socket."""
        return io.BufferedReader(_Incoming(self.sock, self.deadline))

    def close(self) -> None:
        """Hang up, once everything was read."""
        self.sock.close()


class _Incoming(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self.sock = sock
        self.deadline = deadline
        self.raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self.sock.settimeout(self.deadline.left())
        return self.raw.readinto(buffer)

    def close(self) -> None:
        self.raw.close()
        super().close()


class Connection(http.client.HTTPConnection):
    """An HTTP connection to addresses that were checked; with TLS, the name of the server is checked as well."""

    def __init__(self, target: Target, addresses: Iterable[str], deadline: Deadline) -> None:
        super().__init__(target.host, target.port)
        self.target = target
        self.addresses = list(addresses)
        self.deadline = deadline

    def connect(self) -> None:
        """Reach the first address that answers. No proxy, no second look-up."""
        sock = self._reach()
        if self.target.scheme == "https":
            sock.settimeout(self.deadline.left())
            # Made each time, so that a renewed list of authorities counts without a restart.
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.target.host.rstrip("."))
        self.sock: Any = PatientSocket(sock, self.deadline)

    def _reach(self) -> socket.socket:
        for number, address in enumerate(self.addresses, 1):
            # One dead address of several must not use up all the time.
            share = self.deadline.left() / (len(self.addresses) - number + 1)
            try:
                return socket.create_connection((address, self.target.port), timeout=share)
            except OSError:
                continue
        self.deadline.left()
        raise NotFetched(Why.UNREACHABLE)
