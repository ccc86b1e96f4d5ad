"""Who may print sheets, type them in and settle them, and the sentence shown to whoever may not."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation
from parvis.consultations.rules import may_bring_in, may_convene
from parvis.core import clock
from parvis.core.rules import Sentence, rule
from parvis.paper.models import Batch, Sheet
from parvis.people.models import Person

TYPED_WITHIN = timedelta(days=30)

type Conditions = Iterator[tuple[object, Sentence]]


@rule
def may_make_batch(person: Person | None, consultation: Consultation) -> Conditions:
    """Make a batch of sheets: of a consultation whose questions are settled, while there is time to hand them in."""
    yield may_bring_in(person, consultation)
    yield (
        consultation.status != Consultation.Status.DRAFT,
        _("Announce this consultation first: what is printed cannot be changed any more."),
    )
    yield not consultation.is_over, _("This consultation is closed.")


@rule
def may_print(person: Person | None, batch: Batch, *, is_begun: bool) -> Conditions:
    """Print the sheets, again too, until one of them was typed in: from then on their codes are the authors' alone."""
    yield may_bring_in(person, batch.consultation)
    yield not is_begun, _("A sheet of this batch has been typed in: it is not printed again. Make another batch.")


@rule
def may_note_day(person: Person | None, batch: Batch, on: date) -> Conditions:
    """Say on which day the sheets of a batch were handed in."""
    yield may_convene(person, batch.consultation)
    zone = batch.consultation.zone
    yield on <= clock.now().astimezone(zone).date(), _("This day has not come yet.")
    yield on >= batch.made_at.astimezone(zone).date(), _("The sheets were not printed yet on this day.")


@rule
def may_type(person: Person | None, sheet: Sheet) -> Conditions:
    """Type in what stands on a sheet: once, or by two different people where the batch says so."""
    yield may_bring_in(person, sheet.batch.consultation)
    yield sheet.status != Sheet.Status.ENTERED, _("This sheet has been typed in already. Nothing was added.")
    yield sheet.status != Sheet.Status.SPOILED, _("This sheet is marked as spoiled. Take the mark back first.")
    yield (
        sheet.status != Sheet.Status.DIFFERING,
        _("Two people have typed this sheet, in two ways. It is to be settled."),
    )
    yield (
        person is None or not sheet.readings.filter(person=person).exists(),
        _("You have typed this sheet. Somebody else types it the second time."),
    )
    yield from _in_time(sheet.batch)


@rule
def may_settle(person: Person | None, sheet: Sheet) -> Conditions:
    """Say what stands on a sheet that was typed in two ways: either of the two, or a convener."""
    yield may_bring_in(person, sheet.batch.consultation)
    yield sheet.status == Sheet.Status.DIFFERING, _("This sheet has been settled meanwhile.")
    yield (
        may_convene(person, sheet.batch.consultation) or sheet.readings.filter(person=person).exists(),
        _("One of the two who typed it settles it, or a convener."),
    )
    yield from _in_time(sheet.batch)


@rule
def may_spoil(person: Person | None, sheet: Sheet) -> Conditions:
    """Mark a sheet from which nothing can be typed in, or take the mark back."""
    yield may_bring_in(person, sheet.batch.consultation)


def _in_time(batch: Batch) -> Conditions:
    """What was handed in before the closing may be typed in for some days after it."""
    consultation = batch.consultation
    if consultation.is_over:
        closed, handed_in_on = consultation.ended_at, batch.handed_in_on
        yield handed_in_on, _("This consultation is closed. Say first on which day the sheets were handed in.")
        yield (
            handed_in_on is not None and handed_in_on <= closed.astimezone(consultation.zone).date(),
            _("These sheets were handed in after the consultation was closed."),
        )
        yield (
            consultation.status != Consultation.Status.ANSWERED and clock.now() - closed <= TYPED_WITHIN,
            _("The days in which sheets can be typed in after the closing are over."),
        )
