"""Django's tasks, kept in a table of the database."""

# Django's tasks have type parameters for the checker only.
from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import TaskError
from django.tasks.exceptions import TaskResultDoesNotExist
from django.tasks.signals import task_enqueued
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from parvis.core import clock
from parvis.core.jobs.repeating import discover, scheduled_task
from parvis.core.models.jobs import Job


class DatabaseBackend(BaseTaskBackend):
    """Writes a job in the transaction under way; `parvis work` does it once that transaction is kept.

    OPTIONS: `max_attempts` (10), after which a job is given up; `lease` (60 seconds), after which the job of a worker
    that gives no sign of life is taken by another.
    """

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    @property
    def max_attempts(self) -> int:
        """How often a job is tried."""
        return int(self.options.get("max_attempts", 10))

    @property
    def lease(self) -> int:
        """Seconds without a sign of life after which a worker is taken for dead."""
        return int(self.options.get("lease", 60))

    def enqueue[**P, R](self, task: Task[P, R], args: Any, kwargs: Any) -> TaskResult[P, R]:
        """Write a job. Arguments must be JSON: give keys of rows, not rows."""
        self.validate_task(task)
        now = clock.now()
        job = Job.objects.create(
            task=task.module_path,
            args=normalize_json(list(args)),
            kwargs=normalize_json(kwargs),
            queue=task.queue_name,
            backend=self.alias,
            priority=task.priority,
            run_after=task.run_after,
            due_at=task.run_after or now,
            enqueued_at=now,
        )
        result = result_of(job, task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[..., Any]:
        """Return what became of a job."""
        try:
            job = Job.objects.get(uuid=result_id)
        except (Job.DoesNotExist, ValidationError, ValueError) as missing:
            raise TaskResultDoesNotExist(result_id) from missing
        return result_of(job, task_of(job))


def backend_of(job: Job) -> DatabaseBackend:
    """Return the backend a job was given to."""
    from django.tasks import task_backends

    return cast(DatabaseBackend, task_backends[job.backend])


def task_of(job: Job) -> Task[..., Any]:
    """Return the task a job is a call of; ImportError when there is none by that name any more."""
    discover()
    found = scheduled_task(job.task) or import_string(job.task)
    if not isinstance(found, Task):
        raise ImportError(f"{job.task} is not a task.")
    return found.using(priority=job.priority, queue_name=job.queue, run_after=job.run_after, backend=job.backend)


def result_of[**P, R](job: Job, task: Task[P, R]) -> TaskResult[P, R]:
    """Return a job in the words of Django's tasks."""
    result: TaskResult[P, R] = TaskResult(
        task=task,
        id=str(job.uuid),
        status=TaskResultStatus(job.status),
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.last_attempted_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=job.backend,
        errors=[TaskError(**error) for error in job.errors],
        worker_ids=list(job.workers),
    )
    # Django's own backends write the frozen field in the same way.
    object.__setattr__(result, "_return_value", job.result)
    return result
