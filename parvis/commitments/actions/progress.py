"""Report what was done of a commitment, period after period."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.commitments.actions.commitments import AROUND, role_of
from parvis.commitments.models import Commitment, Progress
from parvis.commitments.rules import may_report_progress
from parvis.commitments.wording import cleaned, digests, require_written
from parvis.core import clock
from parvis.core.locking import lock
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import record


@transaction.atomic
def report_progress(
    commitment: Commitment,
    *,
    by: Person,
    period_ends_on: datetime.date,
    status: str,
    words: Mapping[str, str],
    challenges: Mapping[str, str] | None = None,
    evidence_url: str = "",
) -> Progress:
    """Report, for the period that ends on a day, how far a commitment has come.

    What was done is said in every official language; so is what stands in the way, when a commitment goes backwards.
    A second report of a period corrects the first, which stays readable; the same one sent twice counts once.
    """
    lock(commitment, *AROUND)
    may_report_progress(by, commitment).enforce()
    report = Progress(
        commitment=commitment,
        period_ends_on=period_ends_on,
        status=status,
        words=cleaned(words),
        challenges=cleaned(challenges),
        evidence_url=evidence_url,
    )
    before = _standing_before(commitment, period_ends_on)
    _require_sound(report, before)
    if before and _says_the_same(before, report):
        return before
    report.save(force_insert=True)
    facts = {
        "period": period_ends_on.isoformat(),
        "status": status,
        "was": before.status if before else None,
        "sha256": digests(words=report.words, challenges=report.challenges),
    }
    record("commitment.progressed", commitment, role=role_of(by, commitment), facts=facts)
    return report


def _standing_before(commitment: Commitment, period_ends_on: datetime.date) -> Progress | None:
    """Return the last report of this period, or of the nearest one before it."""
    return commitment.progress.filter(period_ends_on__lte=period_ends_on).order_by("period_ends_on", "pk").last()


def _require_sound(report: Progress, before: Progress | None) -> None:
    cycle = report.commitment.cycle
    if report.status not in Progress.Status.values:
        raise Refused(_("Say how far it has come: choose one of the four."))
    if report.period_ends_on < cycle.starts_on:
        raise Refused(_("This period ended before the cycle began: look at the year again."))
    if report.period_ends_on > clock.now().astimezone(cycle.place.zone).date():
        raise Refused(_("This period has not ended yet."))
    require_written(cycle, report.words, _("Say what was done, in every official language."))
    if before and report.rank < before.rank:
        sentence = _("This commitment stood further before. Say what stands in the way, in every official language.")
        require_written(cycle, report.challenges, sentence)


def _says_the_same(before: Progress, report: Progress) -> bool:
    names = ("period_ends_on", "status", "words", "challenges", "evidence_url")
    return all(getattr(before, name) == getattr(report, name) for name in names)
