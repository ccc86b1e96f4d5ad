"""What a place published and when: each publication and each new version of something published counts as one."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from parvis.core.words import Words
from parvis.documents.findable import evidence_of
from parvis.documents.models import Document, FileVersion
from parvis.places.models import Place

# The partnership's requirement 2.2.
ENOUGH_IN_A_YEAR = 2
MONTHS = 12


class Publication(NamedTuple):
    """One publication: of a document for the first time, or of a new version of it."""

    key: str
    title: Words
    kind: str
    evidence_class: str
    published_at: datetime.datetime
    url: str
    sha256: str
    language: str


def publications_of(place: Place) -> list[Publication]:
    """Return what a place published that still stands, the newest first; one query.

    All languages published at one moment are one publication, told by the language the document is written in first.
    """
    versions = FileVersion.objects.public().filter(document__place=place).select_related("document")
    found: dict[tuple[int, datetime.datetime], FileVersion] = {}
    for version in versions.order_by("published_at", "pk"):
        moment = (version.document_id, version.published_at)
        if moment not in found or version.language == version.document.source_language:
            found[moment] = version
    return [_publication(version) for version in reversed(found.values())]


def _publication(version: FileVersion) -> Publication:
    document = version.document
    return Publication(
        key=document.slug,
        title=document.title,
        kind=document.kind,
        evidence_class=document.evidence,
        published_at=version.published_at,
        url=document.get_absolute_url(),
        sha256=version.sha256,
        language=version.language,
    )


@dataclass(frozen=True)
class Pulse:
    """How often a place published in the twelve months up to a day, and of what there is evidence."""

    count: int
    last: datetime.datetime | None
    has_co_creation: bool
    has_implementation: bool

    @property
    def is_often_enough(self) -> bool:
        """Tell whether it was at least twice."""
        return self.count >= ENOUGH_IN_A_YEAR


def pulse_of(publications: list[Publication], place: Place, on: datetime.date) -> Pulse:
    """Count the publications of the twelve months that end with the day `on`, by the calendar of the place."""
    since = _a_year_before(on)
    days = [each.published_at.astimezone(place.zone).date() for each in publications]
    held = {kind for each in publications for kind in evidence_of(Document(evidence=each.evidence_class))}
    return Pulse(
        count=sum(since < day <= on for day in days),
        last=max((each.published_at for each in publications), default=None),
        has_co_creation="co_creation" in held,
        has_implementation="implementation" in held,
    )


def _a_year_before(day: datetime.date) -> datetime.date:
    """The 29 February is a year after the 28."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
