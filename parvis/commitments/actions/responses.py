"""Write one answer to many contributions: gather them, give the decision and its reason."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.commitments.models import Answer, Commitment, Response
from parvis.commitments.rules import may_change_response, may_draft_response, may_submit_response
from parvis.commitments.wording import cleaned, write
from parvis.consultations.models import Contribution
from parvis.consultations.rules import role_in
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.cycles.models import Cycle
from parvis.people.models import Organisation, Person
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

type Contributions = Iterable[Contribution | int]

AROUND = ("cycle__place", "organisation")
"""What the rules ask an answer about."""
WRITTEN = ("response.drafted", "response.changed", "response.linked")
"""The verbs by which an answer comes to say what it says."""


@dataclass(frozen=True)
class Taken:
    """How many contributions an answer newly took, and a sentence for each reason why others were left out."""

    count: int
    left_out: list[str] = field(default_factory=list)


@transaction.atomic
def draft_response(
    cycle: Cycle,
    *,
    by: Person,
    organisation: Organisation,
    disposition: str = "",
    reason: Mapping[str, str] | None = None,
    contributions: Contributions = (),
) -> Response:
    """Begin an answer of an institution; refuse when none of the `contributions` given can be taken."""
    may_draft_response(by, cycle, organisation).enforce()
    _require_disposition(disposition)
    response = Response.objects.create(
        cycle=cycle, number=_next_number(cycle), organisation=organisation, disposition=disposition, drafted_by=by
    )
    response.writers.add(by)
    write(response, cycle, {"reason": cleaned(reason)})
    wanted = _keys(contributions)
    taken = _take(response, wanted)
    if wanted and not taken.count:
        raise Refused(" ".join(taken.left_out))
    facts = {"cycle": cycle.slug, "institution": organisation.slug, "contributions": taken.count}
    record("response.drafted", response, role=role_of(by, response), facts=facts)
    return response


@transaction.atomic
def change_response(
    response: Response,
    *,
    by: Person,
    disposition: str,
    reason: Mapping[str, str],
    confirmed: Iterable[str] = (),
    commitments: Collection[Commitment] | None = None,
    seen: Marks | None = None,
) -> Response:
    """Change the decision, its reason and, when given, the commitments it leads to; refused when overtaken.

    `confirmed` languages were read again and still say the same; `seen` is what the form showed.
    """
    lock(response, *AROUND)
    may_change_response(by, response).enforce()
    _require_disposition(disposition)
    reason, saved = cleaned(reason), shown_of(response)
    typed = saved | {"disposition": disposition, "reason": reason}
    if commitments is not None:
        typed["commitments"] = [str(each.pk) for each in commitments]
    refuse_overtaken(response, seen, saved=saved, typed=typed, verbs=WRITTEN)
    decides_otherwise = response.disposition != disposition
    if write(response, response.cycle, {"reason": reason}, confirmed) or decides_otherwise:
        response.disposition = disposition
        response.save(update_fields=["disposition"])
        response.writers.add(by)
        record("response.changed", response, role=role_of(by, response))
    if commitments is not None:
        _link(response, commitments, by)
    return response


@transaction.atomic
def take_contributions(response: Response, *, by: Person, contributions: Contributions) -> Taken:
    """Take contributions into an answer; those in the hands of another answer are left out, and it is said whose."""
    lock(response, *AROUND)
    may_change_response(by, response).enforce()
    taken = _take(response, _keys(contributions))
    if taken.count:
        record("response.gathered", response, role=role_of(by, response), facts={"contributions": taken.count})
    return taken


@transaction.atomic
def leave_contributions(response: Response, *, by: Person, contributions: Contributions) -> int:
    """Put contributions back among those that wait; return how many."""
    lock(response, *AROUND)
    may_change_response(by, response).enforce()
    left, _by_model = response.answers.filter(contribution__in=_keys(contributions)).delete()
    if left:
        record("response.released", response, role=role_of(by, response), facts={"contributions": left})
    return left


@transaction.atomic
def note_to_person(
    response: Response, contribution: Contribution, *, by: Person, note: Mapping[str, str], seen: Marks | None = None
) -> Answer:
    """Say something more to the author of one contribution; everybody can read it. Refused when overtaken."""
    lock(response, *AROUND)
    may_change_response(by, response).enforce()
    answer = response.answers.filter(contribution=contribution).first()
    if answer is None:
        raise Refused(_("This contribution is no longer in this answer."))
    words = cleaned(note)
    refuse_overtaken(response, seen, saved={"note": answer.note}, typed={"note": words}, verbs=("response.noted",))
    if answer.note != words:
        answer.note = words
        answer.save(update_fields=["note"])
        response.writers.add(by)
        record("response.noted", response, role=role_of(by, response))
    return answer


@transaction.atomic
def link_commitments(response: Response, *, by: Person, commitments: Collection[Commitment]) -> Response:
    """Say which commitments of the cycle this answer leads to; also after it is published."""
    lock(response, *AROUND)
    if response.status == Response.Status.PUBLISHED:
        may_submit_response(by, response).enforce()
    else:
        may_change_response(by, response).enforce()
    _link(response, commitments, by)
    return response


@transaction.atomic
def withdraw_response(response: Response, *, by: Person) -> Response:
    """Give an answer up before it is published: its contributions wait again."""
    lock(response, *AROUND)
    may_submit_response(by, response).enforce()
    if response.move("withdraw"):
        released, _by_model = response.answers.all().delete()
        record("response.withdrawn", response, role=role_of(by, response), facts={"contributions": released})
    return response


def shown_of(response: Response) -> dict[str, Any]:
    """Return what the form of an answer shows of it."""
    linked = [str(pk) for pk in response.commitments.values_list("pk", flat=True)]
    return {"disposition": response.disposition, "reason": response.reason, "commitments": linked}


def role_of(person: Person, response: Response) -> str:
    """Return the plain word for the role in which `person` acts on an answer."""
    return role_in(person, response.cycle.place, "responder", "convener", "reviewer")


def _next_number(cycle: Cycle) -> int:
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    return (cycle.responses.aggregate(last=Max("number"))["last"] or 0) + 1


def _require_disposition(disposition: str) -> None:
    if disposition not in Response.Disposition.values:
        raise Refused(_("Choose one of the answers in the list."))


def _link(response: Response, commitments: Collection[Commitment], by: Person) -> None:
    if any(commitment.cycle_id != response.cycle_id for commitment in commitments):
        raise Refused(_("An answer leads to commitments of its own cycle."))
    linked = set(response.commitments.values_list("pk", flat=True))
    if linked != {commitment.pk for commitment in commitments}:
        response.commitments.set(commitments)
        slugs = sorted(commitment.slug for commitment in commitments)
        record("response.linked", response, role=role_of(by, response), facts={"commitments": slugs})


def _keys(contributions: Contributions) -> list[int]:
    return list(dict.fromkeys(getattr(each, "pk", each) for each in contributions))


def _take(response: Response, wanted: list[int]) -> Taken:
    """Let the database decide who was first: a contribution belongs to the answer whose row was written."""
    mine = set(response.answers.filter(contribution__in=wanted).values_list("contribution", flat=True))
    free = Contribution.objects.filter(
        pk__in=wanted, consultation__cycle=response.cycle_id, status=Contribution.Status.PUBLISHED
    )
    ready = [pk for pk in free.values_list("pk", flat=True) if pk not in mine]
    Answer.objects.bulk_create(
        [Answer(response=response, contribution_id=pk) for pk in ready], ignore_conflicts=True, batch_size=500
    )
    now_mine = response.answers.filter(contribution__in=ready).count()
    return Taken(now_mine, [*_elsewhere(response, ready), *_unreadable(len(wanted) - len(mine) - len(ready))])


def _elsewhere(response: Response, wanted: list[int]) -> list[str]:
    """Say, for each other answer that holds some of the contributions wanted, whose it is."""
    held = (
        Response.objects.filter(answers__contribution__in=wanted)
        .exclude(pk=response.pk)
        .select_related("organisation")
        .annotate(count=Count("answers"))
        .order_by("number")
    )
    return [
        ngettext(
            "%(count)d of these contributions is in the hands of %(institution)s already (%(answer)s).",
            "%(count)d of these contributions are in the hands of %(institution)s already (%(answer)s).",
            other.count,
        )
        % {"count": other.count, "institution": other.organisation, "answer": other}
        for other in held
    ]


def _unreadable(count: int) -> list[str]:
    if not count:
        return []
    sentence = ngettext(
        "%(count)d of these contributions cannot be answered here: it is not published, or was said in another cycle.",
        "%(count)d of these contributions cannot be answered here: they are not published, or were said in another cycle.",
        count,
    )
    return [sentence % {"count": count}]
