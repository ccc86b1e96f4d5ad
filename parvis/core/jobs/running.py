"""Doing a job: calling its function, and writing down what became of it."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from traceback import format_exception
from typing import Any

from django.db import Error, connection, connections, transaction
from django.tasks import TaskContext

from parvis.core.jobs import queue
from parvis.core.jobs.backend import backend_of, result_of, task_of
from parvis.core.jobs.repeating import Timetable, beats
from parvis.core.models.jobs import Job

logger = logging.getLogger("parvis.work")


def perform(job: Job) -> BaseException | None:
    """Do a job that was taken; return the error that stopped it, if any."""
    start = time.monotonic()
    try:
        with _kept(job), _apart():
            result = _call(job)
        is_ours = queue.finish(job, result)
    except Exception as error:
        kind = type(error)
        is_ours = queue.fail(job, f"{kind.__module__}.{kind.__qualname__}", "".join(format_exception(error)))
        _tell(job, is_ours, start, error)
        return error
    _tell(job, is_ours, start)
    return None


def run_due(*, loud: bool = True) -> int:
    """Do everything that is due now, as a worker would, and return how many jobs that was. For tests and the demo.

    `loud` raises the first error of a job, once the rest is done.
    """
    timetable, done, errors = Timetable(), 0, []
    while True:
        timetable.ask_for_due()
        for beat in beats():
            beat()
        before = done
        while job := queue.take("run_due"):
            errors.append(perform(job))
            done += 1
        if done == before:
            break
    for error in filter(None, errors if loud else ()):
        raise error
    return done


def _call(job: Job) -> Any:
    task = task_of(job)
    if task.takes_context:
        return task.call(TaskContext(task_result=result_of(job, task)), *job.args, **job.kwargs)
    return task.call(*job.args, **job.kwargs)


def _apart() -> Any:
    """Inside a transaction (a test) a failed job must not spoil it; elsewhere a job opens its own."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


@contextmanager
def _kept(job: Job) -> Iterator[None]:
    """Begin the lease anew while the job lasts, from a thread, for the job itself is busy."""
    done = threading.Event()
    pulse = backend_of(job).lease / 3

    def keep() -> None:
        while not done.wait(pulse):
            try:
                queue.keep(job)
            except Error:
                logger.warning("The lease of job %s could not be renewed; trying again.", job.uuid, exc_info=True)
        connections.close_all()

    keeper = threading.Thread(target=keep, name=f"lease of {job.uuid}", daemon=True)
    if connection.in_atomic_block:
        # Nobody else sees the job yet.
        yield
        return
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join(timeout=pulse)


def _tell(job: Job, is_ours: bool, start: float, error: Exception | None = None) -> None:
    took = (time.monotonic() - start) * 1000
    if not is_ours:
        logger.warning("%s took %.0f ms, longer than its lease; another worker has it (%s).", job.task, took, job.uuid)
    elif error is None:
        logger.info("%s done in %.0f ms (%s).", job.task, took, job.uuid)
    else:
        end = "given up" if job.finished_at else f"again at {job.due_at:%Y-%m-%d %H:%M:%S} UTC"
        said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        logger.error("%s failed at attempt %d, %s (%s): %s", job.task, job.attempts, end, job.uuid, said)
