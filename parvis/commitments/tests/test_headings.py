"""An answer responds to headings of a report, and stands under them."""

import pytest

from parvis.commitments.actions import respond_to_headings
from parvis.commitments.tests.factories import make_published_response, make_response
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.core.rules import Refused
from parvis.heard.models import Section
from parvis.heard.tests.factories import make_chipo, make_published, make_report
from parvis.people.tests.factories import make_convener, make_person
from parvis.record import entries_of


@pytest.fixture
def consultation(db):
    return make_consultation()


@pytest.fixture
def bruno(consultation):
    return make_convener(consultation.place)


@pytest.fixture
def report(consultation, bruno):
    return make_published(consultation, bruno, make_chipo(consultation.place))


@pytest.fixture
def response(consultation, report, bruno):
    return make_published_response(consultation.cycle, [report.consultation.contributions.first()], by=bruno)


def test_an_answer_stands_under_the_heading_it_responds_to(client, report, response, bruno):
    respond_to_headings(response, by=bruno, sections=[Section.objects.get()])

    page = client.get(report.get_absolute_url()).content.decode()
    assert f'href="{response.get_absolute_url()}"' in page
    assert f'href="{report.get_absolute_url()}#B1"' in client.get(response.get_absolute_url()).content.decode()
    assert entries_of(response).last().facts == {"headings": [f"{report.record_key}/B1"]}


def test_the_headings_are_ticked_on_a_page(client, consultation, report, bruno):
    response = make_response(consultation.cycle, [report.consultation.contributions.first()], by=bruno)
    client.force_login(bruno)
    address = f"/en/desk/answers/{consultation.cycle.slug}/{response.number}/headings/"
    assert "B1 · Benches" in client.get(address).content.decode()
    client.post(address, {"headings": [Section.objects.get().pk]})

    assert response.headings.count() == 1
    client.post(address, {})
    assert response.headings.count() == 0


def test_an_answer_not_published_yet_does_not_stand_there(client, consultation, report, bruno):
    response = make_response(consultation.cycle, [report.consultation.contributions.first()], by=bruno)
    respond_to_headings(response, by=bruno, sections=[Section.objects.get()])
    client.logout()
    assert response.get_absolute_url() not in client.get(report.get_absolute_url()).content.decode()


def test_nobody_responds_to_a_draft(consultation, bruno):
    make_report(consultation, bruno)
    response = make_response(consultation.cycle, [consultation.contributions.first()], by=bruno)

    with pytest.raises(Refused, match="published reports of its own cycle"):
        respond_to_headings(response, by=bruno, sections=[Section.objects.get()])


def test_a_stranger_does_not(report, response):
    with pytest.raises(Refused):
        respond_to_headings(response, by=make_person("Amina"), sections=[Section.objects.get()])


def test_from_a_heading_one_answers_what_it_rests_on(client, consultation, report, bruno):
    other = contribute(consultation, "Something else entirely, about buses.")
    client.force_login(bruno)
    link = f"/en/desk/answers/{consultation.cycle.slug}/?consultation={consultation.slug}&amp;heading=B1"
    assert link in client.get(report.get_absolute_url()).content.decode()

    page = client.get(link.replace("&amp;", "&")).content.decode()
    assert "Amber Street waits." in page
    assert other.code[:4] not in page
    assert client.get(link.replace("&amp;", "&").replace("B1", "X'1")).status_code == 200
