"""Comment a draft, and say what became of each comment."""

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.core.cleaning import clean_words, says_something
from parvis.core.locking import lock
from parvis.core.rules import Refused
from parvis.heard.actions.reports import AROUND, role_of
from parvis.heard.models import LONGEST_COMMENT, Comment, Heard, Report
from parvis.heard.rules import may_comment_report, may_reply_to_comment
from parvis.people.models import Person
from parvis.record import record


@transaction.atomic
def comment_report(report: Report, *, by: Person, words: str, language: str, statement: Heard | None = None) -> Comment:
    """Say something of a draft, or of one of its sentences; published with the report, under one's role."""
    lock(report, *AROUND)
    may_comment_report(by, report).enforce()
    words = _said(words)
    there = report.comments.filter(author=by, statement=statement, words=words)
    if same := there.first():
        return same
    role = role_of(by, report)
    made = Comment.objects.create(
        report=report, statement=statement, author=by, role=role, words=words, language=language
    )
    record("report.commented", report, role=role, facts={"statement": statement.code if statement else ""})
    return made


@transaction.atomic
def reply_to_comment(comment: Comment, *, by: Person, outcome: str, reply: str, language: str) -> Comment:
    """Say whether a comment was taken up, and why or why not; said anew, it replaces what was said before."""
    lock(comment.report, *AROUND)
    may_reply_to_comment(by, comment).enforce()
    if outcome not in Comment.Outcome.values:
        raise Refused(_("Say what became of the comment."))
    said = {"outcome": outcome, "reply": _said(reply), "reply_language": language}
    if Comment.objects.filter(pk=comment.pk).exclude(**said).update(**said):
        comment.refresh_from_db(fields=list(said))
        about = {"statement": comment.statement.code if comment.statement else "", "outcome": outcome}
        record("report.replied", comment.report, role=role_of(by, comment.report), facts=about)
    return comment


def _said(words: str) -> str:
    words = clean_words(words)[:LONGEST_COMMENT]
    if not says_something(words):
        raise Refused(_("Write a sentence."))
    return words
