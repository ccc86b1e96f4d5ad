"""Followers read every entry exactly once, whatever happens."""

from collections.abc import Sequence
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from parvis.core import clock
from parvis.record import catch_up, follower, position
from parvis.record.followers import AlreadyFollowed, follow, progress, rebuild
from parvis.record.models import Entry, Position
from parvis.record.tests.factories import receive, receive_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_followers")]


class Shelf:
    """A place in the database where a follower puts what it read, so that a rollback takes it away again."""

    def __init__(self) -> None:
        self.is_failing = False

    def put(self, entries: Sequence[Entry]) -> None:
        Position.objects.bulk_create(Position(name=f"read {entry.seq}") for entry in entries)
        if self.is_failing:
            raise RuntimeError("the power went out")

    @property
    def read(self) -> list[int]:
        names = Position.objects.filter(name__startswith="read ").values_list("name", flat=True)
        return sorted(int(name.removeprefix("read ")) for name in names)

    def empty(self) -> None:
        Position.objects.filter(name__startswith="read ").delete()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_a_follower_reads_each_entry_once_and_in_order(shelf: Shelf):
    follower("shelf")(shelf.put)
    receive_many(3)
    catch_up()
    receive_many(2)
    catch_up()
    catch_up()

    assert shelf.read == [0, 1, 2, 3, 4]


def test_a_follower_reads_only_the_verbs_it_asked_for(shelf: Shelf):
    follower("shelf", {"idea.liked"})(shelf.put)
    receive_many(3)
    receive_many(2, verb="idea.liked")
    receive_many(3)
    catch_up()

    assert shelf.read == [3, 4]
    assert progress()[0].behind == 0


def test_a_follower_is_given_at_most_500_entries_at_a_time():
    lots: list[int] = []
    follower("lots", {"contribution.received"})(lambda entries: lots.append(len(entries)))
    receive_many(600)
    receive_many(600, verb="idea.liked")
    receive_many(500)
    catch_up()

    assert lots == [500, 500, 100]


def test_work_done_before_a_crash_is_undone_and_done_once(shelf: Shelf):
    follower("shelf")(shelf.put)
    receive_many(3)
    shelf.is_failing = True
    follow()
    assert shelf.read == []

    shelf.is_failing = False
    catch_up()
    assert shelf.read == [0, 1, 2]


def test_one_follower_that_fails_does_not_stop_the_others(shelf: Shelf):
    follower("broken")(lambda entries: 1 / 0)
    follower("shelf")(shelf.put)
    receive_many(3)
    follow()

    assert shelf.read == [0, 1, 2]
    assert [(each.name, each.behind, each.failures) for each in progress()] == [("broken", 3, 1), ("shelf", 0, 0)]
    assert progress()[0].error == "ZeroDivisionError: division by zero"


def test_a_follower_that_failed_waits_longer_each_time_then_goes_on(shelf: Shelf):
    follower("shelf")(shelf.put)
    receive()
    shelf.is_failing = True
    start = clock.now()
    tries = []
    for second in range(20):
        with clock.at(start + timedelta(seconds=second)):
            before = progress()[0].failures
            follow()
            tries += [second] if progress()[0].failures > before else []
    assert tries == [0, 1, 3, 7, 15]

    shelf.is_failing = False
    with clock.at(start + timedelta(hours=2)):
        follow()
    assert (shelf.read, progress()[0].failures, progress()[0].error) == ([0], 0, "")


def test_catching_up_says_what_failed_after_the_others_have_finished(shelf: Shelf):
    follower("broken")(lambda entries: 1 / 0)
    follower("shelf")(shelf.put)
    receive()

    with pytest.raises(ExceptionGroup) as failed:
        catch_up()
    assert isinstance(failed.value.exceptions[0], ZeroDivisionError)
    assert shelf.read == [0]


def test_a_new_follower_begins_with_the_first_entry(shelf: Shelf):
    receive_many(3)
    follower("shelf")(shelf.put)
    catch_up("shelf")

    assert shelf.read == [0, 1, 2]


def test_rebuilding_empties_what_a_follower_made_and_reads_everything_again(shelf: Shelf):
    follower("shelf", reset=shelf.empty)(shelf.put)
    receive_many(3)
    catch_up()
    shelf.empty()
    call_command("rebuild", "shelf", stdout=StringIO())
    rebuild("shelf")

    assert shelf.read == [0, 1, 2]


def test_rebuilding_an_unknown_follower_names_the_known_ones(shelf: Shelf):
    follower("shelf")(shelf.put)

    with pytest.raises(CommandError, match=r"No follower is named shelve\. The followers are: shelf\."):
        call_command("rebuild", "shelve")


def test_the_followers_are_listed_with_their_trouble(shelf: Shelf):
    follower("shelf")(shelf.put)
    follower("broken")(lambda entries: 1 / 0)
    receive()
    follow()
    out = StringIO()
    call_command("followers", stdout=out)

    assert out.getvalue().splitlines() == [
        "broken: 1 entries behind, failed 1 times: ZeroDivisionError: division by zero",
        "shelf: up to date",
    ]


def test_nothing_to_do_costs_one_query(shelf: Shelf, django_assert_num_queries: DjangoAssertNumQueries):
    follower("shelf")(shelf.put)
    receive()
    follow()

    with django_assert_num_queries(1):
        assert not follow()


def test_the_position_changes_when_a_follower_moves(shelf: Shelf):
    follower("shelf")(shelf.put)
    receive()
    before = position()
    catch_up()

    assert position() != before


def test_two_followers_never_share_a_name():
    follower("shelf")(lambda entries: None)

    def imposter(entries: Sequence[Entry]) -> None: ...

    imposter.__module__ = "somewhere.else"
    with pytest.raises(AlreadyFollowed):
        follower("shelf")(imposter)
    with pytest.raises(AlreadyFollowed):
        follower("head")(imposter)
