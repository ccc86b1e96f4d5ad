"""What is kept here of a person: the answers they wrote or read before publication."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from parvis.commitments.models import Response
from parvis.people import exports
from parvis.people.models import Person


@exports.register("answers")
def tell_answers(person: Person) -> Iterable[dict[str, Any]]:
    """The answers the person had a hand in; who did is known to people of the desk, and never public."""
    taken_part = Q(drafted_by=person) | Q(writers=person) | Q(reviewed_by=person)
    for response in Response.objects.filter(taken_part).select_related("cycle").distinct().order_by("pk"):
        yield {
            "answer": response.record_key,
            "began": response.drafted_by_id == person.pk,
            "read_as_second_person": response.reviewed_by_id == person.pk,
            "status": response.status,
            "drafted_at": response.drafted_at,
            "published_at": response.published_at,
        }
