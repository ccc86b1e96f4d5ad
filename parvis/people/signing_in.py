"""Signing in: a code sent to an address, typed back in the same browser within a quarter of an hour.

An address is treated alike whether we know it or not; a person is made only once the code proved who reads its mail.
"""

import hmac
import secrets
import unicodedata
from collections.abc import MutableMapping
from datetime import timedelta
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.limits import allow
from parvis.core.mail import post
from parvis.core.rules import Refused
from parvis.people.models import Person

DIGITS = 8
LIFE = timedelta(minutes=15)
MOST_CODES = 10
# Many people share one network: a workshop, a village. This stops only floods.
MOST_CODES_PER_NETWORK = 300
MOST_TRIES = 5
_STATE = "sign_in"

type Session = MutableMapping[str, Any]


def clean_address(email: str) -> str:
    """Return the one way in which we write an address; messages go there, and nowhere else."""
    return email.strip().lower()


def send_code(session: Session, email: str, *, network: str, language: str) -> None:
    """Send a code to an address and remember in the session how to know it again."""
    email = clean_address(email)
    if not (
        allow("sign_in.code", email, MOST_CODES, LIFE)
        and allow("sign_in.network", network, MOST_CODES_PER_NETWORK, LIFE)
    ):
        raise Refused(_("Many codes were asked for. Wait a quarter of an hour, then ask for a new one."))
    key, code = secrets.token_urlsafe(16), _new_code()
    session[_STATE] = {
        "email": email,
        "key": key,
        "digest": _digest(key, code),
        "until": (clock.now() + LIFE).timestamp(),
    }
    context = {"code": f"{code[:4]} {code[4:]}", "minutes": int(LIFE.total_seconds() // 60)}
    post(to=email, kind="account.sign_in_code", key=f"sign-in {key}", language=language, context=context)


def awaited_address(session: Session) -> str:
    """Return the address whose code is awaited in this browser, or nothing."""
    state = session.get(_STATE)
    return state["email"] if state and clock.now().timestamp() < state["until"] else ""


def forget_code(session: Session) -> None:
    """Await no code any more."""
    session.pop(_STATE, None)


def check_code(session: Session, typed: str, *, language: str) -> Person:
    """Return the person whose code was typed, made on the spot if they are new; Refused when it is not the code."""
    email = awaited_address(session)
    if not email:
        raise Refused(_("This code has expired. Ask for a new one."))
    state = session[_STATE]
    # Counted in the database, not in the session: many tries at once are many tries.
    if not allow("sign_in.try", state["key"], MOST_TRIES, timedelta(days=1)):
        forget_code(session)
        raise Refused(_("Too many wrong codes were typed. Ask for a new one."))
    if not hmac.compare_digest(state["digest"], _digest(state["key"], _read_digits(typed))):
        raise Refused(_("This is not the code we sent. Look at the latest message from us, and type its eight digits."))
    forget_code(session)
    return confirmed_person(email, language=language)


def confirmed_person(email: str, *, language: str) -> Person:
    """Return the person at an address that has just been proven theirs; make them if they are new."""
    person = Person.objects.find_or_make(email, language=language)
    Person.objects.filter(pk=person.pk, confirmed_at=None).update(confirmed_at=clock.now())
    person.refresh_from_db()
    return person


def _new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def _read_digits(typed: str) -> str:
    """Keep the digits, of any script, and forgive what is written between them."""
    return "".join(str(unicodedata.decimal(character)) for character in typed if character.isdecimal())


def _digest(key: str, code: str) -> str:
    return salted_hmac("parvis.people.sign_in", f"{key} {code}", algorithm="sha256").hexdigest()
