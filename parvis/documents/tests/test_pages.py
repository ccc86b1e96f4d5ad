"""The pages of documents: what everybody reads and takes, and what conveners do."""

import pytest
from django.test import Client

from parvis.core.jobs import run_due
from parvis.core.words import Words
from parvis.cycles.tests.factories import make_cycle
from parvis.documents import actions, shelf
from parvis.documents.models import Document
from parvis.documents.tests.factories import (
    REASON,
    a_docx,
    a_pdf,
    give,
    make_document,
    make_published,
    upload,
)
from parvis.people.tests.factories import make_convener
from parvis.places.tests.factories import make_place
from tests.forms import form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_place(languages=["en", "fr"])


@pytest.fixture
def bruno(place):
    return make_convener(place)


@pytest.fixture
def as_bruno(bruno):
    client = Client()
    client.force_login(bruno)
    return client


def page(client, address):
    return client.get(address).content.decode()


def list_of(place):
    return f"/en/places/{place.slug}/documents/"


def test_the_list_says_how_often_it_was_updated_and_filters(client, place):
    cycle = make_cycle(place)
    plan = make_published(
        place, kind="action_plan", evidence="both", cycle=cycle, title=Words(en="The plan", fr="Le plan")
    )
    make_published(place, kind="minutes", title=Words(en="First meeting", fr="Première réunion"))
    give(plan, "es")
    assert "Updated 3 times in the last twelve months" in page(client, list_of(place))
    for question, is_there in (
        ("kind=minutes", False),
        ("kind=action_plan", True),
        ("evidence=implementation", True),
        (f"cycle={cycle.number}", True),
        ("language=es", True),
        ("language=xx&kind=nothing&cycle=x", True),
    ):
        assert ("The plan" in page(client, f"{list_of(place)}?{question}")) is is_there, question


@pytest.mark.parametrize("question", ["", "?q=agora"])
def test_a_list_costs_the_same_for_one_and_three(client, place, django_assert_max_num_queries, question):
    def queries():
        with django_assert_max_num_queries(30) as counted:
            assert "agora" in page(client, list_of(place) + question)
        return len(counted)

    make_published(place, title=Words(en="The agora", fr="L’agora"))
    run_due()
    counts = queries()
    for _each in range(2):
        make_published(place, title=Words(en="The agora again", fr="L’agora encore"))
    run_due()
    assert queries() == counts


def test_drafts_are_for_those_who_convene(client, as_bruno, place):
    draft = make_document(place, files=["en"], title=Words(en="Not yet", fr="Pas encore"))
    assert "Not yet" not in page(client, list_of(place))
    assert "Not yet" in page(as_bruno, list_of(place))
    for address in (draft.get_absolute_url(), draft.versions.get().get_absolute_url()):
        assert client.get(address).status_code == 404
    assert as_bruno.get(draft.get_absolute_url(), follow=True).status_code == 200
    assert as_bruno.get(draft.versions.get().get_absolute_url())["Cache-Control"] == "private, no-store"


def test_a_document_shows_versions_digests_and_that_a_translation_is_older(client, place):
    document = make_published(place)
    second = give(document, "en", changes="<b>New day</b>")
    shown = page(client, document.get_absolute_url())
    for version in document.versions.all():
        assert version.sha256 in shown
        assert version.get_absolute_url() in shown
    assert "French: this file was made from an earlier version than the newest." in shown
    assert "&lt;b&gt;New day" in shown
    assert shown.count("In the record") == 3
    assert second.number == 2


def test_a_file_is_sent_to_be_saved_and_never_run(client, place):
    version = make_published(place).versions.get(language="en")
    answer = client.get(version.get_absolute_url())
    assert b"".join(answer) == shelf.path_of(version.sha256).read_bytes()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["ETag"] == f'"{version.sha256}"'
    again = client.get(version.get_absolute_url(), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-9", 0, 9), ("bytes=5-", 5, None), ("bytes=-7", -7, None)]
)
def test_a_part_of_a_file_can_be_asked_for(client, place, asked, first, last):
    version = make_published(place).versions.get(language="en")
    whole = shelf.path_of(version.sha256).read_bytes()
    answer = client.get(version.get_absolute_url(), headers={"Range": asked})
    part = whole[first:] if last is None else whole[first : last + 1]
    assert (answer.status_code, b"".join(answer)) == (206, part)
    assert answer["Content-Length"] == str(len(part))


def test_a_part_beyond_the_end_is_not_there_and_an_older_part_is_sent_whole(client, place):
    version = make_published(place).versions.get(language="en")
    assert client.get(version.get_absolute_url(), headers={"Range": "bytes=999999-"}).status_code == 416
    headers = {"Range": "bytes=0-1", "If-Range": '"older"'}
    assert client.get(version.get_absolute_url(), headers=headers).status_code == 200


