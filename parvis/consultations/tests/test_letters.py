"""Support and being told, by a letter whose link is pressed."""

import datetime
import re

import pytest
from django.core import signing
from django.test import Client

from parvis.consultations import letters
from parvis.consultations.actions import hide
from parvis.consultations.models import Contribution, Subscription, Support
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator
from parvis.core.models import OutgoingMessage
from parvis.people.models import Person
from parvis.people.tests.factories import make_person


@pytest.fixture
def visitor():
    return Client()


def path(contribution, page):
    return f"{contribution.get_absolute_url()}{page}/"


def link(kind="", to="amina@example.org"):
    """Return the path of the link in the last letter."""
    letter = OutgoingMessage.objects.filter(to=to, kind__startswith=kind).latest("pk")
    return re.search(r"http://[^/]+(/\S+/letters/\S+)", letter.text).group(1)


def supports(contribution):
    return Contribution.objects.values_list("supports", flat=True).get(pk=contribution.pk)


def test_support_by_letter_counts_when_the_button_is_pressed(visitor, consultation):
    contribution = contribute(consultation)
    asked = visitor.post(path(contribution, "support"), {"email": "Amina@Example.org"})
    assert asked.status_code == 200
    assert supports(contribution) == 0

    opened = visitor.get(link())
    assert supports(contribution) == 0
    assert opened["Referrer-Policy"] == "same-origin"
    visitor.post(link(), {"step": "support"})
    visitor.post(link(), {"step": "support"})

    assert supports(contribution) == 1
    assert Person.objects.get(email="amina@example.org").confirmed_at


def test_the_same_link_takes_support_back(visitor, consultation):
    contribution = contribute(consultation)
    visitor.post(path(contribution, "support"), {"email": "amina@example.org"})
    visitor.post(link(), {"step": "support"})

    assert "Take my support back" in visitor.get(link()).content.decode()
    visitor.post(link(), {"step": "withdraw"})

    assert supports(contribution) == 0


def test_known_and_unknown_addresses_get_the_same_answer(visitor, consultation):
    contribution = contribute(consultation)
    amina = make_person("Amina", email="known@example.org")
    Support.objects.create(contribution=contribution, person=amina)

    for page in ("support", "tell-me"):
        known = visitor.post(path(contribution, page), {"email": "known@example.org"}).content.decode()
        unknown = visitor.post(path(contribution, page), {"email": "other@example.org"}).content.decode()
        assert known.replace("known@", "other@") == unknown


def test_signed_in_one_press_is_enough(visitor, consultation, amina):
    contribution = contribute(consultation)
    visitor.force_login(amina)
    visitor.post(path(contribution, "support"), {"step": "support"})
    assert supports(contribution) == 1

    visitor.post(path(contribution, "support"), {"step": "withdraw"})
    assert supports(contribution) == 0


def test_to_be_told_is_confirmed_and_can_be_left(visitor, consultation):
    contribution = contribute(consultation)
    visitor.post(path(contribution, "tell-me"), {"email": "amina@example.org"})
    visitor.get(link())
    assert Subscription.objects.get().confirmed_at is None

    visitor.post(link())
    subscription = Subscription.objects.get()
    assert subscription.confirmed_at
    assert Contribution.objects.get().author is None

    leave = letters.leave_link(subscription).partition("://")[2].partition("/")[2]
    visitor.get(f"/{leave}")
    assert Subscription.objects.exists()
    visitor.post(f"/{leave}")
    assert not Subscription.objects.exists()
    assert "any more" in visitor.get(f"/{leave}").content.decode()


def test_leaving_erases_an_address_nothing_else_needs(visitor, consultation):
    contribution = contribute(consultation)
    visitor.post(path(contribution, "tell-me"), {"email": "amina@example.org"})
    visitor.post(link())
    leave = letters.leave_link(Subscription.objects.get()).partition("://")[2].partition("/")[2]

    visitor.post(f"/{leave}")

    assert not Person.objects.filter(email="amina@example.org").exists()
    assert not OutgoingMessage.objects.filter(to="amina@example.org").exists()


def test_an_author_who_leaves_has_the_address_erased_and_the_words_stay(visitor, consultation):
    contribution = contribute(consultation, email="amina@example.org")
    visitor.post(link())
    leave = letters.leave_link(Subscription.objects.get()).partition("://")[2].partition("/")[2]

    assert "Your words stay" in visitor.get(f"/{leave}").content.decode()
    visitor.post(f"/{leave}")

    contribution.refresh_from_db()
    assert (contribution.author, bool(contribution.words)) == (None, True)
    assert not Person.objects.filter(email="amina@example.org").exists()
    assert not OutgoingMessage.objects.filter(to="amina@example.org").exists()


