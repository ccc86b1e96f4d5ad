"""What is left for later is done, once its time has come, whatever happens to the workers."""

import logging
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.tasks import TaskResultStatus, task
from django.tasks.exceptions import TaskResultDoesNotExist

from parvis.core import clock
from parvis.core.jobs import each_second, queue, repeating, run_due
from parvis.core.jobs.running import perform
from parvis.core.jobs.worker import Worker
from parvis.core.models import Job
from parvis.core.tests.processes import wait_until, worker
from parvis.people.tests.factories import make_person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
heard: list[str] = []


@task
def say(word: str) -> str:
    """Remember a word."""
    heard.append(word)
    return word.upper()


@task
def stumble() -> None:
    """Fail."""
    raise ValueError("The road is blocked.")


@task(takes_context=True)
def count_attempts(context) -> int:
    """Tell which attempt this is."""
    return context.attempt


@pytest.fixture(autouse=True)
def _nothing_else_to_do(monkeypatch):
    """Leave aside what the applications have repeated."""
    repeating.discover()
    monkeypatch.setattr(repeating, "_repeated", {})
    monkeypatch.setattr(repeating, "_beats", [])
    heard.clear()


@pytest.mark.django_db(transaction=True)
def test_a_job_asked_for_in_a_transaction_that_fails_was_never_asked_for():
    with suppress(RuntimeError), transaction.atomic():
        say.enqueue("lost")
        raise RuntimeError

    assert run_due() == 0
    assert heard == []


@pytest.mark.django_db
def test_a_job_is_done_once_and_its_result_can_be_read():
    asked = say.enqueue("hello")
    assert asked.status == TaskResultStatus.READY

    assert run_due() == 1
    assert run_due() == 0

    asked.refresh()
    assert heard == ["hello"]
    assert asked.return_value == "HELLO"
    assert say.get_result(asked.id).attempts == 1


@pytest.mark.django_db
@pytest.mark.parametrize("unknown", ["nonsense", "7e0cf0b8-1111-4222-8333-444444444444"])
def test_the_result_of_no_job_does_not_exist(unknown):
    with pytest.raises(TaskResultDoesNotExist):
        say.get_result(unknown)


@pytest.mark.django_db
def test_arguments_that_are_not_json_are_refused_when_asking():
    with pytest.raises(TypeError):
        say.enqueue(object())


@pytest.mark.django_db
def test_the_urgent_comes_first_and_the_deferred_waits():
    say.enqueue("ordinary")
    say.using(priority=10).enqueue("urgent")
    say.using(run_after=clock.now() + timedelta(hours=1)).enqueue("later")

    run_due()
    assert heard == ["urgent", "ordinary"]

    with clock.at(clock.now() + timedelta(hours=2)):
        run_due()
    assert heard[-1] == "later"


@pytest.mark.django_db
def test_a_job_knows_which_attempt_it_is():
    asked = count_attempts.enqueue()
    run_due()
    asked.refresh()
    assert asked.return_value == 1


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_again_after_a_growing_pause_then_given_up_with_its_errors(settings):
    settings.TASKS = {"default": {"BACKEND": settings.TASKS["default"]["BACKEND"], "OPTIONS": {"max_attempts": 3}}}
    asked = stumble.enqueue()
    moment, pauses = NOON, []
    for _attempt in range(3):
        Job.objects.filter(status="READY").update(due_at=moment)
        with clock.at(moment), pytest.raises(ValueError, match="road is blocked"):
            run_due()
        job = Job.objects.get()
        pauses.append(job.due_at - moment)
        moment += timedelta(days=1)

    assert timedelta(seconds=7) <= pauses[0] <= timedelta(seconds=13) < pauses[1]
    asked.refresh()
    assert asked.status == TaskResultStatus.FAILED
    assert len(asked.errors) == 3
    assert asked.errors[0].exception_class is ValueError
    assert "The road is blocked." in asked.errors[0].traceback


