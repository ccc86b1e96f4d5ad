"""Receive what people say."""

import contextlib
import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations import likeness, signs
from parvis.consultations.actions.subscriptions import subscribe
from parvis.consultations.models import (
    LONGEST_WORDS,
    MOST_LINKS,
    Awaited,
    Consultation,
    Contribution,
    ContributionTheme,
    Provenance,
    Question,
    Signs,
    Translation,
)
from parvis.consultations.rules import may_bring_in, may_contribute, may_embed, may_erase, role_in
from parvis.core import clock
from parvis.core.cleaning import clean_line, clean_words, says_something
from parvis.core.detection import detect
from parvis.core.receipts import new_code
from parvis.core.rules import Refused
from parvis.core.search import forget
from parvis.cycles.models import CycleTheme
from parvis.people.models import Person
from parvis.record import Line, erase_secrets, record, record_many
from parvis.themes.models import Theme

SAY_SOMETHING = _("Write your idea in words: there is nothing to read here yet.")
TOO_MANY_LINKS = _("This holds %(links)d links, and we take at most %(most)d. Keep those that matter most.")
TOO_LONG = _("This is longer than we can take: %(length)d characters, at most %(limit)d.")
NOBODY = _("At least one person is behind a contribution.")
THEME_GONE = _("One of the themes you chose has been taken off the list meanwhile. Nothing else is lost: choose again.")


@transaction.atomic
def contribute(
    consultation: Consultation,
    *,
    by: Person | None = None,
    words: str,
    themes: Iterable[Theme] = (),
    channel: str = Contribution.Channel.WEB,
    email: str = "",
    hold: bool = False,
    noticed: Iterable[str] = (),
    page_language: str | None = None,
    submission_key: uuid.UUID | None = None,
    provenance: Mapping[str, Any] | None = None,
    at: datetime.datetime | None = None,
    **said: Any,
) -> Contribution:
    """Receive a contribution, and publish it at once where the consultation says so.

    `said` takes what `prepare` takes: question, language, kind, organisation, public_name, refers_to, source_ref, and
    the receipt code under which it was known before, if any. Where authors send their words themselves `by` is the
    author, when known; else whoever brings them in. `provenance` takes the fields of Provenance: event, people,
    consent, source_url, batch. `hold` keeps it from being published until a moderator has read it, who also sees what
    was `noticed` as it came in. `email` asks to be told what becomes of it. The same `submission_key` always gives the
    same contribution. `at` tells the whole action at another moment.
    """
    with clock.at(at) if at else contextlib.nullcontext():
        if (first := _already_there(submission_key)) is not None:
            return first
        is_own = channel in Contribution.OWN_CHANNELS
        read_again(consultation)
        _admit(by, consultation, channel, provenance or {})
        themes = list(themes)
        require_themes(consultation, themes)
        contribution = prepare(consultation, words=words, channel=channel, page_language=page_language, **said)
        contribution.author, contribution.submission_key = (by if is_own else None), submission_key
        if (first := _insert(contribution, noticed if is_own else None)) is not None:
            return first
        _name_themes(contribution, themes)
        came_from = _note_provenance(contribution, None if is_own else by, provenance) if provenance else None
        if email:
            subscribe(contribution, by=by, email=email, language=page_language, as_author=is_own)
        role = "anyone" if is_own else role_in(by, consultation.place, "convener", "moderator")
        received = received_line(contribution, themes, role, came_from)
        record_many(_lines(contribution, received, publish=not hold and _publishes_at_once(consultation, is_own)))
        return contribution


