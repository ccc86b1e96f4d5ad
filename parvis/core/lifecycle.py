"""Declared lifecycles: which states a thing goes through, and by which moves."""

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Refused


class MoveRefused(Refused):
    """A thing is not in a state from which the move starts."""


class Move(NamedTuple):
    """One edge of a lifecycle: the states it may start from, and where it ends."""

    sources: frozenset[str]
    to: str


def move(*sources: str, to: str) -> Move:
    """Declare a move from any of `sources` to the state `to`."""
    return Move(frozenset(str(source) for source in sources), str(to))


class HasLifecycle(models.Model):
    """A model whose `status` changes only by the moves it declares in `MOVES`."""

    MOVES: ClassVar[dict[str, Move]] = {}

    class Meta:
        abstract = True

    def move(self, name: str, said: Mapping[str, Any] | None = None, **changes: Any) -> bool:
        """Make the move `name` in one guarded UPDATE, writing `changes` beside it, and what somebody `said` of it.

        Return True when this call moved the row, False when it already stood at the end of the move.
        Raise MoveRefused when it stands anywhere else, or when something else was said as it was moved there.
        """
        said = said or {}
        changes |= said
        edge = self.MOVES[name]
        rows = type(self)._default_manager.filter(pk=self.pk, status__in=edge.sources)  # type: ignore[misc]  # each model declares it
        if rows.update(status=edge.to, **changes):  # type: ignore[misc]  # each model declares it
            for field, value in {"status": edge.to, **changes}.items():
                setattr(self, field, value)
            return True
        self.refresh_from_db(fields=["status", *said])
        if self.status == edge.to:  # type: ignore[attr-defined]  # each model declares it
            if any(value and getattr(self, field) != value for field, value in said.items()):
                raise MoveRefused(_("Somebody did this meanwhile, for another reason. Yours was not saved."))
            return False
        raise MoveRefused(self._standing())

    def _standing(self) -> str:
        return _("This has changed in the meantime: it is now “%(status)s”. Nothing was done.") % {
            "status": self.get_status_display()  # type: ignore[attr-defined]
        }
