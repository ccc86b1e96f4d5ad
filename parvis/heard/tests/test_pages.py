"""The page of a report: who may read it and when, what stands on it, and what goes with whoever takes their words back."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.consultations.actions import erase_contribution
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import make_consultation
from parvis.heard import actions
from parvis.heard.tests.factories import PROSE, both, finish, make_chipo, make_published, make_report, only
from parvis.people.tests.factories import give_role, make_person


@pytest.fixture
def report(consultation, bruno, chipo):
    return make_published(consultation, bruno, chipo)


def shown(client, report, language="en"):
    response = client.get(f"/{language}/what-we-heard/{report.consultation.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_reads_a_signed_report_with_its_numbers_and_quotes(client, report):
    page = shown(client, report)

    assert "6 contributions, by 6 people, ask for this:" in page
    assert "A bench in every street. 6 people say so." in page
    assert "Every street needs a bench." in page
    assert "Signed by <bdi>Chipo</bdi>" in page
    assert 'id="B1-1"' in page


@pytest.mark.parametrize(("language", "words"), [("fr", "Un banc dans chaque rue. 6 le disent."), ("ar", 'dir="rtl"')])
def test_it_is_read_in_every_language(client, report, language, words):
    assert words in shown(client, report, language)


def test_a_draft_is_for_those_who_write_until_the_forum_is_asked(client, consultation, bruno):
    report = make_report(consultation, bruno)
    address = f"/en/what-we-heard/{consultation.slug}/"
    assert client.get(address).status_code == 404

    client.force_login(make_chipo(consultation.place, "member"))
    assert client.get(address).status_code == 404
    actions.discuss_report(report, by=bruno)
    assert "This is a draft" in client.get(address).content.decode()


def test_words_taken_back_go_from_the_page_and_numbers_stay(client, report):
    said = Contribution.objects.get(quoted_in__isnull=False)
    erase_contribution(said, by=make_person("Dana", is_keeper=True))
    page = shown(client, report)

    assert "Every street needs a bench." not in page
    assert "It was taken back with its contribution." in page
    assert "1 of them cannot be read any more." in page
    assert "6 contributions, by 6 people, ask for this:" in page


def test_the_file_has_the_digest_the_record_keeps(client, report):
    response = client.get(f"/en/what-we-heard/{report.consultation.slug}/report.json")

    assert hashlib.sha256(response.content).hexdigest() == report.digest


def test_an_erratum_stands_at_its_sentence_and_in_the_list(client, report, bruno):
    said = {"wrong": both("Every street."), "right": both("Every long street.")}
    actions.publish_erratum(report, by=bruno, statement=only(report), **said)
    page = shown(client, report)

    assert page.count("Every long street.") == 1
    assert "Erratum 1 to B1.1" in page


def add_sentences(report, bruno, count):
    found = report.sections.get().found
    for _each in range(count):
        section = actions.add_section(report, by=bruno, title=both("More benches"), found=found)
        made = actions.add_statement(section, by=bruno, prose=PROSE)
        actions.quote(made, by=bruno, contribution=made.contributions.order_by("pk")[1], start=0, end=27)
        finish(made, bruno)


def asked(client, report):
    with CaptureQueriesContext(connection) as queries:
        shown(client, report)
    return len(queries)


@pytest.mark.parametrize("is_signed", [False, True])
def test_a_page_asks_as_often_for_one_sentence_as_for_three(client, bruno, chipo, is_signed):
    counts = []
    for more in (0, 2):
        consultation = make_consultation()
        give_role(bruno, "convener", consultation.place)
        report = make_report(consultation, bruno)
        add_sentences(report, bruno, more)
        if is_signed:
            actions.discuss_report(report, by=bruno)
            give_role(chipo, "reviewer", report.place)
            actions.sign_report(report, by=chipo)
        client.force_login(bruno)
        counts.append(asked(client, report))
    assert counts[0] == counts[1]
