"""Reading what waits, one after the other, and deciding about several at once."""

import datetime

import pytest
from django.urls import reverse

from parvis.consultations.actions import (
    change_language,
    change_themes,
    group,
    hide,
    hide_many,
    publish_into,
    publish_many,
    take_back,
    undo_sweep,
)
from parvis.consultations.actions.sweeps import MOST
from parvis.consultations.models import Breakdown, Contribution, Group, Sweep
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator, make_themes
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.record import catch_up, entries_of
from parvis.record.models import Entry
from tests.forms import form_with

WHY = "It names a neighbour and where she lives."
HELD, PUBLISHED, HIDDEN = Contribution.Status.HELD, Contribution.Status.PUBLISHED, Contribution.Status.HIDDEN


@pytest.fixture
def three(consultation):
    """Three contributions that wait to be read."""
    return [contribute(consultation, f"Publish contract number {number}.", hold=True) for number in range(3)]


@pytest.fixture
def desk(client, moderator):
    """The reading desk of a moderator: calling it opens it, or sends what is decided."""
    client.force_login(moderator)
    return lambda **said: (
        client.post(reverse("reading_desk"), said, follow=True) if said else client.get(reverse("reading_desk"))
    )


def statuses(contributions):
    return [Contribution.objects.get(pk=each.pk).status for each in contributions]


def decide(contribution, step, **more):
    return {"receipt": str(contribution), "step": step, "language": contribution.language, **more}


def test_what_waited_longest_is_read_first(desk, three):
    page = desk().content.decode()

    assert three[0].words in page
    assert three[1].words not in page


def test_publishing_leads_to_the_next(desk, three):
    page = desk(**decide(three[0], "publish")).content.decode()

    assert statuses(three) == [PUBLISHED, HELD, HELD]
    assert three[1].words in page


def test_themes_and_language_are_corrected_on_the_way(desk, three, consultation):
    theme, _other = make_themes(consultation)
    desk(**decide(three[0], "publish") | {"language": "fr", "themes": [theme.pk]})

    three[0].refresh_from_db()
    assert (three[0].language, list(three[0].themes.all())) == ("fr", [theme])


def test_what_is_left_waiting_comes_back_at_the_end(desk, three):
    assert three[1].words in desk(**decide(three[0], "skip")).content.decode()
    desk(**decide(three[1], "publish"))
    assert three[0].words in desk(**decide(three[2], "publish")).content.decode()


def test_nothing_is_hidden_without_a_reason_and_nothing_typed_is_lost(desk, three):
    answer = desk(**decide(three[0], "hide", because="Hm"))

    assert answer.status_code == 422
    assert "Hm" in answer.content.decode()
    assert statuses(three) == [HELD, HELD, HELD]


def test_a_slip_is_undone(desk, three):
    page = desk(**decide(three[0], "hide", reason="insult", because=WHY)).content.decode()
    assert 'value="undo"' in page

    page = desk(**decide(three[0], "undo")).content.decode()

    assert statuses(three) == [HELD, HELD, HELD]
    assert three[0].words in page


def test_undoing_is_recorded_and_goes_back_to_what_was(consultation, moderator):
    contribution = contribute(consultation)
    hide(contribution, by=moderator, reason="insult", because=WHY)

    take_back(contribution, by=moderator)

    assert contribution.status == PUBLISHED
    assert [entry.verb for entry in entries_of(contribution)][-2:] == ["contribution.hidden", "contribution.restored"]


def test_nothing_is_undone_after_an_hour(three, moderator, consultation):
    publish_many(consultation, three, by=moderator)

    with clock.at(clock.now() + datetime.timedelta(minutes=61)), pytest.raises(Refused, match="cannot be undone"):
        take_back(Contribution.objects.get(pk=three[0].pk), by=moderator)


def test_the_figures_follow_a_corrected_language(consultation, moderator):
    contribution = contribute(consultation)
    catch_up()

    change_language(contribution, by=moderator, language="fr")
    catch_up()

    numbers = Breakdown.objects.filter(of=Breakdown.Of.LANGUAGE, number__gt=0).values_list("value", "number")
    assert list(numbers) == [("fr", 1)]


@pytest.mark.parametrize("language", ["", "français", "x" * 20, "<b>"])
def test_a_language_is_one_of_the_list(consultation, moderator, language):
    with pytest.raises(Refused):
        change_language(contribute(consultation), by=moderator, language=language)


def test_several_are_published_as_one_act_with_their_list(consultation, moderator, three):
    sweep = publish_many(consultation, three, by=moderator)

    assert statuses(three) == [PUBLISHED] * 3
    [entry] = Entry.objects.filter(verb="sweep.made")
    assert entry.facts["contributions"] == sweep.codes == [each.code for each in three]


