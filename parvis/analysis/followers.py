"""What follows the record here: runs that were asked for are handed to the workers, and vectors go with the words."""

from collections.abc import Sequence

from parvis.analysis.models import Run, TextVector
from parvis.analysis.tasks import compute_run
from parvis.record import follower
from parvis.record.models import Entry


@follower("analysis.runs", {"run.asked"})
def hand_over(entries: Sequence[Entry]) -> None:
    """Have each run that still waits computed."""
    for entry in entries:
        slug, kind, number = entry.subject_key.split("/")
        waiting = Run.objects.filter(consultation__slug=slug, kind=kind, number=number, status=Run.Status.WAITING)
        for pk in waiting.values_list("pk", flat=True):
            compute_run.enqueue(pk)


@follower("analysis.vectors", {"contribution.erased", "contribution.taken_back", "contribution.amended"})
def forget(entries: Sequence[Entry]) -> None:
    """Keep no vector of words that are no longer there."""
    TextVector.objects.filter(contribution__code__in=[entry.subject_key for entry in entries]).delete()
