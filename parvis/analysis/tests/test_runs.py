"""Runs: asked for once, computed by a worker, cancelled, begun anew after a worker was killed, published once."""

import datetime
import hashlib

import pytest

from parvis.analysis.actions import ask_for_run, cancel_run, publish_run
from parvis.analysis.computing import compute, jobs, maps
from parvis.analysis.engine.tests.worlds import world
from parvis.analysis.models import Run, Standing
from parvis.analysis.tasks import is_due, keep_maps_fresh
from parvis.analysis.tests.factories import make_opinions, vote_as
from parvis.core import clock
from parvis.core.jobs import run_due
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry
from parvis.votes.models import Statement, Vote, Voter, Voting
from parvis.votes.tests.factories import make_voter, make_voting

MINUTE = datetime.timedelta(minutes=1)


def verbs(run):
    """Return what the record says of a run, in order."""
    return list(Entry.objects.filter(subject_key=run.record_key).order_by("seq").values_list("verb", flat=True))


def made(consultation):
    """Ask for a run, compute it, and return it as it is then."""
    run = ask_for_run(consultation)
    compute(run.pk)
    return Run.objects.get(pk=run.pk)


def test_a_worker_computes_what_a_convener_asked_for(consultation, bruno):
    make_opinions(consultation, camps=2)
    run = ask_for_run(consultation, by=bruno)

    run_due()

    run = Run.objects.get(pk=run.pk)
    assert run.status == Run.Status.DONE
    assert [group["id"] for group in run.told["groups"]] == ["A", "B"]
    assert verbs(run) == ["run.asked", "run.published"]


def test_voters_meet_next_what_a_map_finds_urgent(consultation):
    make_opinions(consultation, camps=2)
    statement = consultation.statements.first()
    Statement.objects.filter(pk=statement.pk).update(status="hidden", reason="spam")
    made(consultation)

    weights = Voting.objects.get(consultation=consultation).weights
    assert set(weights) == {str(each.number) for each in consultation.statements.published()}
    assert min(weights.values()) > 0


def test_who_asks_twice_gets_the_same_run(consultation, bruno):
    make_opinions(consultation, n_people=6)

    assert ask_for_run(consultation, by=bruno) == ask_for_run(consultation, by=bruno)
    assert Entry.objects.filter(verb="run.asked").count() == 1


def test_only_conveners_ask_for_runs_and_cancel_them(consultation):
    make_opinions(consultation, n_people=6)
    with pytest.raises(Refused, match="convener"):
        ask_for_run(consultation, by=make_person("Amina"))
    with pytest.raises(Refused, match="convener"):
        cancel_run(ask_for_run(consultation), by=make_person("Chipo"))


def test_there_is_no_map_of_no_votes(consultation, bruno):
    make_voting(consultation, statements=["One."])
    with pytest.raises(Refused, match="Nobody has voted yet"):
        ask_for_run(consultation, by=bruno)


def test_a_run_that_was_cancelled_is_not_computed(consultation, bruno):
    make_opinions(consultation, n_people=6)
    run = cancel_run(ask_for_run(consultation), by=bruno)

    compute(run.pk)

    run.refresh_from_db()
    assert (run.status, run.result, verbs(run)) == ("cancelled", None, ["run.asked", "run.cancelled"])


def test_a_run_stops_soon_after_it_was_cancelled(consultation, bruno, monkeypatch):
    make_opinions(consultation, camps=2)
    run = ask_for_run(consultation)
    monkeypatch.setattr(
        maps.mapmaking, "make_map", lambda *_args, progress, **_more: _cancelled_within(run, bruno, progress)
    )

    compute(run.pk)

    run.refresh_from_db()
    assert (run.status, run.result) == ("cancelled", None)


def _cancelled_within(run, bruno, progress):
    progress("directions", 0, 1)
    cancel_run(Run.objects.get(pk=run.pk), by=bruno)
    progress("groups", 0, 1)
    raise AssertionError("It went on.")


def test_a_run_whose_worker_was_killed_is_computed_anew_with_the_same_bytes(consultation, monkeypatch):
    make_opinions(consultation, camps=2)
    whole = made(consultation)
    Standing.objects.all().delete()
    run = ask_for_run(consultation)
    with monkeypatch.context() as killed:
        killed.setattr(maps.mapmaking, "make_map", _killed)
        with pytest.raises(KeyboardInterrupt):
            compute(run.pk)
    assert Run.objects.get(pk=run.pk).status == Run.Status.RUNNING

    compute(run.pk)

    run = Run.objects.get(pk=run.pk)
    assert (run.attempts, run.bytes) == (2, whole.bytes)


