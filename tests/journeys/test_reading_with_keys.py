"""Hana clears the reading desk with the keyboard: a page for each contribution, and a key or a few."""

import pytest

from tests.journeys.conftest import serve_site, sign_in
from tests.journeys.test_a_hidden_contribution import OPEN, speak

SAID = "Publish the name of whoever signs each contract of the city, on the day it is signed."
WAITING = [
    "Plant two trees for each one that is felled beside the road to the lake.",
    "Publish the name of whoever signs each contract of the city, on the very day it is signed.",
    "Buy the best watches at a very good price from our shop.",
    "Mend the thing near the place we spoke of last spring.",
    "Open the library on Sundays, when people have time to read.",
]


@pytest.fixture(scope="module")
def gathering(tmp_path_factory):
    """A demonstration of this module's own, while ideas are gathered."""
    yield from serve_site(tmp_path_factory.mktemp("keys"), "gathering")


class Keyboard:
    """Presses keys and counts them, and the pages that answer; a sentence that is typed is one."""

    def __init__(self, page):
        self.page, self.keys, self.pages = page, 0, 0
        page.on("request", self.count)

    def count(self, asked):
        self.pages += asked.is_navigation_request() and asked.redirected_from is None

    def press(self, *keys, then=""):
        """Press keys; the last leads to a page that shows what is expected `then`."""
        for key in keys:
            self.keys += 1
            if len(key) == 1 or key in ("Tab", "Space", "Enter"):
                self.page.keyboard.press(key)
            else:
                self.page.keyboard.type(key)
        if then:
            self.page.locator("main blockquote", has_text=then).first.wait_for()
            self.page.wait_for_load_state()


def test_a_page_and_a_few_keys_for_each(gathering, open_browser):
    amina, page = open_browser(), open_browser()
    sign_in(amina, gathering, "Amina")
    speak(amina, gathering, SAID)
    for words in WAITING:
        speak_at_once(amina, gathering, words)
    sign_in(page, gathering, "Hana")
    trees, twin, watches, thing, library = WAITING
    find(page, gathering, twin, until="input[name=beside]:checked")
    find(page, gathering, trees)

    hands = Keyboard(page)
    hands.press("p", then=twin)
    hands.press("g", then=watches)
    hands.press("h", "Space", "Tab", "It only sells watches.", "Tab", "Enter", then=thing)
    hands.press("a", "Which place, and which thing?", "Tab", "Enter", then=library)
    hands.press("p")
    page.locator("button[value=undo]").wait_for()

    assert hands.pages == len(WAITING)
    assert hands.keys <= 3 * len(WAITING)
    page.goto(f"{gathering.url}/en/desk/moderation/?status=asked")
    assert thing in page.inner_text("main")
    page.goto(f"{gathering.url}/en/desk/alike/?show=grouped")
    assert SAID[:40] in page.inner_text("main")


def speak_at_once(page, site, words):
    """Send a form faster than people do: it waits to be read."""
    page.goto(f"{site.url}/en/consultations/{OPEN}/speak/")
    page.locator("textarea[name=words]").fill(words)
    page.locator("button[value=preview]").click()
    page.locator("button[value=send]").click()
    page.wait_for_load_state()


def find(page, site, words, until="main"):
    """Leave waiting what comes before, until the desk shows these words, and what is found beside them."""
    page.goto(f"{site.url}/en/desk/reading/")
    for _turn in range(200):
        if words in page.inner_text("main blockquote") and page.locator(until).count():
            return
        page.locator("button[value=skip]").click()
        page.wait_for_load_state()
    raise AssertionError(words)
