"""All members at a glance: who is late, what waits, in which order, and at what cost."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.core import clock
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_person
from parvis.places.models import Place
from parvis.standards.checking import check
from parvis.standards.models import LastSign, SelfCheck
from parvis.standards.queries.members import members
from parvis.standards.requirements import State


@pytest.fixture
def sam(db):
    """A member of the support unit."""
    return make_person("Sam", is_support_unit=True)


def member(name, *, not_met=0, fails_in=None, region="africa"):
    """A member whose current cycle misses so many requirements, and fails another in so many days."""
    place = Place.objects.create(slug=name.lower(), name={"en": name}, region=region, languages=["en"])
    cycle = make_cycle(place=place, rule_set="C")
    check([cycle])
    cycle.self_checks.update(state=State.MET, fails_on=None)
    for found in cycle.self_checks.all()[:not_met]:
        SelfCheck.objects.filter(pk=found.pk).update(state=State.NOT_MET, fails_on=datetime.date(2025, 1, 1))
    if fails_in is not None:
        last = cycle.self_checks.last()
        SelfCheck.objects.filter(pk=last.pk).update(fails_on=clock.now().date() + datetime.timedelta(days=fails_in))
    return place


def names(**wanted):
    return [row.name for row in members(wanted).rows]


def test_each_member_is_in_one_state(db):
    member("Late", not_met=2), member("Risky", fails_in=10), member("Good", fails_in=31)
    Place.objects.create(slug="new", name={"en": "New"}, region="asia")

    found = members({})

    assert {row.name: row.state for row in found.rows} == {
        "Late": "late",
        "Risky": "risk",
        "Good": "good",
        "New": "none",
    }
    assert found.counts == {"late": 1, "risk": 1, "good": 1, "none": 1}


def test_members_are_sorted_and_filtered(db):
    member("Aland"), member("Benin", not_met=1), member("Chile", fails_in=5, region="americas")
    LastSign.objects.create(place=Place.objects.get(slug="benin"), at=clock.now())

    assert names() == ["Aland", "Benin", "Chile"]
    assert names(sort="risk") == ["Benin", "Chile", "Aland"]
    assert names(sort="deadline") == ["Chile", "Aland", "Benin"]
    assert names(sort="activity") == ["Aland", "Chile", "Benin"]
    assert names(region="americas") == ["Chile"]
    assert names(state="late") == ["Benin"]
    assert names(search="ben") == ["Benin"]


def test_the_support_unit_sees_the_page_and_takes_the_file(client, sam):
    member("Benin", not_met=1), member("Chile")
    client.force_login(sam)

    page = client.get(reverse("members"), {"sort": "risk"}).content.decode()
    file = b"".join(client.get(reverse("members_file"), {"state": "late"}).streaming_content)

    assert page.index("Benin") < page.index("Chile")
    [row] = csv.DictReader(io.StringIO(file.decode("utf-8-sig")))
    assert (row["name"], row["not_met"]) == ("Benin", "1")


@pytest.mark.parametrize("typed", [{"page": "999"}, {"page": "x"}, {"sort": "';--"}, {"state": "none", "page": "0"}])
def test_whatever_is_asked_the_page_answers(client, sam, typed):
    member("Benin")
    client.force_login(sam)

    assert client.get(reverse("members"), typed).status_code == 200


def test_nobody_else_sees_it(client, bruno):
    assert client.get(reverse("members")).status_code == 302
    client.force_login(bruno)
    assert client.get(reverse("members")).status_code == 403
    assert client.get(reverse("members_file")).status_code == 403


def test_an_empty_site_says_so(client, sam):
    client.force_login(sam)

    assert "No place is here yet" in client.get(reverse("members")).content.decode()


def test_three_members_cost_as_much_as_one(client, sam):
    client.force_login(sam)
    asked = []
    for more in (1, 2):
        for turn in range(more):
            member(f"Place{more}{turn}", not_met=turn)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("members"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_pages_hold_fifty(client, sam):
    for number in range(51):
        Place.objects.create(slug=f"p{number}", name={"en": f"Place {number:02}"}, region="asia")

    assert len(members({}).shown) == 50
    assert [row.name for row in members({"page": "2"}).shown] == ["Place 50"]
