"""What a trail tells can be checked offline; words are opened for those who may read them, and for nobody else."""

import json
import re

import pytest
from django.urls import reverse

from parvis.commitments.tests.factories import make_commitment, make_published_response
from parvis.consultations import actions
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator
from parvis.core.receipts import format_code, new_code
from parvis.people.tests.factories import make_convener, make_person
from parvis.record import signing, verifier

WORDS = "نريد أن نعرف من يملك الشركات"


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    """Keys of its own for each test."""
    settings.HOME = tmp_path


@pytest.fixture
def amina(db):
    return make_person("Amina")


@pytest.fixture
def said(amina):
    """What Amina said, signed in, under a checkpoint."""
    said = actions.contribute(make_consultation(), by=amina, words=WORDS, language="ar")
    signing.sign_checkpoint()
    return said


def address(code):
    return reverse("trail_proof", args=[format_code(code)])


def proof(client, said):
    answer = client.get(address(said.code))
    assert answer.status_code == 200
    return answer


def test_the_program_everybody_can_read_checks_the_whole_trail(client, said, tmp_path, capsys):
    (tmp_path / "mine.json").write_bytes(proof(client, said).content)

    assert verifier.main(["--opening", str(tmp_path / "mine.json")]) == 0
    told = capsys.readouterr().out
    assert f'It commits to this words: "{WORDS}"' in told
    assert "contribution.published" in told


def test_every_entry_a_trail_leads_to_is_in_its_file(client, said):
    bruno = make_convener(said.consultation.place)
    make_published_response(said.consultation.cycle, [said, contribute(said.consultation, "Me too")], by=bruno)
    make_commitment(said.consultation.cycle, by=bruno, sources=[said], adopted=True)
    signing.sign_checkpoint()

    page = client.get(said.get_absolute_url()).content.decode()
    linked = {int(seq) for seq in re.findall(r"/record/(\d+)/", page)}

    assert linked <= {entry["index"] for entry in proof(client, said).json()["entries"]}


@pytest.mark.parametrize("place", ["value", "leaf"])
def test_a_trail_that_lies_is_found_out(client, said, tmp_path, place, capsys):
    text = proof(client, said).content.decode()
    told = json.loads(text)
    if place == "value":
        told["entries"][0]["opening"]["value"] = "Something else"
    else:
        told["entries"][1]["leaf"] = told["entries"][1]["leaf"].replace("published", "hidden")
    (tmp_path / "mine.json").write_text(json.dumps(told))

    assert verifier.main(["--proof", str(tmp_path / "mine.json")]) == 1
    assert "DISAGREEMENT" in capsys.readouterr().out


def has_words(client, said):
    answer = proof(client, said)
    assert ("opening" in answer.content.decode()) == (WORDS in json.dumps(answer.json(), ensure_ascii=False))
    return "opening" in answer.content.decode()


def test_hidden_words_are_opened_for_their_author_and_moderators_only(client, said, amina):
    moderator = make_moderator(said.consultation)
    actions.hide(said, by=moderator, reason="insult", because="It names a neighbour and insults her.")

    assert not has_words(client, said)
    assert "neighbour" not in proof(client, said).content.decode()
    client.force_login(make_person("Chipo"))
    assert not has_words(client, said)
    for somebody in (amina, moderator):
        client.force_login(somebody)
        assert has_words(client, said)
        assert proof(client, said)["Cache-Control"] == "private, no-store"


def test_words_that_wait_are_opened_for_their_author(client, amina):
    said = actions.contribute(make_consultation(), by=amina, words=WORDS, language="ar", hold=True)

    assert not has_words(client, said)
    client.force_login(amina)
    assert has_words(client, said)


def test_erased_words_are_opened_for_nobody(client, said, amina):
    actions.erase_contribution(said, by=amina)

    client.force_login(amina)
    assert not has_words(client, said)
    assert len(proof(client, said).json()["entries"]) == 3


def test_the_trail_leads_to_its_proof(client, said):
    page = client.get(said.get_absolute_url()).content.decode()

    assert f'href="{address(said.code)}" download' in page


def test_what_is_no_receipt_has_no_proof(client, db):
    assert client.get(reverse("trail_proof", args=["nothing"])).status_code == 404
    answers = [client.get(address(new_code())).status_code for _ in range(12)]
    assert answers == [404] * 10 + [429] * 2
