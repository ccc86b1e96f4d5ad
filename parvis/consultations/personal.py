"""What is kept here of a person: how they take it away, and how it goes when they leave."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from parvis.consultations.actions import erase_contribution, withdraw_support
from parvis.consultations.letters import leave_link
from parvis.consultations.models import Appeal, Clarification, Contribution, ReceivedMail
from parvis.core.receipts import format_code
from parvis.people import blocks, erasures, exports
from parvis.people.models import Person
from parvis.record import erase_secrets

erasures.keep_for(lambda person: person.subscriptions.all(), lambda person: person.supports.all())


@exports.register("contributions")
def tell_contributions(person: Person) -> Iterable[dict[str, Any]]:
    """What the person said, when we know it was them."""
    for said in person.contributions.select_related("consultation").prefetch_related("themes").order_by("pk"):
        yield {
            "receipt": format_code(said.code),
            "consultation": said.consultation.slug,
            "words": said.words,
            "language": said.language,
            "kind": said.kind,
            "organisation": said.organisation_name,
            "public_name": said.public_name,
            "themes": [theme.slug for theme in said.themes.all()],
            "status": said.status,
            "received_at": said.received_at,
            "published_at": said.published_at,
            "answer": said.answer,
            "answered_at": said.answered_at,
        }


@exports.register("appeals")
def tell_appeals(person: Person) -> Iterable[dict[str, Any]]:
    """What the person asked to be decided again, and how that ended."""
    rows = Appeal.objects.filter(contribution__author=person).order_by("pk")
    for row in rows.values("words", "asked_at", "status", "because", code=F("contribution__code")):
        yield row | {"receipt": format_code(row.pop("code"))}


@exports.register("questions")
def tell_questions(person: Person) -> Iterable[dict[str, Any]]:
    """What moderators asked the person about their words, and what they replied."""
    rows = Clarification.objects.filter(contribution__author=person).order_by("pk")
    for row in rows.values("question", "asked_at", "reply", "replied_at", code=F("contribution__code")):
        yield row | {"receipt": format_code(row.pop("code"))}


@exports.register("supports")
def tell_supports(person: Person) -> Iterable[dict[str, Any]]:
    """What the person supports."""
    rows = person.supports.order_by("pk").values("given_at", code=F("contribution__code"))
    for row in rows:
        yield {"receipt": format_code(row["code"]), "given_at": row["given_at"]}


@exports.register("subscriptions")
def tell_subscriptions(person: Person) -> Iterable[dict[str, Any]]:
    """What the person asked to be told of."""
    rows = person.subscriptions.order_by("pk").values("asked_at", "confirmed_at", code=F("contribution__code"))
    for row in rows:
        yield {"receipt": format_code(row["code"]), "asked_at": row["asked_at"], "confirmed_at": row["confirmed_at"]}


@exports.register("mails")
def tell_mails(person: Person) -> Iterable[dict[str, Any]]:
    """What was sent from the person's address and waits for them to confirm it."""
    rows = ReceivedMail.objects.filter(email__iexact=person.email).order_by("pk") if person.email else []
    for mail in rows:
        yield {"words": mail.words, "received_at": mail.received_at}


@erasures.hold_first
def hold_mails(person: Person) -> None:
    """Hold the mails of the person: whoever confirms one holds it, then its consultation, then the person."""
    mails = ReceivedMail.objects.filter(email__iexact=person.email).order_by("pk")
    list(mails.select_for_update().values_list("pk"))


@erasures.register
def erase_traces(person: Person, choices: erasures.Choices) -> None:
    """Erase the person's words if they chose so, else their name from them; take their supports back."""
    for contribution in person.contributions.exclude(status=Contribution.Status.ERASED):
        if choices.words_too:
            erase_contribution(contribution, by=person)
        else:
            names = ("public_name", "organisation", "plea")
            erase_secrets(contribution.record_type, contribution.record_key, names=names)
            contribution.appeals.update(words="")
            contribution.clarifications.all().delete()
    person.contributions.update(author=None, public_name="", organisation_name="")
    for support in person.supports.select_related("contribution"):
        withdraw_support(support.contribution, by=person)
    person.subscriptions.all().delete()
    ReceivedMail.objects.filter(email__iexact=person.email).delete()


SHOWN = 20


def tell_own_page(person: Person) -> dict[str, Any]:
    """What the person said and follows, for their own page: the latest, and how many there are."""
    said = person.contributions.order_by("-pk")
    followed = person.subscriptions.exclude(confirmed_at=None).order_by("-pk")
    return {
        "said": list(said.select_related("consultation")[:SHOWN]),
        "said_count": said.count(),
        "followed": [
            (subscription.contribution, leave_link(subscription))
            for subscription in followed.select_related("contribution")[:SHOWN]
        ],
        "supports": person.supports.count(),
    }


blocks.register("consultations/_yours.html", tell_own_page)
