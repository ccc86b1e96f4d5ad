"""Consultations and what people say in them, for tests."""

import datetime
import itertools

from parvis.consultations import actions
from parvis.consultations.models import Consultation, Question
from parvis.core import clock
from parvis.cycles.models import CalendarLine
from parvis.cycles.tests.factories import make_cycle, make_cycle_theme
from parvis.people.tests.factories import give_role, make_person

_number = itertools.count(1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def make_consultation(cycle=None, *, questions=1, **fields):
    """Make an open consultation that began yesterday and lasts four weeks, without anybody having made it."""
    n = next(_number)
    now = clock.now()
    defaults = {
        "slug": f"consultation-{n}",
        "title": {"en": f"Consultation {n}", "fr": f"Consultation {n}"},
        "summary": {"en": "What is missing?", "fr": "Que manque-t-il?"},
        "opens_at": now - DAY,
        "closes_at": now + 28 * DAY,
        "status": Consultation.Status.OPEN,
        "opened_at": now - DAY,
    }
    consultation = Consultation.objects.create(cycle=cycle or make_cycle(), **defaults | fields)
    for number in range(1, questions + 1):
        words = {"en": f"Question {number}?", "fr": f"Question {number} ?"}
        Question.objects.create(consultation=consultation, number=number, words=words)
    return consultation


def make_themes(consultation, count=2):
    """Put themes on the list of a consultation's cycle."""
    return [make_cycle_theme(consultation.cycle, number=number).theme for number in range(1, count + 1)]


def contribute(consultation, words="Publish every contract above ten thousand dollars.", **said):
    """Speak in a consultation as anybody may."""
    return actions.contribute(consultation, words=words, **{"language": "en"} | said)


def make_moderator(consultation, name="Bruno"):
    """Make somebody who moderates in the place of a consultation."""
    person = make_person(name)
    give_role(person, "moderator", consultation.place)
    return person


def make_workshop(consultation, *, by=None, **fields):
    """Open a workshop that took place this afternoon for the taking of notes."""
    now = clock.now()
    words = {"en": "Open data evening", "fr": "Soirée données ouvertes"}
    event = CalendarLine.objects.create(
        cycle=consultation.cycle, title=words, starts_at=now - 2 * HOUR, ends_at=now - HOUR
    )
    return actions.open_workshop(consultation, event, by=by or make_moderator(consultation), **fields)
