"""Say what asks are, which are accepted, and what their authors agreed to."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.asks.atlas import code_of
from parvis.asks.models import Ask, Route
from parvis.asks.models.asks import gone
from parvis.asks.models.routes import TO_OF_KIND
from parvis.asks.rules import may_sort, may_withdraw
from parvis.consultations.actions import erase_contribution
from parvis.consultations.models import Contribution, Provenance, Translation
from parvis.core import clock
from parvis.core.cleaning import clean_line
from parvis.core.console import CONSOLE
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.search import forget
from parvis.places.models import Place
from parvis.record import erase_secrets, record
from parvis.record.overtaking import refuse_overtaken

CHOOSE_A_REASON = _("Choose one of the public reasons.")
WHOSE_NAME = _("Write the name its author agreed to.")
PASSED_ON = _("This ask was already passed on.")
_UNSETTLED = (Ask.Status.RECEIVED, Ask.Status.ACCEPTED)


@transaction.atomic
def sort(ask: Ask, *, by: Any, kind: str, places: Iterable[Place], seen: Marks | None = None) -> Ask:
    """Say of what kind an ask is and to which places it goes, whatever its tags say; until it is passed on.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_sort(by, ask).enforce()
    ask = Ask.objects.select_for_update().get(pk=ask.pk)
    if ask.status not in _UNSETTLED:
        raise Refused(PASSED_ON)
    places = {place.pk: place for place in places}
    saved, typed = shown_of(ask), {"kind": kind, "places": in_order(places.values())}
    refuse_overtaken(ask, seen, saved=saved, typed=typed, verbs=("ask.received", "ask.sorted"))
    was = (ask.kind, ask.triage, {route.place_id for route in ask.routes.all()})
    if was == (kind, Ask.Triage.NONE, set(places)):
        return ask
    ask.kind, ask.triage = Ask.Kind(kind), Ask.Triage.NONE
    ask.countries = [code_of(place) for place in places.values()]
    ask.save(update_fields=["kind", "triage", "countries"])
    ask.routes.exclude(place__in=places).delete()
    Route.objects.bulk_create([Route(ask=ask, place=place) for place in places.values()], ignore_conflicts=True)
    ask.routes.update(to=TO_OF_KIND[ask.kind])
    facts = {"kind": ask.kind, "countries": ask.countries, "was": was[0]}
    record("ask.sorted", ask, role=role_for(by, ask), facts=facts)
    return ask


@transaction.atomic
def accept(ask: Ask, *, by: Any) -> Ask:
    """Accept an ask: everybody can read it, and it can be passed on."""
    may_sort(by, ask).enforce()
    if ask.move("accept", accepted_at=clock.now()):
        record("ask.accepted", ask, role=role_for(by, ask))
    return ask


@transaction.atomic
def reject(ask: Ask, *, by: Any, reason: str) -> Ask:
    """Set an ask aside, for a reason of the public list; nobody reads it but those who sort."""
    may_sort(by, ask).enforce()
    if reason not in Ask.RejectedFor.values:
        raise Refused(CHOOSE_A_REASON)
    was = ask.status
    if ask.move("reject", {"rejected_for": reason}):
        record("ask.rejected", ask, role=role_for(by, ask), facts={"reason": reason, "was": was})
    return ask


@transaction.atomic
def reconsider(ask: Ask, *, by: Any) -> Ask:
    """Look again at an ask that was set aside."""
    may_sort(by, ask).enforce()
    if ask.move("reconsider", rejected_for=""):
        record("ask.reconsidered", ask, role=role_for(by, ask))
    return ask


@transaction.atomic
def note_permission(ask: Ask, *, by: Any, permission: str, author: str = "", seen: Marks | None = None) -> Ask:
    """Note whether its author was asked to be named, and what they said; without their yes no name is kept.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_sort(by, ask).enforce()
    author = clean_line(author)[:120] if permission == Ask.Permission.GRANTED else ""
    if permission == Ask.Permission.GRANTED and not author:
        raise Refused(WHOSE_NAME)
    ask = Ask.objects.select_for_update().get(pk=ask.pk)
    saved, typed = permission_of(ask), {"permission": permission, "author": author}
    refuse_overtaken(ask, seen, saved=saved, typed=typed, verbs=("ask.permission_noted",))
    if saved == typed:
        return ask
    ask.permission, ask.author = Ask.Permission(permission), author
    ask.save(update_fields=["permission", "author"])
    erase_secrets(ask.record_type, ask.record_key, names=["author"])
    secrets = {"author": author} if author else {}
    facts = {"permission": permission}
    record("ask.permission_noted", ask, role=role_for(by, ask), facts=facts, secrets=secrets)
    return ask


@transaction.atomic
def withdraw(ask: Ask, *, by: Any = None) -> Ask:
    """Drop what an ask says: its author took it back. Without `by` it is the clock that found the post gone.

    Its words, translations, link and name go, here, in the record's openings, and in the contributions made of it; that something
    stood here, and what was answered, remains.
    """
    may_withdraw(by, ask).enforce()
    was = ask.status
    emptied = {"text": "", "link": "", "author": "", "permission": "", "area": "", "kind_because": ""}
    if ask.move("withdraw", **emptied, uri=gone(ask.uri), text_key=""):
        ask.keys.all().delete()
        Translation.objects.of(ask).delete()
        forget(ask.record_type, ask.code)
        erase_secrets(ask.record_type, ask.record_key)
        made_of_it = Contribution.objects.filter(asked_by__ask=ask).exclude(status=Contribution.Status.ERASED)
        Provenance.objects.filter(contribution__in=made_of_it).update(source_url="")
        for contribution in made_of_it.select_related("consultation__cycle__place"):
            erase_contribution(contribution, by=CONSOLE)
        record("ask.withdrawn", ask, role=role_for(by, ask) if by else "system", facts={"was": was})
    return ask


def shown_of(ask: Ask) -> dict[str, Any]:
    """Return what the form that sorts an ask shows of it."""
    return {"kind": ask.kind, "places": in_order(route.place for route in ask.routes.select_related("place"))}


def permission_of(ask: Ask) -> dict[str, Any]:
    """Return what is noted of the permission of an ask's author."""
    return {"permission": ask.permission, "author": ask.author}


def in_order(places: Iterable[Place]) -> list[Place]:
    """Return places always in the same order, whoever names them."""
    return sorted(places, key=lambda place: place.pk)


def role_for(person: Any, ask: Ask) -> str:
    """Return the role in which a person sorts an ask, as the record says it."""
    first = ask.routes.select_related("place").first()
    return str(person.record_role(first.place if first else None))
