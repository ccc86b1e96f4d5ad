"""Who wants to be told what becomes of the statement they proposed."""

from django.db import models

from parvis.core import clock
from parvis.people.models import Person
from parvis.votes.models.statements import Statement


class Proposer(models.Model):
    """Whoever proposed a statement and asked to be told what becomes of it; it counts once they confirmed their address.

    Nobody is shown who that is, moderators neither.
    """

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="proposer")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proposals")
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.statement)
