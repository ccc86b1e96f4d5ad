"""Who may write, comment, sign and correct what was heard, and the sentence shown to whoever may not."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.rules import may_convene
from parvis.core.rules import Sentence, rule
from parvis.heard.models import Comment, Report
from parvis.people.models import Person
from parvis.people.rules import is_somebody

type Conditions = Iterator[tuple[object, Sentence]]


def _holds(person: Person | None, report: Report, *roles: str) -> bool:
    return person is not None and is_somebody(person) and any(person.has_role(role, report.place) for role in roles)


_PUBLISHED = _("This report is published: what is wrong in it is put right by an erratum.")


@rule
def may_begin_report(person: Person | None, consultation: Consultation) -> Conditions:
    """Begin to write what was heard in a consultation."""
    yield may_convene(person, consultation)
    yield consultation.status != Consultation.Status.DRAFT, _("This consultation has not begun.")


@rule
def may_write_report(person: Person | None, report: Report) -> Conditions:
    """Write in a report: the conveners of the place, until it is published."""
    yield may_convene(person, report.consultation)
    yield report.status != Report.Status.PUBLISHED, _PUBLISHED


@rule
def may_read_report(person: Person | None, report: Report) -> Conditions:
    """Read a report: everybody once it is published, until then the conveners, and the forum and reviewers once asked."""
    roles = ("convener",) if report.status == Report.Status.DRAFT else ("convener", "member", "reviewer")
    yield report.is_published or _holds(person, report, *roles), _("This report is not published yet.")


@rule
def may_comment_report(person: Person | None, report: Report) -> Conditions:
    """Comment a draft: the forum of the place and its conveners."""
    yield (
        _holds(person, report, "member", "convener"),
        _("Only members of the forum and conveners of this place comment a draft."),
    )
    yield report.status == Report.Status.DISCUSSED, _("This report is not open to comments.")


@rule
def may_reply_to_comment(person: Person | None, comment: Comment) -> Conditions:
    """Say what became of a comment."""
    yield may_write_report(person, comment.report)


@rule
def may_sign_report(person: Person | None, report: Report) -> Conditions:
    """Sign a report and thereby publish it: a convener or reviewer of the place who wrote none of it."""
    yield (
        _holds(person, report, "reviewer", "convener"),
        _("Only a reviewer or a convener of this place signs a report."),
    )
    yield (
        report.is_published or person is None or not report.writers.filter(pk=person.pk).exists(),
        _("You wrote some of it: somebody else signs it."),
    )


@rule
def may_answer(person: Person | None, report: Report) -> Conditions:
    """Go from a heading to what waits there for an answer: the responders and conveners of the place."""
    yield _holds(person, report, "responder", "convener"), ""


@rule
def may_correct_report(person: Person | None, report: Report) -> Conditions:
    """Publish an erratum: the conveners of the place and its reviewers."""
    yield (
        _holds(person, report, "convener", "reviewer"),
        _("Only a convener or a reviewer of this place publishes an erratum."),
    )
    yield report.is_published, _("This report is not published yet: change it instead.")


@rule
def may_be_quoted(contribution: Contribution) -> Conditions:
    """Quote a contribution: everybody can read it, and its author agreed to that."""
    yield contribution.status == Contribution.Status.PUBLISHED, _("It cannot be read any more.")
    provenance = getattr(contribution, "provenance", None)
    is_own = contribution.channel in Contribution.OWN_CHANNELS
    yield is_own or (provenance and provenance.consent), _("Nobody noted that its author agreed to be quoted.")
