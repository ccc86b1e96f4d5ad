"""The link by which a point of contact says, without signing in, that an ask has arrived.

It is signed for this one purpose, lives 14 days, and works once. Whoever no longer convenes cannot use it: it names a
person, and the rule asks again.
"""

from django.core import signing

from parvis.asks.models import Route
from parvis.consultations.letters import DeadLink, link_to, opened
from parvis.people.models import Person

ACKNOWLEDGE = "asks.acknowledge"
LIVES = 14 * 24 * 3600


def acknowledgement_link(route: Route, person: Person) -> str:
    """Return where somebody says that an ask has arrived."""
    return link_to("acknowledge_ask", signing.dumps([route.pk, person.pk], salt=ACKNOWLEDGE))


def read_acknowledgement(token: str) -> tuple[Route, Person]:
    """Return the route and the person a link is about; raise DeadLink."""
    route, person = opened(token, ACKNOWLEDGE, LIVES)
    found = Route.objects.select_related("ask", "place").filter(pk=route).first()
    somebody = Person.objects.filter(pk=person, is_active=True).first()
    if found is None or somebody is None:
        raise DeadLink
    return found, somebody
