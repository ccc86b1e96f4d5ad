"""Letters to those an ask was passed on to, and the link that acknowledges it."""

import re
from datetime import timedelta

import pytest
from django.core import signing

from parvis.asks import actions
from parvis.asks.letters import acknowledgement_link
from parvis.asks.tests.factories import PERU, make_country, pass_on
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.people.models import Role
from parvis.people.tests.factories import give_role, make_person
from parvis.record import catch_up, entries_of


def letters():
    catch_up()
    return {message.to: message for message in OutgoingMessage.objects.all()}


def link_to(person):
    return re.search(r"http://[^/]+(/\S+/letters/asks/\S+)", letters()[person.email].text)[1]


def test_a_question_is_written_to_conveners_with_members_of_the_forum_in_copy(ghana, bruno, salma):
    amina, elsewhere = make_person("Amina"), make_convener_of_peru()
    give_role(amina, "member", ghana)
    ask = pass_on(by=salma).ask

    found = letters()
    assert {to: message.kind for to, message in found.items()} == {
        bruno.email: "asks.routed",
        amina.email: "asks.copied",
    }
    assert ask.text in found[bruno.email].text
    assert "/letters/asks/" not in found[amina.email].text
    assert elsewhere.email not in found


def make_convener_of_peru():
    return Role.objects.get(place=make_country(**PERU)).person


def test_help_is_written_to_the_support_unit(ghana, bruno, salma):
    pass_on("#OGPcocreate #Ghana we need help", by=salma)
    assert set(letters()) == {salma.email}


def test_the_link_acknowledges_when_the_button_is_pressed_without_signing_in(client, ghana, bruno, salma):
    ask = pass_on(by=salma).ask
    page = client.get(link_to(bruno))
    ask.refresh_from_db()
    assert (page.status_code, page["Referrer-Policy"], ask.status) == (200, "same-origin", "routed")

    client.post(link_to(bruno))

    ask.refresh_from_db()
    assert ask.status == "acknowledged"
    assert entries_of(ask).last().role == "convener"


def test_the_link_works_once(client, ghana, bruno, salma):
    ask = pass_on(by=salma).ask
    for _time in range(2):
        client.post(link_to(bruno))

    assert [entry.verb for entry in entries_of(ask)].count("ask.acknowledged") == 1
    assert "<button" not in client.get(link_to(bruno)).content.decode().partition("<main")[2].partition("</main")[0]


def test_the_link_is_dead_after_two_weeks(client, ghana, bruno, salma, monkeypatch):
    ask = pass_on(by=salma).ask
    link = link_to(bruno)
    later = (clock.now() + timedelta(days=14, minutes=1)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    ask.refresh_from_db()
    assert ask.status == "routed"


def test_the_link_is_dead_once_its_holder_convenes_no_longer(client, ghana, bruno, salma):
    ask = pass_on(by=salma).ask
    link = link_to(bruno)
    Role.objects.filter(person=bruno).update(until=clock.now())

    assert client.post(link).status_code == 403
    ask.refresh_from_db()
    assert ask.status == "routed"


@pytest.mark.parametrize("salt", ["consultations.confirm", "asks.other", "django.core.signing"])
def test_a_link_made_for_another_purpose_does_nothing(client, ghana, bruno, salma, salt):
    route = pass_on(by=salma)
    token = signing.dumps([route.pk, bruno.pk], salt=salt)

    assert client.post(f"/en/letters/asks/{token}/").status_code == 404


def test_a_link_to_an_ask_that_was_taken_back_says_so(client, ghana, bruno, salma):
    route = pass_on(by=salma)
    path = "/en/letters/asks/" + acknowledgement_link(route, bruno).partition("/letters/asks/")[2]
    actions.withdraw(route.ask)

    assert client.post(path).status_code == 403
    assert route.ask.text not in client.get(path).content.decode() or route.ask.text == ""
