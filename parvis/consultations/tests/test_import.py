"""What was said elsewhere comes in whole, once, and can be begun again after it was cut off."""

import csv
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from parvis.consultations.actions import erase_contribution
from parvis.consultations.importing import load
from parvis.consultations.importing.readers import open_table
from parvis.consultations.models import Awaited, Contribution
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.core.console import CONSOLE
from parvis.cycles.tests.factories import make_cycle
from parvis.places.tests.factories import make_place
from parvis.record import entries_of
from parvis.record.models import Entry

DIALOGUE = Path(os.environ.get("TEST_DATA", "../shared/data")) / "opengov-dialogue-2009" / "ideas.jsonl"


def bring_in(path, consultation, **options):
    call_command("import_contributions", path, consultation=consultation.slug, **options)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ideas.csv"
    path.write_text("id,text,theme,name\n1,Publish the budget,Open data,Amina\n2,😀,,\n3,=cmd(),Cities; Open data,\n")
    return path


def test_rows_become_published_contributions_with_their_themes(consultation, file):
    bring_in(file, consultation)

    budget, command = Contribution.objects.order_by("pk")
    assert (budget.words, budget.public_name, budget.channel) == ("Publish the budget", "Amina", "import")
    assert budget.status == "published"
    assert budget.answer_due_on is not None
    assert command.words == "=cmd()"
    assert {str(theme) for theme in command.themes.all()} == {"Cities", "Open data"}


@pytest.mark.parametrize("form", ["ideas.csv", "ideas.jsonl"])
def test_what_nobody_sees_is_taken_out_of_the_words(consultation, tmp_path, form):
    words = "Publish\0 the \u202ebudget\u202c\ufeff"
    path = tmp_path / form
    path.write_text(json.dumps({"id": 1, "text": words}) if form.endswith("l") else f"id,text\n1,{words}\n")

    bring_in(path, consultation)

    assert Contribution.objects.get().words == "Publish the budget"


def test_each_row_is_recorded_and_the_import_too(consultation, file):
    bring_in(file, consultation)

    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs.count("contribution.received") == verbs.count("contribution.published") == 2
    assert verbs[-1] == "consultation.imported"


def test_refused_rows_are_kept_with_their_line_and_reason_to_be_corrected(consultation, file, capsys):
    bring_in(file, consultation)

    with file.with_name("ideas.refused.csv").open(encoding="utf-8-sig") as handle:
        (refused,) = csv.DictReader(handle)
    assert (refused["line"], refused["id"], refused["text"]) == ("3", "2", "😀")
    assert "2 accepted, 0 already there, 1 refused" in capsys.readouterr().out


def test_corrected_rows_are_sent_again_from_that_file(consultation, file):
    bring_in(file, consultation)
    refused = file.with_name("ideas.refused.csv")
    refused.write_text(refused.read_text(encoding="utf-8-sig").replace("😀", "Thank you 😀"))

    bring_in(refused, consultation)
    assert Contribution.objects.filter(words="Thank you 😀", source_ref="2").exists()


def test_the_same_file_twice_counts_once(consultation, file, capsys):
    bring_in(file, consultation)
    entries = Entry.objects.count()
    bring_in(file, consultation)

    assert Contribution.objects.count() == 2
    assert Entry.objects.count() == entries
    assert "0 accepted, 2 already there" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once_count_once(tmp_path, monkeypatch):
    monkeypatch.setattr(load, "BATCH", 20)
    consultation = make_consultation()
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps({"id": n, "text": f"Idea {n}", "theme": "Parks"}) for n in range(100)))

    at_once(2, lambda: list(load.run(open_table(path), consultation, by=CONSOLE, asked={})))

    assert Contribution.objects.count() == 100


def test_a_dry_run_tells_the_same_and_writes_nothing(consultation, file, capsys):
    bring_in(file, consultation, dry_run=True)

    assert "2 accepted, 0 already there, 1 refused" in capsys.readouterr().out
    assert not Contribution.objects.exists()
    assert not Entry.objects.exists()
    assert not file.with_name("ideas.refused.csv").exists()


def test_an_import_cut_off_is_begun_again_where_it_stopped(consultation, tmp_path, monkeypatch):
    monkeypatch.setattr(load, "BATCH", 2)
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps({"id": n, "text": f"Idea {n}"}) for n in range(7)))
    batches = load.run(open_table(path), consultation, by=CONSOLE, asked={})
    next(batches)
    batches.close()
    assert Contribution.objects.count() == 2

    *_others, report = load.run(open_table(path), consultation, by=CONSOLE, asked={})
    assert (report.accepted, report.already_there) == (5, 2)
    assert Contribution.objects.count() == 7


