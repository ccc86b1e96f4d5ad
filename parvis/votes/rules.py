"""Who may open a voting, write statements and vote, and the sentence shown to whoever may not."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation
from parvis.consultations.rules import may_convene
from parvis.core.rules import Sentence, rule
from parvis.people.models import Person
from parvis.votes.models import Proposer, Statement, Voter, Voting

type Conditions = Iterator[tuple[object, Sentence]]

FEWEST_STATEMENTS = 1


@rule
def may_open(person: Person | None, voting: Voting) -> Conditions:
    """Open a voting: a convener, once there is something to vote on, while the consultation is announced or open."""
    yield may_convene(person, voting.consultation)
    consultation = voting.consultation
    yield not consultation.is_over, _("This consultation is closed.")
    yield (
        consultation.status == Consultation.Status.OPEN,
        _("People vote while the consultation is open: open it first."),
    )
    yield (
        consultation.statements.published().exists(),
        _("There is nothing to vote on yet: write some statements first."),
    )


@rule
def may_end(person: Person | None, voting: Voting) -> Conditions:
    """Close a voting: the conveners at any time, anybody (the clock above all) once its last instant has come."""
    yield (
        voting.is_over or may_convene(person, voting.consultation),
        _("Only a convener of this place can do this."),
    )


@rule
def may_seed(person: Person | None, consultation: Consultation) -> Conditions:
    """Write statements as a convener: before and while people vote."""
    yield may_convene(person, consultation)
    yield not consultation.is_over, _("This consultation is closed.")
    voting = Voting.objects.filter(consultation=consultation).first()
    yield voting is None or not voting.is_over, _("Voting is closed: no statement is added any more.")


@rule
def may_vote(person: Person | None, voting: Voting | None) -> Conditions:
    """Vote in a consultation."""
    yield voting is not None and voting.status != Voting.Status.PREPARED, _("Voting has not begun.")
    yield not voting.consultation.is_to_come, _("Voting has not begun.")
    yield voting.is_open, _("Voting is closed.")
    consultation = voting.consultation
    if consultation.welcomes == Consultation.Welcome.FORUM:
        yield consultation.welcomes_person(person), _("This consultation is for members of the forum.")
    yield consultation.welcomes_person(person), _("This consultation is for people who have signed in.")


@rule
def may_cast(person: Person | None, statement: Statement, voting: Voting | None) -> Conditions:
    """Vote on a statement."""
    yield may_vote(person, voting)
    yield (
        statement.status == Statement.Status.PUBLISHED,
        _("This statement is not voted on any more: your vote on it was not kept."),
    )


@rule
def may_propose(person: Person | None, voting: Voting | None) -> Conditions:
    """Propose a statement."""
    yield may_vote(person, voting)
    yield voting.people_propose, _("In this consultation only the conveners write statements.")


@rule
def may_be_told(person: Person | None, statement: Statement) -> Conditions:
    """Be told what becomes of a statement one proposed."""
    yield (
        statement.origin == Statement.Origin.PROPOSED,
        _("The conveners wrote this statement: nobody proposed it."),
    )


@rule
def may_leave(person: Person | None, proposer: Proposer) -> Conditions:
    """Stop being told."""
    is_one = person is not None and proposer.person_id == person.pk
    yield is_one, _("Somebody else proposed this statement.")


@rule
def may_moderate(person: Person | None, statement: Statement) -> Conditions:
    """Publish, refuse, hide, restore and translate statements."""
    is_moderator = person is not None and person.is_authenticated
    yield (
        is_moderator and any(person.has_role(kind, statement.place) for kind in ("moderator", "convener")),
        _("Only a moderator of this place can do this."),
    )


@rule
def may_be_one(person: Person | None, voter: Voter, voting: Voting) -> Conditions:
    """Say that the votes of a voter are one's own, so that one counts once."""
    yield person is not None and person.is_authenticated and person.is_active, _("Sign in to do this.")
    yield (
        voter.person_id in (None, person.pk),
        _("These votes belong to somebody else, who has signed in on this device before."),
    )
    yield voting.is_open, _("Voting is closed.")


@rule
def may_import(person: Person | None, consultation: Consultation) -> Conditions:
    """Bring in a whole voting from elsewhere: whoever runs the site, where no voting has begun."""
    voting = Voting.objects.filter(consultation=consultation).first()
    yield person is None or may_convene(person, consultation), _("Only a convener of this place can do this.")
    yield (
        voting is None or voting.status == Voting.Status.PREPARED or voting.attribution,
        _("People vote here already: votes from elsewhere are not mixed with theirs."),
    )
