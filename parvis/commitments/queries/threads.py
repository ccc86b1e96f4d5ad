"""The thread between what people said and what was promised, read in both directions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from parvis.commitments.models import (
    TEXTS,
    Answer,
    Commitment,
    CommitmentVersion,
    Plan,
    PlanLine,
    Progress,
    Response,
    Source,
    days_late,
)
from parvis.consultations.models import Contribution
from parvis.consultations.queries.excerpts import excerpt
from parvis.core.differences import Piece, word_differences
from parvis.core.words import Words


@dataclass(frozen=True)
class ThreadCommitment:
    """A commitment as one of its sources meets it."""

    commitment: Commitment
    since_version: int
    since: datetime.datetime | None
    language: str
    before: str
    after: str
    plan: Plan | None
    plan_number: int | None
    progress: Progress | None

    @property
    def slug(self) -> str:
        """Return the commitment's address."""
        return self.commitment.slug

    @property
    def url(self) -> str:
        """Return the commitment's page."""
        return self.commitment.get_absolute_url()

    @property
    def code(self) -> str:
        """Return the code people cite."""
        return self.commitment.code

    @property
    def title(self) -> Words:
        """Return the title as it stands."""
        return self.commitment.title

    @property
    def version(self) -> int:
        """Return the number of the version that stands."""
        return self.commitment.version

    @property
    def shown_version(self) -> int:
        """Return the number of the version whose words are shown: see `_as_met`."""
        return self.version if self.since_version == 1 else self.since_version

    @property
    def status(self) -> str:
        """Return whether it stands: adopted or withdrawn."""
        return self.commitment.status

    @property
    def changed(self) -> bool:
        """Tell whether there is an earlier version, with other words, to compare with."""
        return bool(self.before) and self.before != self.after

    @property
    def differences(self) -> list[Piece]:
        """Return, by word, what changed in the version since which the contribution is a source."""
        return word_differences(self.before, self.after) if self.changed else []


@dataclass(frozen=True)
class Thread:
    """What became of one contribution: its answer, if it has one, and the commitments made of it."""

    response: Response | None = None
    note: Words = field(default_factory=Words)
    others: int = 0
    days_late: int = 0
    commitments: list[ThreadCommitment] = field(default_factory=list)

    @property
    def parts(self) -> list[Response | Commitment | Plan]:
        """Return what the contribution became part of."""
        plans = {each.plan.pk: each.plan for each in self.commitments if each.plan}
        found = [self.response, *(each.commitment for each in self.commitments), *plans.values()]
        return [part for part in found if part]

    @property
    def disposition(self) -> str:
        """Return the decision, in words."""
        return self.response.get_disposition_display() if self.response else ""

    @property
    def reason(self) -> Words:
        """Return the reason of the decision."""
        return self.response.reason if self.response else Words()

    @property
    def institution(self) -> str:
        """Return the name of the institution that answered."""
        return str(self.response.organisation) if self.response else ""


@dataclass(frozen=True)
class Origin:
    """A contribution of which a commitment is made, with the answer it had."""

    contribution: Contribution
    since_version: int
    response: Response | None

    @property
    def is_readable(self) -> bool:
        """Tell whether its words may still be read."""
        return self.contribution.status == Contribution.Status.PUBLISHED

    @property
    def excerpt(self) -> str:
        """Return the beginning of its words; nothing when they may not be read."""
        return excerpt(self.contribution.words)[0] if self.is_readable else ""


def thread_of(contribution: Contribution) -> Thread:
    """Return what became of a contribution, as everybody may see it; five queries at most."""
    answer = (
        Answer.objects.filter(contribution=contribution, response__status=Response.Status.PUBLISHED)
        .select_related("response__organisation", "response__cycle__place")
        .first()
    )
    commitments = _commitments_made_of(contribution)
    if answer is None:
        return Thread(commitments=commitments)
    response = answer.response
    given_on = response.published_at.astimezone(response.cycle.place.zone).date()
    return Thread(
        response=response,
        note=answer.note,
        others=Answer.objects.filter(response=response).count() - 1,
        days_late=days_late(contribution.answer_due_on, given_on),
        commitments=commitments,
    )


def origin_of(commitment: Commitment) -> list[Origin]:
    """Return whose ideas a commitment is made of, in the order they were written into it; one query."""
    sources = commitment.sources.select_related("contribution__answered_in__response__organisation")
    return origins(sources.order_by("since_version", "pk"))


def origins(sources: Iterable[Source]) -> list[Origin]:
    """Show sources, loaded with their contribution and its answer, as origins."""
    return [Origin(source.contribution, source.since_version, _answer_to(source.contribution)) for source in sources]


def _answer_to(contribution: Contribution) -> Response | None:
    answer = getattr(contribution, "answered_in", None)
    return answer.response if answer and answer.response.status == Response.Status.PUBLISHED else None


def _commitments_made_of(contribution: Contribution) -> list[ThreadCommitment]:
    sources = (
        Source.objects.filter(contribution=contribution, commitment__adopted_at__isnull=False)
        .select_related("commitment__organisation", "commitment__cycle", "commitment__plan_line__plan__cycle")
        .prefetch_related(
            Prefetch("commitment__versions", CommitmentVersion.objects.order_by("number")),
            Prefetch("commitment__progress", Progress.objects.order_by("period_ends_on", "pk")),
        )
        .order_by("commitment__number", "pk")
    )
    return [_as_met(source) for source in sources]


def _as_met(source: Source) -> ThreadCommitment:
    commitment = source.commitment
    versions = {version.number: version for version in commitment.versions.all()}
    # Who was there from the first wording is shown how it changed since; who came later, what changed when they did.
    is_first = source.since_version == 1
    now = versions.get(commitment.version if is_first else source.since_version)
    earlier = versions.get(1 if is_first else source.since_version - 1)
    language, before, after = _change_between(earlier, now)
    line: PlanLine | None = getattr(commitment, "plan_line", None)
    in_plan = line is not None and line.plan.status == Plan.Status.PUBLISHED
    reports = list(commitment.progress.all())
    return ThreadCommitment(
        commitment=commitment,
        since_version=source.since_version,
        since=max(filter(None, (commitment.adopted_at, _written_at(versions, source))), default=None),
        language=language,
        before=before,
        after=after,
        plan=line.plan if in_plan else None,
        plan_number=line.number if in_plan else None,
        progress=reports[-1] if reports else None,
    )


def _written_at(versions: dict[int, CommitmentVersion], source: Source) -> datetime.datetime | None:
    version = versions.get(source.since_version)
    return version.written_at if version else None


def _change_between(earlier: CommitmentVersion | None, now: CommitmentVersion | None) -> tuple[str, str, str]:
    """Return (language, before, after) of what will change, or of the first other field in which the two differ."""
    if now is None:
        return "", "", ""
    names = sorted(TEXTS, key=lambda name: name != "change")
    name = next((name for name in names if earlier and getattr(earlier, name) != getattr(now, name)), "change")
    language, after = getattr(now, name).best()
    return language, getattr(earlier, name).get(language, "") if earlier else "", after
