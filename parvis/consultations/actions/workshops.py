"""Open a workshop for the taking of notes, name its scribes, hand out its slips."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation, ScribeLink, Slip, Workshop
from parvis.consultations.models.workshops import LINK_LIVES, digest_of_link, digest_of_slip
from parvis.consultations.rules import may_bring_in, role_in
from parvis.core import clock
from parvis.core.cleaning import clean_line
from parvis.core.overtaken import Marks
from parvis.core.receipts import new_code
from parvis.core.rules import Refused
from parvis.cycles.models import CalendarLine
from parvis.people.models import Person
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

MOST_SLIPS, MOST_TEMPLATE_LINES = 200, 50
ANOTHER_CYCLE = _("This is on the calendar of another cycle.")
SAY_HOW_THEY_AGREED = _("Say how those who speak agree.")
NAME_THE_SCRIBE = _("Name the person who will type.")
SO_MANY_SLIPS = _("Between 1 and %(most)d slips at a time.")


@transaction.atomic
def open_workshop(
    consultation: Consultation,
    event: CalendarLine,
    *,
    by: Person,
    consent: str = Workshop.Consent.SPOKEN,
    template_lines: Iterable[str] = (),
) -> Workshop:
    """Let the notes of an event be taken for a consultation of its cycle; opened twice, it is one workshop."""
    may_bring_in(by, consultation).enforce()
    if event.cycle_id != consultation.cycle_id:
        raise Refused(ANOTHER_CYCLE)
    _require_consent(consent)
    workshop, is_new = Workshop.objects.get_or_create(
        consultation=consultation,
        event=event,
        defaults={"consent": consent, "template_lines": _clean_lines(template_lines)},
    )
    if is_new or workshop.move("reopen"):
        _record("workshop.opened", workshop, by, event=event.record_key, consent=str(workshop.consent))
    return workshop


@transaction.atomic
def change_workshop(
    workshop: Workshop, *, by: Person, consent: str, template_lines: Iterable[str], seen: Marks | None = None
) -> Workshop:
    """Say otherwise how people agree, or what is printed on the sheets; notes already taken keep their consent.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_bring_in(by, workshop.consultation).enforce()
    _require_consent(consent)
    Workshop.objects.select_for_update(no_key=True, of=("self",)).get(pk=workshop.pk)
    workshop.refresh_from_db(fields=["consent", "template_lines"])
    wanted = {"consent": consent, "template_lines": _clean_lines(template_lines)}
    typed = {"consent": consent, "template_lines": "\n".join(wanted["template_lines"])}
    verbs = ("workshop.opened", "workshop.changed")
    refuse_overtaken(workshop, seen, saved=shown_of(workshop), typed=typed, verbs=verbs)
    changed = sorted(name for name, value in wanted.items() if getattr(workshop, name) != value)
    if changed:
        for name in changed:
            setattr(workshop, name, wanted[name])
        workshop.save(update_fields=changed)
        _record("workshop.changed", workshop, by, changed=changed, consent=str(workshop.consent))
    return workshop


@transaction.atomic
def close_workshop(workshop: Workshop, *, by: Person) -> Workshop:
    """Take no more notes; every scribe's link is over with it."""
    may_bring_in(by, workshop.consultation).enforce()
    if workshop.move("close"):
        workshop.links.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
        _record("workshop.closed", workshop, by)
    return workshop


@transaction.atomic
def name_scribe(workshop: Workshop, *, by: Person, name: str) -> tuple[ScribeLink, str]:
    """Give a named person the link by which they type for eight hours; return it with its token, shown only now."""
    may_bring_in(by, workshop.consultation).enforce()
    if not (name := clean_line(name)[:120]):
        raise Refused(NAME_THE_SCRIBE)
    token = secrets.token_urlsafe(24)
    link = ScribeLink.objects.create(
        workshop=workshop,
        name=name,
        digest=digest_of_link(token),
        given_by=by,
        expires_at=clock.now() + LINK_LIVES,
    )
    _record("workshop.scribe_named", workshop, by, until=link.expires_at.isoformat())
    return link, token


@transaction.atomic
def withdraw_scribe(link: ScribeLink, *, by: Person) -> ScribeLink:
    """Take a scribe's link back: it does nothing from now on. What was typed with it stays."""
    workshop = link.workshop
    may_bring_in(by, workshop.consultation).enforce()
    now = clock.now()
    if ScribeLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=now):
        link.withdrawn_at = now
        _record("workshop.scribe_withdrawn", workshop, by)
    return link


@transaction.atomic
def hand_out_slips(workshop: Workshop, *, by: Person, count: int) -> list[tuple[Slip, str]]:
    """Make slips, numbered on from the last; return each with its secret code, which nobody can read again later."""
    may_bring_in(by, workshop.consultation).enforce()
    if not 1 <= count <= MOST_SLIPS:
        raise Refused(SO_MANY_SLIPS % {"most": MOST_SLIPS})
    Workshop.objects.select_for_update(no_key=True, of=("self",)).get(pk=workshop.pk)
    last = workshop.slips.aggregate(last=Max("number"))["last"] or 0
    made = [(number, new_code()) for number in range(last + 1, last + count + 1)]
    slips = Slip.objects.bulk_create(
        Slip(workshop=workshop, number=number, digest=digest_of_slip(code)) for number, code in made
    )
    _record("workshop.slips_made", workshop, by, slips=count)
    return [(slip, code) for slip, (_number, code) in zip(slips, made, strict=True)]


def shown_of(workshop: Workshop) -> dict[str, str]:
    """Return what its form shows of a workshop."""
    return {"consent": str(workshop.consent), "template_lines": "\n".join(workshop.template_lines)}


def _require_consent(consent: str) -> None:
    if consent not in Workshop.Consent.values:
        raise Refused(SAY_HOW_THEY_AGREED)


def _clean_lines(lines: Iterable[str]) -> list[str]:
    clean = (clean_line(line)[:200] for line in lines)
    return list(dict.fromkeys(line for line in clean if line))[:MOST_TEMPLATE_LINES]


def _record(verb: str, workshop: Workshop, by: Person, **facts: Any) -> None:
    role = role_in(by, workshop.place, "convener", "moderator")
    facts = {"consultation": workshop.consultation.slug, **facts}
    record(verb, workshop, role=role, facts=facts)
