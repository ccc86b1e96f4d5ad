"""The jobs as a queue: taking one, keeping it, giving it back done or failed."""

import random
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.json import normalize_json

from parvis.core import clock
from parvis.core.jobs.backend import backend_of
from parvis.core.models.jobs import Job

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=6)
ERRORS_KEPT = 5
LONGEST_ERROR = 8000


def take(worker: str) -> Job | None:
    """Take the most urgent job that is due, for the length of a lease; None when there is none."""
    while True:
        job, is_ours = _take_next(worker)
        if job is None or (is_ours and job.attempts <= backend_of(job).max_attempts):
            return job
        if is_ours:
            fail(job, "builtins.TimeoutError", "Each worker that tried stopped before the job was done.")


def _take_next(worker: str) -> tuple[Job | None, bool]:
    due = Job.objects.filter(finished_at__isnull=True, due_at__lte=clock.now()).order_by("-priority", "due_at", "id")
    if not connection.features.has_select_for_update_skip_locked:
        # Read first: an idle worker must not ask SQLite for its one write lock each second.
        job = due.first()
        return job, job is not None and _mark_taken(job, worker)
    with transaction.atomic():
        job = due.select_for_update(skip_locked=True).first()
        return job, job is not None and _mark_taken(job, worker)


def _mark_taken(job: Job, worker: str) -> bool:
    now = clock.now()
    changes: dict[str, Any] = {
        "status": Job.Status.RUNNING,
        "taken_by": worker,
        "due_at": now + timedelta(seconds=backend_of(job).lease),
        "attempts": job.attempts + 1,
        "workers": [*job.workers, worker],
        "started_at": job.started_at or now,
        "last_attempted_at": now,
    }
    # The condition: nothing happened since it was read. Whoever was faster has moved its due time.
    unmoved = Job.objects.filter(pk=job.pk, finished_at__isnull=True, due_at=job.due_at, attempts=job.attempts)
    return bool(unmoved.update(**changes)) and _remember(job, changes)


def keep(job: Job) -> bool:
    """Begin the lease anew; False when the job is no longer ours."""
    return _change(job, due_at=clock.now() + timedelta(seconds=backend_of(job).lease))


def finish(job: Job, result: Any) -> bool:
    """Mark a job done; False when its lease ran out and another worker has it."""
    return _change(job, status=Job.Status.SUCCESSFUL, finished_at=clock.now(), result=normalize_json(result))


def fail(job: Job, error: str, traceback: str) -> bool:
    """Keep the error; have the job tried again after a pause that grows, or give it up."""
    now = clock.now()
    errors = [*job.errors, {"exception_class_path": error, "traceback": traceback[-LONGEST_ERROR:]}][-ERRORS_KEPT:]
    if job.attempts >= backend_of(job).max_attempts:
        return _change(job, status=Job.Status.FAILED, finished_at=now, errors=errors)
    return _change(job, status=Job.Status.READY, due_at=now + pause_after(job.attempts), errors=errors)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: thrice as long each time, give or take a quarter."""
    pause = min(FIRST_PAUSE * 3 ** max(attempts - 1, 0), LONGEST_PAUSE)
    # Not all at once: what failed together must not come back together.
    return pause * random.uniform(0.75, 1.25)  # noqa: S311 - nothing secret hangs on it


def try_again(job: Job) -> bool:
    """Put a job that was given up back in the queue, as new; False when it was not given up."""
    given_up = Job.objects.filter(pk=job.pk, status=Job.Status.FAILED)
    return bool(given_up.update(status=Job.Status.READY, attempts=0, finished_at=None, due_at=clock.now()))


def _change(job: Job, **changes: Any) -> bool:
    ours = Job.objects.filter(pk=job.pk, finished_at__isnull=True, taken_by=job.taken_by, attempts=job.attempts)
    return bool(ours.update(**changes)) and _remember(job, changes)


def _remember(job: Job, changes: dict[str, Any]) -> bool:
    for name, value in changes.items():
        setattr(job, name, value)
    return True
