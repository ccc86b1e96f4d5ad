"""The pages of paper: making a batch, printing it, typing it in."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.consultations.actions import erase_contribution
from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.tests.factories import make_consultation
from parvis.core import clock
from parvis.paper.actions import hand_in_batch, spoil_sheet
from parvis.paper.models import Batch, Reading, Sheet
from parvis.paper.printing import SHEETS_IN_A_FILE, pdf_of
from parvis.paper.tests.factories import TICKED, WORDS, make_batch, type_in
from parvis.people.tests.factories import make_convener, make_person
from tests.forms import form_with

PAPER = "/en/desk/paper/"


def page_of(sheet):
    return f"{PAPER}sheets/{sheet.serial}/"


def today_at(batch):
    """The day at the place of a batch, which is not everywhere the same."""
    return clock.now().astimezone(batch.consultation.zone).date()


def filled_in(page, **said):
    """The form of a sheet as it is shown, with what else is said in it."""
    return form_with(page, "words") | said


@pytest.fixture
def as_hana(client, hana):
    client.force_login(hana)
    return client


def test_a_batch_is_made_and_its_sheets_are_counted(as_hana, consultation):
    said = {"consultation": consultation.pk, "language": "ar", "count": 10, "hand_in": "Town hall", "paper": "a4"}
    answer = as_hana.post(PAPER, said | {"is_double": "on"}, follow=True)

    batch = Batch.objects.get()
    assert (batch.language, batch.count, batch.is_double) == ("ar", 10, True)
    assert "not come back" in answer.content.decode()
    refused = as_hana.post(PAPER, said | {"count": 501})
    assert (refused.status_code, "Between 1 and 500 sheets" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("fields", [{"paper": "a4"}, {"paper": "us-letter", "is_large": True}])
def test_sheets_are_printed_tagged_and_the_same_each_time(consultation, bruno, language, fields):
    batch = make_batch(consultation, by=bruno, language=language, **fields)
    printed = pdf_of(batch)

    assert printed.startswith(b"%PDF")
    assert b"/StructTreeRoot" in printed
    assert b"pdfuaid" in printed
    assert f"/Lang ({language})".encode() in printed or f"/Lang({language})".encode() in printed
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= batch.count
    assert printed == pdf_of(Batch.objects.get())


def test_a_title_in_a_script_nobody_has_letters_for_is_printed_all_the_same(bruno, consultation):
    Consultation.objects.update(title={"en": "\U0001e900\U00016a40"})
    assert pdf_of(make_batch(Consultation.objects.get(), by=bruno)).startswith(b"%PDF")


def test_many_sheets_come_in_several_files(as_hana, consultation, bruno):
    batch = make_batch(consultation, by=bruno, count=SHEETS_IN_A_FILE + 1)
    assert b'/2.pdf"' in as_hana.get(f"{PAPER}{batch.pk}/").content
    answer = as_hana.get(f"{PAPER}{batch.pk}/2.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert as_hana.get(f"{PAPER}{batch.pk}/3.pdf").status_code == 404


def test_nothing_is_printed_again_once_a_sheet_was_typed_in(as_hana, batch, hana):
    type_in(batch.sheets.first(), hana)
    assert as_hana.get(f"{PAPER}{batch.pk}/1.pdf").status_code == 403
    assert b"Make another batch" in as_hana.get(f"{PAPER}{batch.pk}/").content


def test_a_sheet_is_typed_in_and_its_receipt_can_be_printed(as_hana, batch):
    sheet = batch.sheets.first()
    said = filled_in(as_hana.get(page_of(sheet)), **TICKED, kind="citizen")
    answer = as_hana.post(page_of(sheet), said, follow=True)

    contribution = Contribution.objects.get()
    shown = answer.content.decode()
    assert str(contribution) in shown
    assert contribution.get_absolute_url() in shown
    assert as_hana.post(page_of(sheet), said).status_code == 302
    assert Contribution.objects.count() == 1


def test_the_trail_says_in_words_how_it_came(as_hana, double, hana, jules, bruno):
    hand_in_batch(double, by=bruno, on=today_at(double))
    sheet = type_in(double.sheets.first(), jules)
    said = type_in(sheet, hana).contribution
    shown = Client().get(said.get_absolute_url()).content.decode()
    for words in (
        f"on sheet {sheet.serial}",
        "Handed in on",
        "Typed in by two people",
        "its author signed a form",
        "on paper",
    ):
        assert words in shown


@pytest.mark.parametrize("missing", ["words", "consent"])
def test_what_is_missing_is_told_and_nothing_typed_is_lost(as_hana, batch, missing):
    said = TICKED | {"public_name": "Fatima", missing: ""}
    answer = as_hana.post(page_of(batch.sheets.first()), said)
    assert answer.status_code == 422
    assert b"Fatima" in answer.content
    assert b"spoiled" in answer.content
    assert not Contribution.objects.exists()


def test_a_sheet_typed_in_meanwhile_gives_the_words_back(as_hana, batch, jules):
    sheet = batch.sheets.first()
    type_in(sheet, jules)
    answer = as_hana.post(page_of(sheet), TICKED | {"words": "Quite other words."})
    assert answer.status_code == 422
    assert b"Quite other words." in answer.content
    assert b"typed in already" in answer.content


def test_the_second_person_does_not_see_what_the_first_typed(client, double, hana, jules):
    sheet = type_in(double.sheets.first(), hana)
    client.force_login(jules)
    assert WORDS not in client.get(page_of(sheet)).content.decode()
    client.force_login(hana)
    assert "Somebody else types it" in client.get(page_of(sheet)).content.decode()


def test_what_differs_is_shown_and_settled_on_one_page(client, double, hana, jules, bruno):
    sheet = type_in(double.sheets.first(), hana, public_name="Fatima")
    client.force_login(jules)
    answer = client.post(page_of(sheet), TICKED | {"words": "A branch before every school."}, follow=True)
    shown = answer.content.decode()
    assert re.search(r"<del>.*bench</del>", shown)
    assert re.search(r"<ins>.*branch</ins>", shown)
    second = filled_in(client.get(page_of(sheet) + "?from=2"))
    assert second["words"] == ["A branch before every school."]

    client.force_login(bruno)
    client.post(page_of(sheet), filled_in(client.get(page_of(sheet)), consent="on"))

    assert Contribution.objects.get().words == WORDS
    assert not Reading.objects.exists()


def test_a_serial_is_looked_for_and_what_is_wrong_is_told(as_hana, batch, bruno):
    address, sheet = f"{PAPER}{batch.pk}/", batch.sheets.first()
    other = make_batch(make_consultation(batch.consultation.cycle), by=bruno).sheets.first()
    assert as_hana.get(address, {"serial": sheet.serial.lower()}).headers["Location"] == page_of(sheet)
    for typed, told in (("nonsense", "not the serial"), (other.serial, "of another consultation")):
        answer = as_hana.get(address, {"serial": typed})
        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert typed in answer.content.decode()


def test_a_spoiled_sheet_says_why_and_the_mark_is_taken_back(as_hana, batch):
    sheet = batch.sheets.first()
    shown = as_hana.post(f"{page_of(sheet)}spoiled/", {"reason": "blank"}, follow=True).content.decode()
    assert "Nothing is written on it." in shown
    as_hana.post(f"{page_of(sheet)}spoiled/", {"step": "mend"})
    sheet.refresh_from_db()
    assert sheet.status == Sheet.Status.OUT


def test_the_day_is_noted_by_a_convener_only(as_hana, batch, bruno):
    today = {"on": today_at(batch).isoformat()}
    assert as_hana.post(f"{PAPER}{batch.pk}/", today).status_code == 422
    as_hana.force_login(bruno)
    as_hana.post(f"{PAPER}{batch.pk}/", today)
    batch.refresh_from_db()
    assert batch.handed_in_on == today_at(batch)


def test_who_works_elsewhere_sees_no_sheet(client, batch):
    client.force_login(make_convener(make_consultation(slug="elsewhere").place, "Yann"))
    for address in (f"{PAPER}{batch.pk}/", f"{PAPER}{batch.pk}/1.pdf", page_of(batch.sheets.first())):
        assert client.get(address).status_code == 403
    client.force_login(make_person("Zoe"))
    assert client.get(PAPER).status_code == 403


def test_a_sheet_whose_author_erased_their_words_stays_used(batch, hana, as_hana):
    sheet = type_in(batch.sheets.first(), hana)
    keeper = make_person("Dana", is_keeper=True)
    erase_contribution(sheet.contribution, by=keeper)
    assert WORDS not in as_hana.get(page_of(sheet)).content.decode()


@pytest.mark.parametrize("page", ["", "{}/"])
def test_pages_cost_the_same_for_one_batch_and_for_three(as_hana, consultation, bruno, hana, page):
    counts = set()
    for number in (1, 3):
        while (made := Batch.objects.count()) < number:
            batch = make_batch(consultation, by=bruno)
            type_in(batch.sheets.get(number=1), hana)
            spoil_sheet(batch.sheets.get(number=2 + made % 2), by=hana, reason="blank")
        as_hana.get(PAPER + page.format(batch.pk))
        with CaptureQueriesContext(connection) as queries:
            as_hana.get(PAPER + page.format(batch.pk))
        counts.add(len(queries))
    assert len(counts) == 1
