"""Self-checks are kept: found anew by what happens, and only what it may have changed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.core import clock
from parvis.core.models.mail import OutgoingMessage
from parvis.cycles.tests.factories import make_cycle
from parvis.documents.tests.factories import make_published
from parvis.record import catch_up
from parvis.standards.checking import check
from parvis.standards.models import LastSign, SelfCheck
from parvis.standards.requirements import REQUIREMENTS, State
from parvis.standards.tasks import look_at_the_new_day, warn


def kept(cycle, key):
    return SelfCheck.objects.get(cycle=cycle, key=key)


def queries(act):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    return len(asked)


def test_each_requirement_is_kept_once(cycle):
    check([cycle])
    check([cycle])

    assert sorted(cycle.self_checks.values_list("key", flat=True)) == sorted(REQUIREMENTS)


def test_drafts_and_other_rules_are_not_checked(place):
    draft = make_cycle(place=place, status="draft", opened_at=None, rule_set="C")
    old = make_cycle(place=place, rule_set="B")

    check([draft, old])

    assert not SelfCheck.objects.exists()


def test_what_is_kept_tells_what_is_missing(cycle):
    check([cycle])

    page, timeline = kept(cycle, "mr_2_1"), kept(cycle, "mr_3_1")
    assert (page.state, page.evidence[0]["key"]) == (State.MET, f"cycle:{cycle.slug}")
    assert (timeline.state, timeline.missing[0][0]) == (State.NOT_MET, "no_timeline")


def test_an_event_finds_anew_only_what_rests_on_it(cycle):
    check([cycle])
    SelfCheck.objects.update(state=State.MET, checked_on=datetime.date(2001, 1, 1))
    catch_up()
    SelfCheck.objects.update(checked_on=datetime.date(2001, 1, 1))

    make_published(cycle.place)
    catch_up()

    old = SelfCheck.objects.filter(checked_on=datetime.date(2001, 1, 1)).values_list("key", flat=True)
    assert sorted(old) == sorted(set(REQUIREMENTS) - {"mr_1_1", "mr_2_2"})
    assert kept(cycle, "mr_2_2").evidence


def test_the_last_sign_of_a_place_is_kept(cycle):
    document = make_published(cycle.place)
    catch_up()

    assert LastSign.objects.get(place=cycle.place).at >= document.published_at - datetime.timedelta(seconds=1)


def test_many_cycles_are_checked_with_as_many_queries_as_one(cycle):
    one = queries(lambda: check([cycle]))
    others = [make_cycle(rule_set="C") for _turn in range(3)]

    assert queries(lambda: check([cycle, *others])) == one


def test_a_new_day_is_looked_at_once(cycle):
    look_at_the_new_day()
    before = kept(cycle, "mr_2_1").checked_at
    look_at_the_new_day()

    assert kept(cycle, "mr_2_1").checked_at == before


@pytest.mark.parametrize(("days", "letters"), [(31, 0), (30, 1), (14, 1), (3, 1), (0, 1)])
def test_conveners_are_warned_before_a_requirement_fails(cycle, bruno, days, letters):
    check([cycle])
    fails_on = cycle.today() + datetime.timedelta(days=days)
    cycle.self_checks.exclude(key="mr_2_2").delete()
    cycle.self_checks.update(fails_on=fails_on, state=State.MET)

    assert warn([cycle]) == letters
    assert warn([cycle]) == 0
    assert OutgoingMessage.objects.filter(to=bruno.email, kind="standards.fails_soon").count() == letters


def test_a_warning_comes_at_each_stage(cycle, bruno):
    check([cycle])
    cycle.self_checks.exclude(key="mr_2_2").delete()
    fails_on = cycle.today() + datetime.timedelta(days=20)
    cycle.self_checks.update(fails_on=fails_on, state=State.NOT_YET_DUE)

    assert warn([cycle]) == 1
    with clock.at(clock.now() + datetime.timedelta(days=10)):
        assert warn([cycle]) == 1
    letter = OutgoingMessage.objects.filter(to=bruno.email).last()
    assert "MR 2.2" in letter.subject
    assert f"{cycle.get_absolute_url()}standards/#mr_2_2" in letter.text