@pytest.mark.django_db
def test_what_was_given_up_can_be_tried_again():
    stumble.enqueue()
    Job.objects.update(attempts=9)
    with pytest.raises(ValueError, match="road"):
        run_due()
    job = Job.objects.get()
    assert job.status == Job.Status.FAILED

    assert queue.try_again(job)
    assert not queue.try_again(job)
    assert Job.objects.get().status == Job.Status.READY


@pytest.mark.django_db
def test_a_job_whose_function_is_gone_says_so():
    say.enqueue("hello")
    Job.objects.update(task="parvis.core.nowhere.to_be_found")

    with pytest.raises(ImportError):
        run_due()
    assert Job.objects.get().errors[0]["exception_class_path"] == "builtins.ModuleNotFoundError"


@pytest.mark.django_db
def test_the_job_of_a_worker_that_died_is_taken_again_after_its_lease():
    say.enqueue("hello")
    assert queue.take("the one that dies")
    assert queue.take("another") is None

    with clock.at(clock.now() + timedelta(seconds=61)):
        job = queue.take("another")
        assert job.workers == ["the one that dies", "another"]
        assert perform(job) is None


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_cannot_write_over_the_one_that_has_it():
    say.enqueue("hello")
    slow = queue.take("slow")
    with clock.at(clock.now() + timedelta(seconds=61)):
        quick = queue.take("quick")
        assert queue.finish(quick, "quick")

    assert not queue.finish(slow, "slow")
    assert not queue.fail(slow, "builtins.ValueError", "too late")
    assert Job.objects.get().result == "quick"


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up():
    say.enqueue("deadly")
    moment = clock.now()
    for _attempt in range(10):
        moment += timedelta(minutes=2)
        with clock.at(moment):
            assert queue.take("mortal")

    with clock.at(moment + timedelta(minutes=2)):
        assert queue.take("mortal") is None
    assert Job.objects.get().status == Job.Status.FAILED


@pytest.mark.django_db(transaction=True)
def test_a_long_job_keeps_its_lease(settings):
    settings.TASKS = {"default": {"BACKEND": settings.TASKS["default"]["BACKEND"], "OPTIONS": {"lease": 1}}}
    sleep.enqueue(1.6)
    job = queue.take("patient")
    thread = threading.Thread(target=lambda: (perform(job), connections.close_all()))
    thread.start()
    time.sleep(1.3)
    assert queue.take("impatient") is None
    thread.join()
    assert Job.objects.get().status == Job.Status.SUCCESSFUL


@task
def sleep(seconds: float) -> None:
    """Take some time."""
    time.sleep(seconds)


@pytest.mark.django_db(transaction=True)
def test_several_workers_do_each_job_once():
    for number in range(60):
        say.enqueue(str(number))
    start = threading.Barrier(4)

    def work():
        start.wait()
        while job := queue.take(threading.current_thread().name):
            perform(job)
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(heard, key=int) == [str(number) for number in range(60)]
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


# ── The worker ─────────────────────────────────────────────────────────────────────────────────────────────────────


def ring():
    """Ring."""
    heard.append("ring")


def run_for_a_while(worker, until, seconds=10):
    """Run a worker in a thread until `until()` holds."""
    thread = threading.Thread(target=lambda: (worker.run(), connections.close_all()))
    thread.start()
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        time.sleep(0.02)
    worker.stop()
    thread.join(timeout=seconds)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_jobs_and_what_is_done_each_second():
    each_second(ring)
    say.enqueue("hello")

    run_for_a_while(Worker(pause=0.05), until=lambda: len(heard) > 3)

    assert heard.count("hello") == 1
    assert heard.count("ring") > 1


@pytest.mark.django_db(transaction=True)
def test_one_broken_habit_does_not_stop_the_others(caplog):
    each_second(trip)
    each_second(ring)

    with caplog.at_level(logging.ERROR):
        run_for_a_while(Worker(pause=0.02), until=lambda: heard.count("ring") > 4)

    assert heard.count("ring") > 4
    assert 1 <= heard.count("trip") < heard.count("ring")


