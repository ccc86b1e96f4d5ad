"""What is kept here of a person: how they take it away, and how it goes when they leave."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from parvis.people import blocks, erasures, exports
from parvis.people.models import Person
from parvis.votes.letters import leave_link
from parvis.votes.models import Vote


@exports.register("votes")
def tell_votes(person: Person) -> Iterable[dict[str, Any]]:
    """How the person voted, where they said that the votes are theirs."""
    rows = Vote.objects.filter(voter__person=person).order_by("pk")
    for row in rows.values("value", "at", slug=F("statement__consultation__slug"), words=F("statement__words")):
        yield {"consultation": row["slug"], "statement": row["words"], "value": row["value"], "at": row["at"]}


@exports.register("proposals")
def tell_proposals(person: Person) -> Iterable[dict[str, Any]]:
    """The statements the person proposed, where they asked to be told what becomes of them."""
    rows = person.proposals.order_by("pk").values(
        "asked_at",
        "confirmed_at",
        consultation=F("statement__consultation__slug"),
        words=F("statement__words"),
        status=F("statement__status"),
        reason=F("statement__reason"),
    )
    yield from rows


erasures.keep_for(lambda person: person.proposals.all())


@erasures.register
def forget_proposals(person: Person, choices: erasures.Choices) -> None:
    """Let nobody know any more who proposed the person's statements. They stay: others voted on them."""
    person.proposals.all().delete()


@erasures.register
def forget_who_voted(person: Person, choices: erasures.Choices) -> None:
    """Let nobody know any more whose the person's votes were. They count on: a sealed number cannot lose them."""
    person.voters.update(person=None)


SHOWN = 20


def tell_own_page(person: Person) -> dict[str, Any]:
    """The statements the person proposed and is told of, for their own page: the latest."""
    rows = (
        person.proposals.exclude(confirmed_at=None)
        .select_related("statement__consultation", "statement__same_as")
        .order_by("-pk")
    )
    return {"proposed": [(proposer.statement, leave_link(proposer)) for proposer in rows[:SHOWN]]}


blocks.register("votes/_yours.html", tell_own_page)
