"""The tables of the core, one file a noun."""

from parvis.core.models.jobs import Job, Schedule
from parvis.core.models.limits import Tally
from parvis.core.models.mail import OutgoingMessage
from parvis.core.models.search import SearchDocument
from parvis.core.models.translations import Translation

__all__ = ["Job", "OutgoingMessage", "Schedule", "SearchDocument", "Tally", "Translation"]
