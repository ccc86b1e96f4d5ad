"""What one can do with sheets of paper: one function a verb."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions import contribute
from parvis.consultations.actions.contributions import require_themes, require_words
from parvis.consultations.actions.notes import require_own_words
from parvis.consultations.models import Consultation, Contribution, Provenance, Question, Slip
from parvis.consultations.models.workshops import digest_of_slip
from parvis.consultations.rules import role_in
from parvis.core.cleaning import clean_line, clean_words
from parvis.core.languages import SITE_LANGUAGES
from parvis.core.rules import Refused
from parvis.paper.models import Batch, Reading, Sheet
from parvis.paper.rules import may_make_batch, may_note_day, may_settle, may_spoil, may_type
from parvis.people.models import Person
from parvis.record import record
from parvis.themes.models import Theme

MOST_SHEETS = 500
SO_MANY = _("Between 1 and %(most)d sheets at a time.")
SAY_WHERE = _("Say where the sheets are handed in.")
SAY_WHY = _("Say why nothing can be typed in from this sheet.")


@transaction.atomic
def make_batch(
    consultation: Consultation,
    *,
    by: Person,
    language: str,
    count: int,
    hand_in: str,
    paper: str = Batch.Paper.A4,
    is_large: bool = False,
    is_double: bool = False,
) -> Batch:
    """Make the sheets of a batch, each with its serial and the slip its author keeps."""
    may_make_batch(by, consultation).enforce()
    if not 1 <= count <= MOST_SHEETS:
        raise Refused(SO_MANY % {"most": MOST_SHEETS})
    if not (hand_in := clean_line(hand_in)[:300]):
        raise Refused(SAY_WHERE)
    batch = Batch.objects.create(
        consultation=consultation,
        language=language if language in SITE_LANGUAGES else SITE_LANGUAGES[0],
        paper=paper if paper in Batch.Paper.values else Batch.Paper.A4,
        is_large=is_large,
        is_double=is_double,
        hand_in=hand_in,
        count=count,
    )
    numbers = range(1, count + 1)
    slips = [Slip(number=number, digest=digest_of_slip(batch.claim_code(number))) for number in numbers]
    slips = Slip.objects.bulk_create(slips)
    Sheet.objects.bulk_create(Sheet(batch=batch, number=slip.number, slip=slip) for slip in slips)
    facts = {"language": batch.language, "sheets": count, "typings": 2 if is_double else 1}
    record("batch.made", batch, **_told(by, batch, **facts))
    return batch


@transaction.atomic
def hand_in_batch(batch: Batch, *, by: Person, on: datetime.date) -> Batch:
    """Say on which day the sheets of a batch were handed in; said again, the last word counts for what is typed later."""
    may_note_day(by, batch, on).enforce()
    if Batch.objects.filter(pk=batch.pk).exclude(handed_in_on=on).update(handed_in_on=on):
        batch.handed_in_on = on
        record("batch.handed_in", batch, **_told(by, batch, handed_in_on=on.isoformat()))
    return batch


@transaction.atomic
def type_sheet(sheet: Sheet, *, by: Person, key: uuid.UUID | None = None, **said: Any) -> Sheet:
    """Take in what somebody read on a sheet: `words`, and `question`, `themes`, `kind`, `organisation`, `public_name`, `email`.

    It becomes a contribution at once; in a batch that two people type in, once the second has read the same. What they
    read differently waits to be settled. The same `key` from the same form counts once.
    """
    sheet = _locked(sheet)
    if key and _was_typed(sheet, by, key):
        return sheet
    may_type(by, sheet).enforce()
    read = _read(sheet, **said)
    if not sheet.batch.is_double:
        return _enter(sheet, read, by, key)
    first = sheet.readings.first()
    if first is not None and _same(first.said, read):
        return _enter(sheet, first.said, by, key, typings=2)
    Reading.objects.create(sheet=sheet, person=by, said=read, key=key)
    if first is None:
        sheet.move("hold")
        record("sheet.typed_once", sheet, **_told(by, sheet.batch))
    else:
        sheet.move("differ")
        record("sheet.differed", sheet, **_told(by, sheet.batch))
    return sheet


@transaction.atomic
def settle_sheet(sheet: Sheet, *, by: Person, key: uuid.UUID | None = None, **said: Any) -> Sheet:
    """Say what stands on a sheet that two people typed in two ways; then it becomes a contribution."""
    sheet = _locked(sheet)
    if key and _was_typed(sheet, by, key):
        return sheet
    may_settle(by, sheet).enforce()
    return _enter(sheet, _read(sheet, **said), by, key, typings=2)


@transaction.atomic
def spoil_sheet(sheet: Sheet, *, by: Person, reason: str) -> Sheet:
    """Mark a sheet from which nothing can be typed in; what somebody read on it is erased."""
    sheet = _locked(sheet)
    may_spoil(by, sheet).enforce()
    if reason not in Sheet.SpoiledFor.values:
        raise Refused(SAY_WHY)
    if sheet.move("spoil", {"spoiled_for": reason}):
        sheet.readings.all().delete()
        record("sheet.spoiled", sheet, **_told(by, sheet.batch, reason=str(reason)))
    return sheet


@transaction.atomic
def mend_sheet(sheet: Sheet, *, by: Person) -> Sheet:
    """Take the mark back: the sheet can be typed in after all."""
    sheet = _locked(sheet)
    may_spoil(by, sheet).enforce()
    if sheet.move("mend", spoiled_for=""):
        record("sheet.mended", sheet, **_told(by, sheet.batch))
    return sheet


def _printed_on(batch: Batch) -> list[str]:
    """Return what is printed on the sheets of a batch and is nobody's idea."""
    consultation = batch.consultation
    texts = [consultation.title, *(question.words for question in consultation.questions.all())]
    return [text for words in texts for text in words.values()]


