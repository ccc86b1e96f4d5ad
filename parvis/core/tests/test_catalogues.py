"""Translations are compiled without any tool beside Parvis, and read strictly."""

import gettext
import os

import pytest
from babel.messages.pofile import PoFileError
from django.core.management import CommandError, call_command

from parvis.core.catalogues import compile_catalogues, faults

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=n > 1;\\n"\n\n'
GOOD = HEADER + '#, python-format\nmsgid "Hello %(name)s"\nmsgstr "Bonjour %(name)s"\n'


@pytest.fixture
def french(tmp_path):
    """Write a French catalogue, and give its path."""
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)

    def write(text):
        path.write_text(text)
        return path

    return write


def test_a_catalogue_is_compiled_and_read_by_gettext(french, tmp_path):
    french(GOOD)
    [compiled] = compile_catalogues(tmp_path, tmp_path / "compiled")
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Hello %(name)s") == "Bonjour %(name)s"


@pytest.mark.parametrize("seconds", [10, -10])
def test_a_catalogue_is_compiled_again_only_when_it_changed(french, tmp_path, seconds):
    source, targets = french(GOOD), tmp_path / "compiled"
    assert len(list(compile_catalogues(tmp_path, targets))) == 1
    assert list(compile_catalogues(tmp_path, targets)) == []
    moment = source.stat().st_mtime + seconds
    os.utime(source, (moment, moment))
    assert len(list(compile_catalogues(tmp_path, targets))) == 1


def test_nothing_is_written_among_the_sources(french, tmp_path):
    source = french(GOOD)
    list(compile_catalogues(tmp_path, tmp_path / "compiled"))
    assert list(source.parent.iterdir()) == [source]


def test_a_good_catalogue_has_no_fault(french):
    assert list(faults(french(GOOD))) == []


@pytest.mark.parametrize("translation", ["Bonjour", "Bonjour %(nom)s", "Bonjour %(name)d"])
def test_a_placeholder_that_differs_is_a_fault(french, translation):
    assert list(faults(french(GOOD.replace("Bonjour %(name)s", translation))))


def test_a_file_that_is_not_a_catalogue_is_refused(french):
    with pytest.raises(PoFileError):
        list(faults(french(HEADER + 'msgid "unfinished\n')))


def test_the_check_names_the_file_and_the_line(french, tmp_path, settings):
    settings.TRANSLATIONS = tmp_path
    french(GOOD.replace("Bonjour %(name)s", "Bonjour"))
    with pytest.raises(CommandError, match=r"django\.po: line 7: "):
        call_command("check_translations")
