"""What the code can do is written down, and what is written down is so."""

import importlib.util
import re

import pytest

from tests.source import ROOT, where

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def reference():
    """The module that writes docs/reference/."""
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "docs" / "write_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", reference().PAGES)
def test_the_reference_says_what_the_code_does(name):
    written = reference().REFERENCE / name
    assert written.read_text() == reference().PAGES[name](), "Run: make docs"


def test_every_verb_of_the_record_has_its_sentence():
    from parvis.record.sentences import SENTENCES

    assert set(reference().verbs()) - set(SENTENCES) == set()


def test_verbs_are_found_where_the_record_is_written():
    code = "record('thing.made', thing)\n[Line('thing.told', each) for each in things]\nrecord(verb, thing)\nother('a.b')\n_record('thing.lost')"
    assert sorted(reference().verbs_in(code)) == ["thing.lost", "thing.made", "thing.told"]


LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=where)
def test_every_link_in_the_documents_leads_somewhere(path):
    links = [link for link in LINK.findall(path.read_text()) if not (path.parent / link).exists()]
    assert links == []


def make_targets():
    return set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M))


@pytest.mark.parametrize("path", DOCUMENTS, ids=where)
def test_every_command_in_the_documents_exists(path):
    text = path.read_text()
    from django.core.management import get_commands

    known = {name.replace("_", "-") for name in get_commands()} | {"VERB"}
    assert set(re.findall(r"(?:`|^(?:    )?(?:\w+=\S+ )*)(?:\.venv/bin/)?parvis ([\w-]+)", text, re.M)) - known == set()
    assert set(re.findall(r"`(?:\w+=\S+ )?make (\w+)", text)) - make_targets() == set()


def test_the_tour_names_functions_where_they_are():
    """A name ending in () is defined in a file linked to in the same section."""
    lost = []
    for section in (ROOT / "docs" / "tour.md").read_text().split("\n## "):
        files = [ROOT / "docs" / link for link in LINK.findall(section) if link.endswith(".py")]
        code = "\n".join(file.read_text() for file in files)
        lost += [name for name in re.findall(r"`(\w+)\(\)`", section) if not re.search(rf"def {name}\b", code)]
    assert lost == []


def test_every_target_of_make_says_what_it_does_in_two_lines():
    for target in (ROOT / "Makefile").read_text().split("\n\n")[1:]:
        assert re.match(r"\w+: +## [A-Z].*\.", target), target
        assert target.strip().count("\n\t") <= 2, target
