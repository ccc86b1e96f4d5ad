"""Reads settings from the environment: each is declared once, explained, and refused when malformed."""

import ipaddress
import os
import re
import secrets
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MAILBOX = re.compile(r"[^\s@]+@[^\s@]+")
HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f.]*:[0-9a-f.:]+")


@dataclass(frozen=True)
class Setting:
    """One name of the environment, as the documentation shows it."""

    name: str
    default: str
    says: str
    example: str


class Environment:
    """The names Parvis reads, in the order they are read."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.settings: list[Setting] = []

    def read(
        self,
        name: str,
        default: str,
        parse: Callable[[str], Any] = str,
        *,
        says: str,
        example: str,
        shown: str | None = None,
        secret: bool = False,
    ) -> Any:
        """The parsed value of `name`; a sentence and no start when it is malformed. Empty means absent.

        `shown` is the default as the documentation words it. A `secret` value is never repeated in a message.
        """
        self.settings.append(Setting(name, default if shown is None else shown, says, example))
        value = self.values.get(name, "").strip() or default
        try:
            return parse(value)
        except ValueError as wrong:
            quoted = name if secret else f"{name} is “{value}”, and"
            raise ImproperlyConfigured(f"{quoted} must be {wrong}, for example: {example}") from None

    def refuse_unknown(self, prefix: str) -> None:
        """Stop on a name nobody reads: it is most often a slip of the pen in one that matters."""
        known = {setting.name for setting in self.settings}
        for name in sorted(self.values):
            if name.startswith(prefix) and name not in known:
                raise ImproperlyConfigured(
                    f"{name} is not a setting of Parvis. Its settings are: {', '.join(sorted(known))}."
                )


def yes_or_no(value: str) -> bool:
    """A switch."""
    if value.lower() not in {"yes", "no"}:
        raise ValueError("yes or no")
    return value.lower() == "yes"


def folder(value: str) -> Path:
    """An absolute folder; it need not exist yet."""
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError("a folder")
    return path


def port(value: str) -> int:
    """A TCP port."""
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise ValueError("a port number between 1 and 65535")
    return int(value)


def whole_number(most: int) -> Callable[[str], int]:
    """A reader of a number from nought to `most`."""

    def parse(value: str) -> int:
        if not (value.isascii() and value.isdigit() and int(value[:12]) <= most):
            raise ValueError(f"a whole number from 0 to {most}")
        return int(value)

    return parse


def time_zone(value: str) -> str:
    """A name of the IANA time zone database."""
    if value not in zoneinfo.available_timezones():
        raise ValueError("a time zone of the IANA database")
    return value


def address(value: str) -> str:
    """A mailbox, with or without a name before it."""
    _, mailbox = parseaddr(value)
    is_whole = value == mailbox or value.endswith(f"<{mailbox}>")
    if not MAILBOX.fullmatch(mailbox) or not is_whole or not value.isprintable():
        raise ValueError("an e-mail address")
    return value


def url(value: str) -> SplitResult:
    """Where people reach the site: scheme and host, nothing before or after."""
    parts = split(value)
    says_more = parts.username is not None or parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in {"http", "https"} or not HOST.fullmatch(parts.hostname or "") or says_more:
        raise ValueError("an address with http or https and a host as browsers send it (letters a to z), and no path")
    return parts


LOCAL = {"localhost", "127.0.0.1", "::1"}
IMAP_PORTS = {"imap": 143, "imap+tls": 143, "imaps": 993}


def split(value: str) -> SplitResult:
    """The parts of an address whose port, if any, is a number."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        # The reason of the library may hold a piece of a password.
        raise ValueError("an address whose port is a number and whose password has %23 for #, %2F for /") from None
    return parts


def secret_key(value: str) -> str:
    """A key long enough that nobody guesses it."""
    if value and len(value) < 50:
        raise ValueError("at least 50 characters long")
    return value


def some_of(names: Mapping[str, str]) -> Callable[[str], list[str]]:
    """A reader of a comma-separated list drawn from `names`, each at most once."""

    def parse(value: str) -> list[str]:
        chosen = [name.strip() for name in value.split(",")]
        if len(set(chosen)) != len(chosen) or not set(chosen) <= set(names):
            raise ValueError(f"a list drawn from {', '.join(names)}, separated by commas")
        return chosen

    return parse


