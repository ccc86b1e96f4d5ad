"""Found the forum of a place, and say by which rules one takes part in it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from parvis.core import clock
from parvis.core.overtaken import Marks
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.forum.models import Forum
from parvis.forum.rules import may_keep_forum
from parvis.places.models import Place
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

SHOWN = ("name", "rules")


@transaction.atomic
def found_forum(place: Place, *, by: Any, name: Words, rules: Words | None = None) -> Forum:
    """Found the forum of a place; a place has one, and asking again returns it as it is."""
    may_keep_forum(by, place).enforce()
    rules = rules or Words()
    published_at = clock.now() if rules else None
    forum, is_new = Forum.objects.get_or_create(
        place=place, defaults={"name": name, "rules": rules, "rules_published_at": published_at}
    )
    if is_new:
        _note(forum)
        record("forum.founded", forum, by=by, facts=_facts(forum))
    return forum


@transaction.atomic
def change_forum(
    forum: Forum, *, by: Any, seen: Marks | None = None, confirmed: Iterable[str] = (), **fields: Words
) -> Forum:
    """Change what a forum is called and its rules; rules are public from the first time they are written.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_keep_forum(by, forum.place).enforce()
    forum = Forum.objects.select_for_update(of=("self",)).select_related("place").get(pk=forum.pk)
    saved, verbs = {name: getattr(forum, name) for name in SHOWN}, ("forum.founded", "forum.changed")
    refuse_overtaken(forum, seen, saved=saved, typed=saved | fields, verbs=verbs)
    changed = sorted(name for name, value in fields.items() if saved[name] != value)
    for name in changed:
        setattr(forum, name, fields[name])
    forum.rules_published_at = (forum.rules_published_at or clock.now()) if forum.rules else None
    if changed or confirmed:
        forum.save()
        _note(forum, confirmed)
    if changed:
        record("forum.changed", forum, by=by, facts={"changed": changed, **_facts(forum)})
    return forum


def _note(forum: Forum, confirmed: Iterable[str] = ()) -> None:
    for name in SHOWN:
        note(forum, name, source=forum.place.first_language, confirmed=confirmed)


def _facts(forum: Forum) -> dict[str, Any]:
    at = forum.rules_published_at
    return {"rules_published_at": at.isoformat() if at else None}
