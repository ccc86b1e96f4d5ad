"""A stranger opens letters in a browser: she supports, is told, is told no more, and takes up a role."""

import re
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.journeys.conftest import PHONE, sign_in

STRANGER = "salma@elsewhere.test"


@pytest.fixture
def stranger(open_browser):
    """Salma, on a phone without JavaScript."""
    return open_browser(javascript=False, size=PHONE)


def press(page, name):
    """Press a button and wait for the page that follows."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def in_letter(site, pattern):
    """Return what stands like `pattern` in the newest letter to the stranger; letters lie in a folder here."""
    folder = Path(site.environment["PARVIS_HOME"]) / "outbox"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for file in sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True):
            letter = message_from_bytes(file.read_bytes(), policy=policy.default)
            found = re.search(pattern, letter.get_body(("plain",)).get_content())
            if letter["To"] == STRANGER and found:
                return found.group()
        time.sleep(0.2)
    raise AssertionError(f"No letter with {pattern} came.")


def a_receipt(page, site):
    """Return the address of something said in a consultation."""
    page.goto(f"{site.url}/en/consultations/")
    page.locator("main h3 a, main h2 a").first.click()
    return page.locator("ol.voices a[href*='/receipts/']").first.get_attribute("href").removesuffix("support/")


def test_support_is_confirmed_and_taken_back_by_the_same_letter(site, stranger):
    trail = site.url + a_receipt(stranger, site)
    stranger.goto(f"{trail}support/")
    stranger.locator("[name=email]").fill(STRANGER)
    press(stranger, "Send me the link")

    letter = in_letter(site, r"http\S+/letters/support/\S+")
    stranger.goto(letter)
    press(stranger, "I support this")
    assert "you now count among those who support" in stranger.inner_text("main")

    stranger.goto(letter)
    press(stranger, "Take my support back")
    assert "You do not support this contribution any more" in stranger.inner_text("main")


def test_to_be_told_is_confirmed_by_letter(site, stranger):
    stranger.goto(f"{site.url}{a_receipt(stranger, site)}tell-me/")
    stranger.locator("[name=email]").fill(STRANGER)
    press(stranger, "Send me the link")

    stranger.goto(in_letter(site, r"http\S+/letters/tell-me/\S+"))
    press(stranger, "Yes, write to me")

    assert "We will write to you when there is an answer." in stranger.inner_text("main")


def test_a_role_is_taken_up_by_letter(site, open_browser, stranger):
    bruno = open_browser()
    sign_in(bruno, site, "Bruno")
    bruno.goto(f"{site.url}/en/places/canada/people/")
    bruno.locator("[name=email]").fill(STRANGER)
    bruno.locator("[name=kind][value=member]").check()
    press(bruno, "Send the invitation")

    letter = in_letter(site, r"http\S+/invitations/\S+")
    stranger.goto(letter)
    stranger.locator("main").get_by_role("link", name="Sign in").click()
    stranger.locator("main [name=email]").fill(STRANGER)
    press(stranger, "Send me a code")
    stranger.locator("[name=code]").fill(in_letter(site, r"\d{4} \d{4}"))
    press(stranger, "Sign in")
    press(stranger, "Take up this role")

    assert "Welcome. You are now: forum member." in stranger.inner_text("main")
