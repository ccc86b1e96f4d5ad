"""The seal: all votes in one number, and a receipt that proves one's own are in it."""

import hashlib
import json
import subprocess
import sys

import pytest

from parvis.record.models import Entry
from parvis.votes.actions import close_voting, hide_statement
from parvis.votes.models import Vote, Voting
from parvis.votes.queries.own import leaves_of, receipt_for
from parvis.votes.sealing import Receipt, is_sealed, leaf_of, receipt_of, root_of_leaves
from parvis.votes.tests.factories import make_voter


def closed(voting, bruno):
    close_voting(voting, by=bruno)
    return Voting.objects.get(pk=voting.pk)


def test_closing_records_the_root_and_the_counts_and_no_vote(voting, consultation, bruno):
    make_voter(consultation, 1, -1)
    make_voter(consultation, 0)
    make_voter(consultation)

    sealed = closed(voting, bruno)

    entry = Entry.objects.get(verb="voting.closed")
    assert entry.facts == {"root": sealed.root, "voters": 2, "votes": 3, "statements": 3}
    assert len(sealed.root) == 64


def test_closed_twice_it_is_sealed_once(voting, consultation, bruno):
    make_voter(consultation, 1)
    first = closed(voting, bruno)
    assert closed(voting, bruno).root == first.root
    assert Entry.objects.filter(verb="voting.closed").count() == 1


def test_the_seal_of_nothing_is_that_of_an_empty_tree(voting, bruno):
    sealed = closed(voting, bruno)
    assert (sealed.leaves, sealed.cast) == (0, 0)
    assert sealed.root == hashlib.sha256(b"").hexdigest()


@pytest.mark.parametrize("others", [0, 1, 2, 6])
def test_every_receipt_proves_that_its_votes_are_sealed(voting, consultation, bruno, others):
    voters = [make_voter(consultation, 1, None, -1) for _number in range(others + 1)]
    sealed = closed(voting, bruno)
    for voter in voters:
        voter.refresh_from_db()
        receipt = receipt_for(voter, sealed)
        assert receipt.votes == [[1, 1], [3, -1]]
        assert is_sealed(receipt, sealed.root)


def test_a_receipt_with_another_vote_proves_nothing(voting, consultation, bruno):
    voter = make_voter(consultation, 1, 1)
    make_voter(consultation, 0)
    sealed = closed(voting, bruno)
    voter.refresh_from_db()
    receipt = receipt_for(voter, sealed)
    assert not is_sealed(receipt._replace(votes=[[1, -1], [2, 1]]), sealed.root)
    assert not is_sealed(receipt._replace(index=5), sealed.root)
    assert not is_sealed(receipt._replace(path=["xyz"]), sealed.root)
    assert not is_sealed(receipt, "0" * 64)


def test_a_vote_changed_after_the_closing_shows(voting, consultation, bruno):
    voter = make_voter(consultation, 1)
    sealed = closed(voting, bruno)
    Vote.objects.filter(voter=voter).update(value=-1)
    voter.refresh_from_db()
    with pytest.raises(ValueError, match="not in"):
        receipt_for(voter, sealed)


def test_the_public_list_of_leaves_gives_the_root_and_no_order_of_voting(voting, consultation, bruno):
    for value in (1, -1, 0, 1):
        make_voter(consultation, value)
    sealed = closed(voting, bruno)
    leaves = leaves_of(sealed)
    assert leaves == sorted(leaves)
    assert root_of_leaves(leaves) == sealed.root


def test_equal_votes_have_different_leaves(voting, consultation, bruno):
    for _number in range(3):
        make_voter(consultation, 1, 1, 1)
    assert len(set(leaves_of(closed(voting, bruno)))) == 3


def test_a_statement_hidden_later_breaks_no_receipt(voting, consultation, bruno):
    voter = make_voter(consultation, 1, -1)
    sealed = closed(voting, bruno)
    hide_statement(consultation.statements.get(number=2), by=bruno, reason="abuse")
    voter.refresh_from_db()
    assert is_sealed(receipt_for(voter, sealed), sealed.root)


def test_who_did_not_vote_and_who_looks_before_the_closing_have_no_receipt(voting, consultation, bruno):
    voter, silent = make_voter(consultation, 1), make_voter(consultation)
    assert receipt_for(voter, voting) is None
    sealed = closed(voting, bruno)
    silent.refresh_from_db()
    assert receipt_for(silent, sealed) is None


@pytest.mark.parametrize("size", [255, 256, 257, 600])
def test_a_tree_of_many_voters_gives_a_path_to_each(size):
    salts = [f"{number:064x}" for number in range(size)]
    leaves = [leaf_of("budget", salt, [(1, 1)]) for salt in salts]
    root = root_of_leaves(leaves)
    for salt in (salts[0], salts[size // 2], salts[-1]):
        assert is_sealed(receipt_of("budget", salt, [(1, 1)], leaves), root)


def test_a_receipt_survives_being_written_to_a_file():
    leaves = [leaf_of("budget", salt, [(2, -1), (1, 0)]) for salt in ("aa", "bb", "cc")]
    receipt = receipt_of("budget", "bb", [(2, -1), (1, 0)], leaves)
    again = Receipt(**json.loads(json.dumps(receipt._asdict())))
    assert is_sealed(again, root_of_leaves(leaves))


def test_the_program_in_the_guide_reaches_the_root(tmp_path, voting, consultation, bruno, settings):
    voters = [make_voter(consultation, 1, None, -1) for _number in range(5)]
    sealed = closed(voting, bruno)
    guide = (settings.ROOT / "docs" / "use" / "votes.md").read_text()
    program = tmp_path / "check.py"
    program.write_text(guide.partition("```python\n")[2].partition("```")[0])
    for voter in voters:
        voter.refresh_from_db()
        (tmp_path / "receipt.json").write_text(json.dumps(receipt_for(voter, sealed)._asdict()))
        done = subprocess.run(
            [sys.executable, program, tmp_path / "receipt.json"], capture_output=True, text=True, check=True
        )
        assert done.stdout.split()[-1] == sealed.root
