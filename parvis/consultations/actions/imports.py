"""Bring in what was said elsewhere, many rows at once."""

import hashlib
import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from parvis.consultations.actions.contributions import SAY_SOMETHING, published_line, received_line
from parvis.consultations.importing.mapping import Said
from parvis.consultations.models import Awaited, Consultation, Contribution, ContributionTheme
from parvis.consultations.rules import may_bring_in, role_in
from parvis.core import clock
from parvis.core.cleaning import clean_line, clean_words, says_something
from parvis.core.detection import detect_many
from parvis.core.rows import columns_of, insert
from parvis.cycles.models import CycleTheme
from parvis.people.models import Person
from parvis.record import Line, record, record_many
from parvis.themes.models import Theme

LONGEST_IMPORTED = 200_000
_COLUMNS = columns_of(Contribution)
_values = operator.attrgetter(*_COLUMNS)


@dataclass
class Imported:
    """What became of a batch: how many rows were new or there already, and the refused ones with their reasons.

    `alone` are accepted rows that speak about something that is not here; they are linked to it when it comes.
    """

    accepted: int = 0
    already_there: int = 0
    refused: list[tuple[Said, str]] = field(default_factory=list)
    alone: list[Said] = field(default_factory=list)


@transaction.atomic
def import_contributions(
    consultation: Consultation, *, by: Person, said: Iterable[Said], themes: dict[str, Theme], hold: bool = False
) -> Imported:
    """Bring in a batch: rows known by their reference are left alone, unusable ones refused, the others published.

    `themes` holds the themes of the cycle by folded name. `hold` leaves the rows to be read by a moderator first.
    """
    may_bring_in(by, consultation).enforce()
    # Whoever brings in the same file at the same moment waits, and then finds the rows already there.
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    result = Imported()
    wanted = _new_ones(consultation, said, result)
    known, role = _known_parents(consultation, wanted), role_in(by, consultation.place, "convener", "moderator")
    standing = {} if hold else _published(consultation, clock.now())
    for group in _parents_first(wanted, known, result):
        made = [(one, _contribution(consultation, one, known, standing)) for one in group]
        _insert([contribution for _one, contribution in made])
        arrived = {contribution.source_ref: contribution for _one, contribution in made}
        known |= arrived
        _write(made, themes, role)
        _link_what_waited(consultation, arrived, role)
        _await(made)
        result.accepted += len(made)
    return result


@transaction.atomic
def take_up_themes(consultation: Consultation, *, by: Person, names: Iterable[str]) -> dict[str, Theme]:
    """Return the themes of the cycle called `names`, by name; those it does not have are taken up as suggested."""
    may_bring_in(by, consultation).enforce()
    themes = {
        name.casefold(): cycle_theme.theme
        for cycle_theme in CycleTheme.objects.filter(cycle=consultation.cycle_id).select_related("theme")
        for name in (*cycle_theme.theme.name.values(), cycle_theme.theme.slug)
    }
    for name in dict.fromkeys(names):
        if name.casefold() not in themes:
            themes[name.casefold()] = _suggest(consultation, by, name)
    return themes


def _suggest(consultation: Consultation, by: Person, name: str) -> Theme:
    name = clean_line(name)[:120]
    slug = slugify(name, allow_unicode=False)[:80] or f"theme-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    theme, _is_new = Theme.objects.get_or_create(
        slug=slug, defaults={"name": {consultation.cycle.official_languages[0]: name}}
    )
    cycle_theme, is_new = CycleTheme.objects.get_or_create(
        cycle=consultation.cycle, theme=theme, defaults={"status": CycleTheme.Status.SUGGESTED, "number": 999}
    )
    if is_new:
        role = role_in(by, consultation.place, "convener", "moderator")
        record("theme.suggested", cycle_theme, role=role, facts={"cycle": consultation.cycle.slug, "theme": theme.slug})
    return theme


def _parents_first(said: list[Said], known: dict[str, Contribution], result: Imported) -> Iterator[list[Said]]:
    """Yield groups of rows, each once what it speaks about is in `known`; last those of which that never will be."""
    while said:
        ready = [one for one in said if not one.about or one.about in known]
        waiting = [one for one in said if one.about and one.about not in known]
        if not ready:
            result.alone += waiting
            ready, waiting = waiting, []
        yield ready
        said = waiting


