"""A workshop of sixty notes: typed by keyboard alone, through a lost connection, each received once, one claimed."""

import re
import time

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, sign_in
from tests.scanning import addresses_on, pages_of, squares_on

NOTES = [f"{1 + number % 9}: Idea number {number} of the evening x{1 + number % 4}" for number in range(60)]
MINUTES = 60


def test_a_workshop_of_sixty_notes(site, open_browser):
    hana, jules, amina = open_browser(), open_browser(), open_browser(size=PHONE)
    sign_in(hana, site, "Hana")
    event = _open_a_workshop(hana, site)
    code = _make_slips(hana)
    _a_camera_reads(hana, f"{site.url}/en/claim/#{code}")
    hana.go_back()
    link = _name_a_scribe(hana)
    _a_camera_reads(hana, link)

    jules.on("dialog", lambda dialog: dialog.accept())
    jules.goto(link)
    began = time.monotonic()
    _type(jules, [f"{NOTES[0]} #1", *NOTES[1:20]])
    jules.context.set_offline(True)
    _type(jules, NOTES[20:40])
    expect(jules.locator("[data-waiting]")).to_contain_text("notes wait on this device")
    jules.context.set_offline(False)
    jules.reload()
    _type(jules, NOTES[40:])
    expect(jules.locator("[data-count]")).to_have_text("60", timeout=60_000)
    assert time.monotonic() - began < 10 * MINUTES
    jules.reload()
    expect(jules.locator("[data-count]")).to_have_text("60")
    expect(jules.locator("[data-list] [data-key]")).to_have_count(0)
    assert jules.evaluate("localStorage.length") == 0

    _everything_was_received_once(amina, site, event)
    _claim(amina, site, code)


def test_a_scribe_without_javascript_types_line_by_line_and_many_at_once(site, open_browser):
    hana = open_browser()
    sign_in(hana, site, "Hana")
    _open_a_workshop(hana, site)
    jules = open_browser(javascript=False, size=PHONE)
    jules.goto(_name_a_scribe(hana))

    for number, words in enumerate(("A first thought for the evening", "A second thought for the evening x3"), 1):
        _type(jules, [words])
        expect(jules.locator("[data-count]")).to_have_text(str(number))
    jules.locator("summary").click()
    jules.locator("textarea").fill("A third thought\nIdea:\nA fourth thought x2")
    jules.get_by_role("button", name="Send all of them").click()

    expect(jules.locator("textarea")).to_have_value("Idea:")
    expect(jules.locator("[data-count]")).to_have_text("4")
    expect(jules.locator("[data-people]")).to_have_text("7")


def _open_a_workshop(page, site):
    """Open the first event on the list that has no workshop yet; return its name."""
    page.goto(f"{site.url}/en/desk/workshops/")
    taken = page.locator("main ul.asks h2").all_inner_texts()
    options = page.locator("select[name=event] option").all()
    option = next(each for each in options if each.inner_text() not in taken)
    name = option.inner_text()
    page.locator("select[name=event]").select_option(option.get_attribute("value"))
    page.get_by_role("button", name="Open it").click()
    expect(page.locator("h1")).to_have_text(name)
    return name


def _make_slips(page):
    page.get_by_role("button", name="Make slips to print").click()
    return page.locator(".slips code").first.inner_text()


def _name_a_scribe(page):
    page.get_by_label("Name of the scribe").fill("Jules")
    page.get_by_role("button", name="Make a link").click()
    return page.get_by_label("Link", exact=True).input_value()


def _a_camera_reads(page, address):
    """The square that stands first on a page leads to this address, when the page is printed and lies askew."""
    first = pages_of(page.pdf(format="A4"))[0]
    assert squares_on(first)[0][0] == address
    assert address in addresses_on(first, degrees=3, blurs=1)


def _type(page, notes):
    """Type notes as a scribe does: words, Enter, words, Enter; the hands stay on the keyboard."""
    for note in notes:
        page.keyboard.type(note)
        page.keyboard.press("Enter")


def _everything_was_received_once(page, site, event):
    page.goto(f"{site.url}/en/events/")
    heard = page.locator("article", has_text=event).get_by_role("link", name="60 notes · from 150 people")
    expect(heard).to_be_visible()
    heard.click()
    found = []
    while True:
        found += re.findall(r"Idea number (\d+) of the evening", page.inner_text("main"))
        further = page.locator("a[rel=next]")
        if not further.count():
            break
        further.first.click()
        page.wait_for_load_state()
    assert sorted(map(int, found)) == list(range(60))


def _claim(page, site, code):
    sign_in(page, site, "Amina")
    page.goto(f"{site.url}/en/claim/#{code}")
    expect(page.get_by_label("The code on your slip")).to_have_value(code)
    page.get_by_role("button", name="This note is mine").click()
    expect(page.locator("main")).to_contain_text("Idea number 0 of the evening")
    expect(page.locator(".trail")).to_contain_text("Claimed by its author")