def test_what_was_withdrawn_answers_that_it_is_gone_and_why(client, bruno, place):
    document = make_published(place)
    actions.withdraw_document(document, by=bruno, reason=Words(en=REASON, fr=REASON))
    version = document.versions.first()
    for address in (document.get_absolute_url(), version.get_absolute_url()):
        answer = client.get(address)
        assert (answer.status_code, REASON in answer.content.decode()) == (410, True)
        assert version.sha256 in answer.content.decode()
    assert document.title["en"] not in page(client, list_of(place))


def test_a_convener_begins_fills_and_publishes_a_document(as_bruno, place):
    begin = f"{list_of(place)}add/"
    typed = {"kind": "minutes", "evidence": "co_creation", "title_en": "Minutes", "title_fr": "Compte rendu"}
    form = form_with(as_bruno.get(begin), "key") | typed | {"source_language": "en"}
    answer = as_bruno.post(begin, form, follow=True)
    assert as_bruno.post(begin, form).status_code == 302
    document = Document.objects.get()
    for language in ("en", "fr"):
        address = f"/en/documents/{document.slug}/edit/files/{language}/"
        form = form_with(as_bruno.get(address), "seen")
        answer = as_bruno.post(address, form | {"file": upload(a_docx(), "minutes.docx")}, follow=True)
        assert "Version 1" in answer.content.decode()
    answer = as_bruno.post(f"/en/documents/{document.slug}/edit/", {"step": "publish"}, follow=True)
    assert "The document is published." in answer.content.decode()


def test_what_blocks_publication_is_told(as_bruno, place):
    document = make_document(place, files=["en", "fr", "en"])
    answer = as_bruno.post(f"/en/documents/{document.slug}/edit/", {"step": "publish"}, follow=True)
    assert "Older than the file it was made from: français." in answer.content.decode()
    as_bruno.post(f"/en/documents/{document.slug}/edit/", {"step": "confirm", "language": "fr"})
    as_bruno.post(f"/en/documents/{document.slug}/edit/", {"step": "publish"})
    document.refresh_from_db()
    assert document.status == Document.Status.PUBLISHED


def test_a_file_that_is_too_large_is_told_and_what_was_typed_stays(as_bruno, place, settings):
    settings.MOST_UPLOAD_MB = 1
    document = make_document(place, files=["en"])
    address = f"/en/documents/{document.slug}/edit/files/en/"
    sent = {"file": upload(a_pdf() + bytes(1_500_000)), "changes": "The day has moved.", "seen": "1"}
    answer = as_bruno.post(address, sent)
    shown = answer.content.decode()
    assert answer.status_code == 413
    assert "too large: at most 1 MB" in shown
    assert "The day has moved." in shown
    assert document.versions.count() == 1


def test_a_request_that_says_it_is_far_too_large_is_let_go_at_its_first_byte(as_bruno, place, settings):
    settings.MOST_UPLOAD_MB = 1
    document = make_document(place)
    sent = {"file": upload(bytes(9_000_000)), "seen": "0"}
    answer = as_bruno.post(f"/en/documents/{document.slug}/edit/files/en/", sent)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (lambda: a_pdf(lambda writer: writer.encrypt("x")), "plan.pdf", "locked with a password"),
        (a_docx, "plan.docx", "So far this file is PDF"),
        (lambda: b"<html>", "plan.html", "type of file is not taken"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_and_what_was_typed_stays(as_bruno, place, content, name, says):
    document = make_document(place, files=["en"])
    sent = {"file": upload(content(), name), "changes": "The day has moved.", "seen": "1"}
    answer = as_bruno.post(f"/en/documents/{document.slug}/edit/files/en/", sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "The day has moved." in answer.content.decode()


def test_others_find_no_page_to_keep_documents(client, place):
    document = make_document(place, files=["en"])
    client.force_login(make_convener(make_place()))
    for rest in ("", "words/", "files/en/", "withdraw/"):
        assert client.get(f"/en/documents/{document.slug}/edit/{rest}").status_code == 404
    assert client.get(f"{list_of(place)}add/").status_code == 404


def test_a_convener_changes_the_title_and_withdraws(as_bruno, place):
    document = make_published(place)
    address = f"/en/documents/{document.slug}/edit/words/"
    as_bruno.post(address, form_with(as_bruno.get(address), "title_en") | {"title_en": "Another"})
    document.refresh_from_db()
    assert document.title["en"] == "Another"
    address = f"/en/documents/{document.slug}/edit/withdraw/"
    assert as_bruno.post(address, {"reason_en": "short"}).status_code == 422
    as_bruno.post(address, {"reason_en": REASON, "reason_fr": REASON})
    document.refresh_from_db()
    assert document.status == Document.Status.WITHDRAWN


def test_the_page_of_a_place_leads_to_its_documents(client, place):
    make_published(place)
    assert list_of(place) in page(client, place.get_absolute_url())
