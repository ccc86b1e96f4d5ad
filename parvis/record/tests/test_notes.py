"""Checkpoints are C2SP signed notes: anyone's tools can read them, and nobody can forge them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.record import notes, verifier
from parvis.record.notes import Checkpoint, NotANote, SigningKey, VerifierKey, key_ids, open_checkpoint

KEY = SigningKey("parvis.example.org/record", bytes(range(32)))
CHECKPOINT = Checkpoint(KEY.name, 20_852_163, bytes(range(32)))

# The example of the standard, with the key its authors signed it with.
EXAMPLE = """\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""
EXAMPLE_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_the_example_of_the_standard_is_rightly_signed() -> None:
    assert str(VerifierKey.read(EXAMPLE_KEY)) == EXAMPLE_KEY
    assert verifier.is_signed_note(EXAMPLE, verifier.read_key(EXAMPLE_KEY))
    # Signed, but about cryptography rather than a record.
    with pytest.raises(NotANote, match="not a checkpoint"):
        open_checkpoint(EXAMPLE, VerifierKey.read(EXAMPLE_KEY))


def test_a_checkpoint_is_three_lines_and_a_signature() -> None:
    note = KEY.sign(CHECKPOINT)

    assert note.startswith(
        "parvis.example.org/record\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— parvis.example.org/record "
    )
    assert open_checkpoint(note, KEY.verifier_key) == CHECKPOINT
    assert key_ids(note) == [(KEY.name, KEY.verifier_key.key_id.hex())]


def test_a_key_survives_being_written_down() -> None:
    assert SigningKey.from_text(KEY.to_text()) == KEY
    assert VerifierKey.read(f" {KEY.verifier_key}\n") == KEY.verifier_key


def test_a_key_never_shows_its_secret() -> None:
    assert repr(KEY) == str(KEY) == "SigningKey('parvis.example.org/record')"


@pytest.mark.parametrize(
    "text", ["", "name", "name+00000000+AAAA", "a b+c74f20a3+ARpc2Q==", "é+\ud800+x", EXAMPLE_KEY + "A"]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NotANote):
        VerifierKey.read(text)
    with pytest.raises(NotANote):
        SigningKey.from_text(text)


@pytest.mark.parametrize(
    "change",
    [
        ("20852163", "20852164"),
        ("AAECAwQF", "AAECAwQG"),
        ("parvis.example.org/record\n2", "parvis.example.com/record\n2"),
    ],
)
def test_a_changed_checkpoint_is_refused(change: tuple[str, str]) -> None:
    forged = KEY.sign(CHECKPOINT).replace(*change, 1)

    with pytest.raises(NotANote, match="false"):
        open_checkpoint(forged, KEY.verifier_key)
    assert not verifier.is_signed_note(forged, verifier.read_key(str(KEY.verifier_key)))


def test_another_key_of_the_same_name_is_not_believed() -> None:
    forger = SigningKey(KEY.name, bytes(32))

    with pytest.raises(NotANote, match="not signed with the key"):
        open_checkpoint(forger.sign(CHECKPOINT), KEY.verifier_key)


def test_the_signature_of_a_witness_beside_ours_is_ignored() -> None:
    witness = SigningKey("witness.example", bytes(32)).sign(CHECKPOINT).rpartition("\n\n")[2]

    assert open_checkpoint(KEY.sign(CHECKPOINT) + witness, KEY.verifier_key) == CHECKPOINT


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.text(st.characters(codec="utf-8")))
def test_the_one_file_checker_believes_what_the_library_signs_and_nothing_else(seed: bytes, text: str) -> None:
    key = SigningKey("name", seed)
    signature = key._private.sign(text.encode())
    broken = bytes([signature[0] ^ 1]) + signature[1:]

    assert verifier.is_signed(key.verifier_key.public_key, signature, text.encode())
    assert not verifier.is_signed(key.verifier_key.public_key, signature, text.encode() + b"!")
    assert not verifier.is_signed(key.verifier_key.public_key, broken, text.encode())


def test_the_one_file_checker_agrees_with_the_vectors_of_rfc_8032() -> None:
    public_key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )

    assert verifier.is_signed(public_key, signature, b"\x72")
    assert not verifier.is_signed(public_key, signature, b"\x73")
    assert notes.is_signed(public_key, signature, b"\x72")
