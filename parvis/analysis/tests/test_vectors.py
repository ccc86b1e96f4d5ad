"""Runs read with the language model only what they have not read before, and find the same to the last byte."""

import pytest
from django.core.management import call_command

from parvis.analysis.computing.themes import texts_for
from parvis.analysis.computing.vectors import remembering
from parvis.analysis.engine.embedding import OneByOne
from parvis.analysis.engine.findings import findings_json
from parvis.analysis.engine.hearing import hear
from parvis.analysis.models import TextVector
from parvis.analysis.tests.factories import BUSES, WATER, find_themes
from parvis.consultations.actions import hide
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute
from parvis.core.receipts import format_code
from parvis.record import catch_up

NEW = "The lake beside the school is dirty."


@pytest.fixture
def read(monkeypatch):
    """What the language model reads."""
    texts = []
    embed = OneByOne.embed
    monkeypatch.setattr(OneByOne, "embed", lambda self, said: texts.extend(said) or embed(self, said))
    return texts


@pytest.fixture
def found(consultation):
    for words in WATER + BUSES:
        contribute(consultation, words)
    find_themes(consultation)
    return consultation


def test_the_next_run_reads_only_new_texts(found, read):
    contribute(found, NEW)
    contribute(found, WATER[0])

    find_themes(found)

    assert read == [NEW]
    assert TextVector.objects.count() == 10


def test_with_kept_vectors_the_same_is_found_to_the_last_byte(found, read):
    contribute(found, NEW)
    texts = texts_for(found)
    with remembering(found, OneByOne()) as model:
        again = findings_json(hear(texts, embedder=model))
    assert read == [NEW]

    assert again == findings_json(hear(texts, embedder=OneByOne()))


def test_another_version_of_the_model_reads_everything_anew(found, read, monkeypatch):
    monkeypatch.setattr(OneByOne, "version", "0")

    find_themes(found)

    assert sorted(read) == sorted(WATER + BUSES)
    assert TextVector.objects.count() == 8


def test_vectors_go_with_the_words(found, bruno):
    gone, hidden = Contribution.objects.get(words=WATER[0]), Contribution.objects.get(words=WATER[1])
    call_command("erase_contribution", format_code(gone.code))
    catch_up()
    assert not TextVector.objects.filter(contribution=gone).exists()

    hide(hidden, by=bruno, reason="off_topic", because="Not about rivers.")
    find_themes(found)

    assert TextVector.objects.count() == 6