def prepare(
    consultation: Consultation,
    *,
    words: str,
    question: Question | None = None,
    language: str = "",
    kind: str = "",
    organisation: str = "",
    public_name: str = "",
    channel: str = Contribution.Channel.WEB,
    page_language: str | None = None,
    refers_to: Contribution | None = None,
    source_ref: str = "",
    code: str = "",
    received_at: datetime.datetime | None = None,
) -> Contribution:
    """Return a contribution, clean and checked, that is not saved yet; raise `Refused` with the reason otherwise."""
    words = clean_words(words)
    require_words(words)
    if channel in (Contribution.Channel.WEB, Contribution.Channel.EMBED):
        require_few_links(words)
    return Contribution(
        consultation=consultation,
        question=question,
        words=words,
        language=language or detect(words, prior=page_language)[0],
        kind=kind if kind in Contribution.Kind.values else "",
        organisation_name=clean_line(organisation)[:160],
        public_name=clean_line(public_name)[:120],
        channel=channel,
        refers_to=refers_to,
        source_ref=clean_line(source_ref)[:120],
        code=code or new_code(),
        received_at=received_at or clock.now(),
    )


def require_words(words: str) -> None:
    """Refuse words, already clean, that say nothing or are too long."""
    if not says_something(words):
        raise Refused(SAY_SOMETHING)
    if len(words) > LONGEST_WORDS:
        raise Refused(TOO_LONG % {"length": len(words), "limit": LONGEST_WORDS})


def require_few_links(words: str) -> None:
    """Refuse words that hold more links than this site takes."""
    links = len(signs.LINK.findall(words))
    if links > MOST_LINKS:
        raise Refused(TOO_MANY_LINKS % {"links": links, "most": MOST_LINKS})


def require_themes(consultation: Consultation, themes: list[Theme]) -> None:
    """Refuse themes that are not, or no longer, on the list of the cycle."""
    known = CycleTheme.objects.filter(cycle=consultation.cycle_id, theme__in=themes)
    if themes and known.exclude(status=CycleTheme.Status.DROPPED).count() < len({theme.pk for theme in themes}):
        raise Refused(THEME_GONE)


def publication_of(contribution: Contribution) -> dict[str, Any]:
    """Return what publishing now writes beside the status: since when, and by which day an answer is due."""
    now = clock.now()
    return {
        "published_at": contribution.published_at or now,
        "answer_due_on": contribution.answer_due_on or contribution.consultation.answer_due_on(now),
    }


def received_line(
    contribution: Contribution, themes: Iterable[Theme], role: str, provenance: Provenance | None = None
) -> Line:
    """Return the entry of the record that says a contribution was received, and how it reached us."""
    facts = {
        "consultation": contribution.consultation.slug,
        "channel": contribution.channel,
        "language": contribution.language,
        "kind": contribution.kind,
        "themes": sorted(theme.slug for theme in themes),
        "refers_to": contribution.refers_to.code if contribution.refers_to else None,
    }
    if provenance is not None:
        facts |= _facts_of(provenance)
    secrets = {
        "words": contribution.words,
        "public_name": contribution.public_name,
        "organisation": contribution.organisation_name,
    }
    # There is nothing to prove about what was not said.
    said = {name: value for name, value in secrets.items() if value}
    return Line("contribution.received", contribution, role=role, facts=facts, secrets=said)


def _facts_of(provenance: Provenance) -> dict[str, Any]:
    facts = {
        "event": provenance.event.record_key if provenance.event else "",
        "people": provenance.people if provenance.people > 1 else 0,
        "consent": str(provenance.consent),
        "batch": provenance.batch,
        "site": provenance.source_url if provenance.contribution.channel == Contribution.Channel.EMBED else "",
        "handed_in_on": provenance.handed_in_on and provenance.handed_in_on.isoformat(),
        "typings": provenance.typings if provenance.typings > 1 else 0,
    }
    return {name: fact for name, fact in facts.items() if fact}


def published_line(contribution: Contribution, role: str) -> Line:
    """Return the entry of the record that says a contribution was published."""
    due = contribution.answer_due_on
    facts = {"consultation": contribution.consultation.slug, "answer_due_on": due.isoformat() if due else None}
    return Line("contribution.published", contribution, role=role, facts=facts)


