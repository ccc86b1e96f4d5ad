"""The pages of standards: what everybody sees, what conveners do there, and what it costs."""

import datetime
import json

import pytest
from django.urls import reverse

from parvis.core import clock
from parvis.cycles.tests.factories import make_cycle
from parvis.documents.tests.factories import make_published
from parvis.standards.checking import check


def address(cycle, name="standards", *more):
    return reverse(name, args=[cycle.place.slug, cycle.number, *more])


def test_everybody_sees_how_a_cycle_stands(client, cycle):
    page = client.get(address(cycle))

    assert page.status_code == 200
    words = page.content.decode()
    assert "MR 3.1" in words
    assert "A later publication cannot repair this." in words
    assert "Name a document as evidence" not in words


def test_a_draft_is_not_shown(client, place):
    draft = make_cycle(place=place, status="draft", opened_at=None)

    assert client.get(address(draft)).status_code == 404


def test_another_rule_set_asks_for_none_of_them(client, place):
    old = make_cycle(place=place, rule_set="A")

    assert "No requirement is checked here" in client.get(address(old)).content.decode()


def test_what_if_nothing_happens_until_a_day(client, cycle):
    later = (cycle.today() + datetime.timedelta(days=200)).isoformat()

    today, then = client.get(address(cycle)), client.get(address(cycle), {"on": later})
    supposed = client.get(
        address(cycle), {"on": later, "meeting": (cycle.today() + datetime.timedelta(days=90)).isoformat()}
    )

    assert then.context["page"].not_met > today.context["page"].not_met
    gap = {each.finding.key: each.finding for each in then.context["page"].standings}["mr_1_1"]
    held = {each.finding.key: each.finding for each in supposed.context["page"].standings}["mr_1_1"]
    assert (len(gap.evidence), len(held.evidence)) == (0, 1)


@pytest.mark.parametrize(
    "typed", [{"on": "someday"}, {"on": "99999-01-01"}, {"on": "9999-12-31"}, {"on": "0001-01-01"}, {"meeting": "'"}]
)
def test_what_is_no_day_is_said_and_today_is_shown(client, cycle, typed):
    page = client.get(address(cycle), typed)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert page.context["page"].on == cycle.today()


def test_the_file_tells_what_the_page_tells(client, cycle):
    told = json.loads(client.get(address(cycle, "standards_file")).content)

    assert [each["key"] for each in told["requirements"]][:2] == ["mr_1_1", "mr_2_1"]
    assert told["requirements"][1]["state"] == "met"
    assert told["is_a_self_check_and_no_verdict"] is True


def test_a_convener_names_evidence_and_takes_it_back(client, cycle, bruno):
    document = make_published(cycle.place)
    client.force_login(bruno)
    typed = {"key": "mr_3_2", "document": document.pk, "happened_on": cycle.today().isoformat(), "until_on": ""}

    made = client.post(address(cycle, "attest_evidence"), typed | {"words_en": "A talk.", "words_fr": "Un débat."})

    attestation = cycle.attestations.get()
    assert made.url == attestation.get_absolute_url()
    assert "attested by a document" in client.get(address(cycle)).content.decode()
    client.post(address(cycle, "take_back_evidence", attestation.number))
    assert "attested by a document" not in client.get(address(cycle)).content.decode()


def test_what_was_typed_is_kept_when_something_is_missing(client, cycle, bruno):
    make_published(cycle.place)
    client.force_login(bruno)

    page = client.post(address(cycle, "attest_evidence"), {"key": "mr_3_2", "words_en": "A talk.", "happened_on": ""})

    assert page.status_code == 422
    assert "A talk." in page.content.decode()


def test_without_a_document_the_page_says_where_to_publish_one(client, cycle, bruno):
    client.force_login(bruno)

    assert "There is no document yet" in client.get(address(cycle, "attest_evidence")).content.decode()


def test_others_name_no_evidence(client, cycle, amina):
    client.force_login(amina)

    assert client.get(address(cycle, "attest_evidence")).status_code == 403
    assert client.post(address(cycle, "take_back_evidence", 1)).status_code == 403


def test_the_page_costs_the_same_for_one_and_three(client, cycle, django_assert_num_queries):
    client.get(address(cycle))
    asked = []
    for more in (1, 2):
        for _turn in range(more):
            make_published(cycle.place)
        with django_assert_num_queries(99, exact=False) as queries:
            client.get(address(cycle), {"on": (clock.now().date() + datetime.timedelta(days=len(asked))).isoformat()})
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_checks_are_kept_for_the_page(client, cycle):
    check([cycle])

    assert cycle.self_checks.count() == 8