def test_replies_refer_to_what_they_speak_about_across_batches(consultation, tmp_path, monkeypatch):
    monkeypatch.setattr(load, "BATCH", 1)
    path = tmp_path / "replies.csv"
    path.write_text("id,text,about\n1,An idea,\n2,I agree,1\n3,Lost,99\n")
    bring_in(path, consultation)

    assert Contribution.objects.get(source_ref="2").refers_to.source_ref == "1"
    assert Contribution.objects.get(source_ref="3").refers_to is None


def test_a_reply_to_a_reply_keeps_what_it_speaks_about_whatever_the_order(consultation, tmp_path):
    path = tmp_path / "replies.csv"
    path.write_text("id,text,about\n3,Me too,2\n2,I agree,1\n1,An idea,\n")
    bring_in(path, consultation)

    assert Contribution.objects.get(source_ref="3").refers_to.source_ref == "2"
    assert Contribution.objects.get(source_ref="2").refers_to.source_ref == "1"


def test_a_reply_to_what_is_not_there_is_taken_with_a_doubt(consultation, tmp_path, capsys):
    path = tmp_path / "replies.csv"
    path.write_text("id,text,about\n3,Lost,99\n")
    bring_in(path, consultation)

    told = capsys.readouterr().out
    assert "1 accepted, 0 already there, 0 refused, 1 with a doubt" in told
    assert "“99”" in told


def rows(folder, name, *lines):
    """A file of rows, each with its reference, its words and what it speaks about."""
    path = folder / name
    path.write_text("\n".join(["id,text,about", *lines]))
    return path


def test_a_reply_is_linked_to_what_it_speaks_about_when_that_comes_later(consultation, tmp_path, monkeypatch):
    monkeypatch.setattr(load, "BATCH", 1)
    bring_in(rows(tmp_path, "replies.csv", "3,So do I,2", "2,I agree,1"), consultation)
    assert Contribution.objects.get(source_ref="3").refers_to.source_ref == "2"
    assert Contribution.objects.get(source_ref="2").refers_to is None

    bring_in(rows(tmp_path, "ideas.csv", "1,An idea,"), consultation)

    linked = Contribution.objects.get(source_ref="2")
    assert linked.refers_to.source_ref == "1"
    assert entries_of(linked).last().facts == {"refers_to": linked.refers_to.code}
    assert not Awaited.objects.exists()


def test_what_waits_in_another_consultation_or_was_erased_is_not_linked(consultation, tmp_path):
    other = make_consultation()
    bring_in(rows(tmp_path, "replies.csv", "2,I agree,1"), other)
    bring_in(rows(tmp_path, "replies.csv", "2,I agree,1"), consultation)
    erase_contribution(Contribution.objects.get(consultation=consultation), by=CONSOLE)

    bring_in(rows(tmp_path, "ideas.csv", "1,An idea,"), consultation)

    assert not Contribution.objects.exclude(refers_to=None).exists()


def test_what_speaks_about_each_other_makes_no_circle(consultation, tmp_path, monkeypatch):
    monkeypatch.setattr(load, "BATCH", 1)
    bring_in(rows(tmp_path, "replies.csv", "1,First,3", "2,Second,1", "3,Third,2"), consultation)
    linked = dict(Contribution.objects.values_list("source_ref", "refers_to__source_ref"))
    assert linked == {"1": None, "2": "1", "3": "2"}


def test_replies_wait_with_the_row_they_speak_about_until_it_is_corrected(consultation, tmp_path):
    path = tmp_path / "ideas.jsonl"
    path.write_text(json.dumps({"id": "1", "text": "😀", "comments": [{"text": "I agree"}, {"text": "So do I"}]}))
    bring_in(path, consultation)
    assert not Contribution.objects.exists()

    refused = path.with_name("ideas.refused.jsonl")
    assert len(refused.read_text().splitlines()) == 1
    refused.write_text(refused.read_text().replace("😀", "Thank you"))
    bring_in(refused, consultation)

    assert [each.words for each in Contribution.objects.get(source_ref="1").replies.order_by("pk")] == [
        "I agree", "So do I",
    ]  # fmt: skip


def test_a_corrected_row_is_as_it_was_written_without_what_spreadsheets_need(consultation, tmp_path):
    path = tmp_path / "ideas.csv"
    path.write_text("id,text,name\n1,😀,-Ana\n2,😀,'Tis\n")
    bring_in(path, consultation)
    refused = path.with_name("ideas.refused.csv")
    assert "'-Ana" in refused.read_text(encoding="utf-8-sig")
    refused.write_text(refused.read_text(encoding="utf-8-sig").replace("😀", "Parks"))

    bring_in(refused, consultation)

    assert set(Contribution.objects.values_list("public_name", flat=True)) == {"-Ana", "'Tis"}


