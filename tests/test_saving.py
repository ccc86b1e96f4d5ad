"""`deploy/backup` and `deploy/restore`: what was saved comes back whole, wherever the database lies."""

import os
import subprocess
import uuid

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.source import ROOT

PLACES = ["in its home", "elsewhere"] if connection.vendor == "sqlite" else ["on a server"]


@pytest.fixture
def database(tmp_path):
    """Give the address of an empty database at a place; empty when it is the usual one."""
    made = []

    def create(place):
        if place != "on a server":
            return f"sqlite:///{tmp_path}/{uuid.uuid4()}%20data.sqlite3" if place == "elsewhere" else ""
        made.append(f"saving_{uuid.uuid4().hex}")
        on_server(f"CREATE DATABASE {made[-1]}")
        return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{made[-1]}"

    yield create
    for name in made:
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


def on_server(statement):
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(statement)


@pytest.fixture
def site(tmp_path):
    """Write the environment of a site, whose home has a space in its name."""

    def make(name, address):
        path = tmp_path / f"{name}.env"
        values = {"PARVIS_HOME": str(tmp_path / f"{name} home")} | ({"DATABASE_URL": address} if address else {})
        path.write_text("".join(f'{key}="{value}"\n' for key, value in values.items()))
        return path, {"PATH": os.environ["PATH"], "HOME": str(tmp_path)} | values

    return make


def run(*command, env=None):
    plain = env or {"PATH": os.environ["PATH"]}
    return subprocess.run([*map(str, command)], env=plain, cwd=ROOT, capture_output=True, text=True, timeout=120)


def parvis(env, *verb):
    done = run(settings.ROOT / ".venv" / "bin" / "parvis", *verb, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("place", PLACES)
def test_a_site_that_was_saved_comes_back(tmp_path, site, database, place):
    old, env = site("old", database(place))
    parvis(env, "prepare")
    parvis(env, "name-keeper", "dana@example.org")
    parvis(env, "sign-checkpoint")
    archive = run("deploy/backup", old, tmp_path / "backups").stdout.strip()

    new, env = site("new", database(place))
    done = run("deploy/restore", new, archive)
    assert "The record localhost:8000/record is intact: 1 entries" in done.stdout, done.stderr
    assert "dana@example.org" in parvis(env, "shell", "-v0", "-c", NAMES)


NAMES = "from parvis.people.models import Person; print(*Person.objects.values_list('email', flat=True))"


def test_nothing_is_restored_over_what_is_there(tmp_path, site):
    path, env = site("old", "")
    parvis(env, "prepare")
    done = run("deploy/restore", path, tmp_path / "any.tar.gz")
    assert done.returncode == 1
    assert "is not empty: move it away first" in done.stderr


def test_a_database_that_is_not_there_is_not_saved_as_an_empty_one(tmp_path, site):
    path, _env = site("old", f"sqlite:///{tmp_path}/nowhere.sqlite3")
    done = run("deploy/backup", path, tmp_path / "backups")
    assert done.returncode != 0
    assert not (tmp_path / "nowhere.sqlite3").exists()
    assert not list(tmp_path.glob("backups/*"))
