"""What stands around the contributions: a place, its cycle and themes, a consultation, institutions, people."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from parvis.consultations import actions as consultations
from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.cycles.models import Cycle, CycleTheme
from parvis.people.models import Organisation, Person
from parvis.places.models import Place
from parvis.record import Subject, record
from parvis.record.models import Entry
from parvis.site.demo import organisations as told_organisations
from parvis.site.demo import themes as told_themes
from parvis.site.demo.story import LANGUAGES
from parvis.themes.models import Theme

BEGAN, FILLED = "load.began", "load.filled"
CUT_OFF = "Contributions were being made up here and it was cut off: begin again in an empty database."
REFUSAL = (
    "This database holds something else: contributions are made up only in a database of their own,"
    " which was empty when the first were."
)
# Over so many days the contributions come in.
DAYS = 60
SUPPORTERS = 400
SUBJECT = Subject("site", "load")
_PLACE = "placeholder"


@dataclass(frozen=True)
class Frame:
    """What contributions refer to."""

    consultation: Consultation
    themes: list[Theme]
    institutions: list[Organisation]
    supporters: list[int]
    began: datetime.datetime


@transaction.atomic
def begin(slug: str) -> Frame:
    """Return the consultation to fill with all it needs, made when it is not there yet.

    Raise Refused in a database that was not begun by this and is not empty: the first entry of the record tells, and
    nobody can change it.
    """
    _require_own_database()
    record(BEGAN, SUBJECT, role="keeper")
    now = clock.now()
    with clock.at(now - datetime.timedelta(days=DAYS)):
        consultation = _consultation(_cycle(), slug)
    themes = Theme.objects.filter(cycle_themes__cycle=consultation.cycle).order_by("cycle_themes__number")
    return Frame(
        consultation=consultation,
        themes=list(themes),
        institutions=list(Organisation.objects.filter(kind=Organisation.Kind.PUBLIC)),
        supporters=_supporters(),
        began=consultation.opens_at,
    )


def _require_own_database() -> None:
    first = Entry.objects.filter(seq=0).values_list("verb", flat=True).first()
    if first != BEGAN and any(model.objects.exists() for model in (Entry, Person, Place, Consultation)):
        raise Refused(REFUSAL)
    last = Entry.objects.filter(verb__in=(BEGAN, FILLED)).order_by("seq").values_list("verb", flat=True).last()
    if last == BEGAN:
        raise Refused(CUT_OFF)


def _cycle() -> Cycle:
    cycle = Cycle.objects.filter(place__slug=_PLACE).select_related("place").first()
    if cycle is not None:
        return cycle
    now = clock.now()
    place = Place.objects.create(
        slug=_PLACE,
        name=_in_all("Placeholder"),
        region=Place.Region.AMERICAS,
        languages=list(LANGUAGES),
        time_zone="America/Toronto",
    )
    cycle = Cycle.objects.create(
        place=place,
        number=1,
        slug=f"{_PLACE}-1",
        title=_in_all("Plan 1"),
        starts_on=now.date(),
        ends_on=now.date() + datetime.timedelta(days=2 * DAYS),
        status=Cycle.Status.OPEN,
        opened_at=now,
    )
    for told in told_themes.ALL:
        theme = Theme.objects.create(slug=told.slug, name=told.name, description=told.description)
        CycleTheme.objects.create(cycle=cycle, theme=theme, number=told.number)
    for told in told_organisations.ALL:
        Organisation.objects.create(slug=told.slug, place=place, name=told.name, kind=told.kind)
    return cycle


def _consultation(cycle: Cycle, slug: str) -> Consultation:
    found = Consultation.objects.filter(slug=slug).select_related("cycle__place").first()
    if found is not None:
        return found
    consultation = consultations.create_consultation(
        cycle,
        by=CONSOLE,
        slug=slug,
        title=_in_all("What should the next plan hold?"),
        summary=_in_all("Made-up words, to see how the site bears the load."),
        questions=[_in_all("What is missing?"), _in_all("What should come first?")],
        opens_at=clock.now(),
        closes_at=clock.now() + datetime.timedelta(days=DAYS + 30),
    )
    return consultations.open_consultation(consultation, by=CONSOLE)


def _supporters() -> list[int]:
    if not Person.objects.exists():
        Person.objects.bulk_create(
            Person(email=f"somebody-{number}@example.org", confirmed_at=clock.now()) for number in range(SUPPORTERS)
        )
    return list(Person.objects.order_by("pk").values_list("pk", flat=True))


def _in_all(text: str) -> Words:
    return Words(dict.fromkeys(LANGUAGES, text))