def test_corrections_are_not_overwritten_by_importing_the_file_again(consultation, file):
    bring_in(file, consultation)
    refused = file.with_name("ideas.refused.csv")
    bring_in(file, consultation)
    assert [path.name for path in file.parent.glob("*refused*")] == [refused.name]
    refused.write_text(refused.read_text(encoding="utf-8-sig").replace("😀", "Hours of work"))

    bring_in(file, consultation)

    assert "Hours of work" in refused.read_text(encoding="utf-8-sig")
    assert "😀" in file.with_name("ideas.refused-2.csv").read_text(encoding="utf-8-sig")


def test_a_day_is_the_same_day_where_the_question_is_asked(db, tmp_path):
    place = make_place(time_zone="America/Vancouver")
    consultation = make_consultation(make_cycle(place))
    path = tmp_path / "days.csv"
    path.write_text("id,text,date\n1,One,2009-05-21\n2,Two,2009-05-21 00:00:00\n3,Three,2009-05-21 01:30\n")
    bring_in(path, consultation)

    received = Contribution.objects.values_list("received_at", flat=True)
    assert {moment.astimezone(place.zone).date().isoformat() for moment in received} == {"2009-05-21"}


def test_what_later_lines_hold_is_read_though_the_first_one_lacks_it(consultation, tmp_path):
    path = tmp_path / "ideas.jsonl"
    lines = ("{ not JSON", '{"text": "One"}', '{"id": "2", "text": "Two", "comments": [{"text": "I agree"}]}')
    path.write_text("\n".join(lines))
    bring_in(path, consultation)

    assert set(Contribution.objects.values_list("words", flat=True)) == {"One", "Two", "I agree"}
    (refused,) = path.with_name("ideas.refused.jsonl").read_text().splitlines()
    assert json.loads(refused) == {"line": 1, "why": "This line is not JSON.", "unreadable": "{ not JSON\n"}


def test_held_rows_wait_for_a_moderator(consultation, file):
    bring_in(file, consultation, hold=True)

    assert set(Contribution.objects.values_list("status", flat=True)) == {"held"}


@pytest.mark.parametrize(
    ("name", "content", "options", "says"),
    [
        ("a.csv", "id,text\n", {"map": ["words"]}, "FIELD=COLUMN"),
        ("a.csv", "id,x\n", {}, "--map words=COLUMN"),
        ("a.doc", "x", {}, r"\.csv"),
    ],
)
def test_a_command_that_cannot_be_followed_says_why(consultation, tmp_path, name, content, options, says):
    path = tmp_path / name
    path.write_text(content)

    with pytest.raises(CommandError, match=says):
        bring_in(path, consultation, **options)


@pytest.mark.parametrize("file", [Path(), Path("/nowhere.csv")])
def test_what_is_no_file_is_told_in_a_sentence(consultation, file):
    with pytest.raises(CommandError, match=r"\.csv"):
        bring_in(file, consultation)


def test_a_folder_named_like_a_file_is_told_in_a_sentence(consultation, tmp_path):
    folder = tmp_path / "ideas.csv"
    folder.mkdir()
    with pytest.raises(CommandError, match="cannot be opened"):
        bring_in(folder, consultation)


def test_an_unknown_consultation_is_named(db, file):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_contributions", file, consultation="nowhere")


@pytest.mark.skipif(not DIALOGUE.exists() and "CI" not in os.environ, reason=f"{DIALOGUE} is not here (see TEST_DATA)")
def test_a_real_dialogue_comes_in_whole(consultation, tmp_path, capsys):
    path = tmp_path / "ideas.jsonl"
    path.symlink_to(DIALOGUE.resolve(strict=True))
    bring_in(path, consultation, map=["themes=category"])

    assert "3579 accepted, 0 already there, 0 refused, 1 with a doubt" in capsys.readouterr().out
    assert Contribution.objects.filter(refers_to=None).count() == 1158
    assert Contribution.objects.exclude(refers_to=None).count() == 2421
    assert consultation.cycle.cycle_themes.count() == 18


def test_what_came_before_is_found_by_its_reference_however_much_there_is(consultation):
    contribute(consultation, source_ref="1")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    found = Contribution.objects.referred_to(consultation, map(str, range(load.BATCH)))

    assert [contribution.source_ref for contribution in found] == ["1"]
    assert "imported_once" in found.values("source_ref").explain()