def networks(value: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """A comma-separated list of addresses and networks."""
    try:
        return [ipaddress.ip_network(name.strip()) for name in value.split(",") if name.strip()]
    except ValueError:
        raise ValueError("a list of addresses or networks, separated by commas") from None


def hosts_and_ports(value: str) -> frozenset[str]:
    """A comma-separated list of hosts, each with a port, as `host:port` in lower case."""
    named = [name.strip().lower() for name in value.split(",") if name.strip()]
    for name in named:
        host, _, number = name.rpartition(":")
        try:
            port(number)
        except ValueError:
            host = ""
        if not host:
            raise ValueError("a list of hosts with their ports, separated by commas")
    return frozenset(named)


def redis(value: str) -> str:
    """The address of a server that speaks the Redis protocol, or nothing."""
    if value and (split(value).scheme not in {"redis", "rediss", "unix"}):
        raise ValueError("an address that begins with redis://, rediss:// or unix://")
    return value


def cluster(value: str) -> str:
    """The address of the scheduler of a cluster, or nothing."""
    if value and (split(value).scheme not in {"tcp", "tls"} or not split(value).port):
        raise ValueError("an address that begins with tcp:// or tls:// and names a port")
    return value


def database(value: str) -> dict[str, Any]:
    """Django's entry for a database address (SQLite or PostgreSQL)."""
    parts = split(value)
    if parts.scheme == "sqlite" and not parts.netloc and parts.path not in {"", "/"}:
        return sqlite(Path(unquote(parts.path[1:] if parts.path.startswith("//") else parts.path)))
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return postgresql(value)
    raise ValueError("an address that begins with postgres:// or sqlite:/// and names a database")


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite so set that concurrent writers wait for each other, and a thank-you survives a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE: a transaction that reads, then writes, waits for its turn instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was answered with "thank you" is on the disk. secure_delete: what was erased is not left in a free
            # page. The rest is memory for speed.
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=27103364"
            ),
        },
        # A file, not memory: tests of two people at once then meet the locks of the real thing.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }


def postgresql(value: str) -> dict[str, Any]:
    """PostgreSQL behind a pool: a connection per request would more than double the cost of a page."""
    # Imported here: only this engine needs it, and the console command starts faster without.
    import dj_database_url

    entry = dict(dj_database_url.parse(value, conn_max_age=0))
    # Whoever waits for a connection for ten seconds is told to come back, with their words, rather than left waiting.
    pool = {"min_size": 2, "max_size": 8, "timeout": 10}
    entry["OPTIONS"] = {**entry.get("OPTIONS", {}), "pool": pool}
    return entry


def mail(value: str) -> dict[str, Any]:
    """Django's mailer for an address: files in a folder, or a mail server."""
    parts = split(value)
    if parts.scheme == "file" and parts.path.startswith("/"):
        return {
            "BACKEND": "parvis.core.mail.files.OutboxBackend",
            "OPTIONS": {"folder": Path(unquote(parts.path))},
        }
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise ValueError("an address that begins with smtps://, smtp+tls://, smtp:// or file:///")
    if parts.scheme == "smtp" and parts.password and parts.hostname not in LOCAL:
        raise ValueError("smtps:// or smtp+tls:// when it holds a password, which must not travel in clear")
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": smtp(parts, ports[parts.scheme])}


def smtp(parts: SplitResult, usual_port: int) -> dict[str, Any]:
    """The options of a mail server; a server that does not answer within 20 seconds is tried again later."""
    return {
        "host": parts.hostname,
        "port": parts.port or usual_port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }


@contextmanager
def told_when_unusable(path: Path) -> Iterator[None]:
    """Say in a sentence what the system says of a file or folder that cannot be made or read."""
    try:
        yield
    except OSError as error:
        raise ImproperlyConfigured(f"{path} cannot be used ({error.strerror}).") from None


def home(path: Path) -> Path:
    """The folder itself, made at the first start for its owner alone."""
    with told_when_unusable(path):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def account(value: str) -> SplitResult | None:
    """An account with its password on a server that speaks https, or nothing."""
    if not value:
        return None
    parts = split(value)
    if parts.scheme != "https" and parts.hostname not in LOCAL:
        raise ValueError("an address that begins with https://")
    if not (parts.hostname and parts.username and parts.password) or parts.path.strip("/"):
        raise ValueError("https://, an account, its password and a host, and no path")
    return parts


def translator(value: str) -> tuple[str, str] | None:
    """The address of a machine that translates, and the key it asks for, written before its host; or nothing."""
    if not value:
        return None
    parts = split(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ValueError(
            "an address that begins with https://, with a key, if one is needed, written :key@ before its host"
        )
    if parts.scheme == "http" and parts.password and parts.hostname not in LOCAL:
        raise ValueError("https://, since the key must not travel in clear")
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(), unquote(parts.password or "")


def mailbox_or_domain(value: str) -> str:
    """An address, or a whole domain written `@domain`, in lower case; or nothing."""
    local, at, domain = value.lower().rpartition("@")
    is_sound = re.fullmatch(r"[a-z0-9._-]{0,40}", local) and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", domain)
    if value and not (at and is_sound):
        raise ValueError("an e-mail address, or @ and a domain")
    return value.lower()


def imap(value: str) -> SplitResult | None:
    """A mailbox on an IMAP server, or nothing."""
    if not value:
        return None
    parts = split(value)
    if parts.scheme not in IMAP_PORTS or not parts.hostname or not parts.username:
        raise ValueError("an address that begins with imaps://, imap+tls:// or imap://, with a user and a host")
    if parts.scheme == "imap" and parts.hostname not in LOCAL:
        raise ValueError("imaps:// or imap+tls://, since the password must not travel in clear")
    return parts


def kept_secret(path: Path) -> str:
    """The key in `path`, made at the first start and readable by its owner alone."""
    with told_when_unusable(path):
        return made_once(path)


def made_once(path: Path) -> str:
    """What `path` holds, once somebody has written a key there."""
    if not path.exists():
        # Written apart, then linked: of two processes that start together one wins, and none reads half a key.
        draft = path.with_name(f".{path.name}-{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
