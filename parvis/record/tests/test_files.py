"""The public files: right names, right bytes, right headers, and a sentence for a bad question."""

import gzip
import json
from base64 import b64decode

import pytest
from django.test import Client

from parvis.record import signing, verifier
from parvis.record.models import Checkpoint, Entry
from parvis.record.tests.factories import receive, receive_many
from parvis.record.tests.rfc9162 import is_consistent
from parvis.record.tree import leaf_hash, root_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed() -> int:
    """A record of 300 entries, the first 290 signed."""
    receive_many(290)
    signing.sign_checkpoint()
    receive_many(10)
    return 290


def test_the_checkpoint_and_the_key_fit_each_other(client: Client, signed: int):
    checkpoint, key = client.get("/record/checkpoint"), client.get("/record/key")

    assert checkpoint["Content-Type"] == key["Content-Type"] == "text/plain; charset=utf-8"
    assert checkpoint["Cache-Control"] == "public, max-age=5"
    assert verifier.is_signed_note(checkpoint.text, verifier.read_key(key.text))
    assert verifier.read_checkpoint(checkpoint.text)[1] == signed


def test_before_the_first_checkpoint_a_sentence_says_when_it_comes(client: Client):
    for path in ("checkpoint", "key"):
        response = client.get(f"/record/{path}")
        assert (response.status_code, "within a minute" in response.text) == (404, True)


def test_tiles_and_bundles_hold_the_tree_and_may_be_kept_for_ever(client: Client, signed: int):
    tile, rest = client.get("/record/tile/0/000"), client.get("/record/tile/0/001.p/34")
    hashes = [bytes(hash_) for hash_ in Entry.objects.order_by("seq").values_list("leaf_hash", flat=True)]
    bundle = client.get("/record/tile/entries/001.p/34")

    assert tile.content + rest.content == b"".join(hashes[:signed])
    assert client.get("/record/tile/1/000.p/1").content == root_of(hashes[:256])
    assert [leaf_hash(leaf) for leaf in verifier.split_bundle(bundle.content)] == hashes[256:290]
    for response in (tile, rest, bundle):
        assert response["Content-Type"] == "application/octet-stream"
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["Access-Control-Allow-Origin"] == "*"


def test_a_bundle_travels_compressed_to_those_who_read_gzip(client: Client, signed: int):
    plain = client.get("/record/tile/entries/000")
    packed = client.get("/record/tile/entries/000", headers={"Accept-Encoding": "gzip, br"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize(
    "path", ["0/001", "0/001.p/35", "0/001.p/256", "1/000", "1/000.p/2", "2/000.p/1", "entries/001.p/35", "0/../0/000"]
)
def test_what_is_not_signed_or_not_written_right_is_no_file(client: Client, signed: int, path: str):
    assert client.get(f"/record/tile/{path}").status_code == 404


def test_an_inclusion_proof_is_all_a_checker_needs(client: Client, signed: int):
    response = client.get("/record/proof/inclusion?index=17")

    assert response["Cache-Control"] == "public, max-age=5"
    assert any("entry 17" in sentence for sentence in verifier.verify_proof(json.loads(response.content)))


def test_a_proof_for_an_earlier_checkpoint_stays_available(client: Client, signed: int):
    signing.sign_checkpoint()
    response = client.get(f"/record/proof/inclusion?index=17&size={signed}")

    assert response["Cache-Control"].endswith("immutable")
    assert any(f"of {signed} entries" in sentence for sentence in verifier.verify_proof(json.loads(response.content)))


def test_a_consistency_proof_leads_from_one_checkpoint_to_the_next(client: Client, signed: int):
    signing.sign_checkpoint()
    answer = json.loads(client.get(f"/record/proof/consistency?first={signed}").content)
    roots = {checkpoint.size: bytes(checkpoint.root) for checkpoint in Checkpoint.objects.all()}

    proof = [b64decode(hash_) for hash_ in answer["proof"]]
    assert is_consistent(290, 300, roots[290], roots[300], proof)
    assert (answer["first_root"], answer["second"]) == (answer["first_root"], 300)


@pytest.mark.parametrize(
    "question",
    ["inclusion", "inclusion?index=", "inclusion?index=x", "inclusion?index=-1", "inclusion?index=290", "inclusion?index=٣",
     "inclusion?index=1&size=291", "inclusion?index=5&size=5", "inclusion?index=1&size=" + "9" * 30,
     "consistency", "consistency?first=0", "consistency?first=3&second=2", "consistency?first=1&second=291",
     "consistency?first=1e3", "consistency?first=1%00"],
)  # fmt: skip
def test_a_bad_question_gets_a_sentence(client: Client, signed: int, question: str):
    response = client.get(f"/record/proof/{question}")

    assert response.status_code == 400
    assert json.loads(response.content)["error"].endswith(".")


def test_asking_before_anything_is_signed_gets_a_sentence_too(client: Client):
    receive()

    assert client.get("/record/proof/inclusion?index=0").status_code == 400
    assert client.get("/record/proof/consistency?first=1").status_code == 400
    assert client.get("/record/tile/0/000.p/1").status_code == 404


def test_the_program_that_checks_is_served_as_it_is(client: Client):
    response = client.get("/record/verify.py")

    assert response["Content-Type"] == "text/x-python; charset=utf-8"
    compile(response.content, "verify.py", "exec")


def test_the_files_are_read_only(client: Client, signed: int):
    for path in ("checkpoint", "key", "tile/0/000", "proof/inclusion?index=1", "verify.py"):
        assert client.post(f"/record/{path}").status_code == 405
        assert client.head(f"/record/{path}").status_code == 200
