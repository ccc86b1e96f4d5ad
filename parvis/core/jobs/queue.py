"""The jobs as a queue: taking one, keeping it, giving it back done or failed."""

import random
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.json import normalize_json

from parvis.core import clock
from parvis.core.jobs.backend import backend_of
from parvis.core.jobs.leases import change, take_first
from parvis.core.models.jobs import Job

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=6)
ERRORS_KEPT = 5
LONGEST_ERROR = 8000


def take(worker: str) -> Job | None:
    """Take the most urgent job that is due, for the length of a lease; None when there is none."""
    while job := take_first(_due(), lambda job: _taken(job, worker)):
        if job.attempts <= backend_of(job).max_attempts:
            return job
        fail(job, "builtins.TimeoutError", "Each worker that tried stopped before the job was done.")
    return None


def _due() -> QuerySet[Job]:
    return Job.objects.filter(finished_at__isnull=True, due_at__lte=clock.now()).order_by("-priority", "due_at", "id")


def _taken(job: Job, worker: str) -> dict[str, Any]:
    now = clock.now()
    return {
        "status": Job.Status.RUNNING,
        "taken_by": worker,
        "due_at": now + timedelta(seconds=backend_of(job).lease),
        "attempts": job.attempts + 1,
        "workers": [*job.workers, worker],
        "started_at": job.started_at or now,
        "last_attempted_at": now,
    }


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
    share = random.uniform(0.75, 1.25)  # noqa: S311 - nothing secret hangs on it
    return timedelta(seconds=pause.total_seconds() * share)


def try_again(job: Job) -> bool:
    """Put a job that was given up back in the queue, as new; False when it was not given up."""
    given_up = Job.objects.filter(pk=job.pk, status=Job.Status.FAILED)
    return bool(given_up.update(status=Job.Status.READY, attempts=0, finished_at=None, due_at=clock.now()))


def _change(job: Job, **changes: Any) -> bool:
    ours = Job.objects.filter(pk=job.pk, finished_at__isnull=True, taken_by=job.taken_by, attempts=job.attempts)
    return change(job, ours, **changes)
