"""A batch of ten sheets in Arabic: made, printed, typed in by two people, one settled, each a contribution."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, sign_in

SHEETS = 10
WORDS = "أريد مقعداً أمام المدرسة رقم {}."


def test_a_paper_batch_of_ten_in_arabic(site, open_browser):
    bruno, hana = open_browser(), open_browser(javascript=False, size=PHONE)
    sign_in(bruno, site, "Bruno")
    sign_in(hana, site, "Hana")
    serials = _make_a_batch(bruno, site)
    batch = bruno.url

    hana.goto(batch)
    for number, serial in enumerate(serials, 1):
        _open(hana, serial if number > 1 else serial.lower().replace("-", " "))
        _type(hana, WORDS.format(number))
        expect(hana.locator("main")).to_contain_text("waiting for a second person")
    _a_wrong_serial_is_told(hana, serials[0])
    _open(hana, serials[0])
    expect(hana.locator("main")).to_contain_text("Somebody else types it the second time.")

    for number, serial in enumerate(serials, 1):
        bruno.goto(batch)
        _open(bruno, serial)
        expect(bruno.get_by_label("What is written there")).to_be_empty()
        _type(bruno, WORDS.format(number if number < SHEETS else 99))
    expect(bruno.locator("del")).to_contain_text("10")
    expect(bruno.locator("ins")).to_contain_text("99")
    bruno.get_by_label("The box of consent is ticked on the sheet").check()
    bruno.get_by_role("button", name="This is what stands there").click()
    receipt = bruno.locator("main code.receipt").first.inner_text()

    bruno.goto(batch)
    expect(bruno.locator("dl.facts")).to_contain_text(re.compile(r"typed in\s*10"))
    _the_trail_tells_it(open_browser(locale="ar", size=PHONE), site, receipt, serials[-1])
    assert bruno.goto(batch + "1.pdf").status == 403


def _make_a_batch(page, site):
    page.goto(f"{site.url}/en/desk/paper/")
    page.get_by_label("In which language?").select_option("ar")
    page.get_by_label("How many sheets?").fill(str(SHEETS))
    page.get_by_label("Where are they handed in?").fill("المكتبة المركزية، حتى الخامسة")
    page.get_by_label("Two people type in each sheet").check()
    page.get_by_role("button", name="Make the sheets").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Sheets to print (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    number = page.url.rstrip("/").rpartition("/")[2]
    # What stands on the sheets, as the camera reads it from the square.
    command = "from parvis.paper.models import serial_of; print(*(serial_of({}, n) for n in range(1, {})))"
    return site.command("shell", "-v", "0", "-c", command.format(number, SHEETS + 1)).stdout.split()


def _open(page, serial):
    page.get_by_label("Serial of the sheet").fill(serial)
    page.keyboard.press("Enter")


def _type(page, words):
    page.get_by_label("What is written there").fill(words)
    page.get_by_label("The box of consent is ticked on the sheet").check()
    page.get_by_role("button", name="Take it in").click()


def _a_wrong_serial_is_told(page, serial):
    _open(page, serial.replace("-001-", "-007-"))
    expect(page.locator("[role=alert]")).to_contain_text("One character of this serial is wrong")


def _the_trail_tells_it(page, site, receipt, serial):
    page.goto(f"{site.url}/ar/receipts/{receipt}/")
    expect(page.locator("main")).to_contain_text(WORDS.format(SHEETS))
    expect(page.locator("main")).to_contain_text(serial)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
