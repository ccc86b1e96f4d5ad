"""The pack of evidence: whole, checked offline, and gone on with after it was interrupted."""

import csv
import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.commitments.tests.factories import make_consultation, make_contributions
from parvis.core.receipts import format_code
from parvis.cycles import actions as cycles
from parvis.cycles.tests.factories import plan
from parvis.documents.tests.factories import give, make_published
from parvis.forum import actions as forums
from parvis.forum.tests.factories import MINUTES, make_forum, make_holder, make_meeting
from parvis.record.notes import SigningKey
from parvis.record.verifier import Disagreement
from parvis.standards.pack import CLAIMS, MANIFEST, building
from parvis.standards.pack.archive import Changed, NotAPack
from parvis.standards.pack.building import build_pack
from parvis.standards.pack.verifying import Unfounded, verify_pack

SIDES = [("government", "Gwen"), ("civil", "Inés")]


@pytest.fixture
def rich(cycle, bruno):
    """A cycle with a published timeline, contributions and documents."""
    plan(cycle, bruno, "Drafting")
    cycles.publish_timeline(cycle, by=bruno)
    make_contributions(3, make_consultation(cycle))
    give(make_published(cycle.place, cycle=cycle), "en")
    make_published(cycle.place)
    forum = make_forum(cycle.place)
    gwen, ines = (make_holder(forum, side, name, is_cochair=True) for side, name in SIDES)
    minutes = forums.revise_minutes(make_meeting(forum), by=bruno, text=MINUTES)
    for cochair in (gwen, ines):
        minutes = forums.approve_minutes(minutes, by=cochair.person, digest=minutes.digest)
    forums.publish_minutes(minutes, by=bruno)
    return cycle


@pytest.fixture
def pack(rich, tmp_path):
    """Its pack."""
    out = tmp_path / "pack.zip"
    build_pack(rich, out)
    return out


def rows(pack, name):
    with zipfile.ZipFile(pack) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


def test_a_pack_is_checked_without_the_database(pack):
    with CaptureQueriesContext(connection) as asked:
        found = verify_pack(pack)

    assert not asked.captured_queries
    assert found.files > 10
    assert found.claims == 1 + 5 + 1


def test_a_pack_holds_what_happened(pack, rich):
    said = {row["receipt"] for row in rows(pack, "contributions.csv")}
    documents = rows(pack, "documents.csv")

    assert said == {format_code(each.code) for each in rich.consultations.get().contributions.all()}
    assert len(documents) == 5
    with zipfile.ZipFile(pack) as archive:
        assert {row["file"] for row in documents} <= set(archive.namelist())
        assert archive.read("report.fr.pdf").startswith(b"%PDF")
        assert archive.read("report.en.docx").startswith(b"PK")
        standards = json.loads(archive.read("standards.json"))
        assert len(standards["requirements"]) == 8


def test_the_record_of_an_unpacked_pack_is_checked_as_any_copy(pack, tmp_path, capsys):
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(tmp_path / "unpacked")

    call_command("verify_record", from_url=str(tmp_path / "unpacked" / "record"))

    assert "is intact" in capsys.readouterr().out


def changed(pack, name, change):
    """The same pack with one file changed, and all digests of the ZIP itself made right again."""
    with zipfile.ZipFile(pack) as old:
        files = {each: old.read(each) for each in old.namelist()}
        comment = old.comment
    files[name] = change(files[name])
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as new:
        for each, said in files.items():
            new.writestr(each, said)
        new.comment = comment
    return pack


@pytest.mark.parametrize(
    "name", ["contributions.csv", "timeline/1.json", "standards.json", CLAIMS, "record/checkpoint"]
)
def test_the_first_changed_file_is_named(pack, name):
    with pytest.raises(Changed, match=name):
        verify_pack(changed(pack, name, lambda said: said[:-1] + b"?"))


def test_a_file_that_was_added_is_named(pack):
    with zipfile.ZipFile(pack, "a") as archive:
        archive.writestr("extra.txt", "Trust us.")

    with pytest.raises(Changed, match=r"extra\.txt"):
        verify_pack(pack)


def test_a_pack_whose_manifest_was_written_again_does_not_fool_the_seal(pack):
    def forged(said):
        manifest = json.loads(said)
        manifest["files"]["contributions.csv"] = "0" * 64
        return json.dumps(manifest).encode()

    with pytest.raises(Changed, match=r"contributions\.csv"):
        verify_pack(changed(pack, MANIFEST, forged))


def test_a_claim_the_record_does_not_bear_out_is_named(rich, tmp_path, monkeypatch):
    real = building.claims_in_record
    monkeypatch.setattr(
        building, "claims_in_record", lambda *args: [{**each, "key": "nothing/1"} for each in real(*args)]
    )
    build_pack(rich, tmp_path / "pack.zip")

    with pytest.raises(Unfounded, match="tells of something else"):
        verify_pack(tmp_path / "pack.zip")


def test_a_pack_of_another_key_is_not_believed(pack):
    other = str(SigningKey.generate("localhost:8000/record").verifier_key)

    with pytest.raises(Disagreement, match="not signed with the key"):
        verify_pack(pack, key=other)


def test_an_interrupted_pack_is_gone_on_with(rich, tmp_path, monkeypatch):
    out, written = tmp_path / "pack.zip", []

    def interrupted(name, done, of):
        written.append(name)
        if name.startswith("report"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_pack(rich, out, interrupted)
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "pack.zip.parts" / "documents").rglob("*.pdf")}
    assert not out.exists()

    build_pack(rich, out, lambda name, done, of: _unchanged(kept))

    assert len(kept) == 5
    assert verify_pack(out).files > 10
    assert not (tmp_path / "pack.zip.parts").exists()


def _unchanged(kept):
    for path, moment in kept.items():
        assert not path.exists() or path.stat().st_mtime_ns == moment


def test_what_was_hidden_since_is_in_no_pack(rich, tmp_path):
    contribution = rich.consultations.get().contributions.first()
    contribution.hidden_for, contribution.status = "personal", "hidden"
    contribution.save()

    build_pack(rich, tmp_path / "pack.zip")

    assert format_code(contribution.code) not in {
        row["receipt"] for row in rows(tmp_path / "pack.zip", "contributions.csv")
    }


def test_commands_make_and_check_a_pack(rich, tmp_path, capsys):
    out = tmp_path / "pack.zip"
    call_command("evidence_pack", rich.place.slug, rich.number, out=out)
    call_command("verify_pack", out)
    assert "claims stand in it" in capsys.readouterr().out

    out.write_bytes(out.read_bytes().replace(b"documents/", b"documentz/", 1))
    with pytest.raises(CommandError, match="CHANGED") as refused:
        call_command("verify_pack", out)
    assert refused.value.returncode == 1


def test_commands_say_what_cannot_be_done(rich, tmp_path):
    for words in [("nowhere", 1), (rich.place.slug, 99)]:
        with pytest.raises(CommandError) as refused:
            call_command("evidence_pack", *words, out=tmp_path / "pack.zip")
        assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="could not be made"):
        call_command("verify_pack", tmp_path / "none.zip")


def test_another_zip_is_no_pack(tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("hello.txt", "Hello")

    with pytest.raises(NotAPack, match="not a pack of evidence"):
        verify_pack(other)
