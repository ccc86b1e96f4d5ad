"""What readers decided at the desk, the newest first."""

from django.db.models import Prefetch, QuerySet

from parvis.analysis.models import Decision, MovedText
from parvis.consultations.models import Consultation, Contribution
from parvis.core.pages import KeysetPage, keyset

SHOWN = 20


def decisions_of(consultation: Consultation, after: str) -> KeysetPage[Decision]:
    """Return a page of decisions, each with the texts it moved that everybody may read; two queries."""
    return keyset(told_of(Decision.objects.filter(consultation=consultation)), ("-pk",), after, SHOWN)


def told_of(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return decisions with all it takes to tell them."""
    texts = MovedText.objects.filter(contribution__status=Contribution.Status.PUBLISHED).select_related("contribution")
    known = rows.select_related("by", "undone_by", "theme", "into")
    return known.prefetch_related(Prefetch("texts", queryset=texts))
