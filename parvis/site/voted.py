"""What a trail tells of votes: which short statements a contribution was put to the vote as, and whether one may propose one."""

from dataclasses import dataclass

from parvis.consultations.models import Contribution
from parvis.people.models import Person
from parvis.record import entries_of
from parvis.record.models import Entry
from parvis.votes.models import Statement, Voting
from parvis.votes.rules import may_propose

_TOLD = ("statement.proposed", "statement.published", "statement.hidden", "statement.restored")


@dataclass(frozen=True)
class Voted:
    """A statement made of a contribution, and what the record says of it; its words are read as they are now."""

    statement: Statement
    entries: list[Entry]

    @property
    def shows_words(self) -> bool:
        """Tell whether everybody may read it."""
        return self.statement.status == Statement.Status.PUBLISHED


def voted_as(contribution: Contribution) -> list[Voted]:
    """Return the statements that people can or could vote on and that were made of a contribution; two queries at most."""
    statements = list(contribution.statements.voted_on().select_related("consultation").order_by("number"))
    by_key: dict[str, list[Entry]] = {statement.record_key: [] for statement in statements}
    for entry in entries_of(*statements).filter(verb__in=_TOLD) if statements else ():
        by_key[entry.subject_key].append(entry)
    return [Voted(statement, by_key[statement.record_key]) for statement in statements]


def may_propose_it(person: Person | None, contribution: Contribution) -> bool:
    """Tell whether a statement made of a published contribution may be proposed to those who vote; one query."""
    if contribution.status != Contribution.Status.PUBLISHED:
        return False
    voting = Voting.objects.filter(consultation=contribution.consultation_id).first()
    if voting is None:
        return False
    voting.consultation = contribution.consultation
    return bool(may_propose(person if person and person.is_authenticated else None, voting))
