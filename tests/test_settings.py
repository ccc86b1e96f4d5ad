"""What an installation may choose, and how it is told that a choice cannot be."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from parvis import environment
from parvis.environment import Environment


def read(value, parse, **more):
    return Environment({"NAME": value}).read("NAME", "", parse, says="", example="an example", **more)


@pytest.mark.parametrize(
    ("parse", "value", "sentence"),
    [
        (environment.yes_or_no, "maybe", "NAME is “maybe”, and must be yes or no, for example: an example"),
        (environment.port, "eighty", "must be a port number"),
        (environment.port, "0", "must be a port number"),
        (environment.port, "65536", "must be a port number"),
        (environment.port, "８０００", "must be a port number"),
        (environment.time_zone, "Mars/Phobos", "must be a time zone"),
        (environment.address, "nobody", "must be an e-mail address"),
        (environment.address, "a@b.org\nBcc: c@d.org", "must be an e-mail address"),
        (environment.address, "Parvis <a b@example.org>", "must be an e-mail address"),
        (environment.address, "Parvis <parvis@example.org", "must be an e-mail address"),
        (environment.url, "parvis.example.org", "must be an address with http or https"),
        (environment.url, "https://parvis.example.org/path", "must be an address with http or https"),
        (environment.url, "ftp://parvis.example.org", "must be an address with http or https"),
        (environment.url, "https://parvis.example.org:port", "must be an address whose port is a number"),
        (environment.url, "https://me@parvis.example.org", "must be an address with http or https"),
        (environment.url, "https://parvis.example.org#top", "must be an address with http or https"),
        (environment.url, "https://parvis example.org", "must be an address with http or https"),
        (environment.url, "https://été.example.org", "must be an address with http or https"),
        (environment.some_of({"en": "", "fr": ""}), "en,de", "must be a list drawn from en, fr"),
        (environment.some_of({"en": "", "fr": ""}), "en,en", "must be a list drawn from en, fr"),
        (environment.networks, "10.0.0.0/99", "must be a list of addresses or networks"),
        (environment.hosts_and_ports, "example.org", "must be a list of hosts with their ports"),
        (environment.hosts_and_ports, "example.org:443, :80", "must be a list of hosts with their ports"),
        (environment.redis, "memcached://localhost", "must be an address that begins with redis://"),
        (environment.cluster, "http://scheduler:8786", "must be an address that begins with tcp://"),
        (environment.cluster, "tcp://scheduler", "names a port"),
        (environment.database, "mysql://localhost/parvis", "must be an address that begins with postgres://"),
        (environment.database, "postgres://localhost", "names a database"),
        (environment.mail, "mail.example.org", "must be an address that begins with smtps://"),
        (environment.mail, "file:outbox", "must be an address that begins with smtps://"),
        (environment.mail, "smtp://me:secret@mail.example.org", "must not travel in clear"),
        (environment.mailbox_or_domain, "ideas", "must be an e-mail address, or @ and a domain"),
        (environment.mailbox_or_domain, "a+b@example.org", "must be an e-mail address, or @ and a domain"),
        (environment.mailbox_or_domain, "@exa mple.org", "must be an e-mail address, or @ and a domain"),
        (environment.account, "http://me:secret@bsky.social", "must be an address that begins with https://"),
        (environment.account, "https://bsky.social", "must be https://, an account, its password and a host"),
        (environment.imap, "imap://me:secret@mail.example.org", "must not travel in clear"),
        (environment.imap, "imaps://mail.example.org", "with a user and a host"),
        (environment.imap, "pop3://me:secret@mail.example.org", "must be an address that begins with imaps://"),
        (environment.secret_key, "short", "must be at least 50 characters long"),
        (environment.folder, __file__, "must be a folder"),
    ],
)
def test_a_malformed_value_is_refused_in_one_sentence(parse, value, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(value, parse)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("value", ["mysql://me:hunter2@localhost/parvis", "postgres://me:hunter2#@localhost/parvis"])
def test_a_secret_is_not_repeated_in_the_sentence_that_refuses_it(value):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(value, environment.database, secret=True)
    assert "hunter2" not in str(refusal.value)


def test_a_name_nobody_reads_stops_the_start_and_shows_those_that_are_read():
    given = Environment({"PARVIS_TIMEZONE": "UTC", "HOME": "/root"})
    given.read("PARVIS_TIME_ZONE", "UTC", says="", example="")
    with pytest.raises(ImproperlyConfigured, match=r"PARVIS_TIMEZONE is not a setting of Parvis.*PARVIS_TIME_ZONE"):
        given.refuse_unknown("PARVIS_")


def test_an_empty_value_counts_as_absent():
    assert Environment({"PORT": " "}).read("PORT", "8000", environment.port, says="", example="") == 8000


def test_sqlite_makes_writers_wait_and_puts_every_commit_on_the_disk():
    entry = environment.database("sqlite:////var/lib/parvis/parvis.sqlite3")
    assert entry["NAME"] == Path("/var/lib/parvis/parvis.sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL;PRAGMA synchronous=FULL" in entry["OPTIONS"]["init_command"]


def test_postgresql_comes_with_a_pool():
    entry = environment.database("postgres://me:p%40ss@db.example.org:5433/parvis?sslmode=require")
    assert (entry["HOST"], entry["PORT"], entry["NAME"], entry["PASSWORD"]) == (
        "db.example.org",
        5433,
        "parvis",
        "p@ss",
    )
    assert entry["OPTIONS"] == {"sslmode": "require", "pool": {"min_size": 2, "max_size": 8, "timeout": 10}}


@pytest.mark.parametrize(
    ("value", "port", "encryption"),
    [
        ("smtps://me:p%40ss@mail.example.org", 465, {"use_ssl": True, "use_tls": False}),
        ("smtp+tls://me:p%40ss@mail.example.org", 587, {"use_ssl": False, "use_tls": True}),
        ("smtp://me:p%40ss@localhost:2525", 2525, {"use_ssl": False, "use_tls": False}),
    ],
)
def test_mail_leaves_as_its_address_says(value, port, encryption):
    options = environment.mail(value)["OPTIONS"]
    assert options["port"] == port
    assert options["password"] == "p@ss"
    assert encryption.items() <= options.items()


def test_mail_is_written_to_files_until_a_server_is_named(tmp_path):
    assert environment.mail(f"file://{tmp_path}")["OPTIONS"] == {"folder": tmp_path}


def test_the_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "secret-key"
    key = environment.kept_secret(path)
    assert len(key) >= 50
    assert environment.kept_secret(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def start(tmp_path, **given):
    """What the console says when it starts in an environment that holds nothing but `given`."""
    script = (
        "import django; django.setup(); from django.conf import settings as s; print(eval(__import__('sys').argv[1]))"
    )
    ask = given.pop("ask", "s.BASE_URL.geturl()")
    command = [sys.executable, "-c", script, ask] if "argv" not in given else [sys.executable, *given.pop("argv")]
    values = {"PATH": os.environ["PATH"], "PARVIS_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "parvis.settings"}
    return subprocess.run(command, env=values | given, cwd=settings.ROOT, capture_output=True, text=True, timeout=60)


def test_the_console_says_why_it_cannot_start_and_nothing_else(tmp_path):
    said = start(tmp_path, argv=["-m", "parvis", "check"], PARVIS_COLOUR="blue")
    assert said.returncode == 1
    assert said.stderr.startswith("Parvis cannot start: PARVIS_COLOUR is not a setting of Parvis.")
    assert said.stderr.count("\n") == 1


def test_a_home_that_cannot_be_made_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    said = start(tmp_path, argv=["-m", "parvis", "check"], PARVIS_HOME=str(tmp_path / "file" / "var"))
    assert said.stderr == f"Parvis cannot start: {tmp_path}/file/var cannot be used (Not a directory).\n"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("sqlite:////nowhere/parvis.sqlite3", "unable to open database file"),
        (f"sqlite:///{__file__}", "file is not a database"),
        ("postgres://parvis@127.0.0.1:1/parvis", "Connection refused"),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_in_one_sentence(tmp_path, address, reason):
    said = start(tmp_path, argv=["-m", "parvis", "prepare"], DATABASE_URL=address)
    assert said.returncode == 1
    assert said.stderr.startswith("CommandError: The database of DATABASE_URL cannot be used (")
    assert reason in said.stderr
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["a#b", "a?b", "a%20b", "a b"])
def test_everything_is_kept_in_a_home_of_any_name(tmp_path, name):
    ask = "(s.DATABASES['default']['NAME'].parent, s.MAILERS['default']['OPTIONS']['folder'].parent)"
    said = start(tmp_path, ask=ask, PARVIS_HOME=str(tmp_path / name))
    assert said.stdout.strip() == str((tmp_path / name, tmp_path / name))


@pytest.mark.parametrize(
    ("given", "ask", "answer"),
    [
        ({}, "s.ALLOWED_HOSTS", "['localhost', '127.0.0.1', '[::1]']"),
        ({"PORT": "8123"}, "s.BASE_URL.geturl()", "http://localhost:8123"),
        ({}, "(s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)", "(False, 0)"),
        ({"PARVIS_BASE_URL": "https://x.example"}, "(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)", "(True, True)"),
        ({"PARVIS_BASE_URL": "https://x.example"}, "s.SECURE_HSTS_SECONDS", "31536000"),
        ({"PARVIS_BASE_URL": "https://x.example"}, "s.ALLOWED_HOSTS", "['x.example']"),
        (
            {"PARVIS_LANGUAGES": "fr,en"},
            "(s.LANGUAGE_CODE, s.LANGUAGES)",
            "('fr', [('fr', 'Français'), ('en', 'English')])",
        ),
        ({}, "s.DEBUG", "False"),
        ({}, "s.STORAGES['staticfiles']['BACKEND']", "whitenoise.storage.CompressedManifestStaticFilesStorage"),
        ({}, "[name for name in vars(__import__('parvis.settings').settings) if name.startswith('EMAIL_')]", "[]"),
    ],
)
def test_what_a_choice_means(tmp_path, given, ask, answer):
    assert start(tmp_path, ask=ask, **given).stdout.strip() == answer


def test_a_request_for_another_site_leaves_no_line_in_the_log(tmp_path):
    ask = "__import__('logging').getLogger('django.security.DisallowedHost').error('Invalid HTTP_HOST header')"
    assert start(tmp_path, ask=ask).stderr == ""


def test_the_policy_for_browsers_lets_in_nothing_from_elsewhere_and_nothing_inline():
    assert settings.SECURE_CSP["default-src"] == ["'none'"]
    assert settings.SECURE_CSP["script-src"] == settings.SECURE_CSP["style-src"] == ["'self'"]
    assert not any("unsafe" in value or "nonce" in value for values in settings.SECURE_CSP.values() for value in values)
