"""Refuse to write over what somebody saved meanwhile; the record says who did, and when."""

from collections.abc import Collection

from parvis.core.overtaken import Marks, Overtaken, Saving, Values, changes_since
from parvis.record.append import Recordable
from parvis.record.queries import entries_of
from parvis.record.sentences import role_words


def refuse_overtaken(
    subject: Recordable, seen: Marks | None, *, saved: Values, typed: Values, verbs: Collection[str]
) -> None:
    """Raise `Overtaken` when `typed` would write over what somebody changed since a form showed `seen`.

    Call it while the row is locked, with what is `saved` in it now. `verbs` are those by which it comes to say what it says.
    Without `seen` nothing is compared: a command or an import did not read a form.
    """
    changes = changes_since(seen, saved, typed)
    if changes:
        raise Overtaken(changes, saved, _last_saving(subject, verbs))


def _last_saving(subject: Recordable, verbs: Collection[str]) -> Saving | None:
    entry = entries_of(subject).filter(verb__in=verbs).last()
    return Saving(role_words(entry.role), entry.at, entry.get_absolute_url()) if entry else None
