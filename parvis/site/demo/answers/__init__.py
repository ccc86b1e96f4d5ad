"""Reasoned answers, each given once to all who said something close, and every one invented.

What is published, in review or a draft on a given day follows from the three moments each answer carries.
"""

from parvis.site.demo.answers import later, ownership, themes, women

ALL = tuple(sorted(ownership.ALL + themes.ALL + women.ALL + later.ALL, key=lambda response: response.published[:2]))
"""In the order in which they are published."""

BY_ID = {response.id: response for response in ALL}


def answered_on(day: int) -> set[str]:
    """Return the ids of the contributions answered by the morning of a day of the story."""
    return {said for response in ALL if response.published.day < day for said in response.answers}
