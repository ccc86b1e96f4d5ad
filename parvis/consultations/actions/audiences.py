"""Say whom one wants to hear from."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Audience, Consultation, Contribution
from parvis.consultations.rules import may_convene, role_in
from parvis.core.languages import language_code
from parvis.core.locking import lock
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.people.models import Person
from parvis.record import record

MOST_AUDIENCES, MOST_EXPECTED = 30, 1_000_000
NOBODY_NAMED = _("Say whom you want to hear from.")
NO_NUMBER = _("Hope for at least one contribution, and at most a million.")
TOO_MANY_AUDIENCES = _("At most %(most)d audiences for each consultation.")


@transaction.atomic
def expect_audience(
    consultation: Consultation, *, by: Person, of: str, value: str = "", label: Words | None = None, expected: int = 1
) -> Audience:
    """Say that one wants to hear from a kind of participant, a language, or others who have a `label`; again changes how many."""
    may_convene(by, consultation).enforce()
    _require_somebody(of, value, label)
    if not 1 <= expected <= MOST_EXPECTED:
        raise Refused(NO_NUMBER)
    lock(consultation, "cycle__place")
    who: dict[str, Any] = {"label": label} if of == Audience.Of.OTHER else {"value": value}
    audience = consultation.audiences.filter(of=of, **who).first()
    if audience is None and consultation.audiences.count() >= MOST_AUDIENCES:
        raise Refused(TOO_MANY_AUDIENCES % {"most": MOST_AUDIENCES})
    audience = audience or Audience(consultation=consultation, of=of, **who)
    if audience.pk is None or audience.expected != expected:
        audience.expected = expected
        audience.save()
        _record("consultation.audience_expected", audience, by, expected=expected)
    return audience


@transaction.atomic
def drop_audience(audience: Audience, *, by: Person) -> None:
    """Wait for an audience no longer."""
    may_convene(by, audience.consultation).enforce()
    if Audience.objects.filter(pk=audience.pk).delete()[0]:
        _record("consultation.audience_dropped", audience, by)


def _require_somebody(of: str, value: str, label: Words | None) -> None:
    is_known = {
        Audience.Of.KIND: value in Contribution.Kind.values,
        Audience.Of.LANGUAGE: bool(value) and language_code(value) == value,
        Audience.Of.OTHER: bool(label),
    }
    if not is_known.get(of):
        raise Refused(NOBODY_NAMED)


def _record(verb: str, audience: Audience, by: Person, **facts: Any) -> None:
    consultation = audience.consultation
    who = audience.value or next(iter(audience.label.values()))
    role = role_in(by, consultation.place, "convener")
    record(verb, consultation, role=role, facts={"audience": who, **facts})
