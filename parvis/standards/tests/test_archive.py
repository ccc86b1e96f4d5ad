"""A pack is one file in which no byte can change unseen."""

import json
import zipfile

import pytest

from parvis.standards.pack import MANIFEST
from parvis.standards.pack.archive import Changed, NotAPack, check_seal, digest_in, open_archive, write_archive


@pytest.fixture
def pack(tmp_path):
    """A small archive of three files: text, what is compressed already, and an empty one."""
    for name, said in {"a.csv": b"one;two\n" * 50, "b.pdf": b"%PDF" + bytes(range(256)), "c.txt": b""}.items():
        (tmp_path / name).write_bytes(said)
    out = tmp_path / "pack.zip"
    files = [(name, tmp_path / name) for name in ("a.csv", "b.pdf", "c.txt")]
    write_archive(out, files, lambda digests: (MANIFEST, json.dumps({"files": digests}).encode()))
    return out


def changed(path):
    """Return the name of the first file that changed, or None."""
    try:
        with open_archive(path) as archive:
            digest_in(archive, MANIFEST)
            known = json.loads(archive.read(MANIFEST))["files"]
            for name, digest in known.items():
                if digest_in(archive, name) != digest:
                    return name
            check_seal(path, archive)
    except Changed as change:
        return change.name
    except (NotAPack, zipfile.BadZipFile, ValueError, KeyError):
        return "not a pack"
    return None


def test_a_pack_as_it_was_written_is_whole(pack):
    assert changed(pack) is None
    assert not list(pack.parent.glob("*.unfinished"))


def test_every_changed_byte_is_seen(pack):
    whole = pack.read_bytes()
    for place in range(len(whole)):
        pack.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert changed(pack), f"byte {place} of {len(whole)}"


def test_a_changed_file_is_named(pack):
    whole = pack.read_bytes()
    pack.write_bytes(whole.replace(b"%PDF", b"%PDG"))

    assert changed(pack) == "b.pdf"


def test_the_same_files_make_the_same_bytes(pack, tmp_path):
    again = tmp_path / "again.zip"
    files = [(name, tmp_path / name) for name in ("a.csv", "b.pdf", "c.txt")]
    write_archive(again, files, lambda digests: (MANIFEST, json.dumps({"files": digests}).encode()))

    assert again.read_bytes() == pack.read_bytes()


@pytest.mark.parametrize("said", [b"", b"PK", b"%PDF-1.7"])
def test_another_file_is_no_pack(tmp_path, said):
    other = tmp_path / "other.zip"
    other.write_bytes(said)

    with pytest.raises(NotAPack):
        open_archive(other)
