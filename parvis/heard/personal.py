"""What is kept here of a person: how they take it away, and how it goes when they leave."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from parvis.heard.models import Comment, Report
from parvis.people import erasures, exports
from parvis.people.models import Person


@exports.register("report_comments")
def tell_comments(person: Person) -> Iterable[dict[str, Any]]:
    """What the person said of drafts of reports."""
    rows = Comment.objects.filter(author=person).order_by("pk")
    yield from rows.values("words", "language", "made_at", consultation=F("report__consultation__slug"))


@erasures.register
def forget_comments(person: Person, choices: erasures.Choices) -> None:
    """Leave the comments under the role; their words go when the person asks for it."""
    if choices.words_too:
        Comment.objects.filter(author=person).delete()


@erasures.register
def forget_signature(person: Person, choices: erasures.Choices) -> None:
    """Take the name from under the reports the person signed; that somebody signed, in which role and when, stays."""
    Report.objects.filter(signed_by=person).update(signed_as="")
