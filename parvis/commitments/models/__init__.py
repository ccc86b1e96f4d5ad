"""What an institution answers, what it promises, and what it reports."""

from parvis.commitments.models.commitments import TEXTS, Commitment, CommitmentVersion, Source
from parvis.commitments.models.headings import Responding
from parvis.commitments.models.plans import Plan, PlanLine, Progress
from parvis.commitments.models.responses import Answer, Response, ResponseVersion, days_late

__all__ = [
    "TEXTS",
    "Answer",
    "Commitment",
    "CommitmentVersion",
    "Plan",
    "PlanLine",
    "Progress",
    "Responding",
    "Response",
    "ResponseVersion",
    "Source",
    "days_late",
]
