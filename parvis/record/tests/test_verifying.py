"""Whatever is changed, removed, inserted, reordered or forged is found, and the entry is named."""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from parvis.record import erase_secrets, inspection, opening, signing, tiles, triggers, verifier
from parvis.record.leaves import canonical
from parvis.record.models import Checkpoint, Entry, Position, Secret, Tile
from parvis.record.notes import Checkpoint as Promise
from parvis.record.notes import SigningKey
from parvis.record.tests.factories import receive, receive_many
from parvis.record.tree import leaf_hash

SIZE = 600


@pytest.fixture
def record(db: None) -> None:
    """A record of 600 entries with three checkpoints and a few entries more; entry 3 hides words."""
    receive_many(3)
    receive("Open the budget")
    receive_many(252)
    signing.sign_checkpoint()
    receive_many(300)
    signing.sign_checkpoint()
    receive_many(SIZE - 556)
    signing.sign_checkpoint()
    receive_many(4)


def verify(**options: object) -> str:
    """Run the command; return what it says, or the sentence it fails with."""
    out = StringIO()
    call_command("verify_record", stdout=out, stderr=out, **options)
    return out.getvalue()


def disagreement(**options: object) -> str:
    """Run the command, which must find something."""
    with pytest.raises(CommandError, match="DISAGREEMENT") as found:
        verify(**options)
    assert found.value.returncode == 1
    return str(found.value)


def tampering(change: Callable[[], object]) -> None:
    """Change the database as somebody would who holds its keys."""
    connection.check_constraints()
    with triggers.lifted(connection):
        change()


def rewrite(seq: int) -> None:
    """Rewrite an entry with care: leaf, columns and hash all agree."""
    entry = Entry.objects.get(seq=seq)
    leaf = canonical(entry.says | {"verb": "idea.invented"})
    Entry.objects.filter(seq=seq).update(verb="idea.invented", leaf=leaf, leaf_hash=leaf_hash(leaf.encode()))


def clone(folder: Path) -> Path:
    """Write the public files as a mirror would."""
    names = [tile.path for tile in tiles.tiles_of(SIZE)]
    bundles = [name.replace("tile/0/", "tile/entries/") for name in names if name.startswith("tile/0/")]
    for path in ["checkpoint", "key", *names, *bundles]:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(inspection.read(path))
    return folder


