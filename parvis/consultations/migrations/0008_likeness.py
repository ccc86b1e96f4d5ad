"""Keep the prints of contributions, and an index of their keys that the database keeps by itself.

A later migration that rebuilds the table on SQLite (Django does so to alter a column) must make the triggers again.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    """
    CREATE VIRTUAL TABLE consultations_likeness_index USING fts5(
        keys, content = 'consultations_likeness', content_rowid = 'contribution_id', columnsize = 0, detail = 'none',
        tokenize = "ascii"
    )
    """,
    """
    CREATE TRIGGER consultations_likeness_insert AFTER INSERT ON consultations_likeness BEGIN
        INSERT INTO consultations_likeness_index(rowid, keys) VALUES (new.contribution_id, new.keys);
    END
    """,
    """
    CREATE TRIGGER consultations_likeness_delete AFTER DELETE ON consultations_likeness BEGIN
        INSERT INTO consultations_likeness_index(consultations_likeness_index, rowid, keys)
        VALUES ('delete', old.contribution_id, old.keys);
    END
    """,
    """
    CREATE TRIGGER consultations_likeness_update AFTER UPDATE OF keys ON consultations_likeness
    WHEN old.keys <> new.keys BEGIN
        INSERT INTO consultations_likeness_index(consultations_likeness_index, rowid, keys)
        VALUES ('delete', old.contribution_id, old.keys);
        INSERT INTO consultations_likeness_index(rowid, keys) VALUES (new.contribution_id, new.keys);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER consultations_likeness_update",
    "DROP TRIGGER consultations_likeness_delete",
    "DROP TRIGGER consultations_likeness_insert",
    "DROP TABLE consultations_likeness_index",
]

# Without fastupdate, since each key looked up would read through all that was set aside. The function looks nowhere
# but in the index, whatever the planner thinks: a key is in few rows, and a LIMIT makes reading them all look cheap.
POSTGRESQL = [
    """
    CREATE INDEX consultations_likeness_index ON consultations_likeness
    USING gin (string_to_array(keys, ' ')) WITH (fastupdate = off)
    """,
    """
    CREATE FUNCTION parvis_likeness_sharing(wanted text[], most int) RETURNS SETOF bigint
    LANGUAGE sql STABLE SET enable_seqscan = off AS $$
        SELECT found.contribution_id
        FROM unnest(wanted) AS key, LATERAL (
            SELECT contribution_id FROM consultations_likeness
            WHERE string_to_array(keys, ' ') @> ARRAY[key] LIMIT most
        ) AS found
    $$
    """,
]
POSTGRESQL_BACK = [
    "DROP FUNCTION parvis_likeness_sharing(text[], int)",
    "DROP INDEX consultations_likeness_index",
]


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unmake(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove it."""
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Keep what is needed to find near repeats."""

    dependencies = [("consultations", "0007_mail")]
    operations = [
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="likeness",
                        serialize=False,
                        to="consultations.contribution",
                    ),
                ),
                ("exact", models.BigIntegerField()),
                ("pieces", models.PositiveSmallIntegerField()),
                ("sketch", models.BinaryField()),
                ("keys", models.TextField(blank=True)),
                ("is_sought", models.BooleanField(default=False)),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="relatives",
                        to="consultations.contribution",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["exact", "contribution"], name="likeness_exact"),
                    models.Index(
                        condition=models.Q(("is_sought", False)), fields=["contribution"], name="likeness_not_sought"
                    ),
                ],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
