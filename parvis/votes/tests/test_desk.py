"""The desk: a convener writes statements, opens, decides, translates, closes."""

import pytest
from django.urls import reverse

from parvis.consultations.models import Translation
from parvis.consultations.tests.factories import make_moderator
from parvis.votes.actions import propose_statement
from parvis.votes.models import Statement, Voting
from parvis.votes.tests.conftest import WORDS
from parvis.votes.tests.factories import make_voting


@pytest.fixture
def desk(client, bruno):
    """The browser of the convener."""
    client.force_login(bruno)
    return client


def post(desk, route, *place, **typed):
    return desk.post(reverse(route, args=place), typed)


def test_a_convener_writes_statements_and_lets_people_vote(desk, consultation):
    page = post(desk, "desk_voting", consultation.slug, step="seed", lines="\n".join([*WORDS, WORDS[0]]), language="en")
    assert "Added, as statement 3." in page.content.decode()
    assert "in the same words" in page.content.decode()

    post(desk, "desk_voting", consultation.slug, step="open", people_propose="on")
    assert Voting.objects.get().is_open
    post(desk, "desk_voting", consultation.slug, step="close")
    assert Voting.objects.get().status == "closed"


def test_a_day_that_is_over_is_refused_beside_its_field(desk, consultation):
    post(desk, "desk_voting", consultation.slug, step="seed", lines=WORDS[0], language="en")
    page = post(desk, "desk_voting", consultation.slug, step="open", closes_at="2001-01-01T10:00")
    assert (page.status_code, Voting.objects.get().status) == (422, "prepared")


def test_a_moderator_reads_what_people_propose(client, consultation):
    make_voting(consultation)
    first, second = (propose_statement(consultation, words=words) for words in WORDS[:2])
    client.force_login(make_moderator(consultation))
    assert "2 statements wait to be read" in client.get(reverse("desk_votings")).content.decode()

    post(client, "desk_statement", consultation.slug, first.number, step="publish")
    assert post(client, "desk_statement", consultation.slug, second.number, step="refuse").status_code == 422
    post(client, "desk_statement", consultation.slug, second.number, step="refuse", reason="several")

    assert list(Statement.objects.values_list("status", "reason")) == [("published", ""), ("refused", "several")]


def test_a_moderator_neither_opens_nor_writes(client, consultation):
    make_voting(consultation, statements=WORDS)
    client.force_login(make_moderator(consultation))
    page = client.get(reverse("desk_voting", args=[consultation.slug])).content.decode()
    assert 'name="lines"' not in page
    assert "Close it, and seal" not in page


def test_all_statements_are_translated_on_one_page(desk, voting, consultation):
    address = reverse("translate_statements", args=[consultation.slug]) + "?to=fr"
    desk.post(address, {"1": "Publier chaque contrat.", "2": "", "3": "Consulter les journalistes."})
    assert Translation.objects.filter(language="fr").count() == 2
    assert "Publier chaque contrat." in desk.get(address).content.decode()


def test_the_desk_is_closed_to_others(client, voting, consultation, amina):
    client.force_login(amina)
    for route, place in (
        ("desk_votings", []),
        ("desk_voting", [consultation.slug]),
        ("desk_statement", [consultation.slug, 1]),
        ("translate_statements", [consultation.slug]),
    ):
        assert client.get(reverse(route, args=place)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_many(desk, consultation, count, django_assert_max_num_queries):
    make_voting(consultation, statements=WORDS[:count])
    with django_assert_max_num_queries(16):
        desk.get(reverse("desk_voting", args=[consultation.slug]))
