"""Bring in a whole voting that was held elsewhere, sealed as it comes."""

from collections.abc import Callable, Iterator
from itertools import batched
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation
from parvis.consultations.rules import role_in
from parvis.core import clock
from parvis.core.detection import detect
from parvis.core.locking import lock
from parvis.core.receipts import new_code
from parvis.core.rows import insert
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import record
from parvis.votes.actions.votings import seal
from parvis.votes.importing import Elsewhere, moment_of
from parvis.votes.models import Statement, Vote, Voter, Voting
from parvis.votes.models.votes import new_participant, new_salt
from parvis.votes.rules import may_import

AT_A_TIME = 5_000
SAY_WHERE_FROM = _("Say where these votes come from, and under which licence.")
_VOTER = ("consultation_id", "participant", "code", "salt", "in_file", "leaf", "began_at")
_VOTE = ("voter_id", "statement_id", "value", "at")


class Report(NamedTuple):
    """What was brought in; nothing when it was there already."""

    statements: int = 0
    voters: int = 0
    votes: int = 0


@transaction.atomic
def import_votes(
    consultation: Consultation,
    *,
    by: Person | None,
    elsewhere: Elsewhere,
    attribution: str,
    tell: Callable[[int], None] = lambda rows: None,
) -> Report:
    """Bring in the statements and votes of a voting that was held elsewhere, all or none, and seal them.

    `attribution` is shown with the results. Whose votes they were there is not kept: each voter gets a new random
    number. A voting that was brought in already is left alone.
    """
    if not attribution.strip():
        raise Refused(SAY_WHERE_FROM)
    voting, _is_new = Voting.objects.get_or_create(consultation=consultation)
    lock(voting, "consultation__cycle__place")
    may_import(by, consultation).enforce()
    if voting.status == Voting.Status.CLOSED:
        return Report()
    statements = _write_statements(consultation, elsewhere)
    voters = _write_voters(consultation, elsewhere)
    cast = ((voters[who], statements[ref], value, at) for who, ref, value, at in _cast(elsewhere))
    for rows in batched(cast, AT_A_TIME):
        insert(Vote, _VOTE, rows)
        tell(len(rows))
    moments = [at for at, _value in elsewhere.votes.values() if at]
    opened, closed = (moment_of(end(moments)) if moments else clock.now() for end in (min, max))
    told = Report(len(statements), len(voters), len(elsewhere.votes))
    role = role_in(by, consultation.place, "convener") if by else "system"
    seal(voting, "bring_in", role, opened_at=opened, closed_at=closed, attribution=attribution.strip())
    record("voting.brought_in", voting, role=role, facts=told._asdict())
    return told


def _write_statements(consultation: Consultation, elsewhere: Elsewhere) -> dict[str, int]:
    """Write the statements after those that are there; return their keys by what they are called elsewhere."""
    first = consultation.statements.count() + 1
    usual = detect(" ".join(each.words for each in elsewhere.statements[:50]))[0]
    status = Statement.Status
    Statement.objects.bulk_create(
        [
            Statement(
                consultation=consultation,
                number=number,
                words=each.words,
                language=detect(each.words, prior=usual)[0],
                status=status.HIDDEN if each.is_hidden else status.PUBLISHED,
                reason=Statement.Reason.ELSEWHERE if each.is_hidden else "",
                origin=Statement.Origin.IMPORTED,
                source_ref=each.ref,
            )
            for number, each in enumerate(elsewhere.statements, first)
        ],
        batch_size=500,
    )
    return dict(consultation.statements.exclude(source_ref="").values_list("source_ref", "pk"))


def _write_voters(consultation: Consultation, elsewhere: Elsewhere) -> dict[str, int]:
    """Write the voters; return their keys by what they are called elsewhere, which is not kept."""
    names = {voter: new_participant() for voter in sorted({voter for voter, _ref in elsewhere.votes})}
    now = clock.now()
    rows = ((consultation.pk, name, new_code(), new_salt(), True, "", now) for name in names.values())
    for batch in batched(rows, AT_A_TIME):
        insert(Voter, _VOTER, batch)
    keys = dict(Voter.objects.filter(consultation=consultation).values_list("participant", "pk"))
    return {voter: keys[name] for voter, name in names.items()}


def _cast(elsewhere: Elsewhere) -> Iterator[tuple[str, str, int, object]]:
    now = clock.now()
    for (voter, ref), (at, value) in elsewhere.votes.items():
        yield voter, ref, value, moment_of(at) or now
