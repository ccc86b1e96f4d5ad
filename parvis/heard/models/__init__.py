"""The report on what was heard: its sections and sentences, their quotes, what the forum says of them, what was wrong."""

from parvis.heard.models.comments import LONGEST_COMMENT, Comment, Erratum
from parvis.heard.models.reports import Report, Section
from parvis.heard.models.statements import Heard, Quote

__all__ = ["LONGEST_COMMENT", "Comment", "Erratum", "Heard", "Quote", "Report", "Section"]
