"""Findings: always the same bytes, every quote in its text, every count from ids, and what people decided carried on."""

import json
import os
import subprocess
import sys

import pytest

from parvis.analysis.engine import hearing
from parvis.analysis.engine.earlier import check, decisions_of, earlier_of, together
from parvis.analysis.engine.findings import findings_json
from parvis.analysis.engine.hearing import at_hand, hear
from parvis.analysis.engine.reading import Unreadable
from parvis.analysis.engine.tests.corpora import ABOUT, corpus
from parvis.analysis.engine.textfiles import Theme
from parvis.analysis.engine.texts import Text, texts_of
from parvis.analysis.engine.themes import Before, Decisions

PROGRAM = """
import sys
from parvis.analysis.engine.tests.test_findings import world
from parvis.analysis.engine.findings import findings_json
from parvis.analysis.engine.hearing import at_hand, hear
from parvis.analysis.engine.tests.test_findings import THEMES
from parvis.analysis.engine.texts import texts_of
sys.stdout.buffer.write(findings_json(hear(texts_of(world()[::-1]), embedder=at_hand()[0], themes=THEMES)))
"""
THEMES = [Theme(subject, subject, " ".join(words["en"].split()[:4])) for subject, words in ABOUT.items()]


def world():
    """Texts in two languages with copies, authors, times and themes for some."""
    texts, about = corpus({"parks": 40, "contracts": 40, "schools": 40, "bees": 10}, ("en", "fr"))
    rows = [
        Text(
            each.id,
            each.words,
            each.language,
            about[each.id] if number % 2 else None,
            f"a{number % 50}",
            number * 9_999,
        )
        for number, each in enumerate(sorted(texts.each, key=lambda each: each.id))
    ]
    copies = [
        Text(f"copy-{n}", "Please publish all of these contracts.", None, None, f"b{n}", n * 60) for n in range(7)
    ]
    return [*rows, *copies, Text("picture", "😀"), Text("short", "ok")]


def found_in(rows, earlier=None, **options):
    """Return what is found, as it stands in the file."""
    embedder = None if "without_model" in options else at_hand()[0]
    heard = hear(texts_of(rows), embedder=embedder, **options)
    return json.loads(findings_json(heard, earlier))


@pytest.fixture(scope="module")
def found():
    """What is found in the world, with suggestions."""
    return found_in(world(), themes=THEMES)


def test_the_same_texts_give_the_same_bytes_in_another_process_order_and_number_of_threads(found):
    for seed, threads in (("1", "1"), ("7", "2")):
        surroundings = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "OMP_NUM_THREADS": threads,
            "OPENBLAS_NUM_THREADS": threads,
        }
        run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, env=surroundings, timeout=300)
        assert run.returncode == 0, run.stderr.decode()[-2_000:]
        assert json.loads(run.stdout) == found
        assert run.stdout == findings_json(hear(texts_of(world()), embedder=at_hand()[0], themes=THEMES))


def test_every_quote_stands_in_its_text(found):
    words = {text.id: text.words for text in world()}
    quotes = [*found["quotes"], *(quote for theme in found["themes"] for quote in theme["quotes"])]
    quotes += [theme["central_quote"] for theme in found["themes"] if theme["central_quote"]]

    assert len(quotes) > 20
    assert all(words[quote["id"]][quote["start"] : quote["end"]] == quote["text"] for quote in quotes)


def test_every_count_is_that_of_its_ids(found):
    in_themes = [name for theme in found["themes"] for name in theme["text_ids"]]
    all_ids = {text.id for text in world()}

    assert sorted(in_themes + [each["id"] for each in found["not_placed"]]) == sorted(all_ids - {"picture"})
    assert found["not_read"] == [{"id": "picture", "why": "no_words"}]
    assert all(theme["texts"] == len(theme["text_ids"]) == len(theme["strengths"]) for theme in found["themes"])
    assert found["coverage"]["texts"] + len(found["coverage"]["not_covered"]) == len(all_ids) - 1
    assert found["manifest"]["inputs"]["excluded"] == {"no_words": 1}


def test_copies_are_a_family_and_a_flag_and_stay(found):
    (flag,) = [flag for flag in found["flags"] if "copy-0" in flag["ids"]]

    assert sorted(f"copy-{n}" for n in range(7)) in found["duplicates"]
    assert (flag["kind"], flag["texts"], flag["people"], flag["burst"]["texts"]) == ("many_people_same_words", 7, 7, 7)
    assert {"copy-0", "copy-6"} <= {each["id"] for each in found["texts"]}


