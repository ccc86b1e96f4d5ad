"""Say that an ask has arrived, answer it, close it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.asks.models import Ask, Route
from parvis.asks.rules import may_acknowledge, may_answer, may_close, may_note_answer
from parvis.consultations.models import Contribution
from parvis.core import clock
from parvis.core.cleaning import clean_words, says_something
from parvis.core.detection import detect
from parvis.core.rules import Refused
from parvis.record import record

SHORTEST_ANSWER = 10
LONGEST_ANSWER = 5_000
SAY_SOMETHING = _("Write the answer in words: everybody will read it.")
ANSWERED_ALREADY = _("This ask is already answered.")
NO_SUCH_DECISION = _("Choose one of the decisions.")


@transaction.atomic
def acknowledge(route: Route, *, by: Any) -> Route:
    """Say that an ask has arrived. The second time nothing happens."""
    may_acknowledge(by, route).enforce()
    if Route.objects.filter(pk=route.pk, acknowledged_at=None).update(acknowledged_at=clock.now()):
        if not route.ask.routes.filter(acknowledged_at=None).exists() and route.ask.status == Ask.Status.ROUTED:
            route.ask.move("acknowledge")
        facts = {"place": route.place.slug, "to": str(route.to)}
        record("ask.acknowledged", route.ask, role=by.record_role(route.place), facts=facts)
    route.refresh_from_db(fields=["acknowledged_at"])
    return route


@transaction.atomic
def answer(route: Route, *, by: Any, words: str, decision: str = "") -> Route:
    """Answer an ask in public, for one place; it is answered when every place it was passed on to has answered.

    `decision` is one of those a contribution gets, where there was something to decide.
    """
    may_answer(by, route).enforce()
    words = clean_words(words)
    if len(words) < SHORTEST_ANSWER or len(words) > LONGEST_ANSWER or not says_something(words):
        raise Refused(SAY_SOMETHING)
    if decision not in Contribution.Answer.values:
        raise Refused(NO_SUCH_DECISION)
    language = detect(words, prior=getattr(by, "language", None))[0]
    if not _settle(route, answer=words, answer_language=language, disposition=decision):
        route.refresh_from_db()
        if (route.answer, route.disposition) == (words, decision):
            return route
        raise Refused(ANSWERED_ALREADY)
    facts = {"place": route.place.slug, "decision": decision or None, "language": language}
    role = by.record_role(route.place)
    record("ask.answered", route.ask, role=role, facts=facts, secrets={"answer": words})
    return route


@transaction.atomic
def note_answer(route: Route) -> Route:
    """Note that the contribution made of a proposal is answered."""
    may_note_answer(route).enforce()
    decision = route.contribution.answer
    if _settle(route, disposition=decision):
        facts = {"place": route.place.slug, "decision": decision, "contribution": route.contribution.code}
        record("ask.answered", route.ask, role="system", facts=facts)
    return route


@transaction.atomic
def close(ask: Ask, *, by: Any) -> Ask:
    """Close an ask: it is answered, or there was nothing to answer."""
    may_close(by, ask).enforce()
    if ask.move("close"):
        first = ask.routes.select_related("place").first()
        record("ask.closed", ask, role=by.record_role(first.place if first else None))
    return ask


def _settle(route: Route, **answered: str) -> bool:
    """Write an answer where there is none; tell whether this call did. The ask moves with its last route."""
    now = clock.now()
    Route.objects.filter(pk=route.pk, acknowledged_at=None).update(acknowledged_at=now)
    if not Route.objects.filter(pk=route.pk, answered_at=None).update(answered_at=now, **answered):
        return False
    route.refresh_from_db()
    if not route.ask.routes.filter(answered_at=None).exists():
        route.ask.move("answer")
    elif not route.ask.routes.filter(acknowledged_at=None).exists() and route.ask.status == Ask.Status.ROUTED:
        route.ask.move("acknowledge")
    return True
