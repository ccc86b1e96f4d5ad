"""Have an answer read by a second person, publish it, correct it in the open."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from parvis.commitments.actions.responses import AROUND, role_of
from parvis.commitments.models import Response, ResponseVersion, days_late
from parvis.commitments.rules import may_correct_response, may_review_response, may_submit_response
from parvis.commitments.wording import cleaned, digests, require_parity, require_written, write
from parvis.consultations.actions.answers import mark_answered
from parvis.consultations.models import Contribution
from parvis.core import clock
from parvis.core.cleaning import clean_words, says_something
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import Line, record, record_many
from parvis.record.overtaking import refuse_overtaken

SHORTEST_REASON = 20
PUBLISHED = ("response.published", "response.corrected")
"""The verbs by which a published answer comes to say what it says."""


@transaction.atomic
def submit_for_review(response: Response, *, by: Person) -> Response:
    """Hand an answer to a second person, once it is complete."""
    lock(response, *AROUND)
    may_submit_response(by, response).enforce()
    if response.status == Response.Status.DRAFT:
        _require_ready(response)
    if response.move("submit", review_note=""):
        record("response.submitted", response, role=role_of(by, response))
    return response


@transaction.atomic
def send_back(response: Response, *, by: Person, note: str) -> Response:
    """Give an answer back to those who write it, saying what to change; the note is for them alone."""
    lock(response, *AROUND)
    may_review_response(by, response).enforce()
    note = clean_words(note)
    if not says_something(note):
        raise Refused(_("Say what should change, so that they know what to do."))
    if response.move("send_back", {"review_note": note}):
        record("response.sent_back", response, role=role_of(by, response))
    return response


@transaction.atomic
def publish_response(response: Response, *, by: Person) -> Response:
    """Publish an answer that somebody else wrote: every contribution in it is answered, on time or late."""
    lock(response, *AROUND)
    may_review_response(by, response).enforce()
    if response.status == Response.Status.IN_REVIEW:
        _leave_unpublished(response)
        _require_ready(response)
    due_on = response.answers.aggregate(first=Min("contribution__answer_due_on"))["first"]
    if response.move("publish", published_at=clock.now(), reviewed_by=by, due_on=due_on):
        _keep_version(response)
        contributions = _contributions(response)
        mark_answered(contributions, response.disposition, response.published_at)
        record_many(publication_lines(response, contributions, role_of(by, response)))
    return response


@transaction.atomic
def correct_response(
    response: Response,
    *,
    by: Person,
    disposition: str,
    reason: Mapping[str, str],
    why: Mapping[str, str],
    confirmed: Iterable[str] = (),
    seen: Marks | None = None,
) -> Response:
    """Replace what a published answer says, and say why; what it said before stays readable beside it.

    Refused when overtaken: `seen` is what the form showed.
    """
    lock(response, *AROUND)
    may_correct_response(by, response).enforce()
    new_reason, why = cleaned(reason), cleaned(why)
    saved = {"disposition": response.disposition, "reason": response.reason}
    typed = {"disposition": disposition, "reason": new_reason}
    refuse_overtaken(response, seen, saved=saved, typed=typed, verbs=PUBLISHED)
    if saved == typed:
        return response
    require_written(response.cycle, why, _("Say why the answer is corrected, in every official language."))
    write(response, response.cycle, {"reason": new_reason}, confirmed)
    response.disposition, response.version = disposition, response.version + 1
    response.save(update_fields=["disposition", "version"])
    _require_ready(response)
    _keep_version(response, why=why)
    contributions = _contributions(response)
    mark_answered(
        [each for each in contributions if each.status != Contribution.Status.ERASED], disposition, clock.now()
    )
    record_many(_correction_lines(response, contributions, role_of(by, response)))
    return response


def _leave_unpublished(response: Response) -> None:
    # Hidden or erased since it was taken: it waits again, should it come back.
    gone = response.answers.exclude(contribution__status=Contribution.Status.PUBLISHED).values_list("pk", flat=True)
    # In two questions: asked in one, a database that has not counted its rows yet looks at all for each.
    response.answers.filter(pk__in=list(gone)).delete()


def _require_ready(response: Response) -> None:
    if not response.disposition:
        raise Refused(_("Say what is decided: choose one of the answers in the list."))
    sentence = _("Give the reason in every official language, in 20 characters or more.")
    require_written(response.cycle, response.reason, sentence, SHORTEST_REASON)
    require_parity(response.cycle, [response], ["reason"])
    if not response.answers.exists():
        raise Refused(_("This answer has no contribution in it yet."))


def _contributions(response: Response) -> list[Contribution]:
    rows = Contribution.objects.filter(answered_in__response=response)
    return list(rows.only("code", "status", "answer_due_on").order_by("pk"))


def _keep_version(response: Response, why: Mapping[str, str] | None = None) -> None:
    ResponseVersion.objects.create(
        response=response,
        number=response.version,
        disposition=response.disposition,
        reason=response.reason,
        why_corrected=why or {},
        published_at=clock.now(),
    )


def _decision(response: Response) -> dict[str, object]:
    return {
        "disposition": response.disposition,
        "institution": response.organisation.slug,
        "version": response.version,
    }


def publication_lines(response: Response, contributions: list[Contribution], role: str) -> list[Line]:
    """Return the entries of the record that say an answer was published, and that contributions have it."""
    given_on = response.published_at.astimezone(response.cycle.place.zone).date()
    whole = {
        "contributions": len(contributions),
        "due_on": response.due_on.isoformat() if response.due_on else None,
        "late_days": days_late(response.due_on, given_on),
        "sha256": digests(reason=response.reason),
    }
    each = {"response": response.record_key, **_decision(response)}
    return [
        Line("response.published", response, role=role, facts=_decision(response) | whole),
        *(
            Line(
                "contribution.answered",
                contribution,
                role=role,
                facts=each | {"late_days": days_late(contribution.answer_due_on, given_on)},
            )
            for contribution in contributions
        ),
    ]


def _correction_lines(response: Response, contributions: list[Contribution], role: str) -> list[Line]:
    whole = {"contributions": len(contributions), "sha256": digests(reason=response.reason)}
    each = {"response": response.record_key, **_decision(response)}
    return [
        Line("response.corrected", response, role=role, facts=_decision(response) | whole),
        *(Line("contribution.answer_corrected", each_one, role=role, facts=each) for each_one in contributions),
    ]
