"""A database that takes nothing for a while, in the ways that happen: each a real failure of the real thing."""

import sqlite3
from contextlib import contextmanager

from django.db import connection, transaction


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


@contextmanager
def full():
    """A disk that has no room for one page more."""
    run("VACUUM")
    (pages,) = run("PRAGMA page_count")
    run(f"PRAGMA max_page_count = {pages}")
    yield
    run("PRAGMA max_page_count = 1073741823")


@contextmanager
def locked():
    """Another program that writes, and does not come to an end."""
    run("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()
    run("PRAGMA busy_timeout = 20000")


@contextmanager
def read_only():
    """A database that may be read only."""
    if connection.vendor == "sqlite":
        run("PRAGMA query_only = ON")
        yield
        run("PRAGMA query_only = OFF")
    elif connection.in_atomic_block:
        with transaction.atomic():
            run("SET TRANSACTION READ ONLY")
            yield
            transaction.set_rollback(True)
    else:
        run("SET default_transaction_read_only = on")
        yield
        run("SET default_transaction_read_only = off")


@contextmanager
def server_full():
    """A server whose disk has no room: every table answers what PostgreSQL answers then."""
    run(
        "CREATE FUNCTION out_of_room() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$"
    )
    for table in connection.introspection.table_names():
        run(f'CREATE TRIGGER out_of_room BEFORE INSERT OR UPDATE OR DELETE ON "{table}" EXECUTE FUNCTION out_of_room()')
    yield
    run("DROP FUNCTION out_of_room CASCADE")


@contextmanager
def lost():
    """A server that closes the connection under our hands."""
    other = connection.copy()
    (process,) = run("SELECT pg_backend_pid()")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [process])
    other.close()
    yield
    connection.close()


@contextmanager
def gone():
    """A server, or a file, that is not there."""
    before = dict(connection.settings_dict)
    connection.close()
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = "/nowhere/parvis.sqlite3"
    else:
        options = {name: value for name, value in before["OPTIONS"].items() if name != "pool"}
        connection.settings_dict.update(PORT="1", OPTIONS=options)
    yield
    connection.close()
    connection.settings_dict.update(before)


no_room = full if connection.vendor == "sqlite" else server_full
WAYS = [no_room, read_only, gone, locked if connection.vendor == "sqlite" else lost]
