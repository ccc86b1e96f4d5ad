"""The squares on printed sheets, read from the paper by a program that did not draw them."""

import itertools

import pytest
from django.conf import settings

from parvis.core.receipts import format_code
from parvis.paper.printing import pdf_of
from parvis.paper.tests.factories import make_batch
from tests.scanning import addresses_on, pages_of, squares_on

SHEETS = [
    {"paper": paper, "is_large": is_large, "language": language}
    for paper, is_large, language in itertools.product(("a4", "us-letter"), (False, True), ("en", "ar"))
]


def leading_to(batch):
    """What the squares of a batch should say, in their order, each with what is printed beside it."""
    origin = settings.BASE_URL.geturl()
    for sheet in batch.sheets.order_by("number"):
        code = format_code(batch.claim_code(sheet.number))
        yield f"{origin}/desk/paper/sheets/{sheet.serial}/", sheet.serial
        yield f"{origin}/{batch.language}/claim/#{code}", code


@pytest.mark.parametrize("printed", SHEETS, ids=str)
def test_each_square_leads_to_what_stands_beside_it(consultation, bruno, printed):
    batch = make_batch(consultation, by=bruno, count=2, **printed)
    squares = [square for page in pages_of(pdf_of(batch)) for square in squares_on(page)]

    wanted = list(leading_to(batch))
    assert [address for address, _signs in squares] == [address for address, _code in wanted]
    for (_address, signs), (_same, code) in zip(squares, wanted, strict=True):
        assert code in signs


@pytest.mark.parametrize(("degrees", "blurs"), [(-3, 2), (4, 1), (181, 1)])
@pytest.mark.parametrize("printed", SHEETS[::3], ids=str)
def test_they_are_read_askew_in_bad_light_and_out_of_focus(consultation, bruno, printed, degrees, blurs):
    batch = make_batch(consultation, by=bruno, count=2, **printed)
    pages = pages_of(pdf_of(batch))
    seen = [address for page in pages for address in addresses_on(page, degrees=degrees, blurs=blurs)]

    assert sorted(seen) == sorted(address for address, _code in leading_to(batch))


def test_the_square_at_the_top_opens_the_page_where_the_sheet_is_typed_in(client, batch, hana):
    client.force_login(hana)
    address, _signs = squares_on(pages_of(pdf_of(batch))[0])[0]
    shown = client.get(address.removeprefix(settings.BASE_URL.geturl()), follow=True)
    assert shown.context["sheet"] == batch.sheets.get(number=1)


def test_an_address_as_long_as_they_come_is_still_read(settings, batch):
    settings.BASE_URL = settings.BASE_URL._replace(netloc="participation.gouvernement-ouvert.ministere.example.gouv")
    for page in pages_of(pdf_of(batch)):
        assert addresses_on(page, degrees=2, blurs=2) == sorted(address for address, _signs in squares_on(page))
        assert len(squares_on(page)) == 2
