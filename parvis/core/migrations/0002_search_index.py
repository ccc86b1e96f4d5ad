"""The index of the words of search documents, kept by the database itself.

A later migration that rebuilds the table on SQLite (Django does so to alter a column) must make the triggers again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Words are already folded: what stands between two spaces is one word. Every length of beginning up to 12 has its own
# index, for looking up a beginning without one reads all words that share it.
SQLITE = [
    """
    CREATE VIRTUAL TABLE core_search_index USING fts5(
        words, content = 'core_searchdocument', content_rowid = 'id', columnsize = 0, detail = 'none',
        prefix = '1 2 3 4 5 6 7 8 9 10 11 12', tokenize = "ascii tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER core_search_index_insert AFTER INSERT ON core_searchdocument BEGIN
        INSERT INTO core_search_index(rowid, words) VALUES (new.id, new.words);
    END
    """,
    """
    CREATE TRIGGER core_search_index_delete AFTER DELETE ON core_searchdocument BEGIN
        INSERT INTO core_search_index(core_search_index, rowid, words) VALUES ('delete', old.id, old.words);
    END
    """,
    """
    CREATE TRIGGER core_search_index_update AFTER UPDATE OF id, words ON core_searchdocument
    WHEN old.words <> new.words OR old.id <> new.id BEGIN
        INSERT INTO core_search_index(core_search_index, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO core_search_index(rowid, words) VALUES (new.id, new.words);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER core_search_index_update",
    "DROP TRIGGER core_search_index_delete",
    "DROP TRIGGER core_search_index_insert",
    "DROP TABLE core_search_index",
]

# Labels (which begin with _) are looked up whole, words by their beginnings; what begins with # tells in which
# windows of documents this one stands. COST: computing this for a row is dear, so an index is always the better way.
POSTGRESQL = [
    """
    CREATE FUNCTION parvis_search_lexemes(id bigint, words text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT COST 1000 AS $$
        SELECT array_to_tsvector(
            array(SELECT '#' || size || '.' || (id >> size) FROM unnest(array[8, 11, 14, 17, 20]) AS size) || array(
                SELECT left(word, size)
                FROM unnest(string_to_array(words, ' ')) AS word, generate_series(1, least(length(word), 12)) AS size
                WHERE left(word, 1) <> '_' OR size = length(word)
            )
        )
    $$
    """,
    """
    CREATE INDEX core_search_index ON core_searchdocument USING gin (parvis_search_lexemes(id, words))
    WITH (gin_pending_list_limit = 1024)
    """,
]
POSTGRESQL_BACK = ["DROP INDEX core_search_index", "DROP FUNCTION parvis_search_lexemes(bigint, text)"]


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unmake(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove it."""
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Index the words of search documents."""

    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
