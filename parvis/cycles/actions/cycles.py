"""Prepare a cycle, open it, move its dates, close it."""

import datetime
import itertools
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.dates import span_words
from parvis.core.languages import language_name, listed
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.cycles.models import Cycle, Phase, RuleSetVersion
from parvis.cycles.rules import may_frame
from parvis.places.models import Place
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

# What people were told when the cycle opened, and can hold their government to.
_FIXED_ONCE_OPEN = {"rule_set", "answer_days"}
SHOWN = ("title", "starts_on", "ends_on", "rule_set", "answer_days")


class PhaseSpan(NamedTuple):
    """A phase as it is asked for: its name and its first and last day."""

    name: Words
    starts_on: datetime.date
    ends_on: datetime.date

    def __str__(self) -> str:
        """Tell the phase on two lines: its days, which begin in the language of the page, and its names."""
        names = " · ".join(self.name[language] for language in sorted(self.name))
        return f"{span_words(self.starts_on, self.ends_on)}\n{names}"


@transaction.atomic
def create_cycle(
    place: Place,
    *,
    by: Any,
    number: int,
    title: Words,
    starts_on: datetime.date,
    ends_on: datetime.date,
    rule_set: str = Cycle.RuleSet.C,
    answer_days: int = 30,
) -> Cycle:
    """Prepare a cycle; only those who work in the place see it until it is opened."""
    may_frame(by, place).enforce()
    if ends_on <= starts_on:
        raise Refused(_("A cycle ends after it starts."))
    try:
        with transaction.atomic():
            cycle = Cycle.objects.create(
                place=place,
                number=number,
                slug=f"{place.slug}-{number}",
                title=title,
                starts_on=starts_on,
                ends_on=ends_on,
                rule_set=rule_set,
                answer_days=answer_days,
            )
    except IntegrityError:
        raise Refused(_("This place already has a cycle with this number.")) from None
    note(cycle, "title", source=cycle.first_language)
    record("cycle.created", cycle, by=by, facts=_dates(cycle))
    return cycle


@transaction.atomic
def change_cycle(
    cycle: Cycle, *, by: Any, seen: Marks | None = None, confirmed: Iterable[str] = (), **fields: Any
) -> Cycle:
    """Change the title, the dates, and before it opens the rules, of a cycle; which parts changed is public.

    `confirmed` languages of the title were read again and still say the same. Refused when overtaken: `seen` is what the form showed.
    """
    may_frame(by, cycle.place).enforce()
    cycle = _locked(cycle)
    saved = {name: getattr(cycle, name) for name in SHOWN}
    verbs = ("cycle.created", "cycle.changed")
    refuse_overtaken(cycle, seen, saved=saved, typed=saved | fields, verbs=verbs)
    changed = sorted(name for name, value in fields.items() if getattr(cycle, name) != value)
    if cycle.status != Cycle.Status.DRAFT and _FIXED_ONCE_OPEN & set(changed):
        raise Refused(_("The rules of a cycle and the days to answer stay as they were when it opened."))
    for name in changed:
        setattr(cycle, name, fields[name])
    if cycle.ends_on <= cycle.starts_on:
        raise Refused(_("A cycle ends after it starts."))
    if changed:
        cycle.save(update_fields=changed)
    if changed or confirmed:
        note(cycle, "title", source=cycle.first_language, confirmed=confirmed)
    if changed:
        record("cycle.changed", cycle, by=by, facts={"changed": changed, **_dates(cycle)})
    return cycle


@transaction.atomic
def change_phases(cycle: Cycle, *, by: Any, phases: Sequence[PhaseSpan], seen: Marks | None = None) -> list[Phase]:
    """Put a cycle's phases in place of those it had, in order; new dates are public.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_frame(by, cycle.place).enforce()
    cycle = _locked(cycle)
    _require_order(phases)
    before, verbs = spans_of(cycle), ("cycle.phases_changed",)
    refuse_overtaken(cycle, seen, saved=told(before), typed=told(phases), verbs=verbs)
    if before == list(phases):
        return list(cycle.phases.all())
    cycle.phases.filter(number__gt=len(phases)).delete()
    for number, phase in enumerate(phases, start=1):
        kept, _is_new = Phase.objects.update_or_create(cycle=cycle, number=number, defaults=phase._asdict())
        note(kept, "name", source=cycle.first_language)
    days = [[phase.starts_on.isoformat(), phase.ends_on.isoformat()] for phase in phases]
    record("cycle.phases_changed", cycle, by=by, facts={"phases": days})
    return list(cycle.phases.all())


@transaction.atomic
def open_cycle(cycle: Cycle, *, by: Any) -> Cycle:
    """Show a cycle to everybody. Its title must be written in each official language."""
    may_frame(by, cycle.place).enforce()
    missing = cycle.title.missing(cycle.official_languages)
    if missing:
        names = listed(language_name(code) for code in missing)
        raise Refused(
            _("Write the title in each official language first. Missing: %(languages)s.") % {"languages": names}
        )
    # Locked, so that nobody changes which rules are chosen while their version is pinned.
    version = RuleSetVersion.objects.of(_locked(cycle).rule_set).first()
    if cycle.move("open", opened_at=clock.now(), rules_version=version):
        record("cycle.opened", cycle, by=by, facts=_dates(cycle))
    return cycle


@transaction.atomic
def close_cycle(cycle: Cycle, *, by: Any) -> Cycle:
    """End a cycle; everything in it stays to be read."""
    may_frame(by, cycle.place).enforce()
    if cycle.move("close"):
        record("cycle.closed", cycle, by=by)
    return cycle


def spans_of(cycle: Cycle) -> list[PhaseSpan]:
    """Return the phases of a cycle as they are asked for."""
    return [PhaseSpan(phase.name, phase.starts_on, phase.ends_on) for phase in cycle.phases.all()]


def told(phases: Sequence[PhaseSpan]) -> dict[str, str]:
    """Return the phases as two people who change them compare them: one text, a paragraph each."""
    return {"phases": "\n\n".join(map(str, phases))}


def _locked(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update(of=("self",)).select_related("place").get(pk=cycle.pk)


def _require_order(phases: Sequence[PhaseSpan]) -> None:
    for phase in phases:
        if phase.ends_on < phase.starts_on:
            raise Refused(_("A phase ends after it starts: “%(phase)s” does not.") % {"phase": phase.name})
    for earlier, later in itertools.pairwise(phases):
        if later.starts_on <= earlier.ends_on:
            sentence = _("A phase starts after the one before it has ended: “%(phase)s” does not.")
            raise Refused(sentence % {"phase": later.name})


def _dates(cycle: Cycle) -> dict[str, Any]:
    return {
        "starts_on": cycle.starts_on.isoformat(),
        "ends_on": cycle.ends_on.isoformat(),
        "rule_set": str(cycle.rule_set),
        "answer_days": cycle.answer_days,
    }
