"""Six promises made of what people said, the plan they stand in, what was reported of them, and what is late."""

from parvis.site.demo.promises import information, money, people
from parvis.site.demo.promises.plan import LATE, PLAN, PROGRESS

ALL = tuple(sorted(information.ALL + money.ALL + people.ALL, key=lambda commitment: commitment.number))

BY_CODE = {commitment.code: commitment for commitment in ALL}

__all__ = ["ALL", "BY_CODE", "LATE", "PLAN", "PROGRESS"]
