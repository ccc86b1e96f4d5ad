"""Every string is translated on the day it lands, in every shipped language, and can be shown."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from parvis.core.catalogues import faults, read_catalogue, texts
from tests.source import called, calls, modules, parsed

SHIPPED = [code for code, _name in settings.LANGUAGES if code != "en"]


def catalogue(folder: Path, language: str) -> Path:
    """The file of one language under a folder of the code."""
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> Path:
    """A copy of the code whose catalogues were made anew from it."""
    copy = tmp_path_factory.mktemp("words") / "parvis"
    shutil.copytree(settings.ROOT / "parvis", copy, ignore=shutil.ignore_patterns("*.mo", "__pycache__", "tests"))
    command = [sys.executable, "-m", "django", "makemessages", "--no-wrap", "--no-location"]
    command += [f"--locale={language}" for language in SHIPPED]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return copy


@pytest.mark.parametrize("language", SHIPPED)
def test_nothing_is_left_in_english(extracted, language):
    missing = [
        message.id
        for message in read_catalogue(catalogue(extracted, language))
        if message.id and (message.fuzzy or not all(texts(message.string)))
    ]

    assert missing == []


@pytest.mark.parametrize("language", SHIPPED)
def test_no_translation_is_left_over(extracted, language):
    unused = [message.id for message in read_catalogue(catalogue(extracted, language)).obsolete.values()]

    assert unused == []


def labels_without_a_noun(module):
    """The words for states in a module that do not say of what they are the state."""
    states = [
        node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef) and node.name in {"Status", "Standing"}
    ]
    calls = [call for state in states for call in ast.walk(state) if isinstance(call, ast.Call)]
    return [ast.unparse(call) for call in calls if called(call) == "_"]


def test_the_word_for_a_state_says_of_what():
    """A plan, an answer and a contribution are published, and in three languages of four not by the same word."""
    assert {module.name: found for module in modules() if (found := labels_without_a_noun(module))} == {}


def test_a_word_for_a_state_that_says_not_of_what_is_noticed():
    careless = parsed(
        "class Status(TextChoices):\n    OPEN = 'open', _('open')\n    SHUT = 'shut', pgettext_lazy('door', 'shut')"
    )

    assert labels_without_a_noun(careless) == ["_('open')"]


@pytest.mark.parametrize("language", SHIPPED)
def test_every_translation_can_be_shown(language):
    assert list(faults(catalogue(settings.ROOT / "parvis", language))) == []


# What is wrong in each language: French keeps the colon and its quotes by a space that does not break, Spanish opens what it
# closes, Arabic has a comma, a semicolon and a question mark of its own.
SLIPS = {
    "fr": r" [:;?!»]|« |'|\"",
    "es": r"^[^¿]*\?|^[^¡]*!|[«»'\"]| [:;?!]",
    "ar": r"[؀-ۿ],|[?;'\"]| [،؛؟:.]( |$)",
}


@pytest.mark.parametrize("language", SHIPPED)
def test_each_language_is_punctuated_its_own_way(language):
    words = read_catalogue(catalogue(settings.ROOT / "parvis", language))
    told = [text for message in words if message.id for text in texts(message.string)]

    assert [text for text in told if re.search(SLIPS[language], text)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "Pourquoi ?"), ("fr", "Ici : là"), ("es", "Por qué?"), ("ar", "لماذا?"), ("ar", "هنا, هناك")],
)
def test_a_slip_of_punctuation_is_noticed(language, text):
    assert re.search(SLIPS[language], text)


# Words another translator would take for the same thing; docs/glossary.md has ours.
OTHER_WORDS = {"fr": r"\bconnect[ée]|\btu\b", "es": r"[Cc]ontribuci(ón|ones)\b|\btú\b", "ar": r"ًا|أنتم"}


@pytest.mark.parametrize("language", SHIPPED)
def test_each_thing_has_one_word_and_people_are_spoken_to_in_one_way(language):
    words = read_catalogue(catalogue(settings.ROOT / "parvis", language))
    told = [text for message in words if message.id for text in texts(message.string)]

    assert [text for text in told if re.search(OTHER_WORDS[language], text)] == []


@pytest.mark.parametrize("language", SHIPPED)
def test_every_plural_has_all_its_forms(language):
    forms = {"fr": 3, "es": 3, "ar": 6}[language]
    words = read_catalogue(catalogue(settings.ROOT / "parvis", language))

    assert words.num_plurals == forms
    assert all(len(message.string) == forms for message in words if isinstance(message.id, tuple))


@pytest.mark.parametrize("language", SHIPPED)
def test_the_compiled_words_are_those_people_see(language):
    words = {message.id: message.string for message in read_catalogue(catalogue(settings.ROOT / "parvis", language))}
    with translation.override(language):
        assert translation.gettext("Say what you think") == words["Say what you think"]
        one, *_others, many = words["day left to speak.", "days left to speak."]
        assert translation.ngettext("day left to speak.", "days left to speak.", 128) == many or language == "ar"
        assert one


def test_a_missing_word_would_be_noticed(tmp_path):
    source = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Said %(by)s"\nmsgstr "Dit"\n'
    )

    assert list(faults(source)) == ["line 4: its placeholders differ from those of the English."]


def test_a_choice_left_empty_says_so_in_our_words():
    """Django's own words for it exist in few languages."""
    found = [
        f"{module.name}:{call.lineno}"
        for module in modules()
        for call in calls(module.tree)
        if called(call) == "ModelChoiceField" and "empty_label" not in {word.arg for word in call.keywords}
    ]
    assert not found