def _locked(sheet: Sheet) -> Sheet:
    rows = Sheet.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("batch__consultation__cycle__place", "contribution").get(pk=sheet.pk)


def _key(sheet: Sheet, key: uuid.UUID) -> uuid.UUID:
    return uuid.uuid5(key, sheet.serial)


def _was_typed(sheet: Sheet, by: Person, key: uuid.UUID) -> bool:
    if sheet.contribution is not None:
        return sheet.contribution.submission_key == _key(sheet, key)
    return sheet.readings.filter(person=by, key=key).exists()


def _read(
    sheet: Sheet,
    *,
    words: str,
    question: Question | None = None,
    themes: Iterable[Theme] = (),
    kind: str = "",
    organisation: str = "",
    public_name: str = "",
    email: str = "",
) -> dict[str, Any]:
    """Return what was read, clean, as it is kept until two have read the same."""
    words, themes = clean_words(words), list(themes)
    require_words(words)
    require_own_words(words, _printed_on(sheet.batch))
    require_themes(sheet.batch.consultation, themes)
    return {
        "words": words,
        "question": question.pk if question else None,
        "themes": sorted({theme.pk for theme in themes}),
        "kind": kind,
        "organisation": clean_line(organisation)[:160],
        "public_name": clean_line(public_name)[:120],
        "email": email.strip().lower(),
    }


def _same(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Tell whether two people read the same: where lines break is the eye's business."""
    return all(_unbroken(first[name]) == _unbroken(second[name]) for name in first)


def _unbroken(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _enter(sheet: Sheet, read: dict[str, Any], by: Person, key: uuid.UUID | None, *, typings: int = 1) -> Sheet:
    batch = sheet.batch
    themes, question = Theme.objects.filter(pk__in=read["themes"]), read["question"]
    contribution = contribute(
        batch.consultation,
        by=by,
        channel=Contribution.Channel.PAPER,
        page_language=batch.language,
        source_ref=sheet.serial,
        submission_key=_key(sheet, key) if key else None,
        provenance={
            "consent": Provenance.Consent.SIGNED,
            "batch": batch.record_key[:80],
            "handed_in_on": batch.handed_in_on,
            "typings": typings,
        },
        **read | {"themes": themes, "question": question and Question.objects.filter(pk=question).first()},
    )
    sheet.move("enter", contribution=contribution)
    Slip.objects.filter(pk=sheet.slip_id).update(contribution=contribution)
    sheet.readings.all().delete()
    record("sheet.entered", sheet, **_told(by, batch, contribution=contribution.code, typings=typings))
    return sheet


def _told(by: Person, batch: Batch, **facts: Any) -> dict[str, Any]:
    """Return in which role somebody acts, and the facts."""
    role = role_in(by, batch.place, "convener", "moderator")
    return {"role": role, "facts": {"consultation": batch.consultation.slug, **facts}}
