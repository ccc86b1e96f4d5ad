"""By which votes go on being somebody's on one device: a signed cookie for each consultation, and nothing in it but a random number."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from parvis.consultations.models import Consultation
from parvis.people.models import Person
from parvis.votes.models import Voter

LIVES = 200 * 24 * 3600
SALT = "votes.voter"
# What the names of these cookies begin with.
VOTER_COOKIES = "voter-"


def voter_here(request: HttpRequest, consultation: Consultation) -> Voter | None:
    """Return the voter this device is in a consultation, if it is one; whoever forged a cookie is nobody."""
    try:
        said = signing.loads(request.COOKIES.get(_name(consultation), ""), salt=SALT, max_age=LIVES)
        slug, participant = said
    except (signing.BadSignature, TypeError, ValueError):
        return None
    if slug != consultation.slug:
        return None
    rows = Voter.objects.filter(consultation=consultation, participant=participant).select_related("same_as")
    voter = rows.first()
    return voter.same_as or voter if voter else None


def voter_of(request: HttpRequest, consultation: Consultation, person: Person | None) -> Voter | None:
    """Return who somebody votes as: themselves where they said so with their account, else the voter of this device."""
    if person is not None:
        own = Voter.objects.filter(consultation=consultation, person=person, same_as=None).first()
        if own is not None:
            return own
    here = voter_here(request, consultation)
    belongs_to_another = here is not None and person is not None and here.person_id not in (None, person.pk)
    return None if belongs_to_another else here


def remember(response: HttpResponse, voter: Voter, consultation: Consultation) -> HttpResponse:
    """Let this device go on as a voter."""
    response.set_cookie(
        _name(consultation),
        signing.dumps([consultation.slug, voter.participant], salt=SALT),
        max_age=LIVES,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse, consultation: Consultation) -> HttpResponse:
    """Let somebody else vote on this device."""
    response.delete_cookie(_name(consultation), samesite="Lax")
    return response


def _name(consultation: Consultation) -> str:
    return f"{VOTER_COOKIES}{consultation.pk}"
