"""What is done by the clock: on Monday mornings, people hear what awaits them."""

from collections.abc import Iterator

from django.db.models import QuerySet

from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.models import OutgoingMessage
from parvis.people.models import Person, Role, SiteRole
from parvis.site.desk import zone_of
from parvis.site.letters import key_of, write_duties

MONDAY = 0
MORNING = range(7, 12)


@every(minutes=30)
def write_on_monday_morning() -> None:
    """Write to whoever has a role and something that awaits them, where it is Monday morning; once a week, done twice or at once."""
    now = clock.now()
    for person in _with_a_role():
        here = now.astimezone(zone_of(person))
        if here.weekday() == MONDAY and here.hour in MORNING and not _was_written(person, key_of(here.date())):
            write_duties(person, here.date())


def _with_a_role() -> Iterator[Person]:
    held: QuerySet[Person] = Person.objects.filter(is_active=True, wants_duties=True, confirmed_at__isnull=False)
    in_places = held.filter(pk__in=Role.objects.current().values("person"))
    for_the_site = held.filter(pk__in=SiteRole.objects.current().values("person"))
    return (in_places | for_the_site).order_by("pk").iterator(200)


def _was_written(person: Person, key: str) -> bool:
    return OutgoingMessage.objects.filter(key=key, to=person.email).exists()
