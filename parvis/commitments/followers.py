"""What follows the record here: letters to those who asked to be told what becomes of a contribution.

Letters follow the record, and are not written by the action, for three reasons: publishing an answer to a thousand
people stays as quick as to one; a letter that cannot be written never stops an answer from being published; and the
follower's position and its letters are one transaction, so each person is told exactly once of each version.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from parvis.commitments.models import Answer, Commitment, Response, ResponseVersion, Source, days_late
from parvis.consultations import letters
from parvis.consultations.models import Contribution, Subscription
from parvis.core.dates import day_words
from parvis.core.mail import post
from parvis.core.receipts import format_code
from parvis.core.words import Words
from parvis.record import follower
from parvis.record.models import Entry

ANSWERED = {"contribution.answered", "contribution.answer_corrected"}


@follower("commitments.answer_letters", ANSWERED)
def tell_of_answers(entries: Sequence[Entry]) -> None:
    """Write to whoever confirmed their address for a contribution that it is answered, or its answer corrected."""
    told = _subscriptions({entry.subject_key for entry in entries})
    answers = {
        answer.contribution_id: answer
        for answer in Answer.objects.filter(
            contribution__in=[each.contribution_id for each in told], response__status=Response.Status.PUBLISHED
        ).select_related("response__organisation", "response__cycle__place")
    }
    reasons = _reasons_to_correct(answers.values())
    by_code = _by_code(told)
    for entry in entries:
        kind = "commitments.answered" if entry.verb == "contribution.answered" else "commitments.answer_corrected"
        for subscription in by_code[entry.subject_key]:
            if answer := answers.get(subscription.contribution_id):
                key = f"answered:{entry.subject_key}:{entry.facts['version']}"
                why = reasons.get((answer.response_id, entry.facts["version"]))
                _write(subscription, kind, key, _answer_context(subscription.contribution, answer) | {"why": why})


@follower("commitments.written_letters", {"contribution.written_into"})
def tell_of_commitments(entries: Sequence[Entry]) -> None:
    """Write to whoever confirmed their address that a contribution became part of an adopted commitment."""
    told = _by_code(_subscriptions({entry.subject_key for entry in entries}))
    commitments = _commitments({entry.facts["commitment"] for entry in entries})
    for entry in entries:
        commitment = commitments.get(entry.facts["commitment"])
        for subscription in told[entry.subject_key] if commitment else ():
            key = f"written:{entry.subject_key}:{entry.facts['commitment']}"
            _write(subscription, "commitments.written_into", key, {"commitment": commitment})


@follower("commitments.progress_letters", {"commitment.progressed"})
def tell_of_progress(entries: Sequence[Entry]) -> None:
    """Write to whoever confirmed their address when the commitment made of a contribution comes to another status."""
    moved = [entry for entry in entries if entry.facts["status"] != entry.facts["was"]]
    commitments = _commitments({entry.subject_key for entry in moved})
    sources = defaultdict(list)
    for source in Source.objects.filter(commitment__in=commitments.values()).select_related("contribution"):
        sources[source.commitment_id].append(source.contribution.code)
    told = _by_code(_subscriptions({code for codes in sources.values() for code in codes}))
    for entry in moved:
        commitment = commitments[entry.subject_key]
        report = commitment.progress.filter(period_ends_on=entry.facts["period"], status=entry.facts["status"]).last()
        for subscription in (each for code in sources[commitment.pk] for each in told[code] if report):
            key = f"progressed:{entry.seq}:{subscription.contribution.code}"
            context = {"commitment": commitment, "report": report, "period": report.period_ends_on}
            _write(subscription, "commitments.progressed", key, context)


def _subscriptions(codes: Iterable[str]) -> list[Subscription]:
    rows = Subscription.objects.filter(
        contribution__code__in=list(codes), confirmed_at__isnull=False, person__is_active=True
    )
    return list(rows.select_related("contribution", "person").order_by("pk"))


def _by_code(subscriptions: Iterable[Subscription]) -> dict[str, list[Subscription]]:
    found: dict[str, list[Subscription]] = defaultdict(list)
    for subscription in subscriptions:
        found[subscription.contribution.code].append(subscription)
    return found


def _commitments(slugs: Iterable[str]) -> dict[str, Commitment]:
    rows = Commitment.objects.filter(slug__in=list(slugs), adopted_at__isnull=False)
    return {each.slug: each for each in rows.select_related("organisation", "cycle__place")}


def _reasons_to_correct(answers: Iterable[Answer]) -> dict[tuple[int, int], Words]:
    versions = ResponseVersion.objects.filter(response__in={answer.response_id for answer in answers}, number__gt=1)
    return {(each.response_id, each.number): each.why_corrected for each in versions}


def _answer_context(contribution: Contribution, answer: Answer) -> dict[str, Any]:
    response = answer.response
    given_on = response.published_at.astimezone(response.cycle.place.zone).date()
    return {
        "answer": answer,
        "response": response,
        "due_on": contribution.answer_due_on,
        "days_late": days_late(contribution.answer_due_on, given_on),
    }


def _write(subscription: Subscription, kind: str, key: str, context: dict[str, Any]) -> None:
    person, contribution = subscription.person, subscription.contribution
    with translation.override(person.language):
        leave = letters.leave_link(subscription)
        said = {name: day_words(value) if isinstance(value, date) else value for name, value in context.items()}
        links = {
            "code": format_code(contribution.code),
            "trail": settings.BASE_URL.geturl() + contribution.get_absolute_url(),
            "leave": leave,
        }
    post(
        to=person.email,
        kind=kind,
        key=key,
        language=person.language,
        context=said | links | {"contribution": contribution, "as_author": subscription.as_author},
        headers={"List-Unsubscribe": f"<{leave}>"},
    )
