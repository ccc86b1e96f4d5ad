"""What somebody should look at: sentences with evidence that lead to the texts, and hide none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.analysis.queries.flags import flag_of, flags_of
from parvis.analysis.tests.factories import WATER, find_themes
from parvis.consultations.actions import hide
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute
from parvis.people.tests.factories import make_person

CALL = "Save the old bridge, sign at https://bridge.example/save: number"


@pytest.fixture
def flooded(consultation):
    """Texts of which seven are copies."""
    for words in WATER:
        contribute(consultation, words)
    for number in range(7):
        contribute(consultation, f"{CALL} {number}")
    find_themes(consultation)
    return consultation


def test_copies_are_told_with_how_many_and_how_alike(flooded):
    [flag] = flags_of(flooded)

    assert (flag.kind, flag.texts, flag.people) == ("many_people_same_words", 7, 7)
    assert len(flag.listed) == 3
    assert all(text.words.startswith(CALL) and likeness > 700 for text, likeness in flag.listed)


def test_a_flag_leads_to_all_its_texts_but_those_that_are_hidden(flooded, bruno, client):
    hide(Contribution.objects.get(words=f"{CALL} 3"), by=bruno, reason="advertising", because="It advertises a bridge.")
    client.force_login(bruno)

    page = client.get(reverse("flag", args=[flooded.slug, 1])).content.decode()

    assert page.count(CALL) == 6
    assert page.count("No longer to be read") == 1
    assert client.get(reverse("flag", args=[flooded.slug, 2])).status_code == 404


def test_a_flag_hides_nothing(flooded):
    assert Contribution.objects.filter(consultation=flooded).published().count() == 11


def test_long_flags_are_read_page_by_page(flooded, monkeypatch):
    monkeypatch.setattr("parvis.analysis.queries.flags.SHOWN", 4)

    first, second = flag_of(flooded, 1, 0), flag_of(flooded, 1, 4)

    assert (len(first.listed), first.after, len(second.listed), second.after) == (4, 4, 3, 0)
    assert not {text.code for text, _likeness in first.listed} & {text.code for text, _likeness in second.listed}


def test_nothing_to_look_at_is_said(consultation, bruno, client):
    client.force_login(bruno)

    assert "Nothing to look at" in client.get(reverse("to_look_at", args=[consultation.slug])).content.decode()


def test_only_readers_of_the_place_look(flooded, client):
    client.force_login(make_person("Amina"))

    assert client.get(reverse("to_look_at", args=[flooded.slug])).status_code == 403


def test_the_page_asks_the_same_for_one_flag_and_for_two(flooded, bruno, client):
    client.force_login(bruno)
    page = reverse("to_look_at", args=[flooded.slug])
    client.get(page)
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
        contribute(flooded, "more buses now " * 12)
        find_themes(flooded)

    assert len(flags_of(flooded)) == 2
    assert counts[0] == counts[1]
