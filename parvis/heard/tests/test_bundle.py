"""The bundle: a journalist needs nothing else to count every figure anew, and one changed number, word or id is named."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from parvis.analysis.actions import ask_for_run, draw_sample, sort_alone
from parvis.analysis.computing import compute
from parvis.analysis.engine.bundle import reproduce
from parvis.analysis.engine.reading import Unreadable
from parvis.analysis.models import FoundTheme, Placing, Run
from parvis.analysis.tests.factories import make_opinions
from parvis.consultations.actions import erase_contribution
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute
from parvis.heard.actions import discuss_report, sign_report
from parvis.heard.bundling import bundle_of
from parvis.heard.models import Report
from parvis.heard.printing import blocks_of, pdf_of
from parvis.heard.rows import rows_of
from parvis.heard.tests.factories import make_published, make_report
from parvis.people.tests.factories import make_convener, make_person
from parvis.votes.actions import close_voting
from parvis.votes.models import Voter


@pytest.fixture
def report(consultation, bruno, chipo):
    return make_published(consultation, bruno, chipo)


@pytest.fixture
def bundle(report, tmp_path):
    path = tmp_path / "bundle.zip"
    path.write_bytes(bundle_of(report))
    return path


def changed(path, name, change):
    """The bundle with one file changed, and its manifest left as it was."""
    with zipfile.ZipFile(path) as before:
        files = {each: before.read(each).decode() for each in before.namelist()}
    after = change(files[name])
    assert after != files[name]
    with zipfile.ZipFile(path, "w") as bundle:
        for each, said in (files | {name: after}).items():
            bundle.writestr(each, said)
    return path


def test_nothing_differs(bundle, report):
    found = reproduce(bundle)

    assert found.differences == []
    assert found.digest == report.digest
    assert found.quotes == 1
    assert found.figures >= 30


def test_it_is_the_same_file_each_time_and_names_nobody(client, report, bundle):
    response = client.get(f"/en/what-we-heard/{report.consultation.slug}/bundle.zip")

    assert response.content == bundle.read_bytes()
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        row = json.loads(file.read("contributions.jsonl").splitlines()[0])
    assert row.keys() == {
        "id", "person", "people", "family", "channel", "kind", "language", "found_theme", "placed_by_hand", "themes"
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_bare_number_that_was_slipped_in_is_named(bundle, language):
    found = reproduce(changed(bundle, "report.json", lambda said: said.replace("{people} ", "900 ")))

    assert any(f"B1.1 ({language}): 900 is not counted" in each for each in found.differences)


def test_a_changed_number_is_named(bundle):
    found = reproduce(changed(bundle, "report.json", lambda said: said.replace('"people":6', '"people":7', 1)))

    assert any("the report says 7, the data say 6" in each for each in found.differences)


def test_a_changed_word_is_named(bundle):
    said = Contribution.objects.get(quoted_in__isnull=False)
    found = reproduce(changed(bundle, "texts.jsonl", lambda text: text.replace("Amber", "Ember")))
    assert f"The words of {said.code} are not those of which its digest was taken." in found.differences

    found = reproduce(changed(bundle, "texts.jsonl", lambda text: text.replace("Every street", "No street")))
    assert f"B1.1 quotes {said.code} in words that are no whole sentences there." in found.differences


def test_a_changed_id_is_named(bundle):
    code = Contribution.objects.last().code
    found = reproduce(changed(bundle, "report.json", lambda said: said.replace(code, "0000000000")))
    assert "B1.1 rests on 0000000000, which is not in the data." in found.differences


def test_words_taken_back_are_no_difference(report, tmp_path):
    said = Contribution.objects.get(quoted_in__isnull=False)
    erase_contribution(said, by=make_person("Dana", is_keeper=True))
    path = tmp_path / "later.zip"
    path.write_bytes(bundle_of(Report.objects.get()))
    found = reproduce(path)

    assert found.differences == []
    assert found.withdrawn == 1
    assert b"Amber" not in b"".join(zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())


@pytest.mark.parametrize("said", [b"", b"no zip"])
def test_what_is_no_bundle_is_told_in_a_sentence(tmp_path, said):
    path = tmp_path / "bundle.zip"
    path.write_bytes(said)
    with pytest.raises(Unreadable, match="is no bundle"):
        reproduce(path)


def test_the_command_ends_with_one_when_something_differs(bundle, tmp_path):
    run = [sys.executable, "-m", "parvis", "reproduce", str(bundle)]
    away = {"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3", "PARVIS_HOME": str(tmp_path)}
    good = subprocess.run(run, capture_output=True, text=True, env=away)
    assert (good.returncode, "Nothing differs." in good.stdout) == (0, True), good.stderr

    changed(bundle, "report.json", lambda said: said.replace('"share":100', '"share":99', 1))
    bad = subprocess.run(run, capture_output=True, text=True, env=away)
    assert bad.returncode == 1
    assert "the report says 99, the data say 100" in bad.stdout


def test_what_one_person_said_is_told_to_be_theirs_only_under_one_name(consultation):
    amina = make_person("Amina")
    for name in ("Amina", "Amina", "", ""):
        contribute(consultation, f"Publish it, said {name or 'nobody'}.", by=amina, public_name=name)
    people = [row["person"] for row in rows_of(consultation)]

    assert sorted(map(people.count, people)) == [1, 1, 2, 2]


def test_texts_of_a_merged_theme_are_those_of_the_theme_it_went_into(consultation):
    [buses, trams] = [FoundTheme.objects.create(consultation=consultation, key=key) for key in ("T1", "T2")]
    FoundTheme.objects.filter(pk=trams.pk).update(merged_into=buses)
    Placing.objects.create(contribution=contribute(consultation, "More trams."), theme=trams)

    assert [row["found_theme"] for row in rows_of(consultation)] == ["T1"]


def test_how_far_readers_agree_is_told_and_computed_anew(consultation, bruno, chipo, tmp_path, client):
    report = make_report(consultation, bruno)
    other = FoundTheme.objects.create(consultation=consultation, key="T2")
    hana, sample = make_convener(consultation.place, "Hana"), draw_sample(consultation, by=bruno, size=10)
    for text in sample.texts.all():
        sort_alone(text, by=bruno, theme=text.contribution.placing.theme if text.number > 1 else other)
        sort_alone(text, by=hana, theme=text.contribution.placing.theme)
    report = sign_report(discuss_report(report, by=bruno), by=chipo)
    path = tmp_path / "bundle.zip"
    path.write_bytes(bundle_of(report))

    told = report.told["agreement"]
    assert (told["texts"], told["readers"]) == (6, 2)
    assert "Krippendorff" in client.get(report.get_absolute_url()).content.decode()
    assert reproduce(path).differences == []
    found = reproduce(
        changed(path, "report.json", lambda said: said.replace(f'"alpha":{told["alpha"]}', '"alpha":0.9'))
    )
    assert any(each.startswith("Agreement of readers, alpha: the report says 0.9") for each in found.differences)


def test_votes_are_counted_anew_from_the_file_of_those_who_allow_it(client, consultation, bruno, chipo, tmp_path):
    voting = make_opinions(consultation, n_people=24, n_statements=8)
    Voter.objects.exclude(pk=Voter.objects.first().pk).update(in_file=True)
    compute(ask_for_run(consultation, kind=Run.Kind.MAP).pk)
    close_voting(voting, by=bruno)
    report = make_published(consultation, bruno, chipo)
    path = tmp_path / "bundle.zip"
    path.write_bytes(bundle_of(report))

    assert report.told["votes"]["voters"] == 23
    assert len(report.told["votes"]["statements"]) == 8
    assert reproduce(path).differences == []
    page = client.get(report.get_absolute_url())
    agreeing = [each.agree / (each.agree + each.disagree + each.passed) for each in page.context["page"].votes]
    assert agreeing == sorted(agreeing, reverse=True)
    assert "allow theirs to be published: 23." in page.content.decode()
    assert all(f"Statement number {number}." in page.content.decode() for number in range(1, 9))
    assert "What people voted" in "".join(block.words for block in blocks_of(page.context["page"]))
    assert pdf_of(page.context["page"]).startswith(b"%PDF")
    votes = changed(path, "votes.csv", lambda said: said.replace(",1\r\n", ",-1\r\n", 1))
    assert any(each.startswith("Votes, statements, ") for each in reproduce(votes).differences)
    other = changed(path, "map.json", lambda said: said.replace('"seed":1', '"seed":2'))
    assert any(each.startswith("Map of opinions, digest") for each in reproduce(other).differences)
