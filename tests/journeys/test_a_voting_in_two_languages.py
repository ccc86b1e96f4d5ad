"""Two people vote on their phones, in two languages; the convener closes; the receipt proves it without the site."""

import json
import re
import urllib.request

from playwright.sync_api import expect

from parvis.votes.sealing import Receipt, is_sealed
from tests.journeys.conftest import PHONE, press, sign_in

SLUG = "commitments-that-matter"


def test_two_people_vote_and_their_receipts_prove_it(site, open_browser):
    amina, joseph, bruno = (
        open_browser(locale="ar", javascript=False, size=PHONE),
        open_browser(size=PHONE),
        open_browser(),
    )
    amina.goto(f"{site.url}/ar/consultations/{SLUG}/")
    amina.get_by_role("link", name="صوّت على العبارات").click()
    _vote(amina, "أوافق", "لا أوافق", "تجاوز", "أوافق", "أوافق")
    expect(amina.locator("main")).to_contain_text("صوّتّ على 5 من")
    amina.get_by_role("link", name="اعرض النتائج").click()
    expect(amina.locator("main li .share").first).to_be_visible()

    joseph.goto(f"{site.url}/en/consultations/{SLUG}/vote/")
    _vote(joseph, "Disagree", "Pass")
    expect(joseph.locator("main")).to_contain_text("You have voted on 2 of")
    press(joseph, "a")
    expect(joseph.locator("main")).to_contain_text("You have voted on 3 of")
    _swipe(joseph, 30)
    expect(joseph.locator("main")).to_contain_text("You have voted on 3 of")
    _swipe(joseph, -140)
    expect(joseph.locator("main")).to_contain_text("You have voted on 4 of")
    joseph.get_by_role("link", name="Your votes", exact=True).click()
    joseph.get_by_role("button", name=re.compile("^Pass")).first.click()
    _propose(joseph, site)

    sign_in(bruno, site, "Bruno")
    bruno.goto(f"{site.url}/en/desk/votes/{SLUG}/")
    bruno.get_by_role("link", name=re.compile("Libraries should lend")).click()
    bruno.get_by_role("button", name="Publish: let people vote on it").click()
    bruno.get_by_text("Close it now").click()
    bruno.get_by_role("button", name="Close it, and seal all votes").click()
    expect(bruno.locator("main")).to_contain_text("closed")

    amina.goto(f"{site.url}/ar/consultations/{SLUG}/vote/mine/")
    expect(amina.locator("main")).to_contain_text("ضمن الختم الذي يحفظه السجل")
    assert len(_receipt(amina, site).votes) == 5
    joseph.goto(f"{site.url}/en/consultations/{SLUG}/vote/mine/")
    assert len(_receipt(joseph, site).votes) == 4
    joseph.goto(f"{site.url}/en/consultations/{SLUG}/vote/")
    expect(joseph.locator("main")).to_contain_text("Voting is closed.")


def _vote(page, *choices):
    for choice in choices:
        page.get_by_role("button", name=choice, exact=True).click()


def _swipe(page, far):
    """Draw a finger over the statement, to the right or to the left, and lift it."""
    page.wait_for_load_state()
    quote = page.locator(".ballot .quote")
    box = quote.bounding_box()
    touch = {"pointerType": "touch", "isPrimary": True, "pointerId": 7, "bubbles": True, "clientY": box["y"] + 20}
    for kind, x in (("pointerdown", 180), ("pointermove", 180 + far), ("pointerup", 180 + far)):
        quote.dispatch_event(kind, {**touch, "clientX": x})


def _propose(page, site):
    page.goto(f"{site.url}/en/consultations/{SLUG}/vote/propose/")
    page.get_by_label("Your statement").fill("Libraries should lend laptops to whoever has none.")
    page.get_by_role("button", name="Propose it").click()
    expect(page.locator("[role=status]").first).to_contain_text("A moderator reads it")


def _receipt(page, site):
    with page.expect_download() as download:
        page.locator("main a[download]").click()
    receipt = Receipt(**json.loads(download.value.path().read_text()))
    with urllib.request.urlopen(f"{site.url}/en/consultations/{SLUG}/vote/seal.txt") as leaves:
        assert receipt.leaf in leaves.read().decode().split()
    page.goto(f"{site.url}/en/consultations/{SLUG}/vote/results/")
    page.get_by_role("link", name="The seal in the record").click()
    root = re.search(r"\b[0-9a-f]{64}\b", page.locator("main").inner_text().partition("root of all votes")[2])[0]
    assert is_sealed(receipt, root)
    return receipt
