"""When the database takes nothing: every form answers that nothing was saved, and gives back what was typed."""

import pytest
from django.test import Client

from parvis.commitments.tests.factories import (
    make_commitment,
    make_consultation,
    make_contribution,
    make_published_response,
    make_response,
)
from parvis.core.tests.outages import WAYS, gone, read_only
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry
from tests.test_routes import ROUTES

WORDS = "Who owns the companies <b>that win</b> public contracts?"
SHOWN = "Who owns the companies &lt;b&gt;that win&lt;/b&gt; public contracts?"
REASON = {"reason_en": WORDS, "reason_fr": "À qui appartiennent les entreprises ?"}
TITLE = {"title_en": WORDS, "title_fr": "Une question"}
HOURS = {"opens_at": "2031-01-01T09:00", "closes_at": "2031-02-01T09:00"}


def browser_of(person=None):
    browser = Client(raise_request_exception=False)
    if person:
        browser.force_login(person)
    return browser


def dana():
    return browser_of(make_person("Dana", is_keeper=True))


def speak():
    return f"/en/consultations/{make_consultation().slug}/speak/", {"words": WORDS, "step": "send"}


def suggest():
    cycle = make_cycle()
    return f"{cycle.get_absolute_url()}suggest/", {"name": "Ownership", "description": WORDS}


def tell_me():
    return f"/en/receipts/{make_contribution()}/tell-me/", {"email": "amina.of.the.long.address@example.org"}


def hide():
    return f"/en/desk/moderation/{make_contribution()}/", {"step": "hide", "reason": "personal_data", "because": WORDS}


def ask():
    return f"/en/desk/consultations/new/{make_cycle().slug}/", TITLE | HOURS | {
        "welcomes": "anyone",
        "moderation": "after",
    }


def ask_otherwise():
    data = TITLE | HOURS | {"welcomes": "anyone", "moderation": "after"}
    return f"/en/desk/consultations/{make_consultation().slug}/", data


def reword_a_cycle():
    return f"{make_cycle().get_absolute_url()}edit/", TITLE | {"starts_on": "2031-01-01", "ends_on": "2032-01-01"}


def announce():
    data = TITLE | {"starts_at": "2031-01-01T09:00", "ends_at": "2031-01-01T10:00"}
    return f"{make_cycle().get_absolute_url()}edit/calendar/", data


def name_a_theme():
    return "/en/themes/add/", {"name_en": "Ownership", "description_en": WORDS}


def add_a_place():
    data = {"name_en": WORDS, "kind": "country", "region": "europe", "languages": "en", "time_zone": "UTC"}
    return "/en/places/add/", data


def write_an_answer():
    response = make_response()
    return f"/en/desk/answers/{response.cycle.slug}/{response.number}/", REASON | {"disposition": "accepted"}


def correct_an_answer():
    response = make_published_response()
    data = REASON | {"disposition": "partly", "why_en": "We were wrong.", "why_fr": "Nous avions tort."}
    return f"/en/desk/answers/{response.cycle.slug}/{response.number}/correct/", data


def revise_a_commitment():
    commitment = make_commitment()
    return f"/en/desk/commitments/{commitment.cycle.slug}/{commitment.number}/", TITLE | {"problem_en": WORDS}


def report_progress():
    commitment = make_commitment(adopted=True)
    data = {"period_ends_on": commitment.cycle.starts_on, "status": "LP", "words_en": WORDS, "words_fr": "Des progrès."}
    return f"/en/desk/commitments/{commitment.cycle.slug}/{commitment.number}/progress/", data


def begin_a_plan():
    return f"/en/desk/plans/{make_cycle().slug}/", {"title_en": "The plan", "introduction_en": WORDS}


FORMS = [
    speak, suggest, tell_me, hide, ask, ask_otherwise, reword_a_cycle, announce, name_a_theme, add_a_place,
    write_an_answer, correct_an_answer, revise_a_commitment, report_progress, begin_a_plan,
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_form_that_cannot_be_saved_comes_back_with_its_words(form):
    (address, data), browser = form(), dana()
    before = Entry.objects.count()
    with read_only():
        answer = browser.post(address, data)

    html = answer.content.decode()
    assert (answer.status_code, answer.get("Retry-After")) == (503, "60"), html[-3000:]
    assert "Nothing was saved" in html
    assert "out of reach just now" in html
    for name, value in data.items():
        assert f'name="{name}"' in html, name
        assert str(value).replace("<", "&lt;").replace(">", "&gt;") in html or "'" in str(value)
    assert Entry.objects.count() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", [speak, write_an_answer], ids=lambda form: form.__name__)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_whatever_is_the_matter_one_press_sends_it_again(way, form):
    (address, data), browser = form(), dana()
    long = data | dict.fromkeys(set(data) & {"words", "reason_en"}, WORDS + " And the annexes." * 400)

    with way():
        failed = browser.post(address, long)
    assert (failed.status_code, failed["Retry-After"]) == (503, "60")
    assert SHOWN in failed.content.decode()
    assert browser.post(address, long).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_without_a_database_every_address_that_needs_it_says_so_and_keeps_the_words():
    browser = dana()

    with gone():
        # A frame is given no cookie and so no token: it is the browser that says where its form was.
        here = {"Sec-Fetch-Site": "same-origin"}
        answers = [(address, browser.post(address, {"words": WORDS}, headers=here)) for address, _view in ROUTES]
        read = browser.get("/en/desk/")

    told = [address for address, answer in answers if answer.status_code == 503 and SHOWN in answer.content.decode()]
    assert [
        (address, answer.status_code)
        for address, answer in answers
        if answer.status_code >= 500 and address not in told
    ] == []
    assert len(told) > 70
    assert (read.status_code, read["Retry-After"]) == (503, "60")
    assert "We will be back soon" in read.content.decode()
