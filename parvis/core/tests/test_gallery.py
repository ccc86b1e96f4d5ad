"""Every component in every state, as a browser shows it: nothing axe finds, nothing cut off, every aid at work."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

pytestmark = [pytest.mark.urls("parvis.core.tests.urls"), pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("PARVIS_CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def show(chromium, live_server):
    """Open the gallery: `show("ar", width=360, color_scheme="dark")`."""
    contexts = []

    def open_gallery(language="en", width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{live_server.url}/{language}/gallery/")
        return page

    yield open_gallery
    for context in contexts:
        context.close()


def faults(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


def kept(page):
    """Wait until the draft is on the device, and return it."""
    for _turn in range(50):
        if draft := page.evaluate("localStorage.getItem('parvis-draft:gallery')"):
            return draft
        page.wait_for_timeout(100)
    raise AssertionError("Nothing was kept.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(show, language, scheme):
    assert faults(show(language, color_scheme=scheme)) == []


@pytest.mark.parametrize(
    "options", [{"contrast": "more"}, {"contrast": "more", "color_scheme": "dark"}, {"width": 360}]
)
def test_axe_finds_nothing_in_high_contrast_or_on_a_phone(show, options):
    assert faults(show("en", **options)) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(show, language, width):
    page = show(language, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_pressed_is_large_enough(show):
    small = show("en", width=360).evaluate(
        """() => [...document.querySelectorAll('button, summary, input, select, textarea, nav a, .button, .tag[href]')]
        .filter(thing => { const box = thing.getBoundingClientRect(); return box.width && Math.min(box.width, box.height) < 24 })
        .map(thing => thing.outerHTML)"""
    )
    assert small == []


def test_without_javascript_the_page_is_whole(show):
    page = show("en", java_script_enabled=False)

    expect(page.get_by_text("At most 5,000 characters.").first).to_be_visible()
    assert page.get_by_role("button", name="Copy").count() == 0
    assert page.get_by_role("button", name="Print").count() == 0


def test_what_is_typed_is_kept_brought_back_and_forgotten_when_asked(show):
    page = show("en")
    page.locator("#id_words").fill("Publish the names of owners before the signature.")
    kept(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(page.locator("#id_words")).to_have_value("Publish the names of owners before the signature.")
    assert faults(page) == []
    page.get_by_role("button", name="Forget it and start afresh").click()
    expect(page.locator("#id_words")).to_have_value("")


def test_an_address_is_never_kept_on_the_device(show):
    page = show("en")
    page.locator("#id_email").fill("amina@example.org")
    page.locator("#id_public_name").fill("Amina")

    assert "amina@example.org" not in kept(page)


def test_similar_contributions_come_while_one_writes(show):
    page = show("en")
    page.locator("#id_words").fill("Who really owns the companies that win public contracts?")

    expect(page.locator("#similar").get_by_text("Others have said something close")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="2 similar contributions were found.")).to_have_count(1)
    assert faults(page) == []


def test_characters_are_counted_in_western_digits(show):
    page = show("ar")
    page.locator("#id_words").fill("حرف")

    expect(page.locator("[data-counter=id_words]")).to_contain_text("4,997")


def test_the_summary_of_errors_is_reached_first_and_leads_to_the_field(show):
    page = show("en")

    expect(page.locator("[data-problems]").first).to_be_focused()
    page.locator("[data-problems] a", has_text="E-mail address").click()
    expect(page.locator("#id_wrong-email")).to_be_focused()


def test_the_first_key_leads_past_the_frame(show):
    page = show("en", java_script_enabled=False)
    page.keyboard.press("Tab")

    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_forced_colours_and_reduced_motion_are_honoured(show):
    page = show("en", forced_colors="active", reduced_motion="reduce")

    stones = "getComputedStyle(document.querySelector('.trail > li'), '::before').backgroundColor"
    assert page.evaluate(stones) not in ("rgba(0, 0, 0, 0)", "")
    assert page.evaluate("document.getAnimations().length") == 0
