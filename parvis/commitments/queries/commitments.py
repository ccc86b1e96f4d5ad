"""What people read of commitments: the list, and one commitment with its thread in both directions."""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.commitments.models import TEXTS, Commitment, CommitmentVersion, Plan, Progress, Response, Source
from parvis.commitments.queries.proofs import Proof, proofs_of
from parvis.commitments.queries.threads import Origin, origins
from parvis.commitments.wording import language_of_change
from parvis.core.dates import day_words
from parvis.core.pages import KeysetPage, keyset
from parvis.core.words import Words
from parvis.people.models import Organisation, Person

SIZE = 50
NOT_REPORTED, WITHDRAWN = "none", "withdrawn"


@dataclass(frozen=True)
class Difference:
    """What changed in one text of a commitment."""

    name: str
    old: str
    new: str
    language: str

    @property
    def label(self) -> str:
        """Return the words for the text that changed."""
        return capfirst(str(Commitment._meta.get_field(self.name).verbose_name))


@dataclass(frozen=True)
class Revision:
    """What one version changed of the one before."""

    version: CommitmentVersion
    differences: list[Difference]


@dataclass(frozen=True)
class ThreadStep:
    """A step of a commitment's thread, as the trail component shows it."""

    title: str
    at: datetime.datetime | datetime.date | None = None
    zone: Any = None
    words: str = ""
    href: str = ""
    state: str = ""
    said: Words = field(default_factory=Words)
    report: Progress | None = None
    entries: list[Proof] = field(default_factory=list)

    @property
    def template(self) -> str:
        """Return the partial that tells what was written at this step, if anything was."""
        return "commitments/_report.html" if self.report else "commitments/_said.html" if self.said else ""


@dataclass(frozen=True)
class CommitmentPage:
    """All that stands on the page of a commitment."""

    commitment: Commitment
    plan: Plan | None
    plan_number: int | None
    sources: int
    origins: list[Origin]
    page: KeysetPage[Source]
    revisions: list[Revision]
    responses: list[Response]
    reports: list[Progress]
    steps: list[ThreadStep]


