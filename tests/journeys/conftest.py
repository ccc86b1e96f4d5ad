"""A site as people meet it: its own folder and database, the web server and the worker, and a browser before it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
FIRST_REDIS = 8
"""The tests in process n use the n-th of sixteen databases of Redis, the sites of their journeys the n-th from here."""
UNTIL_IT_SHOWS = 20_000
"""Milliseconds after which a page that does not show what is expected is wrong, not late."""
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

expect.set_options(timeout=UNTIL_IT_SHOWS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Walk a journey that failed once more, and say so: many programs take part, and any of them may be late once."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass
class Site:
    """A running site: its address, and the environment its commands run in."""

    url: str
    environment: dict[str, str]

    def command(self, *words: str, ok: bool = True, said: str = "") -> subprocess.CompletedProcess[str]:
        """Run a `parvis` command on the site; it reads what is `said` to it."""
        done = subprocess.run(
            [sys.executable, "-m", "parvis", *words],
            env=self.environment,
            cwd=ROOT,
            input=said,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not ok or done.returncode == 0, done.stdout + done.stderr
        return done


def serve_site(home: Path, stage: str, **settings: str) -> Iterator[Site]:
    """Prepare a site with the demonstration at a stage, or empty when none is named; serve it, and stop it at the end."""
    port = _free_port()
    environment = _environment(home, port) | settings
    site = Site(f"http://localhost:{port}", environment)
    with _database(environment, f"journeys_{stage or 'nothing'}_{os.getpid()}"):
        site.command("prepare")
        if stage:
            site.command("demo", "--stage", stage)
        with (home / "serve.log").open("wb") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "parvis", "serve", "--workers", "1"],
                env=environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
            try:
                _wait_for(site.url, server)
                yield site
            finally:
                server.terminate()
                server.wait(30)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the demonstration as `make run` shows it."""
    yield from serve_site(tmp_path_factory.mktemp("answering"), "answering")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_browser(browser: Browser) -> Iterator:
    """Give people browsers of their own: `open_browser(locale="ar", javascript=False, size=PHONE)`."""
    contexts: list[BrowserContext] = []

    def new(*, locale: str = "en", javascript: bool = True, size: dict[str, int] = DESK, dark: bool = False) -> Page:
        context = browser.new_context(
            locale=locale,
            java_script_enabled=javascript,
            viewport=size,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(UNTIL_IT_SHOWS)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


def sign_in(page: Page, site: Site, name: str, language: str = "en") -> None:
    """Choose a person of the demonstration from the list."""
    page.goto(f"{site.url}/{language}/demo/")
    page.locator(f"form:has-text('{name}') button, button:has-text('{name}')").first.click()
    page.wait_for_load_state()


def press(page: Page, *keys: str) -> None:
    """Press keys once the page listens: the scripts of a page have run when it has loaded."""
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


def fill(page: Page, **texts: str) -> None:
    """Fill fields of the page by their names, opening the line behind which a language stands."""
    for name, text in texts.items():
        field = f"[name='{name}']"
        for folded in page.locator("main details:not([open])", has=page.locator(field)).all():
            folded.locator("summary").click()
        page.locator(f"main {field}").fill(text)


def letter_to(site: Site, address: str, path: str, *, about: str = "") -> str:
    """Wait for the newest letter to an address that links to `path`, and holds the words `about`; return the link."""
    for _turn in range(100):
        for file in sorted(Path(site.environment["PARVIS_HOME"], "outbox").glob("*.eml"), reverse=True):
            letter = message_from_bytes(file.read_bytes(), policy=policy.default)
            text = letter.get_body(("plain",)).get_content() if letter["To"] == address else ""
            if about in text and (found := re.search(rf"http\S+{path}\S+", text)):
                return found[0]
        time.sleep(0.2)
    raise AssertionError("No letter came.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(home: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "PYTEST_", "DJANGO_"))}
    if "REDIS_URL" in kept:
        # Not the one which other tests empty: the site's counts would go with it.
        server, number = kept["REDIS_URL"].rsplit("/", 1)[0], os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]
        kept["REDIS_URL"] = f"{server}/{FIRST_REDIS + int(number)}"
    return {
        **kept,
        "PARVIS_HOME": str(home),
        "PORT": str(port),
        "PARVIS_BASE_URL": f"http://localhost:{port}",
        "PARVIS_MAIL_IN": "@ideas.example.org",
        "PYTHONPATH": str(ROOT),
    }


class _database:
    """A database of the site's own on the server of DATABASE_URL; nothing to do for SQLite, which lives in its folder."""

    def __init__(self, environment: dict[str, str], name: str) -> None:
        self.environment, self.name = environment, name
        self.server = environment.get("DATABASE_URL", "")

    def __enter__(self) -> None:
        if not self.server.startswith("postgres"):
            self.environment.pop("DATABASE_URL", None)
            return
        self._execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)', f'CREATE DATABASE "{self.name}"')
        self.environment["DATABASE_URL"] = urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}"))

    def __exit__(self, *trouble: object) -> None:
        if self.server.startswith("postgres"):
            self._execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _execute(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "The server stopped."
        try:
            urllib.request.urlopen(f"{url}/en/", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"Nothing answers at {url}.")