def run_verify_py(*arguments: object, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Run the one-file checker as anybody would, without Parvis."""
    command = [python, "-I", verifier.__file__, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.usefixtures("record")
def test_an_honest_record_is_found_intact():
    said = verify()

    assert "604 entries are what their rows say." in said
    assert "1 secrets open their commitments." in said
    assert "The record localhost:8000/record is intact: 600 entries" in said
    assert "It continues 3 checkpoints signed before." in said


@pytest.mark.django_db
def test_an_empty_record_is_intact_and_says_that_nothing_is_signed():
    assert "Nothing is signed yet." in verify()


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("column", "value"),
    [("verb", "idea.invented"), ("role", "keeper"), ("subject_key", "OTHER"), ("at", "2020-01-01T00:00Z"), ("leaf", "{}"),
     ("leaf_hash", bytes(32))],
)  # fmt: skip
@pytest.mark.parametrize("seq", [0, 17, 599, 602])
def test_a_changed_column_is_found(seq: int, column: str, value: object):
    tampering(lambda: Entry.objects.filter(seq=seq).update(**{column: value}))

    assert f"Entry {seq} " in disagreement()


@pytest.mark.usefixtures("record")
def test_an_entry_rewritten_with_care_in_a_kept_tile_is_named():
    tampering(lambda: rewrite(17))

    assert "Entry 17 was changed" in disagreement()


@pytest.mark.usefixtures("record")
def test_an_entry_rewritten_with_care_outside_the_kept_tiles_is_found_between_two_checkpoints():
    tampering(lambda: rewrite(580))

    assert "An entry from 556 to 599 is not the one that was signed" in disagreement()


@pytest.mark.usefixtures("record")
def test_an_entry_rewritten_with_its_tile_is_found_by_the_tile_above():
    def rewrite_with_tile() -> None:
        rewrite(300)
        hashes = Entry.objects.filter(seq__gte=256, seq__lt=512).order_by("seq").values_list("leaf_hash", flat=True)
        Tile.objects.filter(level=0, index=1).update(hashes=b"".join(bytes(hash_) for hash_ in hashes))

    tampering(rewrite_with_tile)

    assert "An entry from 256 to 511" in disagreement()


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("seq", [0, 17, 599, 603])
def test_a_removed_entry_is_found(seq: int):
    tampering(lambda: Entry.objects.filter(seq=seq).delete())

    assert f"Entry {seq} is missing" in disagreement()


@pytest.mark.usefixtures("record")
def test_a_removed_entry_whose_place_was_closed_is_found():
    def close_the_gap() -> None:
        Entry.objects.filter(seq=17).delete()
        for seq in range(18, 604):
            Entry.objects.filter(seq=seq).update(seq=seq - 1)
        Position.objects.filter(name=Position.HEAD).update(seq=603)

    tampering(close_the_gap)

    assert "Entry 17 is not in its place: entry 18 stands there." in disagreement()


@pytest.mark.usefixtures("record")
def test_two_entries_that_changed_places_are_found():
    def swap() -> None:
        for old, new in ((17, 9999), (18, 17), (9999, 18)):
            Entry.objects.filter(seq=old).update(seq=new)

    tampering(swap)

    assert "Entry 17 is not in its place: entry 18 stands there." in disagreement()


@pytest.mark.usefixtures("record")
def test_an_inserted_entry_is_found():
    def insert() -> None:
        Entry.objects.filter(seq=17).delete()
        receive_many(1)
        Entry.objects.filter(seq=604).update(seq=17)

    tampering(insert)

    assert "Entry 17 is not in its place: entry 604 stands there." in disagreement()


@pytest.mark.usefixtures("record")
def test_a_checkpoint_forged_with_another_key_is_found():
    def forge() -> None:
        forger = SigningKey("localhost:8000/record", bytes(32))
        note = forger.sign(Promise(forger.name, 599, bytes(32)))
        Checkpoint.objects.filter(size=600).update(size=599, root=bytes(32), note=note, key=str(forger.verifier_key))

    tampering(forge)

    assert "The checkpoint of 599 entries is forged" in disagreement()


@pytest.mark.usefixtures("record")
def test_a_checkpoint_whose_text_was_changed_is_found():
    old = Checkpoint.objects.get(size=600)
    tampering(lambda: Checkpoint.objects.filter(size=600).update(note=old.note.replace("\n600\n", "\n599\n")))

    assert "The checkpoint of 600 entries is forged" in disagreement()


@pytest.mark.usefixtures("record")
def test_a_secret_that_was_changed_is_found():
    tampering(lambda: Secret.objects.filter(entry=3).update(value='"Close the budget"'))

    assert "words of entry 3 is not what it committed to" in disagreement()


@pytest.mark.usefixtures("record")
def test_a_backup_from_before_the_last_checkpoint_is_noticed():
    def restore() -> None:
        Checkpoint.objects.filter(size=600).delete()
        Entry.objects.filter(seq__gte=560).delete()
        Position.objects.filter(name=Position.HEAD).update(seq=560)

    tampering(restore)

    assert "Entry 556 and those after it may be missing" in disagreement()


@pytest.mark.usefixtures("record")
def test_without_its_triggers_the_database_is_said_not_to_protect_the_record():
    with triggers.lifted(connection):
        assert "does not protect the record" in verify()


@pytest.mark.usefixtures("record")
def test_erasing_somebodys_words_breaks_no_proof_of_anybody():
    mine, other = receive("Mine", "MINE"), receive("Theirs", "OTHER")
    signing.sign_checkpoint()
    proof = opening(other, "words")
    assert erase_secrets("contribution", "MINE") == 1

    assert "605 entries" not in verify()
    assert proof is not None
    assert opening(other, "words") == proof
    assert verifier.verify_proof(proof)[-1] == 'It commits to this words: "Theirs"'
    assert opening(mine, "words") is None


@pytest.mark.usefixtures("record")
def test_a_copy_of_the_files_is_checked_offline_by_one_file(tmp_path: Path):
    done = run_verify_py(clone(tmp_path / "copy"))

    assert (done.returncode, done.stderr) == (0, "")
    assert "The record localhost:8000/record is intact: 600 entries" in done.stdout
    assert "is intact" in verify(from_url=str(tmp_path / "copy"))


@pytest.mark.usefixtures("record")
def test_a_checkpoint_saved_before_is_held_against_the_record(tmp_path: Path):
    old = tmp_path / "old"
    old.write_text(Checkpoint.objects.get(size=256).note)
    done = run_verify_py(clone(tmp_path / "copy"), "--checkpoint", old)
    assert done.returncode == 0
    assert "It continues every checkpoint you gave." in done.stdout

    forged = Checkpoint.objects.get(size=556)
    old.write_text(forged.note.replace("\n556\n", "\n300\n"))
    done = run_verify_py(tmp_path / "copy", "--checkpoint", old)
    assert done.returncode == 1
    assert "An entry from 0 to 299 is not the one that was signed" in done.stdout
    assert "An entry from 256 to 299" in disagreement(checkpoint=[old])


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("byte", [b"\x00", b"\xff"])
def test_two_checkpoints_of_the_same_size_and_other_roots_are_found(tmp_path: Path, byte: bytes):
    origin, size, _root = verifier.read_checkpoint(Checkpoint.objects.get(size=SIZE).note)
    other = tmp_path / "other"
    other.write_text(f"{origin}\n{size}\n{b64encode(byte * 32).decode()}\n")

    done = run_verify_py(clone(tmp_path / "copy"), "--checkpoint", other)
    assert "An entry from 0 to 599 is not the one that was signed" in done.stdout


@pytest.mark.usefixtures("record")
def test_a_record_shorter_than_a_checkpoint_saved_before_is_found(tmp_path: Path):
    clone(tmp_path / "copy")
    signing.sign_checkpoint()
    (tmp_path / "later").write_text(Checkpoint.objects.get(size=604).note)
    done = run_verify_py(tmp_path / "copy", "--checkpoint", tmp_path / "later")

    assert done.returncode == 1
    assert "Entry 600 is missing: the record once had 604 entries, now 600." in done.stdout


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("path", "damage", "said"),
    [
        ("tile/entries/000", lambda data: data.replace(b"IDEA7\"", b"IDEA8\"", 1), "Entry 11 was changed"),
        ("tile/entries/000", lambda data: data[: len(data) // 2], "is not an entry"),
        ("tile/entries/002.p/88", lambda data: data[:-2], "Entry 599 is not an entry"),
        ("tile/0/001", lambda data: data[:320] + bytes(32) + data[352:], "Entry 266 was changed"),
        ("tile/0/002.p/88", lambda data: data[:-32], "Entry 599 is missing from the tree"),
        ("tile/1/000.p/2", lambda data: bytes(64), "An entry from 0 to 255 was changed"),
        ("checkpoint", lambda data: data.replace(b"\n600\n", b"\n599\n"), "not signed with the key"),
        ("key", lambda data: b"junk", "not the key of a record"),
    ],
)  # fmt: skip
def test_any_damage_to_the_files_is_found(tmp_path: Path, path: str, damage: Callable[[bytes], bytes], said: str):
    damaged = clone(tmp_path / "copy") / path
    before = damaged.read_bytes()
    damaged.write_bytes(damage(before))
    assert damaged.read_bytes() != before
    done = run_verify_py(tmp_path / "copy")

    assert (done.returncode, said in done.stdout) == (1, True), done.stdout


@pytest.mark.usefixtures("record")
def test_a_key_known_from_elsewhere_unmasks_a_whole_forged_record(tmp_path: Path):
    clone(tmp_path / "copy")
    other = str(SigningKey("localhost:8000/record", bytes(32)).verifier_key)

    assert run_verify_py(tmp_path / "copy", "--key", other).returncode == 1
    assert run_verify_py(tmp_path / "copy", "--key", tmp_path / "copy" / "key").returncode == 0


@pytest.mark.usefixtures("record")
def test_a_missing_file_is_not_called_a_disagreement(tmp_path: Path):
    (clone(tmp_path / "copy") / "tile/0/001").unlink()

    assert run_verify_py(tmp_path / "copy").returncode == 2
    assert run_verify_py(tmp_path / "nowhere").returncode == 2
    with pytest.raises(CommandError) as failed:
        verify(from_url=str(tmp_path / "nowhere"))
    assert failed.value.returncode == 2


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("lie", ["value", "salt", "index", "leaf", "proof", "checkpoint"])
def test_the_holder_of_words_proves_them_offline_and_a_liar_does_not(tmp_path: Path, lie: str):
    document = opening(Entry.objects.get(seq=3), "words")
    assert document is not None
    (tmp_path / "mine.json").write_text(json.dumps(document))
    done = run_verify_py("--opening", tmp_path / "mine.json")
    assert done.returncode == 0, done.stdout
    assert 'It commits to this words: "Open the budget"' in done.stdout

    lies = {
        "value": {"opening": {**document["opening"], "value": "Close the budget"}},
        "salt": {"opening": {**document["opening"], "salt": "00" * 32}},
        "index": {"index": 4},
        "leaf": {"leaf": document["leaf"].replace("anyone", "keeper")},
        "proof": {"proof": document["proof"][:-1]},
        "checkpoint": {"checkpoint": document["checkpoint"].replace("\n600\n", "\n601\n")},
    }
    (tmp_path / "mine.json").write_text(json.dumps(document | lies[lie]))
    assert run_verify_py("--opening", tmp_path / "mine.json").returncode == 1


@pytest.mark.usefixtures("record")
def test_words_not_yet_under_a_checkpoint_are_said_to_wait(tmp_path: Path):
    entry = receive("Fresh words")
    (tmp_path / "mine.json").write_text(json.dumps(opening(entry, "words")))
    done = run_verify_py("--opening", tmp_path / "mine.json")

    assert done.returncode == 1
    assert "not under a checkpoint yet" in done.stdout


@pytest.mark.django_db(transaction=True)
def test_a_site_is_checked_and_copied_over_the_network(live_server: LiveServer, tmp_path: Path):
    receive_many(300)
    signing.sign_checkpoint()
    done = run_verify_py(live_server.url, "--save", tmp_path / "copy")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout

    assert run_verify_py(tmp_path / "copy").returncode == 0
    assert "is intact: 300 entries" in verify(from_url=live_server.url)
    assert run_verify_py(f"{live_server.url}/nothing").returncode == 2
