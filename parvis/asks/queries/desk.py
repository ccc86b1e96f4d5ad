"""What the desk of asks shows."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.asks.models import Ask, Route
from parvis.asks.models.asks import sorts_everywhere
from parvis.core.pages import KeysetPage, keyset

SIZE = 25
Status = Ask.Status
# What stands in each queue; whoever waits longest comes first where something is to be done.
QUEUES: dict[str, tuple[Any, list[str], list[str]]] = {
    "received": (_("To sort"), [Status.RECEIVED], ["id"]),
    "accepted": (_("To pass on"), [Status.ACCEPTED], ["id"]),
    "routed": (_("Passed on"), [Status.ROUTED, Status.ACKNOWLEDGED], ["id"]),
    "answered": (pgettext_lazy("asks", "Answered"), [Status.ANSWERED, Status.CLOSED], ["-id"]),
    "rejected": (_("Set aside"), [Status.REJECTED], ["-id"]),
}


def first_queue(person: Any) -> str:
    """Return the queue in which a person's work is: sorting, or answering."""
    return "received" if sorts_everywhere(person) else "routed"


def queue_of(person: Any, queue: str, after: str = "") -> KeysetPage[Ask]:
    """Return a page of a queue; three queries."""
    _words, statuses, order = QUEUES[queue]
    return keyset(_with_routes(Ask.objects.handled_by(person).filter(status__in=statuses)), order, after, SIZE)


def tabs(person: Any, current: str) -> list[dict[str, Any]]:
    """Return the queues with how much stands in each; one query."""
    counted = Ask.objects.handled_by(person).order_by().values_list("status").annotate(count=Count("pk"))
    numbers = dict(counted)
    return [
        {
            "href": f"?queue={name}",
            "words": words,
            "is_current": name == current,
            "count": sum(numbers.get(status, 0) for status in statuses),
        }
        for name, (words, statuses, _order) in QUEUES.items()
    ]


def waiting_for(person: Any) -> tuple[int, int]:
    """Return how many asks wait to be sorted by a person, and how many to be answered; two queries."""
    unsorted = Ask.objects.handled_by(person).filter(status__in=[Status.RECEIVED, Status.ACCEPTED]).count()
    routes = Route.objects.waiting().filter(contribution=None)
    mine = routes.of_convener(person).exclude(to=Route.To.SUPPORT_UNIT)
    if sorts_everywhere(person):
        mine = mine | routes.filter(to=Route.To.SUPPORT_UNIT)
    return unsorted, mine.count()


def _with_routes(asks: QuerySet[Ask]) -> QuerySet[Ask]:
    return asks.select_related("duplicate_of").prefetch_related("routes__place")
