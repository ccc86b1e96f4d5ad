"""The record says what happened, to whom everybody may read it: no address, no name, no words of anybody."""

import json

import pytest
from django.urls import reverse

from parvis.consultations.models import Contribution
from parvis.core import clock
from parvis.people.models import Person
from parvis.record import catch_up, signing
from parvis.record.models import Entry
from parvis.site.demo.build import build

SHORT = 16


@pytest.fixture
def story(db, settings, tmp_path):
    """The demonstration, its record signed."""
    settings.HOME = tmp_path
    build("answering", clock.now())
    catch_up()
    signing.sign_checkpoint()


def private_words():
    """What people said and who they are, as it would stand in a leaf."""
    said = [words[:60] for words in Contribution.objects.values_list("words", flat=True) if len(words) > SHORT]
    names = [name for name in Contribution.objects.values_list("public_name", flat=True) if len(name) > SHORT]
    sentences = [each for each in Contribution.objects.values_list("hidden_because", flat=True) if each]
    people = list(Person.objects.values_list("email", flat=True))
    assert len(said) > 100
    assert people
    assert sentences
    return [json.dumps(text, ensure_ascii=False)[1:-1] for text in said + names + sentences + people]


def test_nothing_private_is_in_the_record_its_files_or_its_pages(client, story):
    private = private_words()
    hidden = Entry.objects.filter(verb="contribution.hidden").first()
    addresses = ["/record/tile/entries/000", f"/record/proof/inclusion?index={hidden.seq}"]
    addresses += [reverse("record"), hidden.get_absolute_url(), reverse("entry", args=[0]), reverse("check")]
    texts = [client.get(address).content.decode(errors="replace") for address in addresses]
    leaves = "\n".join(Entry.objects.values_list("leaf", flat=True))

    assert "@" not in leaves
    assert [text for text in private if any(text in each for each in [leaves, *texts])] == []
