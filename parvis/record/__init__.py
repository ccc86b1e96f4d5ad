"""The record: what happened, one entry per action, in a log that cannot be quietly rewritten.

It knows that something happened, to what, in which role and when. It is not where the state of anything is kept, and it
holds no private fact: what may have to be erased enters as a salted commitment.

    from parvis.record import record, follower
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parvis.record.append import Line, Subject, erase_secrets, record, record_many
    from parvis.record.followers import catch_up, follower
    from parvis.record.queries import entries_of, latest_checkpoint, opened, opening, position

_HOMES = {
    "append": ("Line", "Subject", "erase_secrets", "record", "record_many"),
    "followers": ("catch_up", "follower"),
    "queries": ("entries_of", "latest_checkpoint", "opened", "opening", "position"),
}

__all__ = [
    "Line",
    "Subject",
    "catch_up",
    "entries_of",
    "erase_secrets",
    "follower",
    "latest_checkpoint",
    "opened",
    "opening",
    "position",
    "record",
    "record_many",
]


def __getattr__(name: str) -> Any:
    # Django imports this package before models may be imported, so the names above are found when first asked for.
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
