"""What moderators decided, as everybody may read it: reasons, sides and times, never the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from parvis.consultations.models import Appeal, Contribution, Figures
from parvis.core.pages import KeysetPage, keyset
from parvis.core.words import Words
from parvis.people.models import Organisation
from parvis.record.models import Entry
from parvis.record.sentences import role_words, sentence_of

ROWS = 50
_DECISIONS = (
    "contribution.appeal_granted",
    "contribution.appeal_refused",
    "contribution.appealed",
    "contribution.hidden",
    "contribution.restored",
)


@dataclass(frozen=True)
class Decision:
    """One line of the log of moderation."""

    entry: Entry
    sentence: str
    reason: str
    role: str
    side: str
    at: datetime
    code: str
    consultation: Words
    time_zone: str


def decisions(after: str = "") -> KeysetPage[Decision]:
    """Return a page of what was decided, the newest first; two queries, however many there are."""
    page = keyset(Entry.objects.filter(verb__in=_DECISIONS), ["-seq"], after, ROWS)
    return KeysetPage(list(_told(page.rows)), page.after)


def _told(entries: Iterable[Entry]) -> Iterable[Decision]:
    entries = list(entries)
    codes = {entry.subject_key for entry in entries}
    found = Contribution.objects.filter(code__in=codes).values_list(
        "code", "consultation__title", "consultation__cycle__place__time_zone"
    )
    consultations = {code: (Words(title), zone) for code, title, zone in found}
    reasons, sides = dict(Contribution.HiddenFor.choices), dict(Organisation.Kind.choices)
    for entry in entries:
        title, zone = consultations.get(entry.subject_key, (Words(), "UTC"))
        yield Decision(
            entry=entry,
            sentence=sentence_of(entry.verb, entry.facts),
            reason=str(reasons.get(entry.facts.get("reason", ""), "")),
            role=role_words(entry.role),
            side=str(sides.get(entry.facts.get("side", ""), "")),
            at=entry.at,
            code=entry.subject_key,
            consultation=title,
            time_zone=zone,
        )


def moderation_figures() -> list[dict[str, object]]:
    """Return how much is hidden, and what became of the appeals; two queries."""
    hidden = Figures.objects.aggregate(number=Sum("hidden"))["number"] or 0
    granted, refused = Q(status=Appeal.Status.GRANTED), Q(status=Appeal.Status.REFUSED)
    appeals = Appeal.objects.aggregate(
        all=Count("pk"), granted=Count("pk", filter=granted), refused=Count("pk", filter=refused)
    )
    return [
        {"number": hidden, "words": _("hidden now")},
        {"number": appeals["all"], "words": _("appeals")},
        {"number": appeals["granted"], "words": _("appeals granted")},
        {"number": appeals["refused"], "words": _("appeals refused")},
    ]