def trip():
    """Fail each time."""
    heard.append("trip")
    raise ValueError("Tripped.")


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_a_lost_database(monkeypatch):
    worker, losses = Worker(pause=0.02), iter([True, True])
    take = queue.take

    def take_or_lose(name):
        if next(losses, False):
            connection.close()
            raise OperationalError("server closed the connection unexpectedly")
        return take(name)

    monkeypatch.setattr(queue, "take", take_or_lose)
    say.enqueue("still here")
    run_for_a_while(worker, until=lambda: "still here" in heard)
    assert heard == ["still here"]


@pytest.mark.django_db(transaction=True)
def test_told_to_stop_it_finishes_the_job_in_hand():
    first, second = sleep.enqueue(0.5), say.enqueue("never")
    worker = Worker(pause=0.02)

    run_for_a_while(worker, until=lambda: Job.objects.filter(status="RUNNING").exists())

    first.refresh()
    second.refresh()
    assert first.status == TaskResultStatus.SUCCESSFUL
    assert second.status == TaskResultStatus.READY


@task
def touch(path: str, seconds: float) -> None:
    """Leave a trace, then take some time."""
    with Path(path).open("a") as file:
        file.write("begun\n")
    time.sleep(seconds)


@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_killed_process_is_done_by_another(tmp_path):
    trace = tmp_path / "trace"
    # When a minute ends meanwhile, a real worker has more to do than ours.
    ours = Job.objects.filter(uuid=touch.enqueue(str(trace), 600).id)
    with worker(tmp_path) as process:
        wait_until(lambda: trace.exists() and trace.read_text())
        process.kill()

    assert ours.get().status == Job.Status.RUNNING
    ours.update(due_at=clock.now(), args=[str(trace), 0])
    with worker(tmp_path) as process:
        wait_until(lambda: ours.get().status == Job.Status.SUCCESSFUL)
        process.terminate()
        assert process.wait(timeout=20) == 0
    assert trace.read_text() == "begun\nbegun\n"


@pytest.mark.django_db(transaction=True)
def test_a_family_of_workers_shares_the_work_and_stops_together(tmp_path):
    asked = [touch.enqueue(str(tmp_path / str(number)), 0.5).id for number in range(6)]
    ours = Job.objects.filter(uuid__in=asked)
    with worker(tmp_path, "--processes", "2") as family:
        wait_until(lambda: not ours.exclude(status=Job.Status.SUCCESSFUL).exists())
        family.terminate()
        assert family.wait(timeout=20) == 0
    assert len(set(ours.values_list("taken_by", flat=True))) == 2


# ── The keeper's page ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_the_keeper_sees_what_failed_and_has_it_tried_again(client, settings):
    settings.ROOT_URLCONF = "parvis.core.tests.keeper_urls"
    client.force_login(make_person("Dana", is_keeper=True))
    assert "Nothing failed" in client.get("/en/desk/jobs/").content.decode()
    stumble.enqueue()
    Job.objects.update(attempts=9)
    with pytest.raises(ValueError, match="road"):
        run_due()

    assert "The road is blocked." in client.get("/en/desk/jobs/").content.decode()
    client.post(f"/en/desk/jobs/{Job.objects.get().uuid}/again/")
    assert Job.objects.get().status == Job.Status.READY


@pytest.mark.django_db
def test_nobody_else_has_work_tried_again(client, django_user_model, settings):
    settings.ROOT_URLCONF = "parvis.core.tests.keeper_urls"
    client.force_login(django_user_model.objects.create_user("bruno@example.org"))
    say.enqueue("hello")
    assert client.get("/en/desk/jobs/").status_code == 403
    assert client.post(f"/en/desk/jobs/{Job.objects.get().uuid}/again/").status_code == 403