def _new_ones(consultation: Consultation, said: Iterable[Said], result: Imported) -> list[Said]:
    by_reference: dict[str, Said] = {}
    refused: set[str] = set()
    for one in said:
        one.words = clean_words(one.words)
        reason = _("What it speaks about was refused.") if one.about in refused else _why_not(one)
        if reason:
            result.refused.append((one, reason))
            refused.add(one.reference)
        elif one.reference in by_reference:
            result.already_there += 1
        else:
            by_reference[one.reference] = one
    found = Contribution.objects.referred_to(consultation, by_reference)
    there = set(found.values_list("source_ref", flat=True))
    result.already_there += len(there)
    new = [one for reference, one in by_reference.items() if reference not in there]
    unsaid = [one for one in new if not one.language]
    for one, (language, _confidence) in zip(unsaid, detect_many([one.words for one in unsaid]), strict=True):
        one.language = language
    return new


def _why_not(one: Said) -> str:
    if not says_something(one.words):
        return str(SAY_SOMETHING)
    if len(one.words) > LONGEST_IMPORTED:
        return _("This is longer than we can take: %(length)d characters, at most %(limit)d.") % {
            "length": len(one.words),
            "limit": LONGEST_IMPORTED,
        }
    return ""


def _known_parents(consultation: Consultation, said: list[Said]) -> dict[str, Contribution]:
    about = {one.about for one in said if one.about}
    if not about:
        return {}
    parents = Contribution.objects.referred_to(consultation, about).only("code", "source_ref")
    return {parent.source_ref: parent for parent in parents}


def _published(consultation: Consultation, now: datetime) -> dict[str, Any]:
    """Return what stands in a contribution that is published at once."""
    due = consultation.answer_due_on(now)
    return {"status": Contribution.Status.PUBLISHED, "published_at": now, "answer_due_on": due}


def _contribution(
    consultation: Consultation, one: Said, known: dict[str, Contribution], standing: dict[str, Any]
) -> Contribution:
    return Contribution(
        consultation=consultation,
        words=one.words,
        language=one.language,
        kind=one.kind,
        organisation_name=clean_line(one.organisation)[:160],
        public_name=clean_line(one.public_name)[:120],
        channel=Contribution.Channel.IMPORT,
        refers_to=known.get(one.about),
        source_ref=one.reference,
        received_at=one.said_at or clock.now(),
        **standing,
    )


def _insert(contributions: list[Contribution]) -> None:
    """Insert new contributions, and let them know their numbers: in a third of the time bulk_create takes."""
    insert(Contribution, _COLUMNS, map(_values, contributions))
    codes = [contribution.code for contribution in contributions]
    numbers = dict(Contribution.objects.filter(code__in=codes).values_list("code", "pk"))
    for contribution in contributions:
        contribution.pk = numbers[contribution.code]


def _write(made: list[tuple[Said, Contribution]], themes: dict[str, Theme], role: str) -> None:
    named = [(contribution, _themes_of(one, themes)) for one, contribution in made]
    pairs = ((contribution.pk, theme.pk) for contribution, found in named for theme in found)
    insert(ContributionTheme, ("contribution_id", "theme_id"), pairs)
    lines: list[Line] = []
    for contribution, found in named:
        lines.append(received_line(contribution, found, role))
        if contribution.published_at:
            lines.append(published_line(contribution, role))
    record_many(lines)


def _await(made: list[tuple[Said, Contribution]]) -> None:
    """Remember what new contributions speak about that is not here."""
    alone = ((contribution.pk, one.about) for one, contribution in made if one.about and not contribution.refers_to_id)
    insert(Awaited, ("contribution_id", "reference"), alone)


def _link_what_waited(consultation: Consultation, arrived: dict[str, Contribution], role: str) -> None:
    """Link contributions to what they speak about, now that it has come, unless it speaks about them."""
    waiting = Awaited.objects.filter(contribution__consultation=consultation, reference__in=arrived)
    lines: list[Line] = []
    for each in waiting.select_related("contribution").order_by("pk"):
        reply, parent = each.contribution, arrived[each.reference]
        if not _speaks_about(parent, reply):
            reply.refers_to = parent
            reply.save(update_fields=["refers_to"])
            lines.append(Line("contribution.linked", reply, role=role, facts={"refers_to": parent.code}))
    waiting.delete()
    record_many(lines)


def _speaks_about(contribution: Contribution, other: Contribution) -> bool:
    """Tell whether a contribution speaks about another, or about what speaks about it."""
    number = contribution.refers_to_id
    while number not in (None, other.pk):
        number = Contribution.objects.values_list("refers_to", flat=True).get(pk=number)
    return number is not None


def _themes_of(one: Said, themes: dict[str, Theme]) -> list[Theme]:
    """Return the themes a row names, each once, whatever it calls them."""
    found = (themes.get(name.casefold()) for name in one.themes)
    return list(dict.fromkeys(theme for theme in found if theme))