def _killed(*_args, progress, **_more):
    progress("directions", 0, 1)
    raise KeyboardInterrupt


def test_a_run_over_which_workers_are_killed_again_and_again_is_given_up(consultation, monkeypatch):
    make_opinions(consultation, n_people=6)
    run = ask_for_run(consultation)
    with monkeypatch.context() as killed:
        killed.setattr(maps.mapmaking, "make_map", _killed)
        for _ in range(jobs.MOST_ATTEMPTS):
            with pytest.raises(KeyboardInterrupt):
                compute(run.pk)

    compute(run.pk)

    run.refresh_from_db()
    assert (run.status, verbs(run)) == ("failed", ["run.asked", "run.failed"])
    assert ask_for_run(consultation) != run


def test_two_workers_that_computed_the_same_run_publish_it_once(consultation):
    make_opinions(consultation, camps=2)
    run = made(consultation)

    publish_run(run, {"another": "result"}, [], {})

    assert verbs(run) == ["run.asked", "run.published"]
    assert "another" not in Run.objects.get(pk=run.pk).told


def test_the_record_keeps_the_digest_of_what_can_be_downloaded(consultation):
    make_opinions(consultation, camps=2)
    run = made(consultation)

    (entry,) = Entry.objects.filter(verb="run.published")
    assert hashlib.sha256(run.bytes).hexdigest() in entry.leaf


def test_groups_keep_their_letters_when_people_join(consultation):
    make_opinions(consultation, camps=2)
    before = made(consultation)
    of_before = dict(Standing.objects.values_list("voter", "group"))
    vote_as(consultation, world(n_people=8, n_statements=16, camps=2), prefix="new")

    after = made(consultation)

    same = [
        of_before[voter] == group
        for voter, group in Standing.objects.values_list("voter", "group")
        if voter in of_before
    ]
    assert sum(same) / len(same) > 0.9
    assert not Standing.objects.filter(run=before).exists()
    assert after.number == before.number + 1


def test_votes_on_hidden_statements_do_not_count(consultation):
    make_opinions(consultation, camps=2)
    consultation.statements.filter(number=3).update(status=Statement.Status.HIDDEN, reason="spam")

    run = made(consultation)

    assert "3" not in [each["id"] for each in run.told["statements"]]
    assert run.told["manifest"]["inputs"]["excluded"]["hidden_statement"] > 0


def test_a_voter_who_leaves_takes_their_place_along(consultation):
    make_opinions(consultation, camps=2)
    made(consultation)
    voter = Voter.objects.first()

    voter.delete()

    assert not Standing.objects.filter(voter=voter.pk).exists()


def test_while_people_vote_a_new_map_is_asked_for_now_and_then(consultation):
    voting = make_opinions(consultation, n_people=6)
    now = clock.now()
    assert is_due(voting, now)
    keep_maps_fresh()
    run = Run.objects.get()
    assert not is_due(voting, now + 60 * MINUTE), "one is under way"
    compute(run.pk)
    assert not is_due(voting, now + 60 * MINUTE), "nobody has voted since"
    make_voter(consultation, 1)
    assert not is_due(voting, clock.now() + MINUTE), "the last one is not old enough"
    assert is_due(voting, clock.now() + 60 * MINUTE)


def test_once_voting_has_closed_a_last_map_is_asked_for(consultation):
    voting = make_opinions(consultation, n_people=6)
    made(consultation)
    now = clock.now()
    Voting.objects.update(status="closed", closed_at=now, root="", leaves=6, cast=voting.consultation.voters.count())

    keep_maps_fresh()

    assert Run.objects.latest("number").is_under_way
    compute(Run.objects.latest("number").pk)
    keep_maps_fresh()
    assert Run.objects.count() == 2


def test_a_map_holds_no_name_and_no_id_of_a_participant(consultation, bruno):
    make_opinions(consultation, camps=2)
    Voter.objects.update(in_file=True)
    voter = Voter.objects.first()
    voter.person = bruno
    voter.save()

    run = made(consultation)

    assert len(run.told["participants"]) > 50
    ids = Voter.objects.values_list("participant", flat=True)
    assert not any(f'"{each}"' in run.bytes.decode() for each in [*ids, bruno.email])


def test_votes_are_read_in_a_constant_number_of_queries(consultation, django_assert_num_queries):
    make_opinions(consultation, n_people=40)
    assert Vote.objects.count() > 200
    with django_assert_num_queries(2):
        maps.matrix_for(consultation, lambda *_said: None)
