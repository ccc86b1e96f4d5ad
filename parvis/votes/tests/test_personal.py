"""Votes are a person's own: they take them away, and when they leave nobody knows whose they were."""

import io
import json
import zipfile

import pytest

from parvis.people.actions import erase_person
from parvis.people.erasures import Choices
from parvis.people.exports import archive
from parvis.votes.actions import close_voting, link_voter
from parvis.votes.models import Voter, Voting
from parvis.votes.queries.own import receipt_for
from parvis.votes.sealing import is_sealed
from parvis.votes.tests.factories import make_voter

pytestmark = pytest.mark.usefixtures("voting")


def votes_in(person):
    with zipfile.ZipFile(io.BytesIO(archive(person))) as file:
        return json.loads(file.read("votes.json"))


def test_the_copy_of_ones_data_holds_ones_votes_and_no_others(consultation, amina):
    make_voter(consultation, 1, -1, person=amina)
    make_voter(consultation, 0)
    assert [(row["consultation"], row["value"]) for row in votes_in(amina)] == [
        (consultation.slug, 1),
        (consultation.slug, -1),
    ]


def test_votes_from_another_device_are_in_the_copy_once_they_are_linked(consultation, amina):
    other = make_voter(consultation, 1)
    assert votes_in(amina) == []
    link_voter(other, by=amina)
    assert len(votes_in(amina)) == 1


def test_when_a_person_leaves_nobody_knows_whose_the_votes_were_and_the_seal_holds(consultation, voting, bruno, amina):
    voter = make_voter(consultation, 1, -1, person=amina)
    close_voting(voting, by=bruno)

    erase_person(amina, by=amina, choices=Choices())

    voter = Voter.objects.get(pk=voter.pk)
    assert voter.person is None
    assert is_sealed(receipt_for(voter, Voting.objects.get()), Voting.objects.get().root)
