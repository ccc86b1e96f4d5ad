"""The database itself refuses to change or remove what was recorded, whoever asks, on both engines."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = {
    "record_entry_no_update": """
        CREATE TRIGGER record_entry_no_update BEFORE UPDATE ON record_entry
        BEGIN SELECT RAISE(ABORT, 'The record is append-only: an entry is never changed.'); END""",
    "record_entry_no_delete": """
        CREATE TRIGGER record_entry_no_delete BEFORE DELETE ON record_entry
        BEGIN SELECT RAISE(ABORT, 'The record is append-only: an entry is never removed.'); END""",
    # Without this one, INSERT OR REPLACE would slip past the two above.
    "record_entry_in_order": """
        CREATE TRIGGER record_entry_in_order BEFORE INSERT ON record_entry
        WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq) + 1, 0) FROM record_entry)
        BEGIN SELECT RAISE(ABORT, 'The record is append-only: the next entry follows the last.'); END""",
    "record_checkpoint_no_update": """
        CREATE TRIGGER record_checkpoint_no_update BEFORE UPDATE ON record_checkpoint
        BEGIN SELECT RAISE(ABORT, 'The record is append-only: a checkpoint is never changed.'); END""",
    "record_checkpoint_no_delete": """
        CREATE TRIGGER record_checkpoint_no_delete BEFORE DELETE ON record_checkpoint
        BEGIN SELECT RAISE(ABORT, 'The record is append-only: a checkpoint is never removed.'); END""",
    "record_checkpoint_once": """
        CREATE TRIGGER record_checkpoint_once BEFORE INSERT ON record_checkpoint
        WHEN EXISTS (SELECT 1 FROM record_checkpoint WHERE size = NEW.size OR id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'The record is append-only: a checkpoint is never replaced.'); END""",
    "record_tile_no_update": """
        CREATE TRIGGER record_tile_no_update BEFORE UPDATE ON record_tile
        BEGIN SELECT RAISE(ABORT, 'The record is append-only: a tile is never changed.'); END""",
    "record_tile_no_delete": """
        CREATE TRIGGER record_tile_no_delete BEFORE DELETE ON record_tile
        BEGIN SELECT RAISE(ABORT, 'The record is append-only: a tile is never removed.'); END""",
    "record_tile_once": """
        CREATE TRIGGER record_tile_once BEFORE INSERT ON record_tile
        WHEN EXISTS (SELECT 1 FROM record_tile WHERE id = NEW.id)
            OR EXISTS (SELECT 1 FROM record_tile WHERE level = NEW.level AND "index" = NEW."index")
        BEGIN SELECT RAISE(ABORT, 'The record is append-only: a tile is never replaced.'); END""",
    "record_secret_no_update": """
        CREATE TRIGGER record_secret_no_update BEFORE UPDATE ON record_secret
        BEGIN SELECT RAISE(ABORT, 'A secret of the record is erased or kept, never changed.'); END""",
}

_POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The record is append-only: % of % is refused.', TG_OP, TG_TABLE_NAME; END $$"""
_POSTGRESQL = {
    "record_entry_append_only": """
        CREATE TRIGGER record_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_entry
        FOR EACH STATEMENT EXECUTE FUNCTION record_refuse()""",
    "record_checkpoint_append_only": """
        CREATE TRIGGER record_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_checkpoint
        FOR EACH STATEMENT EXECUTE FUNCTION record_refuse()""",
    "record_tile_append_only": """
        CREATE TRIGGER record_tile_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_tile
        FOR EACH STATEMENT EXECUTE FUNCTION record_refuse()""",
    "record_secret_no_update": """
        CREATE TRIGGER record_secret_no_update BEFORE UPDATE ON record_secret
        FOR EACH STATEMENT EXECUTE FUNCTION record_refuse()""",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place. A later migration that rebuilds one of these tables calls this again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for statement in _triggers(connection).values():
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for the way back of a migration, and for tests that empty the database."""
    tables = {"record_entry", "record_checkpoint", "record_tile", "record_secret"}
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            if connection.vendor == "postgresql":
                table = next(table for table in tables if name.startswith(table))
                cursor.execute("DROP TRIGGER IF EXISTS %s ON %s" % (name, table))  # noqa: UP031 - our own names
            else:
                cursor.execute("DROP TRIGGER IF EXISTS %s" % name)  # noqa: UP031 - our own names
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS record_refuse()")


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that should be in place and are not."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return set(_triggers(connection)) - {name for (name,) in cursor.fetchall()}


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Do without the triggers inside the block, as a thief with the keys of the database would. For tests."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def install_by_migration(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way forth of a migration."""
    install(schema_editor.connection)


def remove_by_migration(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back of a migration."""
    remove(schema_editor.connection)


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
