"""Every public form has a limit that bites on its real address, or a reason to need none."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from parvis.consultations.letters import support_link
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute, make_consultation, make_workshop
from parvis.consultations.tests.test_speaking import WORDS, send
from parvis.core.limits import HOUR, again_in
from parvis.core.receipts import format_code, new_code
from parvis.cycles.tests.factories import make_cycle
from parvis.people import signing_in
from parvis.people.tests.factories import make_person
from parvis.votes.tests.factories import make_voting
from tests.test_routes import ROUTES, is_public

BY_LETTER = "its link is known only to whoever reads the address a letter went to"
BY_LINK = "its link is known only to whom it was given, and is taken back"
# Public addresses that take what people send, without a limit of their own.
WITHOUT = {
    "acknowledge_ask": BY_LETTER, "appeal_by_letter": BY_LETTER, "confirm_claim": BY_LETTER, "confirm_mail": BY_LETTER,
    "confirm_subscription": BY_LETTER, "leave_subscription": BY_LETTER, "reply_to_moderator": BY_LETTER, "invitation": BY_LETTER,
    "correct_translation": BY_LETTER, "confirm_proposer": BY_LETTER, "leave_proposer": BY_LETTER,
    "leave_duties": BY_LETTER,
    "take_notes_by_link": BY_LINK, "change_note_by_link": BY_LINK,
    "sign_in_code": "of five wrong codes the next is asked for anew, and codes are limited",
    "mfa_login_webauthn": "it has the limit of MFA_RATE_LIMITS, tested where people sign in",
    "demo": "it is there on demonstrations only", "account_logout": "it only signs out whoever presses it",
}  # fmt: skip


@pytest.fixture
def low(monkeypatch):
    """Limits that are soon reached."""
    for name in ("FOR_A_PERSON", "FOR_A_NETWORK", "WRONG_SLIPS", "SUPPORTS_OF_A_PERSON"):
        monkeypatch.setattr(f"parvis.consultations.limits.{name}", 2)
    monkeypatch.setattr("parvis.cycles.views.reading.MOST_SUGGESTIONS_AN_HOUR", 2)
    for name in ("VOTES_OF_A_VOTER", "PROPOSALS_OF_A_NETWORK", "WRONG_CODES"):
        monkeypatch.setattr(f"parvis.votes.limits.{name}", 2)
    monkeypatch.setattr(signing_in, "MOST_CODES", 2)
    monkeypatch.setattr(signing_in, "MOST_CODES_PER_NETWORK", 2)


# Of each route and kind of source: the address, what is sent each time, and what of it must come back.
def by_network(number):
    return {"email": f"amina{number}@example.org"}, f"amina{number}@example.org"


def by_address(_number):
    return {"email": "amina@example.org"}, "amina@example.org"


def by_person(_number):
    return {"step": "support"}, ""


def a_theme(number):
    return {"name": f"Theme number {number}"}, f"Theme number {number}"


def a_guess(number):
    return {"code": format_code(new_code()), "email": f"amina{number}@example.org"}, f"amina{number}@example.org"


def a_vote(_number):
    return {"statement": "1", "value": "agree"}, ""


def a_statement(number):
    return {"words": f"Street number {number} needs a bench."}, f"Street number {number} needs a bench."


def a_code(_number):
    code = format_code(new_code())
    return {"step": "find", "code": code}, code


LIMITED = {
    ("support", "network"): by_network,
    ("support", "person"): by_person,
    ("confirm_support", "person"): by_person,
    ("tell_me", "network"): by_network,
    ("account_login", "network"): by_network,
    ("account_login", "address"): by_address,
    ("suggest_theme", "network"): a_theme,
    ("claim", "network"): a_guess,
    ("vote", "voter"): a_vote,
    ("propose_statement", "network"): a_statement,
    ("own_votes", "network"): a_code,
}
# Above their limits these are received, and read first; see below.
RECEIVED = {"contribute", "contribute_in_frame"}


def place_of(route, language):
    """The address of a route on a site at work."""
    consultation = make_consultation(make_cycle(slug=language))
    said = contribute(consultation)
    gaps = {
        "suggest_theme": [consultation.place.slug, consultation.cycle.number],
        "support": [said],
        "tell_me": [said],
    }
    gaps |= {name: [consultation.slug] for name in ("vote", "propose_statement", "own_votes")}
    make_voting(consultation, statements=["Every street needs a bench."])
    make_workshop(consultation)
    with translation.override(language):
        if route == "confirm_support":
            return support_link(said, make_person("Amina")).removeprefix(settings.BASE_URL.geturl())
        return reverse(route, args=gaps.get(route, []))


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "kind"), LIMITED)
@pytest.mark.parametrize("language", settings.SHIPPED_LANGUAGES)
def test_a_limit_is_said_clearly_and_gives_back_what_was_typed(low, route, kind, language):
    path = place_of(route, language)
    visitor = Client()
    if kind == "person" and route == "support":
        visitor.force_login(make_person("Amina"))
    answers = []
    for number in range(1, 5):
        data, typed = LIMITED[route, kind](number)
        answers.append(visitor.post(path, data, HTTP_ACCEPT_LANGUAGE=language))

    assert [answer.status_code == 429 for answer in answers] == [False, False, True, True]
    html = answers[-1].content.decode()
    assert 1 <= int(answers[-1]["Retry-After"]) <= HOUR.total_seconds()
    assert f'lang="{language}"' in html
    assert typed in html
    with translation.override(language):
        assert again_in(HOUR).split()[0] in html


def takes_what_is_sent():
    """The public routes that do not refuse a POST whatever it holds, by name."""
    client = Client()
    names = {}
    for path, view in ROUTES:
        if is_public(view) and client.post(path).status_code != 405:
            names[resolve(path).url_name] = path
    return names


FORMS = WITHOUT.keys() | {route for route, _kind in LIMITED} | RECEIVED


@pytest.mark.django_db
def test_every_public_form_has_a_limit_or_a_reason_to_need_none():
    assert takes_what_is_sent().keys() == FORMS


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_public_page_that_only_shows_something_says_so_to_whoever_sends(client, method):
    shown = [path for path, view in ROUTES if is_public(view) and resolve(path).url_name not in FORMS]
    answers = {path: client.generic(method, path) for path in shown}
    assert len(answers) > 30
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 405} == {}
    assert {answer["Allow"] for answer in answers.values()} == {"GET, HEAD"}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["network", "person", "consultation"])
def test_what_people_say_is_received_above_any_limit_and_read_first(low, settings, kind):
    consultation, visitors = make_consultation(), [Client(REMOTE_ADDR=f"198.51.{n}.1") for n in range(4)]
    if kind == "consultation":
        settings.RUSH = 2
    if kind == "network":
        visitors = [Client(REMOTE_ADDR="198.51.0.1")] * 4
    if kind == "person":
        visitors = [Client()] * 4
        visitors[0].force_login(make_person("Amina"))
    answers = [send(visitor, consultation, words=f"{WORDS} {n}") for n, visitor in enumerate(visitors)]

    assert {answer.status_code for answer in answers} == {302}
    statuses = list(Contribution.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["published", "published", "held", "held"]


@pytest.mark.django_db
def test_no_forged_header_makes_another_source(low):
    consultation = make_consultation()
    for number in range(3):
        visitor = Client(HTTP_X_FORWARDED_FOR=f"203.0.113.{number}", HTTP_X_REAL_IP=f"203.0.113.{number}")
        send(visitor, consultation, words=f"{WORDS} {number}")
    assert Contribution.objects.filter(status="held").count() == 1
