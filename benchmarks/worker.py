"""A process that answers requests in itself, without network, and says what each took of the processor.

It reads one command a line on its standard input, and answers with one line of JSON. Two of them take turns when two
things are compared. Run as: python -m benchmarks.worker MODULE, where MODULE makes `application` and commands of its own.
"""

import contextlib
import importlib
import io
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

type Command = Callable[..., Any]

SCHEDULER = "/proc/{}/schedstat"


class Asker:
    """Calls a WSGI application as a server would."""

    def __init__(self, application: Any, server_cpu: Callable[[], float]) -> None:
        self.application, self.server_cpu = application, server_cpu

    def get(self, paths: list[str], times: int = 1, headers: dict[str, str] | None = None) -> dict[str, Any]:
        """Ask for each path in turn, so many times; return seconds of processor and of clock for each request."""
        answer = self.ask(paths[0], headers or {})
        server, cpu, wall = self.server_cpu(), time.process_time(), time.perf_counter()
        for number in range(times):
            self.ask(paths[number % len(paths)], headers or {})
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        return answer | {"cpu": (cpu + self.server_cpu() - server) / times, "wall": wall / times}

    def ask(self, path: str, headers: dict[str, str]) -> dict[str, Any]:
        """Ask once; return the status, the number of bytes and the headers."""
        page = self.page(path, headers)
        del page["body"]
        return page

    def page(self, path: str, headers: dict[str, str]) -> dict[str, Any]:
        """Ask once; return the body too."""
        started: list[Any] = []
        answer = self.application(
            self._environ(path, headers), lambda status, found, _error=None: started.append((status, found))
        )
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        [(status, found)] = started
        return {"status": int(status.split()[0]), "bytes": len(body), "headers": dict(found), "body": body}

    def _environ(self, path: str, headers: dict[str, str]) -> dict[str, Any]:
        path, _mark, query = path.partition("?")
        path = unquote(path).encode().decode("latin-1")
        return {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost:8000",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_LANGUAGE": "en", "HTTP_ACCEPT": "text/html",
            "HTTP_USER_AGENT": "Mozilla/5.0", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": False,
            "wsgi.multiprocess": True, "wsgi.run_once": False, **headers,
        }  # fmt: skip


def seconds_of(pids: list[int]) -> float:
    """Return the processor time other processes of this machine have used; those that cannot be seen count nothing."""
    total = 0.0
    for pid in pids:
        with contextlib.suppress(OSError), open(SCHEDULER.format(pid)) as file:
            total += int(file.read().split()[0]) / 1e9
    return total


def serve(commands: dict[str, Command]) -> None:
    """Answer commands until there are no more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        name, options = json.loads(line)
        print(json.dumps(commands[name](**options)), file=answers, flush=True)


if __name__ == "__main__":
    serve(importlib.import_module(sys.argv[1]).commands())
