"""The desk tells what is late, what awaits somebody now, and what comes in the next two weeks."""

import datetime

import pytest

from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.core import clock
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener, make_person
from parvis.registry.tests.factories import make_listing
from parvis.site.desk import duties, grouped

DAY = datetime.timedelta(days=1)
TODAY = clock.now().date()


def told(person, on=TODAY):
    return {group.when: [duty.words for duty in group.duties] for group in grouped(duties(person, on))}


@pytest.mark.parametrize(
    ("days", "groups"),
    [(-1, {"late", "now"}), (0, {"now", "coming"}), (14, {"now", "coming"}), (15, {"now"})],
)
def test_an_answer_is_late_due_soon_or_far_away(db, days, groups):
    consultation = make_consultation()
    contribute(consultation)
    Contribution.objects.update(answer_due_on=TODAY + days * DAY)

    assert told(make_convener(consultation.place)).keys() == groups


def test_what_opens_and_closes_soon_is_coming_and_a_forgotten_opening_is_late(db):
    cycle, now = make_cycle(), clock.now()
    make_consultation(cycle, title={"en": "Closes soon"}, closes_at=now + 3 * DAY)
    make_consultation(cycle, title={"en": "Closes late"}, closes_at=now + 30 * DAY)
    draft = {"status": "draft", "opened_at": None}
    make_consultation(cycle, title={"en": "To open"}, opens_at=now + 5 * DAY, **draft)
    make_consultation(cycle, title={"en": "Forgotten"}, opens_at=now - 5 * DAY, **draft)

    assert told(make_convener(cycle.place)) == {
        "late": ["Open “Forgotten”"],
        "coming": ["“Closes soon” closes: invite who is missing", "Open “To open”"],
    }
    assert told(make_person("Amina")) == {}


def test_listings_wait_to_begin_and_for_their_reports(db):
    place = make_cycle().place
    bruno = make_convener(place)
    make_listing(place, by=bruno, title={"en": "Begun", "fr": "x"}, starts_on=TODAY - DAY)
    make_listing(place, by=bruno, title={"en": "Begins", "fr": "x"}, starts_on=TODAY + 2 * DAY)
    make_listing(place, by=bruno, title={"en": "Read", "fr": "x"}, status="CA")

    assert told(bruno) == {
        "late": ["Say whether “Begun” accepts input"],
        "now": ["Say where the report of “Read” is"],
        "coming": ["Say whether “Begins” accepts input"],
    }


def test_the_desk_shows_the_groups_and_their_days(client, db):
    consultation = make_consultation(closes_at=clock.now() + 3 * DAY)
    client.force_login(make_convener(consultation.place))

    html = client.get("/en/desk/").content.decode()
    assert "In the next two weeks" in html
    assert "invite who is missing" in html


@pytest.mark.parametrize("count", [1, 3])
def test_duties_cost_the_same_however_many_there_are(db, count, django_assert_num_queries):
    cycle = make_cycle()
    bruno = make_convener(cycle.place)
    for _each in range(count):
        contribute(make_consultation(cycle, closes_at=clock.now() + DAY))
        make_listing(cycle.place, by=bruno, status="CA")
    bruno.current_roles, bruno.current_site_roles  # noqa: B018 - read before counting

    with django_assert_num_queries(14):
        assert len(duties(bruno, TODAY)) == 2 * count + 1
