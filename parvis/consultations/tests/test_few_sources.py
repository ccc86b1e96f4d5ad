"""Many supports from few sources: counted apart from who they are, told to conveners, and to all after closing."""

import pytest
from django.test import Client

from parvis.consultations import actions
from parvis.consultations.models import MANY_FROM_ONE, SupportSource
from parvis.consultations.queries.few_sources import crowded, few_sources_of
from parvis.consultations.tasks import forget_sources_and_signs
from parvis.consultations.tests.factories import DAY, contribute
from parvis.core import clock
from parvis.people.tests.factories import make_person

ALARM = "Many supports from few sources"


def support(contribution, network, times=1):
    people = [make_person(f"P{n}") for n in range(times)]
    for person in people:
        actions.support(contribution, by=person, network=network)
    return people


@pytest.fixture
def pushed(consultation):
    """A contribution with 12 supports from one network and 3 from elsewhere."""
    contribution = contribute(consultation)
    support(contribution, "203.0.113.0/24", 12)
    for n in range(3):
        support(contribution, f"198.51.{n}.0/24")
    return contribution


def test_many_from_one_network_stand_out(consultation, pushed):
    [found] = crowded([consultation.pk])
    assert (found["receipt"], found["from_few"], found["supports"], found["sources"]) == (str(pushed), 12, 15, 1)


@pytest.mark.parametrize(
    ("from_one", "from_elsewhere", "stands_out"),
    [(9, 0, False), (10, 0, True), (10, 20, True), (10, 21, False)],
)
def test_a_village_among_many_does_not(consultation, from_one, from_elsewhere, stands_out):
    contribution = contribute(consultation)
    support(contribution, "203.0.113.0/24", from_one)
    for n in range(from_elsewhere):
        support(contribution, f"198.51.{n}.0/24")
    assert bool(crowded([consultation.pk])) == stands_out


def test_supports_taken_back_are_not_counted_beyond_those_left(consultation):
    contribution = contribute(consultation)
    for person in support(contribution, "203.0.113.0/24", 12)[:8]:
        actions.withdraw_support(contribution, by=person)
    [found] = crowded([consultation.pk])
    assert (found["from_few"], found["supports"]) == (4, 4)


def test_pressing_twice_counts_once(consultation, amina):
    contribution = contribute(consultation)
    for _time in range(2):
        actions.support(contribution, by=amina, network="203.0.113.0/24")
    assert [source.number for source in SupportSource.objects.all()] == [1]


def test_nobody_can_read_whose_supports_they_are_or_from_where(pushed):
    rows = SupportSource.objects.values_list()
    assert not any("203.0.113" in str(row) for row in rows)
    assert {field.name for field in SupportSource._meta.fields} == {"id", "contribution", "day", "token", "number"}


def test_the_night_after_only_large_counts_are_left(consultation, pushed):
    forget_sources_and_signs()
    assert SupportSource.objects.count() == 4
    with clock.at(clock.now() + DAY):
        forget_sources_and_signs()
        [left] = SupportSource.objects.all()
        assert (left.token, left.number) == ("", 12)
        support(pushed, "203.0.113.0/24", MANY_FROM_ONE)
        [found] = crowded([consultation.pk])
        assert (found["from_few"], found["sources"]) == (22, 2)


def test_on_another_day_a_network_has_another_token(pushed):
    with clock.at(clock.now() + DAY):
        support(pushed, "203.0.113.0/24")
    assert SupportSource.objects.count() == 5


def test_the_convener_is_told_where_it_matters(consultation, pushed, bruno):
    desk = Client()
    desk.force_login(bruno)
    said = "12 of 15 supports came from one network."
    assert said in desk.get("/en/desk/moderation/few-sources/").content.decode()
    assert said in desk.get(f"/en/desk/moderation/{pushed}/").content.decode()
    assert "1 contribution gets many supports from few sources" in desk.get("/en/desk/").content.decode()
    stranger = Client()
    stranger.force_login(make_person("Zoe"))
    assert stranger.get("/en/desk/moderation/few-sources/").status_code == 403


def test_everybody_reads_it_once_the_consultation_is_closed(consultation, pushed, bruno):
    said = "12 of 15 supports of one contribution came from few networks."
    assert said not in Client().get(consultation.get_absolute_url()).content.decode()
    actions.close_consultation(consultation, by=bruno)
    assert said in Client().get(consultation.get_absolute_url()).content.decode()


def test_nothing_is_told_of_what_is_hidden_or_erased(consultation, pushed, moderator):
    actions.hide(pushed, by=moderator, reason="advertising", because="It sells something.")
    assert few_sources_of(consultation.pk) is None


def test_a_support_by_the_page_or_by_letter_is_counted_where_it_came_from(consultation, amina):
    contribution = contribute(consultation)
    visitor = Client(REMOTE_ADDR="203.0.113.7")
    visitor.force_login(amina)
    visitor.post(f"/en/receipts/{contribution}/support/", {"step": "support"})
    assert SupportSource.objects.get().number == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_once_however_many_stand_out(consultation, bruno, count, django_assert_num_queries):
    for _n in range(count):
        support(contribute(consultation), "203.0.113.0/24", 10)
    with django_assert_num_queries(1):
        assert len(crowded([consultation.pk])) == count
