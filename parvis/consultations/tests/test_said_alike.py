"""The pages on which what says the same is grouped, and read as one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.consultations.actions import group, hide, publish, subscribe, take_out, ungroup
from parvis.consultations.likeness import seek_families
from parvis.consultations.models import Contribution, Group, KeptApart
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.people.tests.factories import give_role, make_person
from parvis.record import catch_up

WORDS = "Publish every contract above ten thousand dollars, with the company and the price, within thirty days."
AGAIN = "Please: publish every contract above ten thousand dollars, with company and price, within thirty days!"
OTHER = "The playground in the old harbour needs shade, water and a bench for grandparents who come with children."
DESK = "/en/desk/alike/"


def enter(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def desk(moderator):
    """The browser of a moderator of the place."""
    return enter(moderator)


def said(consultation, *texts):
    found = [contribute(consultation, words) for words in texts or (WORDS, AGAIN, WORDS)]
    catch_up()
    seek_families()
    return found


def page_of(lead):
    return f"{DESK}{lead}/"


def public_page(lead):
    return f"/en/consultations/{lead.consultation.slug}/alike/{lead}/"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def numbers(contributions):
    return [each.pk for each in contributions]


def test_what_was_said_in_nearly_the_same_words_is_proposed_with_its_scores(desk, consultation):
    lead, *_others = said(consultation, WORDS, AGAIN, WORDS, OTHER)
    shown = html(desk.get(DESK))

    assert page_of(lead) in shown
    assert "2 others" in shown
    assert "100% alike" in shown
    assert OTHER[:30] not in shown


def test_a_proposal_shows_what_differs(desk, consultation):
    lead, *_others = said(consultation)
    shown = html(desk.get(page_of(lead)))

    assert "<ins>" in shown
    assert "the same words" in shown
    assert shown.count('name="contribution"') == 2


def test_it_is_looked_at_before_it_happens(desk, consultation, amina):
    lead, *others = said(consultation)
    subscribe(others[0], by=amina, email=amina.email)
    others[0].subscriptions.update(confirmed_at=clock.now())
    shown = html(desk.post(page_of(lead), {"step": "preview", "contribution": numbers(others)}))

    assert "said by 3 people in 3 contributions" in shown
    assert "1 person who asked to be told will get a letter" in shown
    assert not Group.objects.exists()


def test_accepting_groups_them_and_the_proposal_is_gone(desk, consultation):
    lead, *others = said(consultation)
    done = desk.post(page_of(lead), {"step": "group", "contribution": numbers(others)}, follow=True)

    assert "said by 3 people in 3 contributions" in html(done)
    assert page_of(lead) not in html(desk.get(DESK))
    assert page_of(lead) in html(desk.get(DESK, {"show": "grouped"}))


def test_a_rejected_proposal_does_not_come_back(desk, consultation):
    lead, *others = said(consultation)
    desk.post(page_of(lead), {"step": "apart", "contribution": numbers(others)})

    assert page_of(lead) not in html(desk.get(DESK))
    assert "Nothing else was said" in html(desk.get(page_of(lead)))
    said(consultation, WORDS)
    assert "1 other" in html(desk.get(DESK))


def test_nothing_ticked_is_told_and_does_nothing(desk, consultation):
    lead, *_others = said(consultation)

    assert "at least one other contribution" in html(desk.post(page_of(lead), {"step": "preview"}))
    assert not KeptApart.objects.exists()


def test_one_is_taken_out_and_the_group_undone_by_buttons(desk, consultation):
    lead, second, third = said(consultation)
    desk.post(page_of(lead), {"step": "group", "contribution": numbers([second, third])})
    assert "Stands" not in html(desk.get(page_of(second), follow=True))
    desk.post(page_of(lead), {"step": "take_out", "contribution": second.pk})
    assert Group.objects.get().memberships.filter(left_at=None).count() == 2
    desk.post(page_of(lead), {"step": "ungroup"})

    assert Group.objects.get().status == "undone"
    assert page_of(lead) not in html(desk.get(DESK))


def test_what_was_said_elsewhere_cannot_be_smuggled_in(desk, consultation):
    lead, *_others = said(consultation)
    foreign = contribute(make_consultation())
    desk.post(page_of(lead), {"step": "group", "contribution": [foreign.pk, "x", "²"]})

    assert not Group.objects.exists()


@pytest.mark.parametrize(("role", "status"), [(None, 403), ("reviewer", 403), ("member", 403), ("moderator", 200)])
def test_who_sees_the_desk(consultation, role, status):
    lead, *_others = said(consultation)
    person = make_person()
    if role:
        give_role(person, role, consultation.place)

    assert enter(person).get(DESK).status_code == status
    assert enter(person).get(page_of(lead)).status_code == status


def test_the_desk_asks_as_much_of_one_proposal_as_of_three(desk, consultation):
    said(consultation, WORDS, AGAIN)
    desk.get(DESK)
    with CaptureQueriesContext(connection) as one:
        desk.get(DESK)
    said(consultation, OTHER, OTHER + " Please!", "y" * 4 + OTHER[::-1], "yy" + OTHER[::-1])
    with CaptureQueriesContext(connection) as three:
        desk.get(DESK)

    assert len(one) == len(three)


def test_everybody_reads_a_group_with_all_its_members(client, consultation, moderator):
    lead, *others = said(consultation)
    group(lead, by=moderator, members=others)
    shown = html(client.get(public_page(lead)))

    assert "said by 3 people in 3 contributions" in shown
    assert all(each.get_absolute_url() in shown for each in others)


def test_a_group_that_is_undone_or_whose_lead_is_hidden_has_no_page(client, consultation, moderator):
    lead, *others = said(consultation)
    found = group(lead, by=moderator, members=others)
    hide(lead, by=moderator, reason="insult", because="It insults the mayor.")
    assert client.get(public_page(lead)).status_code == 404

    ungroup(found, by=moderator)
    assert client.get(public_page(lead)).status_code == 404


def test_the_list_says_it_and_can_show_a_group_as_one_row(client, consultation, moderator):
    lead, *others = said(consultation)
    group(lead, by=moderator, members=others)
    address = consultation.get_absolute_url()
    each, as_one = html(client.get(address)), html(client.get(address, {"alike": "together"}))

    assert each.count('class="voice"') == 3
    assert "said alike by others" in each
    assert as_one.count('class="voice"') == 1
    assert f'<a href="{public_page(lead)}">said by 3 people in 3 contributions</a>' in as_one


@pytest.mark.parametrize(
    "asked", [{"q": "contract"}, {"order": "supported"}, {"order": "lot"}, {"answer": "unanswered"}]
)
def test_a_group_is_one_row_however_the_list_is_chosen(client, consultation, moderator, asked):
    lead, *others = said(consultation)
    group(lead, by=moderator, members=others)
    shown = html(client.get(consultation.get_absolute_url(), asked | {"alike": "together"}))

    assert shown.count('class="voice"') == 1


def test_when_the_lead_cannot_be_read_its_members_are_shown(client, consultation, moderator):
    lead, *others = said(consultation)
    group(lead, by=moderator, members=others)
    hide(lead, by=moderator, reason="insult", because="It insults the mayor.")
    shown = html(client.get(consultation.get_absolute_url(), {"alike": "together"}))

    assert shown.count('class="voice"') == 2


def test_the_list_asks_as_much_with_groups_as_without(client, consultation, moderator):
    lead, *others = said(consultation)
    client.get(consultation.get_absolute_url())
    contribute(consultation, OTHER)
    with CaptureQueriesContext(connection) as without:
        client.get(consultation.get_absolute_url())
    group(lead, by=moderator, members=others)
    with CaptureQueriesContext(connection) as grouped:
        client.get(consultation.get_absolute_url())

    assert len(without) == len(grouped)


def test_whoever_asked_to_be_told_gets_one_letter_in_their_language(consultation, moderator):
    lead, second, third = said(consultation)
    amina = make_person("Amina", language="fr")
    for each in (second, third):
        subscribe(each, by=amina, email=amina.email)
        each.subscriptions.update(confirmed_at=clock.now())
    group(lead, by=moderator, members=[second, third])
    catch_up()
    take_out(second, by=moderator)
    catch_up()

    letters = list(OutgoingMessage.objects.filter(kind__contains="grouped").order_by("pk"))
    assert [each.kind for each in letters] == ["contribution.grouped", "contribution.ungrouped"]
    assert "est lue avec d’autres" in letters[0].subject
    assert f"/fr/consultations/{consultation.slug}/alike/{lead}/" in letters[0].text


def test_whoever_did_not_ask_gets_no_letter(consultation, moderator, amina):
    lead, *others = said(consultation)
    subscribe(lead, by=None, email="zoe@example.org")
    group(lead, by=moderator, members=others)
    catch_up()

    assert not OutgoingMessage.objects.filter(kind__contains="grouped").exists()


def test_a_moderator_sees_what_is_alike_and_what_repeats_something_hidden(desk, consultation, moderator):
    first, again = said(consultation, WORDS, AGAIN)
    address = f"/en/desk/moderation/{again}/"
    assert page_of(again) in html(desk.get(address))
    assert first.get_absolute_url() in html(desk.get(address))

    hide(first, by=moderator, reason="insult", because="It insults the mayor.")
    assert "It repeats something that is hidden" in html(desk.get(address))
    assert Contribution.objects.get(pk=again.pk).status == "published"


def test_the_reading_desk_says_what_is_alike_and_what_repeats_something_hidden(db):
    consultation = make_consultation(moderation="before")
    moderator = make_moderator(consultation)
    first, hidden, again = said(consultation, WORDS, OTHER, OTHER)
    publish(first, by=moderator)
    hide(hidden, by=moderator, reason="insult", because="It insults the mayor.")
    contribute(consultation, AGAIN)
    desk = enter(moderator)
    shown = html(desk.get("/en/desk/reading/"))
    assert "It repeats something that is hidden" in shown

    shown = html(desk.get("/en/desk/reading/", {"after": again.pk}))
    assert "% alike" in shown
    assert first.get_absolute_url() in shown


def test_a_responder_reads_nothing_there_that_is_hidden(client, consultation, moderator):
    hidden = contribute(consultation, "Call the mayor at home.")
    hide(hidden, by=moderator, reason="personal_data", because="It says where somebody lives.")
    responder = make_person("Kofi")
    give_role(responder, "responder", consultation.place)

    client.force_login(responder)
    answer = client.get(f"{DESK}{hidden}/")
    assert answer.status_code == 403
    assert "at home" not in answer.content.decode()
