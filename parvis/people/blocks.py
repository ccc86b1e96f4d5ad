"""What other apps show on a person's own page: a template each, and the words that fill it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from parvis.people.models import Person

type Teller = Callable[[Person], Mapping[str, Any]]


class Block(NamedTuple):
    """One section of the page: its template, and what to fill it with."""

    template: str
    told: Mapping[str, Any]


_blocks: dict[str, Teller] = {}


def register(template: str, teller: Teller) -> None:
    """Show `template`, filled with `teller(person)` under the name `told`, on everybody's own page."""
    _blocks[template] = teller


def blocks_of(person: Person) -> list[Block]:
    """Return what the apps have to tell a person."""
    return [Block(template, teller(person)) for template, teller in _blocks.items()]
