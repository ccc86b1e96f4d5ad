"""What the support unit may do in every part of the site: it helps places begin, and does none of their work.

docs/use/keeper.md tells the same in words.
"""

import pytest

from parvis.commitments import rules as promising
from parvis.commitments.models import Commitment, Plan, Response
from parvis.commitments.tests.factories import make_commitment, make_response
from parvis.consultations import rules as speaking
from parvis.consultations.models import Appeal, Consultation, Contribution
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.core.keeping import may_keep
from parvis.cycles import rules as framing
from parvis.cycles.models import Cycle
from parvis.cycles.tests.factories import make_cycle
from parvis.people import actions, rules
from parvis.people.models import Role
from parvis.people.tests.factories import give_role, make_convener, make_organisation, make_person
from parvis.places.rules import may_add_places, may_change_place
from parvis.themes.rules import may_name_themes

pytestmark = pytest.mark.django_db


@pytest.fixture
def kofi():
    """A member of the support unit, who holds no role in a place."""
    return make_person("Kofi", is_support_unit=True)


@pytest.fixture
def consultation():
    return make_consultation()


@pytest.fixture
def cycle(consultation):
    return consultation.cycle


@pytest.fixture
def place(cycle):
    return cycle.place


def test_it_adds_places_and_themes_and_changes_what_is_said_of_them(kofi, place):
    assert may_add_places(kofi)
    assert may_change_place(kofi, place)
    assert may_name_themes(kofi)


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_it_gives_and_ends_every_role_in_every_place(kofi, place, kind):
    role = give_role(make_person(), kind, place)

    assert rules.may_see_people(kofi, place)
    assert rules.may_give(kofi, place, kind)
    assert rules.may_end(kofi, role)
    assert rules.may_add_organisation(kofi, place)


def test_it_sends_again_and_takes_back_what_others_sent(kofi, place):
    invitation = actions.invite(place, by=make_convener(place), email="chipo@example.org", kind="member")

    assert rules.may_renew(kofi, invitation)
    assert rules.may_withdraw(kofi, invitation)


def test_it_sees_cycles_that_are_being_prepared(kofi):
    draft = make_cycle(status=Cycle.Status.DRAFT, opened_at=None)

    assert draft in Cycle.objects.visible_to(kofi)


def test_it_names_neither_keepers_nor_its_own_members(kofi):
    assert not rules.may_give_for_the_site(kofi)
    assert not rules.may_end_for_the_site(kofi, make_person(is_support_unit=True).site_roles.get())
    assert not may_keep(kofi)


def test_it_does_nothing_in_the_name_of_a_place(kofi, place, cycle, consultation):
    contribution = contribute(consultation)
    verdicts = [
        framing.may_frame(kofi, place),
        speaking.may_convene(kofi, consultation),
        speaking.may_close(kofi, consultation, is_over=False),
        speaking.may_bring_in(kofi, consultation),
        speaking.may_moderate(kofi, contribution),
        speaking.may_appeal(kofi, contribution),
        speaking.may_decide_appeal(kofi, Appeal(contribution=contribution)),
        speaking.may_erase(kofi, contribution),
        promising.may_convene(kofi, cycle),
    ]

    assert [bool(verdict) for verdict in verdicts] == [False] * len(verdicts)


def test_it_answers_and_promises_for_no_institution(kofi, cycle, consultation):
    ministry, commitment = make_organisation(cycle.place), make_commitment(cycle)
    response = make_response(cycle, [contribute(consultation)])
    verdicts = [
        promising.may_see_answers_desk(kofi, cycle),
        promising.may_draft_response(kofi, cycle, ministry),
        promising.may_review_response(kofi, response),
        promising.may_see_commitments_desk(kofi, cycle),
        promising.may_revise_commitment(kofi, commitment),
        promising.may_report_progress(kofi, commitment),
    ]

    assert [bool(verdict) for verdict in verdicts] == [False] * len(verdicts)


def test_it_reads_of_questions_answers_and_promises_what_everybody_reads(kofi, cycle, consultation):
    make_consultation(cycle, status=Consultation.Status.DRAFT, opened_at=None)
    make_response(cycle, [contribute(consultation)])
    make_commitment(cycle)
    contribute(make_consultation(cycle, moderation=Consultation.Moderation.BEFORE), hold=True)

    for model in (Consultation, Contribution, Response, Commitment, Plan):
        assert set(model.objects.visible_to(kofi)) == set(model.objects.visible_to(make_person())), model


def test_the_pages_offer_it_what_it_may_do_and_nothing_else(client, kofi, place):
    client.force_login(kofi)

    desk = client.get("/en/desk/").content.decode()
    page = client.get(place.get_absolute_url()).content.decode()

    assert "/en/places/add/" in desk
    assert "/en/desk/people/" not in desk
    assert f"/en/places/{place.slug}/people/" in page
    assert f"/en/places/{place.slug}/cycles/add/" not in page


def test_a_convener_is_offered_to_begin_a_cycle(client, place):
    client.force_login(make_convener(place))

    page = client.get(place.get_absolute_url()).content.decode()

    assert f"/en/places/{place.slug}/cycles/add/" in page