@transaction.atomic
def erase_contribution(contribution: Contribution, *, by: Person) -> Contribution:
    """Erase, for its author, the words, the name and every trace of them; that something stood here remains."""
    may_erase(by, contribution).enforce()
    was = contribution.status
    is_author = by.pk is not None and contribution.author_id == by.pk
    if empty(contribution):
        record("contribution.erased", contribution, role="author" if is_author else "keeper", facts={"was": was})
    return contribution


def empty(contribution: Contribution) -> bool:
    """Take the words, the name and every trace of them out of a contribution; tell whether anything was there."""
    emptied = {"words": "", "public_name": "", "organisation_name": "", "author": None, "supports": 0}
    # A moderator's sentence may repeat what it hid.
    emptied |= {"hidden_because": "", "hidden_by": None}
    if not contribution.move("erase", **emptied):
        return False
    contribution.appeals.all().delete()
    contribution.clarifications.all().delete()
    Translation.objects.of(contribution).delete()
    Signs.objects.filter(contribution=contribution).delete()
    Awaited.objects.filter(contribution=contribution).delete()
    contribution.subscriptions.all().delete()
    contribution.supported_by.all().delete()
    contribution.support_sources.all().delete()
    forget("contribution", contribution.code)
    likeness.forget(contribution.code)
    erase_secrets(contribution.record_type, contribution.record_key)
    return True


def read_again(consultation: Consultation) -> None:
    """See how the consultation stands at this moment; until the transaction ends, nobody closes it."""
    rows = Consultation.objects.select_for_update(no_key=True)
    standing = ["status", "opens_at", "closes_at", "welcomes", "moderation"]
    consultation.refresh_from_db(fields=standing, from_queryset=rows)


def _admit(by: Person | None, consultation: Consultation, channel: str, provenance: Mapping[str, Any]) -> None:
    if channel not in Contribution.OWN_CHANNELS:
        may_bring_in(by, consultation, channel=channel).enforce()
        return
    may_contribute(by, consultation).enforce()
    if channel == Contribution.Channel.EMBED:
        may_embed(consultation, provenance.get("source_url", "")).enforce()


def _already_there(submission_key: uuid.UUID | None) -> Contribution | None:
    if submission_key is None:
        return None
    there = Contribution.objects.filter(submission_key=submission_key)
    # Nearly always there is none, and a question about one column costs half of one about all.
    return there.get() if there.exists() else None


def _insert(contribution: Contribution, noticed: Iterable[str] | None) -> Contribution | None:
    """Save a new contribution, and the signs of spam in it when these are asked for.

    Return the one already there when another request was first with the same form.
    """
    try:
        with transaction.atomic():
            contribution.save(force_insert=True)
            if noticed is not None:
                signs.keep(contribution, noticed)
    except IntegrityError:
        if (first := _already_there(contribution.submission_key)) is None:
            raise
        return first
    return None


def _name_themes(contribution: Contribution, themes: list[Theme]) -> None:
    ContributionTheme.objects.bulk_create(
        [ContributionTheme(contribution=contribution, theme=theme) for theme in dict.fromkeys(themes)]
    )


def _note_provenance(contribution: Contribution, brought_by: Person | None, fields: Mapping[str, Any]) -> Provenance:
    if fields.get("people", 1) < 1:
        raise Refused(NOBODY)
    # The machine itself is nobody.
    person = brought_by if brought_by is not None and brought_by.pk else None
    return Provenance.objects.create(contribution=contribution, brought_by=person, **fields)


def _publishes_at_once(consultation: Consultation, is_own: bool) -> bool:
    # Whoever brings in the words of others has read them.
    return not is_own or consultation.moderation == Consultation.Moderation.AFTER


def _lines(contribution: Contribution, received: Line, *, publish: bool) -> Iterator[Line]:
    yield received
    if publish and contribution.move("publish", **publication_of(contribution)):
        yield published_line(contribution, received.role)
