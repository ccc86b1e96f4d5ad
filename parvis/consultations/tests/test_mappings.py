"""How the files of a source are read, kept for the next one; and files brought in on a page."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from parvis.consultations import actions
from parvis.consultations.forms.bringing import MOST_ROWS
from parvis.consultations.models import Contribution, SavedMapping
from parvis.consultations.queries.mappings import proposal_for
from parvis.consultations.tests.factories import make_consultation
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_convener, make_person
from parvis.record.models import Entry
from tests.forms import form_with

COLUMNS = ["Nr", "Freitext", "Wer"]
READS = {"words": "Freitext", "public_name": "Wer"}
CSV = "Nr;Freitext;Wer\n1;Publish the budget;Amina\n2;😀;\n3;More benches;Léa\n"


def keep(consultation, bruno, name="Survey", reads=READS, columns=COLUMNS):
    return actions.save_mapping(consultation, by=bruno, name=name, reads=reads, columns=columns)


@pytest.fixture
def client(bruno):
    """The browser of a convener."""
    client = Client()
    client.force_login(bruno)
    return client


def page_for(consultation):
    return f"/en/desk/consultations/{consultation.slug}/bring/"


def give(client, consultation, content=CSV, name="survey.csv"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post(page_for(consultation), {"file": file})


def chosen(page):
    """What the form of the columns would send."""
    return {name: values[-1] for name, values in form_with(page, "rows").items()}


def test_a_mapping_is_kept_once_for_a_source_and_again_replaces_it(consultation, bruno):
    first, same = keep(consultation, bruno), keep(consultation, bruno)
    changed = keep(consultation, bruno, reads={"words": "Wer"})

    assert first.pk == same.pk == changed.pk
    assert consultation.place.saved_mappings.get().reads == {"words": "Wer"}
    told = [entry.facts for entry in Entry.objects.filter(verb="mapping.saved")]
    assert told == [
        {"source": "Survey", "columns": ["public_name=Wer", "words=Freitext"]},
        {"source": "Survey", "columns": ["words=Wer"]},
    ]


@pytest.mark.parametrize("wrong", [{"name": " "}, {"reads": {"words": "Nowhere"}}, {"reads": {"nothing": "Wer"}}])
def test_a_mapping_that_reads_nothing_is_not_kept(consultation, bruno, wrong):
    with pytest.raises(Refused):
        keep(consultation, bruno, **wrong)
    assert not SavedMapping.objects.exists()


def test_only_those_who_may_bring_in_keep_and_forget(consultation, bruno):
    mapping, zoe = keep(consultation, bruno), make_convener(make_consultation().place, "Yann")
    for person in (zoe, make_person("Zoe")):
        with pytest.raises(Refused, match="of this place"):
            keep(consultation, person)
        with pytest.raises(Refused, match="of this place"):
            actions.forget_mapping(mapping, by=person)
    for _twice in "ab":
        actions.forget_mapping(mapping, by=bruno)
    assert Entry.objects.filter(verb="mapping.forgotten").count() == 1


def test_the_mapping_with_most_in_common_is_proposed_and_says_what_is_missing(consultation, bruno):
    survey = keep(consultation, bruno)
    keep(consultation, bruno, "Forum", {"words": "Freitext"}, ["Freitext", "a", "b", "c"])

    assert proposal_for(consultation.place, [*COLUMNS, "new"]).mapping == survey
    half = proposal_for(consultation.place, ["Nr", "Wer"])
    assert (half.mapping, half.missing, half.reads) == (survey, ["Freitext"], {"public_name": "Wer"})
    assert proposal_for(consultation.place, ["x", "y"]) is None
    assert proposal_for(make_consultation().place, COLUMNS) is None


def test_a_file_is_looked_at_brought_in_and_its_mapping_kept(client, consultation):
    first = give(client, consultation)
    assert "The file has 3 lines." in first.content.decode()
    assert not Contribution.objects.exists()

    look = client.post(page_for(consultation), chosen(first) | READS | {"step": "look", "name": "Survey"})
    assert ">Publish the budget</p>" in look.content.decode()
    assert not SavedMapping.objects.exists()
    done = client.post(page_for(consultation), chosen(look) | {"step": "take"})

    page = done.content.decode()
    assert "<dt>Brought in</dt><dd>2</dd>" in page
    assert "Line 3: Write your idea in words" in page
    said = Contribution.objects.order_by("pk")
    assert [(each.words, each.public_name, each.channel) for each in said] == [
        ("Publish the budget", "Amina", "import"),
        ("More benches", "Léa", "import"),
    ]
    assert Entry.objects.get(verb="consultation.imported").role == "convener"


def test_the_next_file_of_the_source_is_read_as_the_last_one(client, consultation, bruno):
    keep(consultation, bruno)
    page = give(client, consultation, "Freitext;Wer;Ort\nMore trees;Ali;Bonn\n")

    assert "read as the last file of “<bdi>Survey</bdi>” was" in page.content.decode()
    assert (chosen(page)["words"], chosen(page)["name"]) == ("Freitext", "Survey")
    client.post(page_for(consultation), chosen(page) | {"step": "take"})
    assert Contribution.objects.get().words == "More trees"


def test_a_column_that_is_gone_is_named_and_can_be_chosen_anew(client, consultation, bruno):
    keep(consultation, bruno)
    page = give(client, consultation, "Nr;Wer;Kommentar\n1;Ali;More trees\n")

    assert "missing in this one: <bdi>Freitext</bdi>" in page.content.decode()
    for step in ("look", "take"):
        refused = client.post(page_for(consultation), chosen(page) | {"words": "", "step": step})
        assert (refused.status_code, "No column seems to hold" in refused.content.decode()) == (422, True)
    client.post(page_for(consultation), chosen(page) | {"words": "Kommentar", "step": "take"})
    assert Contribution.objects.get().words == "More trees"


def test_the_same_file_twice_counts_once_and_can_be_held_first(client, consultation):
    sent = chosen(give(client, consultation)) | READS | {"step": "take", "hold": "on"}
    for _twice in "ab":
        done = client.post(page_for(consultation), sent)

    assert "<dt>Already here</dt><dd>2</dd>" in done.content.decode()
    assert set(Contribution.objects.values_list("status", flat=True)) == {"held"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF", "ends in .csv"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n\n", "empty"),
        ("a.xlsx", b"PK", "spreadsheet"),
        ("a.csv", b"text\n" + b"x\n" * (MOST_ROWS + 1), "command line"),
        ("a.csv", b"text\n" + b"x" * 1_900_000, "command line"),
        ("a.csv", b"text\n" + b"x" * 2_100_000, "2 MB"),
    ],
    ids=["kind", "empty", "blank", "broken", "many", "long", "large"],
)
def test_a_file_that_cannot_be_taken_here_says_why(client, consultation, name, content, says):
    page = give(client, consultation, content, name)

    assert page.status_code == 422
    assert says in page.content.decode()


def test_a_page_sends_as_much_text_as_it_takes(client, consultation):
    page = give(client, consultation, "text\n" + "\n".join(["مقاعد أكثر قرب النهر " * 40] * 1_000))

    # Otherwise each letter would be sent as six, and the whole refused.
    assert 'enctype="multipart/form-data"' in page.content.decode()
    done = client.post(page_for(consultation), chosen(page) | {"step": "take", "hold": "on"})
    assert "<dt>Brought in</dt><dd>1,000</dd>" in done.content.decode()


@pytest.mark.parametrize("rows", ["", "nonsense", "[]", "[1, 2]", '[["a"], [[1, 2, 3]]]', "[" * 100_000])
def test_rows_that_are_none_of_ours_lead_back_to_the_file(client, consultation, rows):
    page = client.post(page_for(consultation), {"rows": rows, "step": "take"})

    assert page.status_code == 422
    assert not Contribution.objects.exists()


def test_what_a_file_says_is_never_read_as_a_page(client, consultation):
    page = give(
        client, consultation, 'text,"<b>x</b>"\n<script>alert(1)</script>,=cmd()\n"never closed,1\n'
    ).content.decode()

    assert "<script>alert" not in page
    assert "<b>x</b>" not in page
    assert "never closed" in html.unescape(page)


def test_a_convener_sees_the_sources_and_forgets_one(client, consultation, bruno):
    keep(consultation, bruno)
    forget = re.search(r'action="([^"]+/forget/)"', client.get(page_for(consultation)).content.decode())[1]

    assert client.post(forget).status_code == 302
    assert not SavedMapping.objects.exists()


def test_only_conveners_and_moderators_of_the_place_bring_files_in(consultation, moderator):
    answers = {}
    for person in (moderator, make_person("Zoe")):
        client = Client()
        client.force_login(person)
        answers[person.public_name] = client.get(page_for(consultation)).status_code
    assert answers == {"Chinwe": 200, "Zoe": 403}


def test_the_command_keeps_a_mapping_and_reads_by_it(consultation, tmp_path, capsys):
    path = tmp_path / "survey.csv"
    path.write_text(CSV)
    options = {"consultation": consultation.slug}
    call_command("import_contributions", path, map=["words=Freitext"], save_mapping="Survey", **options)
    path.write_text(CSV.replace("benches", "trees"))
    with pytest.raises(CommandError, match="No column seems"):
        call_command("import_contributions", path, **options)
    assert "--mapping" in capsys.readouterr().out

    call_command("import_contributions", path, mapping="Survey", **options)

    assert Contribution.objects.filter(words="More trees").exists()
    with pytest.raises(CommandError, match="Those kept are: “Survey”"):
        call_command("import_contributions", path, mapping="Nothing", **options)


def test_a_heading_with_a_plus_is_one_column(consultation, tmp_path):
    path = tmp_path / "plus.jsonl"
    path.write_text(json.dumps({"good + bad": "More trees"}))
    call_command("import_contributions", path, map=["words=good + bad"], consultation=consultation.slug)

    assert Contribution.objects.get().words == "More trees"
