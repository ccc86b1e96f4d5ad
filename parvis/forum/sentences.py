"""How the record tells what happens in forums."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.record.sentences import call, link, name_fact, say

FACTS = {
    "rules_published_at": _("rules public since"),
    "side": _("side"),
    "from_on": _("first day"),
    "until_on": _("last day"),
    "is_cochair": _("chairs for this side"),
    "kind": _("kind"),
    "sides": _("members there, by side"),
    "guests": _("guests, by side"),
    "withdrawn": _("approvals that no longer count"),
    "is_late": _("later than 30 days"),
    "rule": _("rule"),
    "is_adopted": _("adopted"),
    "votes": _("votes by side"),
    "due_on": _("due on"),
}
KINDS = ("forum", "forum seat", "forum member", "forum meeting", "minutes", "forum decision", "forum task")
SENTENCES = {
    "forum.founded": _("The forum of a place was founded"),
    "forum.changed": _("The name or the rules of a forum were changed"),
    "seat.added": _("A seat was added to a forum"),
    "member.seated": _("A seat of a forum was given to somebody"),
    "member.term_ended": _("A term on a forum was ended"),
    "member.listed": _("A member of a forum agreed to be named"),
    "member.unlisted": _("A member of a forum asked not to be named"),
    "meeting.planned": _("A meeting of a forum was announced"),
    "meeting.changed": _("A meeting of a forum was moved or reworded"),
    "meeting.held": _("A forum met"),
    "meeting.cancelled": _("A meeting of a forum was cancelled"),
    "minutes.drafted": _("Minutes of a forum were drafted"),
    "minutes.revised": _("Draft minutes of a forum were changed"),
    "minutes.corrected": _("A new version of the minutes of a forum was begun"),
    "minutes.approved": _("A co-chair approved the minutes of a forum"),
    "minutes.published": _("Minutes of a forum were published"),
    "decision.taken": _("A forum voted on a decision"),
    "task.given": _("A forum gave a task"),
    "task.done": _("A task of a forum was done"),
}


def tell() -> None:
    """Teach the record the words for what happens here."""
    call("forum", _("forum"))
    call("forum seat", _("seat on a forum"))
    call("forum member", _("member of a forum"))
    call("forum meeting", _("meeting of a forum"))
    call("forum decision", _("decision of a forum"))
    call("forum task", _("task of a forum"))
    call("minutes", _("minutes of a meeting"))
    for kind in ("forum", "forum seat", "forum member"):
        link(kind, _forum_address)
    for kind in ("forum meeting", "minutes", "forum decision", "forum task"):
        link(kind, _meeting_address)
    for fact, words in FACTS.items():
        for kind in KINDS:
            name_fact(fact, words, about=kind)
    for verb, sentence in SENTENCES.items():
        say(verb, sentence)


def _forum_address(key: str) -> str:
    return reverse("forum", args=[key.partition("/")[0]])


def _meeting_address(key: str) -> str | None:
    """A meeting's key is its place and its number; a version of minutes adds its own."""
    place, _slash, rest = key.partition("/")
    number = rest.partition("/")[0]
    return reverse("forum_meeting", args=[place, int(number)]) if number.isdecimal() else None
