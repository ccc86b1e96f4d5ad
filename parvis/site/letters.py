"""The letter of each Monday: what awaits a person, in their language; none when nothing does."""

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from parvis.consultations.letters import DeadLink, link_to, opened
from parvis.core.mail import post
from parvis.core.models import OutgoingMessage
from parvis.people.models import Person
from parvis.site.desk import duties, grouped

LEAVE = "site.duties.leave"
KIND = "site.duties"


def key_of(day: datetime.date) -> str:
    """Return what the letters of a week are known by: each address gets one."""
    year, week, _weekday = day.isocalendar()
    return f"duties:{year}-W{week:02}"


def write_duties(person: Person, on: datetime.date) -> OutgoingMessage | None:
    """Post the letter of a week to a person, once; None when nothing awaits them, or they want none."""
    if not (person.is_active and person.wants_duties):
        return None
    base = settings.BASE_URL.geturl().rstrip("/")
    with translation.override(person.language):
        groups = grouped(duties(person, on))
        leave, desk = leave_link(person), base + reverse("desk")
        listed = [(group.title, [(duty, base + duty.url) for duty in group.duties]) for group in groups]
    if not listed:
        return None
    count = sum(len(rows) for _title, rows in listed)
    context = {"groups": listed, "count": count, "desk": desk, "leave": leave}
    headers = {"List-Unsubscribe": f"<{leave}>"}
    key = key_of(on)
    return post(to=person.email, kind=KIND, key=key, language=person.language, context=context, headers=headers)


def leave_link(person: Person) -> str:
    """Return where somebody stops these letters; it never expires."""
    return link_to("leave_duties", signing.dumps(person.pk, salt=LEAVE))


def read_leaving(token: str) -> Person:
    """Return the person a link is about; raise DeadLink."""
    person = Person.objects.filter(pk=int(opened(token, LEAVE, None)), is_active=True).first()
    if person is None:
        raise DeadLink
    return person
