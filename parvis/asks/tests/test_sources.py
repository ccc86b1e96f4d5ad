"""Where asks are read, and how reading goes."""

from datetime import timedelta

import pytest

from parvis.asks import actions, tasks
from parvis.asks.models import Ask, Source
from parvis.asks.posts import SourceClosed, SourceFailing
from parvis.asks.tests.factories import make_post
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.core.tests.web import answer, site
from parvis.people.tests.factories import make_person
from parvis.record import entries_of


@pytest.fixture
def source(salma):
    return actions.add_source(
        by=salma, network="mastodon", address="https://social.example/", tags=["#OGPcocreate", ""]
    )


def verbs(source):
    return [(entry.verb, entry.facts.get("status")) for entry in entries_of(source)]


def test_a_source_is_added_once_and_is_due_at_once(source, salma):
    again = actions.add_source(by=salma, network="mastodon", address="https://social.example")

    assert again == source
    assert (source.address, source.tags) == ("https://social.example", ["OGPcocreate"])
    assert list(Source.objects.due()) == [source]
    assert verbs(source) == [("source.added", None)]


@pytest.mark.parametrize(("network", "address"), [("pasted", "https://x.example"), ("mastodon", " "), ("", "x")])
def test_only_what_can_be_read_is_a_source(salma, network, address):
    with pytest.raises(Refused):
        actions.add_source(by=salma, network=network, address=address)


def test_conveners_and_participants_add_no_source(bruno):
    for person in (bruno, make_person("Amina"), None):
        with pytest.raises(Refused):
            actions.add_source(by=person, network="feed", address="https://x.example")


def test_what_a_connector_yields_is_taken_in_and_how_far_it_came_is_kept(ghana, source):
    def posts():
        yield make_post()
        source.cursor = "110"

    tasks.read_source(source, posts())

    source.refresh_from_db()
    assert Ask.objects.get().source == source
    assert (source.status, source.cursor, source.last_checked_at is None) == ("working", "110", False)
    assert source.next_check_at > clock.now()
    assert entries_of(Ask.objects.get()).get().role == "system"
    assert verbs(source) == [("source.added", None)]


def test_a_source_closed_to_strangers_is_not_one_without_asks(ghana, source):
    def posts():
        yield make_post()
        raise SourceClosed("This server shows its tags to members only.")

    tasks.read_source(source, posts())

    source.refresh_from_db()
    assert (source.status, source.sentence) == ("closed", "This server shows its tags to members only.")
    assert Ask.objects.count() == 1
    assert verbs(source)[-1] == ("source.changed", "closed")


def test_a_failing_source_is_tried_again_later_and_later(source):
    def trouble():
        raise SourceFailing("The server is too slow.")
        yield

    waits = []
    for _time in range(3):
        tasks.read_source(source, trouble())
        source.refresh_from_db()
        waits.append(source.next_check_at - source.last_checked_at)

    assert [round(wait / timedelta(minutes=5)) for wait in waits] == [1, 2, 4]
    assert verbs(source).count(("source.changed", "failing")) == 1


def test_a_server_that_asks_for_time_gets_it(source):
    def trouble():
        raise SourceFailing("Too many requests.", again_after=3600)
        yield

    tasks.read_source(source, trouble())
    assert source.next_check_at - clock.now() > timedelta(minutes=59)


def test_a_stopped_source_is_read_no_longer_until_it_is_resumed(source, salma):
    actions.stop_source(source, by=salma)
    assert not Source.objects.due().exists()
    tasks.read_source(source, iter([]))
    assert Source.objects.get().status == "stopped"

    actions.resume_source(source, by=salma)
    assert list(Source.objects.due()) == [source]


@pytest.fixture
def posted(ghana, salma, settings):
    """Four posts that were taken in, and the server on which they stand."""
    codes = {"/there": 200, "/missing": 404, "/deleted": 410, "/broken": 500}
    with site(settings, {path: answer("", status=code) for path, code in codes.items()}) as server:
        posts = [make_post(f"#OGPcocreate #Ghana {path}?", uri=path, link=server.url(path)) for path in codes]
        actions.take_in(posts, by=salma)
        yield server


def withdrawn_after(days):
    """How many asks are withdrawn once their posts have been looked for so many days from now."""
    with clock.at(clock.now() + timedelta(days=days)):
        tasks.drop_what_is_gone()
    return Ask.objects.filter(status="withdrawn").count()


def test_what_its_network_says_is_gone_for_good_is_dropped_at_the_first_look(posted):
    assert withdrawn_after(0) == 0
    assert withdrawn_after(1) == 1

    [ask] = Ask.objects.filter(status="withdrawn")
    assert (ask.text, ask.link) == ("", "")
    assert Ask.objects.filter(checked_at=None).count() == 0


def test_what_is_not_there_is_dropped_at_the_second_look_on_a_later_day(posted):
    assert withdrawn_after(1) == withdrawn_after(1.1) == 1
    assert withdrawn_after(2) == 2


def test_what_is_there_again_when_looked_for_a_second_time_stays(posted):
    assert withdrawn_after(1) == 1
    posted.pages["/missing"] = answer("")
    assert withdrawn_after(2) == 1
    posted.pages["/missing"] = answer("", status=404)
    assert withdrawn_after(3) == 1
    assert withdrawn_after(4) == 2


def test_a_server_in_trouble_proves_nothing_either_way(posted):
    assert withdrawn_after(1) == 1
    posted.pages["/missing"] = answer("", status=500)
    assert withdrawn_after(2) == 1
    posted.pages["/missing"] = answer("", status=404)
    assert withdrawn_after(3) == 2
