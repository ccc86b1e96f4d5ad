"""Checkpoints promise; nothing is signed that breaks an earlier promise."""

import logging
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from parvis.core.rules import Refused
from parvis.record import files, signing, tasks, triggers
from parvis.record.models import Checkpoint, Entry, Position, Secret, Tile
from parvis.record.notes import VerifierKey, open_checkpoint
from parvis.record.tests.factories import receive, receive_many
from parvis.record.tree import root_of

pytestmark = pytest.mark.django_db


def forget_entries_from(seq: int) -> None:
    """Make of the database what an older backup of it would be."""
    with triggers.lifted(connection):
        Checkpoint.objects.filter(size__gt=seq).delete()
        Tile.objects.filter(level=0, index__gte=seq // 256).delete()
        Secret.objects.filter(entry__gte=seq).delete()
        Entry.objects.filter(seq__gte=seq).delete()
    Position.objects.filter(name=Position.HEAD).update(seq=seq)


def test_a_checkpoint_promises_all_entries_so_far():
    receive_many(700)
    checkpoint = signing.sign_checkpoint()

    assert checkpoint is not None
    found = open_checkpoint(checkpoint.note, VerifierKey.read(checkpoint.key))
    leaf_hashes = [bytes(hash_) for hash_ in Entry.objects.order_by("seq").values_list("leaf_hash", flat=True)]
    assert (found.size, found.root) == (700, root_of(leaf_hashes))
    assert found.origin == "localhost:8000/record"


def test_nothing_new_is_not_signed_again():
    assert signing.sign_checkpoint() is None
    receive()
    assert signing.sign_checkpoint() is not None
    assert signing.sign_checkpoint() is None
    assert Checkpoint.objects.count() == 1


def test_only_full_tiles_are_kept_and_each_once():
    for count in (200, 100, 65_536):
        receive_many(count)
        signing.sign_checkpoint()

    kept = list(Tile.objects.order_by("level", "index").values_list("level", "index"))
    assert kept == [(0, index) for index in range(257)] + [(1, 0)]
    assert files.tree(65_836).root() == bytes(Checkpoint.objects.get(size=65_836).root)


def test_earlier_roots_stay_what_they_were():
    roots = {}
    for count in (1, 255, 1, 300, 7):
        receive_many(count)
        checkpoint = signing.sign_checkpoint()
        assert checkpoint is not None
        roots[checkpoint.size] = bytes(checkpoint.root)

    tree = files.tree(564)
    assert {size: tree.root(size) for size in roots} == roots


def test_the_key_is_made_at_the_first_use_and_read_by_its_owner_alone(home: Path):
    receive()
    signing.sign_checkpoint()
    path = next((home / "record").glob("*.key"))

    assert path.stat().st_mode & 0o777 == 0o600
    receive()
    signing.sign_checkpoint()
    assert list((home / "record").glob("*.key")) == [path]


def test_the_name_of_the_record_stays_when_the_site_moves(settings: Settings):
    receive()
    signing.sign_checkpoint()
    settings.BASE_URL = settings.BASE_URL._replace(netloc="elsewhere.example")
    receive()
    checkpoint = signing.sign_checkpoint()

    assert checkpoint is not None
    assert checkpoint.note.startswith("localhost:8000/record\n2\n")


def test_a_changed_entry_is_never_signed_over():
    receive_many(10)
    signing.sign_checkpoint()
    with triggers.lifted(connection):
        Entry.objects.filter(seq=3).update(leaf_hash=bytes(32))
    receive()

    with pytest.raises(Refused, match="does not continue the checkpoint of 10 entries"):
        signing.sign_checkpoint()
    assert Checkpoint.objects.count() == 1


def test_a_removed_entry_is_never_signed_over():
    receive_many(10)
    signing.sign_checkpoint()
    with triggers.lifted(connection):
        Entry.objects.filter(seq=3).delete()
        Position.objects.filter(name=Position.HEAD).update(seq=11)

    with pytest.raises(Refused):
        signing.sign_checkpoint()


@pytest.mark.parametrize("later", [0, 5, 50])
def test_after_an_older_backup_is_restored_the_server_refuses_to_sign(later: int):
    receive_many(300)
    signing.sign_checkpoint()
    receive_many(10)
    signing.sign_checkpoint()
    forget_entries_from(300)
    if later:
        receive_many(later, verb="idea.liked")

    with pytest.raises(Refused, match=r"Was an older backup restored?"):
        signing.sign_checkpoint()
    with pytest.raises(CommandError, match="310 entries"):
        call_command("sign_checkpoint")


def test_the_scheduled_job_says_loudly_that_nothing_was_signed(caplog: pytest.LogCaptureFixture):
    for _ in range(2):
        receive()
        signing.sign_checkpoint()
    forget_entries_from(1)
    logging.getLogger("parvis").propagate = True
    tasks.sign_checkpoint()

    assert "No checkpoint was signed" in caplog.text


def test_a_lost_key_stops_the_signing_until_a_new_one_is_asked_for(home: Path):
    receive()
    signing.sign_checkpoint()
    next((home / "record").glob("*.key")).unlink()
    receive()

    with pytest.raises(Refused, match="Bring the file back"):
        signing.sign_checkpoint()
    out = StringIO()
    call_command("sign_checkpoint", new_key="The disk of the server broke.", stdout=out)
    entry = Entry.objects.get(verb="record.key_changed")
    assert entry.facts["reason"] == "The disk of the server broke."
    assert entry.facts["old_key"] == Checkpoint.objects.get(size=1).key
    assert entry.facts["new_key"] == Checkpoint.objects.get(size=3).key
    assert out.getvalue() == Checkpoint.objects.get(size=3).note


def test_after_a_loss_a_new_key_admits_in_public_what_was_signed_before():
    receive_many(4)
    signing.sign_checkpoint()
    receive_many(6)
    signing.sign_checkpoint()
    lost = bytes(Checkpoint.objects.get(size=10).root).hex()
    forget_entries_from(4)
    signing.sign_with_new_key("The backup of Monday was restored: six entries are lost.")

    facts = Entry.objects.get(verb="record.key_changed").facts
    assert (facts["last_size"], facts["last_root"]) == (10, lost)
    receive()
    assert signing.sign_checkpoint() is not None


def test_a_new_record_never_gets_the_key_of_another():
    receive()
    signing.sign_checkpoint()
    first = Checkpoint.objects.get().key
    forget_entries_from(0)
    receive()
    signing.sign_checkpoint()

    assert Checkpoint.objects.get().key != first
