"""What was read as one, because it says the same: by whom, and when. The letters about the bus are still proposed."""

import dataclasses

from parvis.site.demo.contributions import ids, letters
from parvis.site.demo.story import When


@dataclasses.dataclass(frozen=True)
class Grouping:
    """A contribution and those that are read together with it."""

    lead: str
    members: tuple[str, ...]
    by: str
    at: When


_LEAD, *_SAME = ids(letters.FORM)
ALL = (Grouping(_LEAD, tuple(_SAME), "hana", When(-18, "10:15")),)
