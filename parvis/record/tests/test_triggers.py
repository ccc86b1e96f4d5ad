"""The database refuses what the code would never do."""

import pytest
from django.db import DatabaseError, connection, transaction

from parvis.record import signing, triggers
from parvis.record.models import Checkpoint, Entry, Tile
from parvis.record.tests.factories import receive, receive_many

pytestmark = pytest.mark.django_db

CHANGES = [
    "UPDATE record_entry SET verb = 'idea.lost' WHERE seq = 3",
    "UPDATE record_entry SET leaf = leaf",
    "DELETE FROM record_entry WHERE seq = 3",
    "UPDATE record_checkpoint SET size = 1",
    "DELETE FROM record_checkpoint",
    "UPDATE record_tile SET root = hashes",
    "DELETE FROM record_tile",
    "UPDATE record_secret SET value = '\"another\"'",
]
ONLY_SQLITE = [
    "INSERT OR REPLACE INTO record_entry SELECT seq, at, 'idea.lost', subject_type, subject_key, role, leaf, leaf_hash"
    " FROM record_entry WHERE seq = 3",
    "INSERT INTO record_entry SELECT seq + 1000, at, verb, subject_type, subject_key, role, leaf, leaf_hash"
    " FROM record_entry WHERE seq = 3",
    "REPLACE INTO record_checkpoint SELECT * FROM record_checkpoint",
    "REPLACE INTO record_tile SELECT * FROM record_tile",
]
ONLY_POSTGRESQL = ["TRUNCATE record_entry CASCADE", "TRUNCATE record_checkpoint", "TRUNCATE record_tile"]


@pytest.mark.parametrize("statement", CHANGES + (ONLY_SQLITE if connection.vendor == "sqlite" else ONLY_POSTGRESQL))
def test_no_statement_changes_or_removes_what_was_recorded(statement: str):
    receive("Open the budget")
    receive_many(300)
    signing.sign_checkpoint()
    before = (list(Entry.objects.values()), list(Checkpoint.objects.values()), list(Tile.objects.values()))

    # On PostgreSQL, what was written is otherwise still being checked, and that alone would refuse.
    connection.check_constraints()
    with (
        pytest.raises(DatabaseError, match=r"append-only|never changed|refused"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert (list(Entry.objects.values()), list(Checkpoint.objects.values()), list(Tile.objects.values())) == before


def test_the_triggers_are_in_place_and_come_back_after_being_lifted():
    assert not triggers.missing(connection)
    with triggers.lifted(connection):
        assert triggers.missing(connection)
    assert not triggers.missing(connection)
