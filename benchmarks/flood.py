"""A flood at the last minute: many speak while processes are killed. What was acknowledged is stored, once, and verifies."""

import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.clusters import cluster, is_installed
from benchmarks.databases import SQLITE, Database, database
from benchmarks.people import WRITES_FOR, Crowd
from benchmarks.report import Report
from benchmarks.settings import Settings
from benchmarks.workers import ROOT

SLUG = "flood"
SPEAK = f"/en/consultations/{SLUG}/speak/"
# Two thousand a minute.
RATE = 34
KILL_EVERY = 30.0
# As many as SQLite is asked by at once, to find what it sustains.
AT_ONCE = 24


def measure(report: Report, settings: Settings) -> None:
    """Let a crowd speak on both databases: ten minutes when full, else one."""
    seconds = 600.0 if settings.full else float(os.environ.get("BENCH_SECONDS", "60"))
    if is_installed():
        report.about(
            f"PostgreSQL: {RATE} contributions a second for {seconds:.0f} s, a worker killed every 30 s, one crash"
        )
        with cluster() as server, database(SQLITE, settings.server) as files:
            made = replace(files, url=server.url)
            made.run("prepare")
            crash = Timed(seconds / 2, lambda: (server.kill(), time.sleep(1), server.start()))
            _flood(report, made, lambda crowd: at_a_rate(crowd, RATE, seconds), [crash], least=RATE * 0.99)
    else:
        report.about("There is no PostgreSQL on this machine: it is left out")
    report.about(f"SQLite: {AT_ONCE} people at a time for {seconds:.0f} s, a worker killed every 30 s")
    with database(SQLITE, settings.server) as made:
        _flood(report, made, lambda crowd: as_fast_as_it_goes(crowd, AT_ONCE, seconds), [])


def _flood(
    report: Report, made: Database, come: Callable[[Crowd], float], accidents: list["Timed"], least: float = 0
) -> None:
    made.run("make-load", "20", "-v0", "--consultation", SLUG)
    with ExitStack() as stack:
        port, server = stack.enter_context(served(made))
        crowd = Crowd(port, SPEAK)
        for accident in [Timed(KILL_EVERY, lambda: kill_one_worker(server), again=True), *accidents]:
            stack.enter_context(accident.running())
        lasted = come(crowd)
    _tell(report, made, crowd, lasted, least)


def _tell(report: Report, made: Database, crowd: Crowd, lasted: float, least: float) -> None:
    report.number("receipts shown a second", len(crowd.receipts) / lasted, "", least=least)
    report.number("receipts shown", len(crowd.receipts), "")
    waits = sorted(crowd.seconds) or [0.0]
    report.number("wait for a receipt, median", statistics.median(waits) * 1000, "ms")
    at_95 = waits[int(len(waits) * 0.95)]
    report.number("wait for a receipt, 95 of 100", at_95 * 1000, "ms", most=500 if least else 0)
    report.number("tries that failed and were made again", crowd.failed_tries, "")
    report.none("people who gave up", crowd.gave_up)
    with made.worker() as worker:
        found = worker("acknowledged", receipts=crowd.receipts)
    report.none("receipts without a contribution", found["lost"])
    report.none("contributions stored twice", found["twice"])
    report.none("contributions without their entry in the record", found["unrecorded"])
    made.run("work", "--once")
    made.run("verify-record")
    report.say("The record verifies.")


def at_a_rate(crowd: Crowd, rate: float, seconds: float) -> float:
    """Let so many people a second come, whether those before them were served or not; return how long it took."""
    started = time.perf_counter()
    count = int(rate * seconds)
    with ThreadPoolExecutor(max_workers=int(rate * (WRITES_FOR + 20))) as people:
        for number in range(count):
            time.sleep(max(0.0, started + number / rate - time.perf_counter()))
            people.submit(crowd.speak, number)
    return time.perf_counter() - started - WRITES_FOR


def as_fast_as_it_goes(crowd: Crowd, at_once: int, seconds: float) -> float:
    """Let so many people at a time be served, the next one coming when one is done; return how long it took."""
    started = time.perf_counter()
    # While they write they are no load: as many more write meanwhile as keep that number at the desk.
    count = at_once * 12

    def come(first: int) -> None:
        number = first
        while time.perf_counter() - started < seconds:
            crowd.speak(number)
            number += count

    with ThreadPoolExecutor(max_workers=count) as people:
        list(people.map(come, range(count)))
    return time.perf_counter() - started


class Timed:
    """Something that happens after so many seconds, once or again and again."""

    def __init__(self, after: float, do: Callable[[], object], *, again: bool = False) -> None:
        self.after, self.do, self.again = after, do, again
        self._over = threading.Event()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let it happen during the block."""
        thread = threading.Thread(target=self._run)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _run(self) -> None:
        while not self._over.wait(self.after):
            self.do()
            if not self.again:
                return


@contextmanager
def served(made: Database) -> Iterator[tuple[int, int]]:
    """Serve the site with two workers and the worker of jobs; yield the port and the number of the process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    mine = {"PORT": str(port), "PARVIS_BASE_URL": f"http://localhost:{port}", "PARVIS_TRUSTED_PROXIES": "127.0.0.1"}
    # What is held costs less than what is published.
    mine |= {"PARVIS_RUSH": "0"}
    command = [sys.executable, "-m", "parvis", "serve", "--workers", "2"]
    with Path(made.home / "served.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | made.environment | mine, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(port)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait(60)


def _wait_for(port: int) -> None:
    for _try in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise RuntimeError("The site did not start.")


def kill_one_worker(server: int) -> None:
    """Kill one of the web workers under `parvis serve`, as a crash or a lack of memory does."""
    web = [pid for pid in _children(server) if "granian" in _command(pid)]
    workers = [pid for parent in web for pid in _children(parent) if "resource_tracker" not in _command(pid)]
    if workers:
        os.kill(random.choice(workers), signal.SIGKILL)


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
