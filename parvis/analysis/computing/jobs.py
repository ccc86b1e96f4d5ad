"""What a worker does with a run: computes it, tells how far it is, and keeps what came out.

A worker that is killed leaves nothing behind but its progress: the next one begins anew, and finds the same.
"""

import logging
import time
from collections.abc import Callable

from parvis.analysis import actions
from parvis.analysis.models import Run
from parvis.core import clock

logger = logging.getLogger("parvis.analysis")

MOST_ATTEMPTS = 3
# Seconds between two signs of life, unless something new begins.
PULSE = 1.0

type Tell = Callable[[str, int, int], None]


class Cancelled(Exception):
    """Somebody cancelled the run while it was being computed."""


def compute(pk: int) -> None:
    """Compute a run, unless it is over; give it up when workers were killed over it again and again."""
    run = Run.objects.select_related("consultation__cycle__place").get(pk=pk)
    if not run.is_under_way:
        return
    if run.attempts >= MOST_ATTEMPTS:
        actions.give_up_run(run)
        return
    try:
        begin(run)
        _work_of(run)(run, progress_of(run))
    except Cancelled:
        logger.info("Run %s was cancelled.", run.record_key)


def _work_of(run: Run) -> Callable[[Run, Tell], None]:
    """Return what computes a kind of run; only that part of the engine is loaded."""
    if run.kind == Run.Kind.MAP:
        from parvis.analysis.computing.maps import make_map

        return make_map
    from parvis.analysis.computing.themes import find_themes

    return find_themes


def begin(run: Run) -> None:
    """Note that a worker has begun, once more if one began before."""
    run.move("start", started_at=clock.now())
    Run.objects.filter(pk=run.pk).update(attempts=run.attempts + 1, seen_at=clock.now(), doing="", step=0, steps=0)


def check_not_cancelled(run: Run) -> None:
    """Raise `Cancelled` when somebody has cancelled a run."""
    run.refresh_from_db(fields=["status"])
    if run.status == Run.Status.CANCELLED:
        raise Cancelled


def progress_of(run: Run) -> Tell:
    """Return what notes how far a run is; it raises `Cancelled` when somebody has cancelled it."""
    last, at = "", 0.0

    def tell(doing: str, step: int, steps: int) -> None:
        nonlocal last, at
        now = time.monotonic()
        if doing == last and now - at < PULSE:
            return
        last, at = doing, now
        running = Run.objects.filter(pk=run.pk, status=Run.Status.RUNNING)
        if not running.update(doing=doing, step=step, steps=steps, seen_at=clock.now()):
            raise Cancelled

    return tell
