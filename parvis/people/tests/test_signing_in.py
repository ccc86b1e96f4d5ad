"""Signing in by a code."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.people.models import Person
from parvis.people.tests.browsing import last_code, sign_in
from parvis.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_known_person_signs_in_by_the_code_they_were_sent(client, amina):
    answer = sign_in(client, amina.email)

    assert answer.url == "/en/you/"
    assert client.get("/en/you/").context["user"] == amina


def test_an_unknown_address_becomes_a_person_once_the_code_is_typed(client):
    client.post("/fr/sign-in/", {"email": "Nouvelle@Example.org"})
    assert not Person.objects.exists()

    client.post("/fr/sign-in/code/", {"code": last_code("nouvelle@example.org")})

    person = Person.objects.get()
    assert (person.email, person.language, person.has_usable_password()) == ("nouvelle@example.org", "fr", False)
    assert person.confirmed_at


def test_known_and_unknown_addresses_are_answered_alike(client, amina):
    answers = []
    for email in (amina.email, "nobody1@example.org"):
        client.cookies.clear()
        first = client.post("/en/sign-in/", {"email": email})
        second = client.get(first.url)
        body = second.content.decode().replace(email, "")
        answers.append((first.status_code, first.url, second.status_code, _without_tokens(body)))
        assert OutgoingMessage.objects.filter(to=email).count() == 1

    assert answers[0] == answers[1]


def test_a_closed_account_is_told_so_only_to_whoever_reads_its_mail(client, amina):
    Person.objects.update(is_active=False)

    answer = sign_in(client, amina.email)

    assert answer.url == "/en/sign-in/closed/"
    assert client.get("/en/you/").status_code == 302


def test_case_and_spaces_do_not_make_another_person(client, amina):
    client.post("/en/sign-in/", {"email": f"  {amina.email.upper()} "})
    client.post("/en/sign-in/code/", {"code": last_code(amina.email)})

    assert list(Person.objects.all()) == [amina]


@pytest.mark.parametrize("written", ["{}", " {} ", "{}\u200e"])
def test_a_code_may_be_written_with_blanks(client, amina, written):
    client.post("/en/sign-in/", {"email": amina.email})

    answer = client.post("/en/sign-in/code/", {"code": written.format(last_code(amina.email))})

    assert answer.status_code == 302


def test_a_code_may_be_typed_in_arabic_digits(client, amina):
    client.post("/ar/sign-in/", {"email": amina.email})
    code = last_code(amina.email).translate({0x30 + n: 0x660 + n for n in range(10)})

    assert client.post("/ar/sign-in/code/", {"code": code}).status_code == 302


def test_a_wrong_code_is_refused_and_the_right_one_still_works(client, amina):
    client.post("/en/sign-in/", {"email": amina.email})

    answer = client.post("/en/sign-in/code/", {"code": "0000 0000 0"})

    assert "This is not the code we sent" in answer.content.decode()
    assert client.post("/en/sign-in/code/", {"code": last_code(amina.email)}).status_code == 302


def test_after_five_tries_the_code_is_dead(client, amina):
    client.post("/en/sign-in/", {"email": amina.email})
    for _ in range(5):
        client.post("/en/sign-in/code/", {"code": "1"})

    answer = client.post("/en/sign-in/code/", {"code": last_code(amina.email)})

    assert "Too many wrong codes" in answer.content.decode()
    assert client.get("/en/you/").status_code == 302


def test_a_code_is_dead_after_fifteen_minutes(client, amina):
    client.post("/en/sign-in/", {"email": amina.email})

    with clock.at(timezone.now() + timedelta(minutes=15, seconds=1)):
        answer = client.post("/en/sign-in/code/", {"code": last_code(amina.email)})

    assert answer.url == "/en/sign-in/"
    assert client.get("/en/you/").status_code == 302


def test_a_code_works_once(client, amina):
    client.post("/en/sign-in/", {"email": amina.email})
    code = last_code(amina.email)
    client.post("/en/sign-in/code/", {"code": code})
    client.post("/en/sign-in/out/")

    client.post("/en/sign-in/code/", {"code": code})

    assert client.get("/en/you/").status_code == 302


def test_a_code_works_only_in_the_browser_that_asked(client, amina):
    client.post("/en/sign-in/", {"email": amina.email})
    code = last_code(amina.email)
    client.cookies.clear()
    client.post("/en/sign-in/", {"email": "other@example.org"})

    answer = client.post("/en/sign-in/code/", {"code": code})

    assert answer.status_code == 200


def test_a_new_code_replaces_the_one_before(client, amina):
    client.post("/en/sign-in/", {"email": amina.email})
    old = last_code(amina.email)
    client.post("/en/sign-in/", {"email": amina.email})

    assert client.post("/en/sign-in/code/", {"code": old}).status_code == 200
    assert client.post("/en/sign-in/code/", {"code": last_code(amina.email)}).status_code == 302


def test_the_eleventh_code_in_a_quarter_of_an_hour_is_not_sent(client, amina):
    moment = timezone.now().replace(minute=1)
    with clock.at(moment):
        for _ in range(11):
            client.cookies.clear()
            answer = client.post("/en/sign-in/", {"email": amina.email})

    assert answer.status_code == 429
    assert OutgoingMessage.objects.filter(to=amina.email).count() == 10


def test_the_code_is_kept_nowhere_in_clear_but_in_the_message(client, amina):
    client.post("/en/sign-in/", {"email": amina.email})

    assert last_code(amina.email).replace(" ", "") not in str(dict(client.session))


def test_whoever_was_on_the_way_somewhere_arrives_there(client, amina):
    assert sign_in(client, amina.email, next="/en/places/").url == "/en/places/"


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "https:evil.example", "/\\evil.example", "/\t/evil.example",
     "javascript:alert(1)", "\\\\evil.example", " //evil.example", "http://testserver@evil.example", "///evil.example"],
)  # fmt: skip
def test_nobody_is_led_away_from_the_site(client, amina, target):
    assert sign_in(client, amina.email, next=target).url == "/en/you/"


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_away_by_signing_out(client, amina, target):
    sign_in(client, amina.email)
    assert client.post(f"/en/sign-in/out/?next={target}", {"next": target}).url == "/"


def test_signing_out_takes_a_press_of_a_button(client, amina):
    sign_in(client, amina.email)
    client.get("/en/sign-in/out/")
    assert client.get("/en/you/").status_code == 200

    client.post("/en/sign-in/out/")

    assert client.get("/en/you/").status_code == 302


def test_whoever_loses_their_account_loses_their_session_at_once(client, amina):
    sign_in(client, amina.email)

    Person.objects.update(is_active=False)

    assert client.get("/en/you/").status_code == 302


def test_there_are_no_passwords(client):
    paths = (
        "password/reset/",
        "password/change/",
        "password/set/",
        "signup/",
        "login/",
        "email/",
        "2fa/",
        "login/code/",
    )
    for path in paths:
        assert client.get(f"/en/sign-in/{path}").status_code == 404, path


def test_signing_in_is_answered_privately(client):
    assert "no-store" in client.get("/en/sign-in/").headers["Cache-Control"]


def test_only_part_of_the_network_address_is_kept(client, amina):
    client.post("/en/sign-in/", {"email": amina.email}, REMOTE_ADDR="203.0.113.77")
    client.post("/en/sign-in/code/", {"code": last_code(amina.email)}, REMOTE_ADDR="203.0.113.77")

    assert amina.usersession_set.get().ip == "203.0.113.0"


def test_two_browsers_confirming_at_once_make_one_person(client):
    from parvis.people.signing_in import confirmed_person

    first = confirmed_person("amina@example.org", language="en")
    again = confirmed_person("amina@example.org", language="fr")

    assert first == again
    assert make_person("Bruno") != first


def _without_tokens(body):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)
