"""The registry goes out as a file and comes in again, the same; untidy files are mended and told line by line."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.consultations.importing.readers import Row
from parvis.core.words import Words
from parvis.registry.files import lines_of
from parvis.registry.importing import import_listings
from parvis.registry.models import Listing
from parvis.registry.queries import languages_of
from parvis.registry.tests.factories import make_listing


def whole(with_private=True):
    rows = Listing.objects.order_by("number")
    return "".join(lines_of(rows, languages_of(rows), with_private=with_private))


def rows_of(text):
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return [Row(line, dict(cells)) for line, cells in enumerate(reader, start=2)]


def line(**cells):
    return Row(
        2,
        {
            "registration_number": "CCC0249", "publishable": "Y", "subjects": "EN,FS", "title_en": "Rivers",
            "title_fr": "Rivières", "description_en": "Clean?", "description_fr": "Propres ?", "status": "P",
            "target_participants_and_audience": "GP", "start_date": "2018-05-15", "end_date": "2018-05-30",
        } | cells,
    )  # fmt: skip


@pytest.fixture
def listings(place, bruno):
    links = Words(en="https://example.org/r", fr="https://example.org/f")
    make_listing(place, by=bruno, title=Words(en='=HYPERLINK("x")', fr="Été, « près » d'ici", ar="أنهار"))
    make_listing(place, by=bruno, number="CCC0249", status="CR", report=links, has_report=True, page=links)
    high = {"is_high_profile": True, "rationale": ["BG", "PC"], "departments": ["D271", "DARN"]}
    private = {"contact_email": "a@example.org", "policy_email": "b@example.org", "remarks": Words(en="x", fr="y")}
    make_listing(place, by=bruno, status="NF", is_publishable=False, **high, **private)


def test_what_goes_out_comes_in_the_same(place, bruno, listings):
    before = whole()
    assert import_listings(rows_of(before), place, by=bruno).unchanged == 3
    Listing.objects.all().delete()
    report = import_listings(rows_of(before), place, by=bruno)
    assert (report.added, report.problems, report.mended, report.unknown) == (3, [], [], [])
    assert whole() == before


def test_the_file_is_for_spreadsheets_and_runs_nothing(listings):
    text = whole()
    assert text.startswith(
        "\ufeffregistration_number,publishable,partner_departments,subjects,title_en,title_fr,title_ar"
    )
    assert "'=HYPERLINK" in text
    assert '"BG,PC"' in text


def test_the_public_file_tells_nothing_private(client, listings):
    answer = client.get("/en/registry/file/consultations.csv")
    text = b"".join(answer.streaming_content).decode()
    assert "registration_number" in text
    assert "CCC0249" in text
    for private in ("a@example.org", "b@example.org", "remarks", "policy", "rationale", "D271"):
        assert private not in text


def test_a_trial_writes_nothing(place, bruno):
    assert import_listings([line()], place, by=bruno, dry_run=True).added == 1
    assert not Listing.objects.exists()


def test_untidy_lines_are_mended_and_told(place, bruno):
    untidy = {"registration_number": " ccc 0249 ", "publishable": "oui", "subjects": "en; fs ;GEO;en", "status": "nf"}
    report = import_listings(
        [line(**untidy, start_date="2018/05/15", profile_page_en="www.example.org", odd="x")], place, by=bruno
    )
    listing = Listing.objects.get()
    assert (listing.number, listing.status, listing.codes("subject")) == ("CCC-0249", "NF", ["EN", "FS"])
    assert (listing.is_publishable, listing.page) == (False, {"en": "https://www.example.org"})
    assert len(report.mended) == 4
    assert report.unknown == ["odd"]


def test_a_bad_line_stops_no_other(place, bruno):
    bad = [
        {"registration_number": ""}, {"publishable": "Q"}, {"title_en": ""}, {"start_date": "15 mai"},
        {"status": "XX"}, {"high_profile": "Y"}, {"report_link_en": "https://example.org"}, {"status": "CR"},
    ]  # fmt: skip
    rows = [line(**{"registration_number": f"N-{n}"} | cells) for n, cells in enumerate(bad)]
    report = import_listings([*rows, line()], place, by=bruno)
    assert (report.added, len(report.problems)) == (1, len(bad))


def test_a_file_moves_what_is_there_and_never_out_of_a_report(place, bruno):
    links = {"report_available_online": "Y", "report_link_en": "https://e.org/en", "report_link_fr": "https://e.org/fr"}
    import_listings([line()], place, by=bruno)
    assert import_listings([line(status="CR", **links)], place, by=bruno).changed == 1
    assert Listing.objects.get().status == "CR"
    report = import_listings([line(status="O", **links)], place, by=bruno)
    assert "cannot become" in report.problems[0][1]
    assert import_listings([line(status="CR", **links)], place, by=bruno).unchanged == 1


def test_a_spreadsheet_is_tried_and_then_written_on_the_page(client, place, bruno):
    book = openpyxl.Workbook()
    book.active.append(list(line().cells))
    book.active.append(list(line().cells.values()))
    held = io.BytesIO()
    book.save(held)
    client.force_login(bruno)
    url = f"/en/desk/registry/{place.slug}/file/"
    for data, count in (({"is_trial": "on"}, 0), ({}, 1)):
        html = client.post(url, {"file": SimpleUploadedFile("r.xlsx", held.getvalue()), **data}).content.decode()
        assert "Added" in html
        assert Listing.objects.count() == count
    assert client.post(url, {"file": SimpleUploadedFile("r.exe", b"x")}).status_code == 422
