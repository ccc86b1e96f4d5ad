"""What people read of plans: all that is promised, in order, with how far it has come."""

from dataclasses import dataclass

from parvis.commitments.models import Commitment, Plan, PlanLine, Progress, Source
from parvis.commitments.queries.commitments import with_numbers
from parvis.commitments.queries.proofs import Proof, proofs_of


@dataclass(frozen=True)
class PlanLineRow:
    """A commitment at its place in the plan, with its last report."""

    line: PlanLine
    commitment: Commitment
    report: Progress | None


@dataclass(frozen=True)
class PlanPage:
    """All that stands on the page of a plan."""

    plan: Plan
    rows: list[PlanLineRow]
    sources: int
    proofs: list[Proof]

    @property
    def complete(self) -> int:
        """Return how many commitments are complete."""
        return sum(row.report is not None and row.report.status == Progress.Status.C for row in self.rows)


def plan_page(plan: Plan) -> PlanPage:
    """Return what stands on the page of a plan; six queries."""
    lines = list(plan.lines.order_by("number"))
    keys = [line.commitment_id for line in lines]
    commitments = with_numbers(Commitment.objects.filter(pk__in=keys)).select_related("organisation").in_bulk()
    for commitment in commitments.values():
        commitment.cycle = plan.cycle
    last = {
        report.commitment_id: report
        for report in Progress.objects.filter(commitment__in=keys).order_by("period_ends_on", "pk")
    }
    return PlanPage(
        plan=plan,
        rows=[PlanLineRow(line, commitments[line.commitment_id], last.get(line.commitment_id)) for line in lines],
        sources=Source.objects.filter(commitment__in=keys).values("contribution").distinct().count(),
        proofs=proofs_of(plan, ["plan.published"]),
    )