def test_no_author_and_no_time_of_a_text_is_told(found):
    told = json.dumps(found)

    assert not any(f'"{author}"' in told for author in {text.author for text in world() if text.author})


def test_texts_without_a_theme_get_three_suggestions_and_the_others_none(found):
    unfiled = {text.id for text in world() if not text.theme} - {"picture"}

    told = found["suggestions"]
    assert {each["id"] for each in told["texts"]} == set(told["queue"]) == unfiled
    assert all(len(each["suggestions"]) == 3 for each in told["texts"])


def test_themes_are_joined_to_one(found):
    names = {theme["id"] for theme in found["themes"]} | {join["id"] for join in found["tree"]}

    assert len(found["tree"]) == len(found["themes"]) - 1
    assert {part for join in found["tree"] for part in join["parts"]} == names - {found["tree"][-1]["id"]}


def test_what_is_new_is_told_and_decisions_go_on(found):
    theme = found["themes"][0]
    before = {**found, "decisions": {"names": {theme["id"]: "Ours"}, "merges": [], "moves": {}}}
    earlier = earlier_of(before, "findings.json")
    rows = [*world()[:-3], Text("new", "Please publish all of these contracts, too.", "en")]

    again = found_in(rows, earlier, before=earlier.before, decisions=earlier.decisions)

    assert again["new_since"]["texts"] == ["new"]
    assert again["new_since"]["texts_gone"] == ["copy-6", "short"]
    assert next(each["label"] for each in again["themes"] if each["id"] == theme["id"]) == "Ours"
    assert again["decisions"]["names"] == {theme["id"]: "Ours"}
    then = {each["id"]: each["theme"] for each in found["texts"]}
    same = [each["theme"] == then[each["id"]] for each in again["texts"] if then.get(each["id"]) and each["theme"]]
    assert sum(same) / len(same) >= 0.9


def test_without_a_model_themes_are_found_by_words_and_it_is_said(monkeypatch):
    monkeypatch.setattr(
        hearing.Sentences, "digest", property(lambda self: (_ for _ in ()).throw(ModuleNotFoundError()))
    )

    assert at_hand() == (None, "The language model is not installed.")
    found = found_in(world(), without_model=at_hand()[1])
    assert len(found["themes"]) > 3
    assert found["manifest"]["parameters"]["embedder"] == "characters-lsa"
    assert found["manifest"]["parameters"]["without_model"] == "The language model is not installed."


@pytest.mark.parametrize("rows", [[], [Text("a", "😀")], [Text("a", "One text")], [Text("a", "x"), Text("b", "x")]])
def test_very_few_texts_are_no_trouble(rows):
    found = found_in(rows, themes=THEMES)

    assert len(found["themes"]) == (1 if any(text.words != "😀" for text in rows) else 0)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": {}}, "d.json has name; decisions are names, merges and moves."),
        ({"merges": [["T1"]]}, "d.json: merges must be lists of two themes or more."),
        ({"names": ["T1"]}, "d.json: names must be an object of words."),
        ({"moves": {"a": 1}}, "d.json: moves must be an object of words."),
        ({"moves": {"a": "T99"}}, "d.json names the theme T99, which the findings before do not have."),
    ],
)
def test_decisions_that_cannot_be_are_said_in_a_sentence(said, sentence):
    with pytest.raises(Unreadable) as told:
        check(decisions_of(said, "d.json"), Before({"a": "T1"}, 3), "d.json")

    assert str(told.value) == sentence


def test_of_two_decisions_the_later_counts():
    first = Decisions({"T1": "a"}, (("T1", "T2"),), {"x": "T1"})

    assert together(first, Decisions({"T1": "b"}, (("T1", "T2"), ("T4", "T1")))) == Decisions(
        {"T1": "b"}, (("T1", "T2"), ("T4", "T1")), {"x": "T1"}
    )
    assert together(first, Decisions(merges=(("T4", "T1"),))).kept_id("T2") == "T4"


def test_another_file_is_not_taken_for_findings():
    with pytest.raises(Unreadable, match=r"map\.json is not a file written by parvis what-was-said\."):
        earlier_of({"themes": [1]}, "map.json")
