"""Two people at the desk of asks: neither writes over the other unseen, and nothing typed is lost."""

import pytest

from parvis.asks import actions
from parvis.asks.models import Route
from parvis.asks.tests.factories import PERU, make_country, take_in_one
from parvis.asks.tests.test_pages import desk
from parvis.people.tests.factories import make_convener
from tests.forms import form_with

ANSWER = "On the first Monday <b>of</b> the month."


@pytest.fixture
def ask(ghana, salma):
    return take_in_one("#OGPcocreate #Ghana When does it meet?", by=salma)


def test_who_sorts_an_ask_somebody_sorted_meanwhile_is_shown_how(client, ask, ghana, salma):
    peru = make_country(**PERU)
    client.force_login(salma)
    shown = form_with(client.get(desk(ask)), "places") | {"step": "sort"}
    actions.sort(ask, by=salma, kind="help", places=[ghana, peru])

    told = client.post(desk(ask), shown | {"kind": "proposal", "places": "Ghana"})

    assert told.status_code == 409
    assert "Somebody saved this while you were writing" in told.content.decode()
    assert set(ask.routes.values_list("place", flat=True)) == {ghana.pk, peru.pk}
    again = form_with(told, "places") | {"step": "sort"}
    assert (again["kind"], again["places"]) == (["proposal"], ["Ghana, Peru"])
    assert client.post(desk(ask), again).status_code == 302


def test_a_permission_noted_meanwhile_is_not_written_over(client, ask, salma):
    client.force_login(salma)
    shown = form_with(client.get(desk(ask)), "author") | {"step": "permission", "permission": "granted"}
    actions.note_permission(ask, by=salma, permission="granted", author="Kofi")

    told = client.post(desk(ask), shown | {"author": "Ama"})

    ask.refresh_from_db()
    assert (told.status_code, ask.author) == (409, "Kofi")
    assert form_with(told, "author")["author"] == ["Ama"]


def test_an_answer_to_what_somebody_answered_meanwhile_comes_back(client, ask, ghana, salma):
    actions.route(ask, by=salma, accepting=True)
    route = Route.objects.get()
    client.force_login(make_convener(ghana))
    answered = {"step": "answer", "route": route.pk, "words": "It meets tomorrow at nine."}
    assert [client.post(desk(ask), answered).status_code for _each in "ab"] == [302, 302]

    told = client.post(desk(ask), answered | {"words": ANSWER})

    assert "This ask is already answered." in told.content.decode()
    assert "On the first Monday &lt;b&gt;of&lt;/b&gt; the month.</textarea>" in told.content.decode()