def test_support_taken_back_by_letter_erases_an_address_nothing_else_needs(visitor, consultation):
    contribution = contribute(consultation)
    visitor.post(path(contribution, "support"), {"email": "amina@example.org"})
    support_link = link()
    visitor.post(support_link, {"step": "support"})
    assert Person.objects.filter(email="amina@example.org").exists()

    visitor.post(support_link, {"step": "withdraw"})

    assert supports(contribution) == 0
    assert not Person.objects.filter(email="amina@example.org").exists()
    assert not OutgoingMessage.objects.filter(to="amina@example.org").exists()


def test_whoever_confirms_the_address_left_with_a_contribution_is_its_author(visitor, consultation):
    contribution = contribute(consultation, email="amina@example.org")
    visitor.post(link())

    contribution.refresh_from_db()
    assert contribution.author.email == "amina@example.org"


def test_authors_are_told_what_was_decided_and_why(visitor, consultation, moderator):
    contribution = contribute(consultation, email="amina@example.org", page_language="ar")
    visitor.post(link())
    hide(contribution, by=moderator, reason="insult", because="It insults the mayor.")

    letter = OutgoingMessage.objects.get(kind="contribution.hidden")
    assert letter.language == "ar"
    assert "It insults the mayor." in letter.text
    assert contribution.words in letter.text
    assert "/ar/letters/leave/" in letter.headers["List-Unsubscribe"]


def test_who_never_confirmed_is_not_written_to_again(consultation, moderator):
    contribution = contribute(consultation, email="amina@example.org")
    hide(contribution, by=moderator, reason="insult", because="It insults the mayor.")

    assert not OutgoingMessage.objects.filter(kind="contribution.hidden").exists()


def test_links_are_dead_after_three_days(visitor, consultation, monkeypatch):
    contribution = contribute(consultation)
    visitor.post(path(contribution, "support"), {"email": "amina@example.org"})
    old = link()
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + datetime.timedelta(hours=72, seconds=2).total_seconds())

    assert visitor.get(old).status_code == 410
    assert visitor.post(old, {"step": "support"}).status_code == 410
    assert supports(contribution) == 0


def test_a_link_does_only_what_it_is_for(visitor, consultation, amina):
    contribution = contribute(consultation, email="amina@example.org")
    subscription = Subscription.objects.get()
    tokens = {
        "support": letters.support_link(contribution, amina),
        "tell-me": letters.confirmation_link(subscription),
        "leave": letters.leave_link(subscription),
    }
    for purpose in tokens:
        for other, address in tokens.items():
            token = address.rstrip("/").rsplit("/", 1)[1]
            answer = visitor.get(f"/en/letters/{purpose}/{token}/")
            assert answer.status_code == (200 if purpose == other else 404)
    assert visitor.get("/en/letters/support/nonsense/").status_code == 404


def test_what_is_hidden_is_not_shown_by_its_letters(visitor, consultation, moderator):
    contribution = contribute(consultation)
    visitor.post(path(contribution, "support"), {"email": "amina@example.org"})
    hide(contribution, by=moderator, reason="insult", because="It insults the mayor.")

    assert contribution.words not in visitor.get(link()).content.decode()
    visitor.post(link(), {"step": "support"})
    assert supports(contribution) == 0


def test_one_address_gets_few_letters_it_did_not_ask_for(visitor, consultation):
    for _number in range(8):
        visitor.post(path(contribute(consultation), "tell-me"), {"email": "amina@example.org"})

    assert OutgoingMessage.objects.count() == 5


def test_one_network_asks_for_so_many_letters_only(visitor, consultation, monkeypatch):
    monkeypatch.setattr("parvis.consultations.limits.FOR_A_NETWORK", 2)
    contribution = contribute(consultation)
    answers = [visitor.post(path(contribution, "support"), {"email": f"p{n}@example.org"}) for n in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0


@pytest.mark.parametrize("email", ["", "amina", "amina@", "a@b\r\nBcc: x@y.z", "@" * 300])
def test_what_is_no_address_gets_a_sentence(visitor, consultation, email):
    answer = visitor.post(path(contribute(consultation), "support"), {"email": email})

    assert answer.status_code == 422
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize("page", ["support", "tell-me"])
@pytest.mark.parametrize("receipt", ["0000-0000-01", "nonsense", "7K3M-9QXT-4D"])
def test_receipts_that_are_none_have_no_page(visitor, db, page, receipt):
    assert visitor.get(f"/en/receipts/{receipt}/{page}/").status_code == 404


def test_a_moderator_of_another_place_has_nothing_to_do_with_it(db):
    contribution = contribute(make_consultation())
    stranger = Client()
    stranger.force_login(make_moderator(make_consultation()))

    assert stranger.get(f"/en/desk/moderation/{contribution}/").status_code == 403
