"""One person stands behind a contribution once, by whatever doors they come in at the same moment."""

import contextlib
import re

import pytest
from django.test import Client

from parvis.consultations import letters
from parvis.consultations.actions import ask_to_support, erase_contribution, group, leave_subscription, subscribe
from parvis.consultations.actions import support as stand_behind
from parvis.consultations.actions import withdraw_support as take_back
from parvis.consultations.models import Contribution, Group, Subscription, Support
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator
from parvis.core.models import OutgoingMessage
from parvis.core.rules import Refused
from parvis.people.actions import erase_person
from parvis.people.erasures import Choices
from parvis.people.models import Person
from parvis.people.signing_in import confirmed_person
from parvis.people.tests.factories import make_person
from parvis.record import catch_up, entries_of

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "amina@example.org"
# What may go wrong between two of them does so now and then: each is tried some times.
ROUNDS = 5


def together(*acts):
    """Do each of `acts` at the same moment; to be told no by a rule is an answer, any other error is not."""
    waiting = list(acts)

    def act():
        with contextlib.suppress(Refused):
            waiting.pop()()

    at_once(len(acts), act)


def press(link, step="support"):
    """Press the button of the page behind a link from a letter, as somebody without an account."""
    answer = Client().post(link, {"step": step})
    assert answer.status_code < 500


def press_as(person, contribution, step="support"):
    """Press the button of a contribution's page, signed in."""
    client = Client()
    client.force_login(person)
    assert client.post(f"/en/receipts/{contribution}/support/", {"step": step}).status_code == 302


def link_in(message):
    """Return the address, on this site, of the link by which a letter lets its reader support."""
    return re.search(r"/[a-z]+/letters/support/\S+", message.text).group()


def counted(contribution):
    """Return how many support a contribution, once its number, its rows and its record are seen to agree."""
    verbs = [entry.verb for entry in entries_of(contribution)]
    number = Contribution.objects.values_list("supports", flat=True).get(pk=contribution.pk)
    assert number == Support.objects.filter(contribution=contribution).count()
    assert number == verbs.count("contribution.supported") - verbs.count("support.withdrawn")
    return number


@pytest.fixture
def contribution():
    """Something to stand behind."""
    return contribute(make_consultation())


def test_two_links_from_two_letters_are_one_support(contribution):
    for address in (ADDRESS, "Amina@Example.ORG"):
        ask_to_support(contribution, email=address, language="en")
        # As if this had been an hour ago: the same letter is written once a minute.
        OutgoingMessage.objects.filter(key__startswith="consultations").update(key=address)
    person = Person.objects.get()
    links = [link_in(message) for message in OutgoingMessage.objects.all()]
    links.append(letters.support_link(contribution, person).removeprefix("http://localhost:8000"))

    together(*[lambda link=link: press(link) for link in links * 3])

    assert counted(contribution) == 1


def test_letters_asked_for_one_address_in_several_cases_go_to_one_person(contribution):
    addresses = [ADDRESS, "Amina@example.org", "AMINA@EXAMPLE.ORG", "amina@Example.org"]

    together(*[lambda address=address: ask_to_support(contribution, email=address) for address in addresses])

    assert Person.objects.get().email == ADDRESS
    assert OutgoingMessage.objects.count() == 1


def test_an_account_made_while_a_letter_is_asked_for_is_the_same_person(contribution):
    together(
        lambda: ask_to_support(contribution, email="Amina@Example.ORG"),
        lambda: confirmed_person(ADDRESS, language="en"),
        lambda: subscribe(contribution, email="AMINA@example.org"),
    )

    assert Person.objects.get().email == ADDRESS


def test_an_account_and_a_letter_to_its_address_in_another_case_are_one_support(contribution):
    amina = make_person(email=ADDRESS)
    ask_to_support(contribution, email="AMINA@Example.org", language="en")
    link = link_in(OutgoingMessage.objects.get())

    together(*[lambda: press(link), lambda: press_as(amina, contribution)] * 3)

    assert counted(contribution) == 1


def test_support_and_withdrawal_at_once_leave_one_or_none(contribution):
    amina = make_person()
    for _round in range(ROUNDS):
        together(*[lambda: press_as(amina, contribution), lambda: press_as(amina, contribution, "withdraw")] * 2)
        assert counted(contribution) in (0, 1)


def test_a_link_pressed_both_ways_at_once_by_somebody_we_know_nothing_else_of(contribution):
    for _round in range(ROUNDS):
        ask_to_support(contribution, email=ADDRESS)
        person = Person.objects.get()
        link = letters.support_link(contribution, person).removeprefix("http://localhost:8000")
        together(*[lambda link=link: press(link), lambda link=link: press(link, "withdraw")] * 2)
        # Whoever took back their only support is forgotten.
        assert counted(contribution) == Person.objects.count()
        OutgoingMessage.objects.all().delete()


def test_who_takes_one_support_back_while_giving_another_is_counted_where_they_stand(contribution):
    other = contribute(contribution.consultation, "Publish what is planned as well.")
    for _round in range(ROUNDS):
        person = make_person(email=ADDRESS)
        stand_behind(contribution, by=person)
        together(
            lambda person=person: take_back(contribution, by=person, proves_address=True),
            lambda person=person: stand_behind(other, by=person, proves_address=True),
        )
        assert counted(contribution) == 0
        assert counted(other) == Person.objects.count()
        with contextlib.suppress(Refused):
            take_back(other, by=person, proves_address=True)


def test_who_leaves_for_good_while_supporting_is_counted_nowhere(contribution):
    for _round in range(ROUNDS):
        amina = make_person()
        in_another_window = Person.objects.get(pk=amina.pk)
        together(
            lambda person=in_another_window: stand_behind(contribution, by=person),
            lambda amina=amina: erase_person(amina, by=amina, choices=Choices()),
        )
        assert counted(contribution) == 0


def test_who_is_told_no_more_while_supporting_is_counted_or_forgotten(contribution):
    for _round in range(ROUNDS):
        subscription = subscribe(contribution, email=ADDRESS)
        person = subscription.person
        together(
            lambda person=person: stand_behind(contribution, by=person, proves_address=True),
            lambda one=subscription, person=person: leave_subscription(one, by=person),
        )
        assert counted(contribution) == Person.objects.count()
        assert not Subscription.objects.exists()
        with contextlib.suppress(Refused):
            take_back(contribution, by=person, proves_address=True)


def test_what_is_erased_while_it_is_supported_keeps_no_support():
    amina, bob = make_person("Amina"), make_person("Bob")
    contribution = contribute(make_consultation(), by=amina)

    together(lambda: stand_behind(contribution, by=bob), lambda: erase_contribution(contribution, by=amina))

    assert Contribution.objects.get(pk=contribution.pk).supports == Support.objects.count() == 0


def test_who_supports_several_of_a_group_at_once_is_one_of_its_people(contribution):
    other = contribute(contribution.consultation, "Every contract above ten thousand dollars: publish it.")
    group(contribution, by=make_moderator(contribution.consultation), members=[other])
    amina = make_person()
    before = people_of_the_group()

    together(*[lambda one=one: stand_behind(one, by=amina) for one in (contribution, other) * 3])

    assert (counted(contribution), counted(other)) == (1, 1)
    assert people_of_the_group() == before + 1


def people_of_the_group():
    """Return how many people its page says are behind the group."""
    catch_up("consultations.groups")
    return Group.objects.get().people