def with_numbers(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Add to commitments `size`, the number of their sources, and `standing`, the last status reported."""
    sources = Source.objects.filter(commitment=OuterRef("pk")).values("commitment").annotate(n=Count("pk"))
    reports = Progress.objects.filter(commitment=OuterRef("pk")).order_by("-period_ends_on", "-pk")
    return commitments.annotate(size=Subquery(sources.values("n")), standing=Subquery(reports.values("status")[:1]))


def commitments_page(
    person: Person | None, *, plan: str = "", institution: str = "", status: str = "", after: str = ""
) -> KeysetPage[Commitment]:
    """Return a page of the commitments a person may see, the newest cycle first; one query."""
    rows = with_numbers(Commitment.objects.visible_to(person)).select_related("cycle__place", "organisation")
    rows = rows.exclude(status=Commitment.Status.WITHDRAWN, adopted_at=None)
    if plan:
        rows = rows.filter(cycle__slug=plan)
    if institution:
        rows = rows.filter(organisation__slug=institution)
    if status == WITHDRAWN:
        rows = rows.filter(status=Commitment.Status.WITHDRAWN)
    elif status == NOT_REPORTED:
        rows = rows.filter(standing=None)
    elif status:
        rows = rows.filter(standing=status)
    return keyset(rows, ["-cycle_id", "number"], after, SIZE)


def leading_institutions(person: Person | None) -> list[Organisation]:
    """Return the institutions that lead a commitment a person may see; one query."""
    rows = Commitment.objects.visible_to(person).order_by().values("organisation")
    return list(Organisation.objects.filter(pk__in=rows))


def published_plans() -> QuerySet[Plan]:
    """Return the published plans, the newest first, with `size`, the number of their commitments."""
    plans = Plan.objects.filter(status=Plan.Status.PUBLISHED).select_related("cycle__place")
    return plans.annotate(size=Count("lines")).order_by("-published_at", "-pk")


def commitment_page(commitment: Commitment, after: str = "") -> CommitmentPage:
    """Return what stands on the page of a commitment; a constant number of queries."""
    line = getattr(commitment, "plan_line", None)
    is_in_plan = line is not None and line.plan.status == Plan.Status.PUBLISHED
    plan = line.plan if is_in_plan else None
    sources = commitment.sources.select_related("contribution__answered_in__response__organisation")
    page = keyset(sources, ["since_version", "id"], after, SIZE)
    versions = list(commitment.versions.order_by("number"))
    reports = list(commitment.progress.order_by("period_ends_on", "pk"))
    size = commitment.sources.count()
    return CommitmentPage(
        commitment=commitment,
        plan=plan,
        plan_number=line.number if is_in_plan else None,
        sources=size,
        origins=origins(page.rows),
        page=page,
        revisions=_revisions(versions),
        responses=list(
            commitment.responses.filter(status=Response.Status.PUBLISHED)
            .select_related("cycle__place", "organisation")
            .order_by("published_at")
        ),
        reports=reports,
        steps=list(_steps(commitment, plan, versions, reports, size)),
    )


def _revisions(versions: list[CommitmentVersion]) -> list[Revision]:
    """Return what each version changed, the newest first."""
    return [Revision(now, _differences(before, now)) for before, now in itertools.pairwise(versions)][::-1]


def _differences(before: CommitmentVersion, now: CommitmentVersion) -> list[Difference]:
    found = []
    for name in TEXTS:
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            language = language_of_change(old, new)
            found.append(Difference(name, old.get(language, ""), new.get(language, ""), language))
    return found


def _steps(
    commitment: Commitment,
    plan: Plan | None,
    versions: list[CommitmentVersion],
    reports: list[Progress],
    sources: int,
) -> Iterable[ThreadStep]:
    zone = commitment.cycle.place.zone
    proofs: dict[str, list[Proof]] = defaultdict(list)
    for proof in proofs_of(commitment):
        proofs[proof.verb].append(proof)
    drafted = versions[0].written_at if versions else None
    made_of = (
        ngettext("Made of %(count)d contribution.", "Made of %(count)d contributions.", sources) % {"count": sources}
        if sources
        else _("Of government origin: no contribution is named as its source.")
    )
    yield ThreadStep(_("Drafted"), drafted, zone, made_of, entries=proofs["commitment.drafted"])
    yield from _writing(commitment, versions, zone, proofs)
    if plan:
        yield ThreadStep(_("In the plan"), plan.published_at, zone, said=plan.title, href=plan.get_absolute_url())
    yield from _delivery(commitment, reports, zone, proofs)


def _writing(
    commitment: Commitment, versions: list[CommitmentVersion], zone: Any, proofs: dict
) -> Iterable[ThreadStep]:
    """Tell the versions and the adoption in the order they happened."""
    told = [
        (
            version.written_at,
            ThreadStep(
                _("Version %(number)d") % {"number": version.number},
                version.written_at,
                zone,
                said=version.why,
                href=f"#version-{version.number}",
                entries=[each for each in proofs["commitment.revised"] if each.facts.get("version") == version.number],
            ),
        )
        for version in versions[1:]
    ]
    if commitment.adopted_at:
        adopted = ThreadStep(_("Adopted"), commitment.adopted_at, zone, entries=proofs["commitment.adopted"])
        told.append((commitment.adopted_at, adopted))
    yield from (step for _at, step in sorted(told, key=lambda pair: pair[0]))


def _delivery(commitment: Commitment, reports: list[Progress], zone: Any, proofs: dict) -> Iterable[ThreadStep]:
    """Tell what was reported, and what is still to come."""
    entries = proofs["commitment.progressed"]
    for number, report in enumerate(sorted(reports, key=lambda each: each.pk)):
        yield ThreadStep(
            _("Delivered so far: %(status)s") % {"status": report.get_status_display()},
            report.period_ends_on,
            zone,
            report=report,
            entries=entries[number : number + 1],
        )
    if commitment.status == Commitment.Status.WITHDRAWN:
        withdrawn = proofs["commitment.withdrawn"]
        because = commitment.withdrawn_because
        yield ThreadStep(_("Withdrawn"), commitment.withdrawn_at, zone, said=because, state="late", entries=withdrawn)
    elif not reports or reports[-1].status != Progress.Status.C:
        words = _("Each report of progress will stand here.")
        if reports:
            words = _("Reviewed independently after %(after)s.") % {"after": day_words(commitment.cycle.ends_on)}
        yield ThreadStep(_("Result"), words=words, state="to-come")


def waiting_commitments(cycle: Any) -> QuerySet[Commitment]:
    """Return the commitments of a cycle that stand or may, with their numbers."""
    rows = with_numbers(Commitment.objects.filter(cycle=cycle)).select_related("organisation", "cycle__place")
    return rows.filter(~Q(status=Commitment.Status.WITHDRAWN) | Q(adopted_at__isnull=False)).order_by("number")
