"""Consultations, their questions, what people said, who supports it, and the numbers about it all."""

from parvis.consultations.models.appeals import Appeal
from parvis.consultations.models.audiences import Audience
from parvis.consultations.models.awaited import Awaited
from parvis.consultations.models.clarifications import Clarification, with_its_author
from parvis.consultations.models.consultations import Consultation, Question
from parvis.consultations.models.contributions import LONGEST_WORDS, MOST_LINKS, Contribution, ContributionTheme
from parvis.consultations.models.embedding import EmbeddingSite
from parvis.consultations.models.figures import Breakdown, Figures
from parvis.consultations.models.groups import Group, KeptApart, Membership
from parvis.consultations.models.likeness import Likeness
from parvis.consultations.models.mails import ReceivedMail
from parvis.consultations.models.mappings import SavedMapping
from parvis.consultations.models.provenance import Provenance
from parvis.consultations.models.signs import Signs
from parvis.consultations.models.support import MANY_FROM_ONE, Subscription, Support, SupportSource
from parvis.consultations.models.sweeps import Sweep
from parvis.consultations.models.translations import Translation
from parvis.consultations.models.workshops import Note, ScribeLink, Slip, Workshop

__all__ = [
    "LONGEST_WORDS",
    "MANY_FROM_ONE",
    "MOST_LINKS",
    "Appeal",
    "Audience",
    "Awaited",
    "Breakdown",
    "Clarification",
    "Consultation",
    "Contribution",
    "ContributionTheme",
    "EmbeddingSite",
    "Figures",
    "Group",
    "KeptApart",
    "Likeness",
    "Membership",
    "Note",
    "Provenance",
    "Question",
    "ReceivedMail",
    "SavedMapping",
    "ScribeLink",
    "Signs",
    "Slip",
    "Subscription",
    "Support",
    "SupportSource",
    "Sweep",
    "Translation",
    "Workshop",
    "with_its_author",
]
