"""Who votes, and how."""

import secrets

from django.db import models
from django.db.models import Q

from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.receipts import new_code
from parvis.people.models import Person
from parvis.votes.models.statements import Statement


def new_participant() -> str:
    """Return a random id under which votes are analysed; it says nothing about who or when."""
    return secrets.token_hex(8)


def new_salt() -> str:
    """Return what keeps the votes of somebody from being guessed from their leaf."""
    return secrets.token_hex(32)


class Voter(models.Model):
    """Somebody who votes in one consultation: known by a signed cookie, or by their account once they signed in.

    `person` is told nobody. `code` is a receipt: whoever holds it sees these votes. `leaf` is the voter's in the seal.
    When a person turns out to be two voters, the votes of one move to the other, and it is the `same_as` that one.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="voters")
    participant = models.CharField(max_length=40, default=new_participant)
    code = models.CharField(max_length=10, default=new_code, unique=True)
    salt = models.CharField(max_length=64, default=new_salt)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="voters")
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="others")
    # Whether these votes may stand in the file that everybody may download, under another random id.
    in_file = models.BooleanField(default=False)
    leaf = models.CharField(max_length=64, blank=True)
    began_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "participant"], name="one_voter_per_id"),
            models.UniqueConstraint(
                fields=["consultation", "person"],
                condition=Q(person__isnull=False, same_as=None),
                name="one_person_is_one_voter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.participant}"


class Vote(models.Model):
    """The last word of one voter on one statement."""

    AGREE, PASS, DISAGREE = 1, 0, -1

    voter = models.ForeignKey(Voter, on_delete=models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="votes", db_index=False)
    value = models.SmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voter", "statement"], name="one_vote_per_statement"),
            models.CheckConstraint(condition=Q(value__in=[-1, 0, 1]), name="agree_disagree_or_pass"),
        ]
        # Counting reads nothing but this.
        indexes = [models.Index(fields=["statement", "value"], name="votes_counted")]

    def __str__(self) -> str:
        return f"{self.statement}: {self.value}"
