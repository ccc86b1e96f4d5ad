"""Take the notes of a workshop: each becomes a contribution at once."""

import hashlib
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.contributions import contribute, empty, prepare, require_themes
from parvis.consultations.models import Contribution, Note, Provenance, ScribeLink, Slip, Translation, Workshop
from parvis.consultations.phrases import TEMPLATE_PHRASES
from parvis.consultations.rules import may_change_note, may_take_notes, role_in
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.search.folding import words_of
from parvis.people.models import Person
from parvis.record import erase_secrets, record
from parvis.record.overtaking import refuse_overtaken
from parvis.themes.models import Theme

TEMPLATE = _("This is what is printed on the sheet: nobody has written on it yet.")
NO_SUCH_SLIP = _("There is no slip #%(number)d.")
SLIP_TAKEN = _("Slip #%(number)d already stands on another note.")
MOST_PEOPLE = 10_000
TOO_MANY_PEOPLE = _("At most %(most)d people can be behind a note.")


@transaction.atomic
def take_note(
    workshop: Workshop,
    *,
    by: Person | None = None,
    link: ScribeLink | None = None,
    words: str,
    themes: Iterable[Theme] = (),
    people: int = 1,
    slip: int | None = None,
    consent: str = "",
    page_language: str | None = None,
    submission_key: uuid.UUID | None = None,
) -> Note:
    """Receive a note; the same `submission_key` always gives the same note.

    Whoever types has a role of their own (`by`), or a `link` somebody gave them and answers for. `slip` is the short
    number of the slip its author holds. Words that only repeat what is printed on the sheet are refused; words that
    another note of the workshop already holds are taken, and say so.
    """
    if (first := _already_taken(workshop, submission_key)) is not None:
        return first
    may_take_notes(by, workshop, link).enforce()
    require_own_words(words, workshop.template_lines)
    _require_people(people)
    held = _slip(workshop, slip)
    contribution = contribute(
        workshop.consultation,
        by=link.given_by if link else by,
        words=words,
        themes=themes,
        channel=Contribution.Channel.WORKSHOP,
        page_language=_likely_language(workshop, page_language),
        submission_key=submission_key,
        provenance=_provenance(workshop, people, consent),
    )
    note, is_new = Note.objects.get_or_create(
        contribution=contribution, defaults={"workshop": workshop, "link": link, **_compare(workshop, words)}
    )
    if is_new:
        _give_slip(held, note)
    return note


@transaction.atomic
def correct_note(
    note: Note,
    *,
    by: Person | None = None,
    link: ScribeLink | None = None,
    words: str,
    themes: Iterable[Theme] = (),
    people: int = 1,
    slip: int | None = None,
    consent: str = "",
    page_language: str | None = None,
    seen: Marks | None = None,
) -> Note:
    """Write a note anew, for some minutes, under the same receipt; what stood there before is erased.

    Refused when overtaken: `seen` is what the form showed.
    """
    note = _locked(note)
    may_change_note(by, note, link).enforce()
    workshop, contribution, themes = note.workshop, note.contribution, list(themes)
    require_own_words(words, workshop.template_lines)
    _require_people(people)
    require_themes(workshop.consultation, themes)
    held = _slip(workshop, slip, note)
    prior = _likely_language(workshop, page_language)
    fresh = prepare(workshop.consultation, words=words, page_language=prior)
    verbs = ("contribution.received", "contribution.corrected")
    saved, typed = {"line": contribution.words}, {"line": fresh.words}
    refuse_overtaken(contribution, seen, saved=saved, typed=typed, verbs=verbs)
    contribution.words, contribution.language = fresh.words, fresh.language
    contribution.save(update_fields=["words", "language"])
    contribution.themes.set(themes)
    Translation.objects.of(contribution).update(is_outdated=True)
    Provenance.objects.filter(contribution=contribution).update(**_provenance(workshop, people, consent))
    Note.objects.filter(pk=note.pk).update(**_compare(workshop, words, note))
    _give_slip(held, note)
    erase_secrets(contribution.record_type, contribution.record_key, names=["words"])
    facts = _facts(note, themes, people, consent)
    secrets = {"words": contribution.words}
    record("contribution.corrected", contribution, role=_role(by, link, workshop), facts=facts, secrets=secrets)
    note.refresh_from_db()
    return note


