"""Everything that was said, in three consultations, seven kinds of voice, six channels and six languages."""

from parvis.site.demo.contributions import (
    access,
    data,
    feminist,
    inclusion,
    knowledge,
    letters,
    money,
    ownership_names,
    ownership_other,
    service_delivery,
    set_aside,
    ways,
)
from parvis.site.demo.story import Contribution

OWNERSHIP = ownership_names.NAMES + ownership_other.OTHER
FEMINIST = feminist.ALL
COMMITMENTS = (
    access.ALL
    + data.ALL
    + money.ALL
    + knowledge.ALL
    + service_delivery.ALL
    + inclusion.ALL
    + ways.ALL
    + set_aside.ALL
    + letters.ALL
)

ALL = tuple(sorted(OWNERSHIP + FEMINIST + COMMITMENTS, key=lambda contribution: contribution.said[:2]))
"""In the order in which they were said."""

BY_ID = {contribution.id: contribution for contribution in ALL}


def ids(*groups: tuple[Contribution, ...]) -> tuple[str, ...]:
    """Return the ids of groups of contributions."""
    return tuple(contribution.id for group in groups for contribution in group)
