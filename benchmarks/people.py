"""People who speak through the site's own form, over the network, and press the button again when nothing comes back."""

import http.client
import re
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from html import unescape
from urllib.parse import urlencode

# A form that comes back sooner seems to come from a program.
WRITES_FOR = 3.2
TRIES, PAUSE = 60, 0.5
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')
_RECEIPT = re.compile(r"/receipts/([0-9A-Z-]+)/")


class Unserved(Exception):
    """The site answered something else than what was asked for."""


@dataclass
class Crowd:
    """Everybody who speaks, and what they were told."""

    port: int
    path: str
    receipts: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    failed_tries: int = 0
    gave_up: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def speak(self, number: int) -> None:
        """One of them opens the form, writes, sends, and is shown a receipt."""
        person = Person(self.port, self.path, address=f"198.{18 + number % 2}.{number // 256 % 256}.{number % 256}")
        said = f"What I want has the number {uuid.uuid4().hex}, and I want somebody to read it."
        form = self._until_it_works(person.open_form)
        if form is None:
            return
        time.sleep(WRITES_FOR)
        started = time.perf_counter()
        receipt = self._until_it_works(lambda: person.send(form, said))
        if receipt is not None:
            with self._lock:
                self.seconds.append(time.perf_counter() - started)
                self.receipts[said] = receipt

    def _until_it_works[Answer](self, ask: Callable[[], Answer]) -> Answer | None:
        for _try in range(TRIES):
            try:
                return ask()
            except (OSError, http.client.HTTPException, Unserved):
                with self._lock:
                    self.failed_tries += 1
                time.sleep(PAUSE)
        with self._lock:
            self.gave_up += 1
        return None


class Person:
    """A browser without scripts, behind an address of its own."""

    def __init__(self, port: int, path: str, address: str) -> None:
        self.port, self.path = port, path
        self.headers = {"Host": f"localhost:{port}", "X-Forwarded-For": address, "Accept-Language": "en"}

    def open_form(self) -> dict[str, str]:
        """Ask for the form; return its hidden fields."""
        status, headers, body = self._ask("GET", self.path)
        if status != 200:
            raise Unserved(status)
        self.headers["Cookie"] = headers.get("Set-Cookie", "").partition(";")[0]
        return {name: unescape(value or "") for name, value in _HIDDEN.findall(body)}

    def send(self, form: dict[str, str], said: str) -> str:
        """Send the form for good; return the receipt that is shown."""
        filled = {**form, "words": said, "language": "en", "step": "send"}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://localhost:{self.port}/"}
        status, found, _body = self._ask("POST", self.path, urlencode(filled), headers)
        receipt = _RECEIPT.search(found.get("Location", ""))
        if status != 302 or receipt is None:
            raise Unserved(status)
        return receipt[1]

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Message, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, self.headers | (headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()