def test_several_are_hidden_for_one_reason_and_the_act_is_undone_as_one(consultation, moderator, three):
    sweep = hide_many(consultation, three, by=moderator, reason="advertising", because="They all sell the same watch.")
    assert statuses(three) == [HIDDEN] * 3

    undo_sweep(sweep, by=moderator)

    assert statuses(three) == [HELD] * 3
    assert Entry.objects.get(verb="sweep.undone").facts["contributions"] == sweep.codes


def test_undoing_leaves_alone_what_somebody_changed_since(consultation, moderator, three):
    sweep = publish_many(consultation, three, by=moderator)
    hide(Contribution.objects.get(pk=three[1].pk), by=moderator, reason="insult", because=WHY)

    undo_sweep(sweep, by=moderator)
    undo_sweep(sweep, by=moderator)

    assert statuses(three) == [HELD, HIDDEN, HELD]
    assert Entry.objects.filter(verb="sweep.undone").count() == 1


def test_what_is_decided_already_is_left_alone(consultation, moderator, three):
    hide(three[0], by=moderator, reason="insult", because=WHY)

    assert publish_many(consultation, three, by=moderator).codes == [each.code for each in three[1:]]


def test_nobody_sweeps_elsewhere_or_too_much_or_nothing(consultation, moderator, three):
    with pytest.raises(Refused, match="moderator of this place"):
        publish_many(consultation, three, by=make_moderator(make_consultation()))
    with pytest.raises(Refused, match="at least one"):
        publish_many(consultation, [], by=moderator)
    with pytest.raises(Refused, match="at most"):
        publish_many(consultation, three * MOST, by=moderator)


def test_one_looks_before_anything_happens(client, moderator, three):
    client.force_login(moderator)
    chosen = {"receipt": [str(each) for each in three], "act": "hide"}

    page = client.post(reverse("sweep"), chosen | {"look": "1"}).content.decode()
    assert "Hide 3 contributions?" in page
    assert statuses(three) == [HELD] * 3

    assert client.post(reverse("sweep"), chosen).status_code == 422
    done = client.post(reverse("sweep"), chosen | {"reason": "insult", "because": WHY}, follow=True)
    assert "3 contributions were hidden" in done.content.decode()

    client.post(reverse("undo_sweep", args=[Sweep.objects.get().pk]))
    assert statuses(three) == [HELD] * 3


@pytest.mark.parametrize("route", ["reading_desk", "sweep"])
def test_the_desk_is_for_moderators(client, amina, three, route):
    client.force_login(amina)
    chosen = {"receipt": [str(three[0])], "act": "publish", "step": "publish", "language": "en"}

    assert client.post(reverse(route), chosen).status_code == 403
    assert statuses(three) == [HELD] * 3


def test_what_somebody_else_sorted_meanwhile_is_shown_before_it_is_undone(desk, three, moderator, consultation):
    first, second = make_themes(consultation)
    shown = form_with(desk(), "seen")
    change_themes(three[0], by=moderator, themes=[first])

    told = desk(**shown | {"step": "publish", "themes": [second.pk]})

    assert (told.status_code, statuses(three)[0]) == (409, HELD)
    assert '<button class="button" name="step" value="publish">' in told.content.decode()
    desk(**form_with(told, "seen") | {"step": "publish"})
    assert (statuses(three)[0], list(three[0].themes.all())) == (PUBLISHED, [second])


def test_a_reason_to_hide_what_somebody_else_hid_meanwhile_comes_back(desk, three, moderator):
    shown = form_with(desk(), "seen")
    hide(three[0], by=moderator, reason="insult", because=WHY)

    told = desk(**shown | {"step": "hide", "reason": "insult", "because": "It insults the whole village."})

    assert "Yours was not saved" in told.content.decode()
    assert "It insults the whole village.</textarea>" in told.content.decode()


def test_publishing_into_a_group_and_undoing_it(desk, three, consultation):
    said = contribute(consultation, three[0].words)
    catch_up()
    shown = form_with(desk(), "seen")
    assert f'name="beside" value="{said}"' in desk().content.decode()

    page = desk(**shown | {"step": "group", "beside": str(said)}).content.decode()
    [group] = Group.objects.all()
    assert (group.lead, statuses(three)[0]) == (said, PUBLISHED)
    assert 'value="undo"' in page

    desk(**decide(three[0], "undo"))
    assert statuses(three) == [HELD, HELD, HELD]
    assert Group.objects.get().status == Group.Status.UNDONE


def test_what_joins_a_group_is_read_as_its_lead(three, consultation, moderator):
    lead, other = contribute(consultation, "Publish it all."), contribute(consultation, "Publish all of it.")
    group(lead, by=moderator, members=[other])

    assert publish_into(three[0], by=moderator, beside=other).lead == lead


def test_without_one_beside_nothing_is_published(desk, three):
    answer = desk(**decide(three[0], "group"))

    assert "Choose at least one other" in answer.content.decode()
    assert statuses(three) == [HELD, HELD, HELD]