@transaction.atomic
def take_back_note(note: Note, *, by: Person | None = None, link: ScribeLink | None = None) -> Note:
    """Take a note back, for some minutes: its words are erased, and its slip is free again."""
    note = _locked(note)
    may_change_note(by, note, link).enforce()
    _give_slip(None, note)
    was = note.contribution.status
    if empty(note.contribution):
        facts = {"was": was}
        record("contribution.taken_back", note.contribution, role=_role(by, link, note.workshop), facts=facts)
    return note


def sameness_of(words: str) -> str:
    """Return what two notes have in common when they hold the same words."""
    return hashlib.sha256(" ".join(words_of(words)).encode()).hexdigest()


def require_own_words(words: str, printed: Iterable[str]) -> None:
    """Refuse words that only repeat what is printed on the sheet, or on sheets all over the world."""
    said = words_of(words)
    if said and any(said == words_of(line) for line in (*TEMPLATE_PHRASES, *printed)):
        raise Refused(TEMPLATE)


def _already_taken(workshop: Workshop, submission_key: uuid.UUID | None) -> Note | None:
    if submission_key is None:
        return None
    return workshop.notes.filter(contribution__submission_key=submission_key).first()


def _locked(note: Note) -> Note:
    rows = Note.objects.select_for_update(of=("self", "contribution"))
    return rows.select_related("contribution", "link", "workshop__event", "workshop__consultation__cycle__place").get(
        pk=note.pk
    )


def _require_people(people: int) -> None:
    if people > MOST_PEOPLE:
        raise Refused(TOO_MANY_PEOPLE % {"most": MOST_PEOPLE})


def _provenance(workshop: Workshop, people: int, consent: str) -> dict[str, Any]:
    agreed = consent if consent in Workshop.Consent.values else workshop.consent
    return {"event": workshop.event, "people": people, "consent": agreed, "batch": workshop.record_key[:80]}


def _facts(note: Note, themes: Iterable[Theme], people: int, consent: str) -> dict[str, Any]:
    return {
        "consultation": note.workshop.consultation.slug,
        "language": note.contribution.language,
        "themes": sorted(theme.slug for theme in themes),
        "people": people,
        "consent": consent or str(note.workshop.consent),
    }


def _likely_language(workshop: Workshop, page_language: str | None) -> str | None:
    """Return the language of a note too short to tell: the scribe's, or else the first one spoken there."""
    spoken = workshop.event.languages if workshop.event else []
    return page_language if page_language in spoken or not spoken else spoken[0]


def _compare(workshop: Workshop, words: str, note: Note | None = None) -> dict[str, Any]:
    sameness = sameness_of(words)
    others = workshop.notes.standing().filter(sameness=sameness)
    if note is not None:
        others = others.filter(pk__lt=note.pk)
    return {"sameness": sameness, "repeats": others.order_by("pk").first()}


def _slip(workshop: Workshop, number: int | None, note: Note | None = None) -> Slip | None:
    """Return the slip of a number, free or already on this very note; nobody else gives it away meanwhile."""
    if number is None:
        return None
    slip = workshop.slips.select_for_update(no_key=True, of=("self",)).filter(number=number).first()
    if slip is None:
        raise Refused(NO_SUCH_SLIP % {"number": number})
    if slip.claimed_at or (slip.note_id and (note is None or slip.note_id != note.pk)):
        raise Refused(SLIP_TAKEN % {"number": number})
    return slip


def _give_slip(slip: Slip | None, note: Note) -> None:
    Slip.objects.filter(note=note).exclude(pk=slip.pk if slip else None).update(note=None)
    if slip is not None:
        Slip.objects.filter(pk=slip.pk).update(note=note)


def _role(by: Person | None, link: ScribeLink | None, workshop: Workshop) -> str:
    return "scribe" if link else role_in(by, workshop.place, "convener", "moderator")
