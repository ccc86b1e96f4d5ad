"""What everybody reads of answers: the list, and one answer with the contributions it answers."""

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from parvis.commitments.models import Answer, Commitment, Response, ResponseVersion, days_late
from parvis.commitments.queries.proofs import Proof, proofs_of
from parvis.commitments.wording import language_of_change
from parvis.consultations.models import Contribution
from parvis.consultations.queries.excerpts import excerpt
from parvis.core.differences import Piece, word_differences
from parvis.core.pages import KeysetPage, keyset
from parvis.cycles.models import Cycle
from parvis.heard.models import Report, Section
from parvis.people.models import Organisation
from parvis.places.models import Place

EXCERPT = 220


@dataclass(frozen=True)
class ListedAnswer:
    """A published answer as a line of a list."""

    response: Response
    size: int

    @property
    def beginning(self) -> str:
        """Return the first words of the reason, in the reader's language or the nearest there is."""
        return excerpt(str(self.response.reason), EXCERPT)[0]

    @property
    def language(self) -> str:
        """Return the language those words are in."""
        return self.response.reason.best()[0]


@dataclass(frozen=True)
class Correction:
    """What one version of an answer changed of the one before."""

    version: ResponseVersion
    before: ResponseVersion
    language: str

    @property
    def decides_otherwise(self) -> bool:
        """Tell whether the decision itself changed."""
        return self.version.disposition != self.before.disposition

    @property
    def old(self) -> str:
        """Return the reason before, in the language both are compared in."""
        return str(self.before.reason.get(self.language, ""))

    @property
    def new(self) -> str:
        """Return the reason since, in the language both are compared in."""
        return str(self.version.reason.get(self.language, ""))

    @property
    def differences(self) -> list[Piece]:
        """Return what changed, by word."""
        return word_differences(self.old, self.new)


@dataclass(frozen=True)
class Answered:
    """A contribution in a published answer."""

    answer: Answer
    given_on: datetime.date

    @property
    def contribution(self) -> Contribution:
        """Return the contribution."""
        return self.answer.contribution

    @property
    def is_readable(self) -> bool:
        """Tell whether its words may still be read."""
        return self.contribution.status == Contribution.Status.PUBLISHED

    @property
    def days_late(self) -> int:
        """Return by how many days this one was answered late."""
        return days_late(self.contribution.answer_due_on, self.given_on)


@dataclass(frozen=True)
class AnswerPage:
    """All that stands on the page of an answer."""

    response: Response
    size: int
    corrections: list[Correction]
    commitments: list[Commitment]
    answered: list[Answered]
    page: KeysetPage[Answer]
    proofs: list[Proof]


def answers_page(
    *, place: str = "", institution: str = "", disposition: str = "", after: str = ""
) -> tuple[list[ListedAnswer], KeysetPage[Response]]:
    """Return a page of published answers, the newest first; two queries."""
    wanted = {"cycle__place__slug": place, "organisation__slug": institution, "disposition": disposition}
    rows = Response.objects.published().filter(**{name: value for name, value in wanted.items() if value})
    page = keyset(rows.select_related("cycle__place", "organisation"), ["-published_at", "-id"], after)
    sizes = sizes_of(page.rows)
    return [ListedAnswer(response, sizes.get(response.pk, 0)) for response in page.rows], page


def sizes_of(responses: Iterable[Response]) -> dict[int, int]:
    """Return how many contributions each answer holds; one query."""
    rows = Answer.objects.filter(response__in=[response.pk for response in responses]).values_list("response")
    return dict(rows.annotate(size=Count("pk")))


def places_that_answered() -> list[Place]:
    """Return the places in which something was answered; one query, which stops at the first answer of each."""
    answered = Exists(Response.objects.published().filter(cycle=OuterRef("pk")))
    return list(Place.objects.filter(Exists(Cycle.objects.filter(answered, place=OuterRef("pk")))))


def institutions_that_answered(place: str = "") -> list[Organisation]:
    """Return the institutions that answered something, in one place or anywhere; one query, like the one above."""
    answered = Response.objects.published().filter(organisation=OuterRef("pk"))
    if place:
        answered = answered.filter(cycle__place__slug=place)
    return list(Organisation.objects.filter(Exists(answered)))


def answer_page(response: Response, after: str = "") -> AnswerPage:
    """Return what stands on the page of an answer, published or as it would be; seven queries."""
    answers = response.answers.select_related("contribution")
    page = keyset(answers, ["id"], after)
    zone = response.cycle.place.zone
    given_on = response.published_at.astimezone(zone).date() if response.published_at else datetime.date.min
    return AnswerPage(
        response=response,
        size=response.answers.count(),
        corrections=_corrections(response),
        commitments=list(response.commitments.filter(adopted_at__isnull=False).order_by("number")),
        answered=[Answered(answer, given_on) for answer in page.rows],
        page=page,
        proofs=proofs_of(response, ["response.published", "response.corrected"]),
    )


def _corrections(response: Response) -> list[Correction]:
    """Return what each version changed, the newest first."""
    versions = list(response.versions.order_by("number"))
    return [
        Correction(now, before, language_of_change(before.reason, now.reason))
        for before, now in itertools.pairwise(versions)
    ][::-1]


def headings_of(cycle: Cycle) -> QuerySet[Section]:
    """Return the headings of the published reports of a cycle, to which answers may respond."""
    published = Section.objects.filter(report__status=Report.Status.PUBLISHED, is_dropped=False)
    return published.filter(report__consultation__cycle=cycle).order_by("report", "kind", "number")
