"""Every page, in the four languages, light and dark: nothing that axe finds, nothing heavy, nothing from elsewhere."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import translation

from tests.journeys.conftest import DESK, PHONE, sign_in
from tests.journeys.crawl import pages_of_every_kind

LANGUAGES = ["en", "fr", "es", "ar"]
FIRST_FLIGHT = 14_600
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def problems(page):
    """Tell what axe finds on a page: the rule and the element."""
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{page.url}: {rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def in_language(address, site, language):
    """Return the same page in another language."""
    return address.replace(f"{site.url}/en/", f"{site.url}/{language}/", 1)


@pytest.fixture(scope="module")
def public_pages(site, browser):
    """One page of every kind that a visitor reaches by links."""
    with translation.override("en"):
        context = browser.new_context()
        found = list(pages_of_every_kind(context.new_page(), f"{site.url}/en/"))
        context.close()
    assert len(found) > 20, found
    return found


@pytest.fixture(scope="module")
def staff_pages(site, browser, public_pages):
    """One page of every kind that only the keeper, who convenes too, reaches by links."""
    with translation.override("en"):
        context = browser.new_context()
        page = context.new_page()
        sign_in(page, site, "Dana")
        found = list(pages_of_every_kind(page, f"{site.url}/en/desk/"))
        context.close()
    return [address for address in found if address not in public_pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_public_pages(site, open_browser, public_pages, language):
    page = open_browser(locale=language)
    found = []
    for address in public_pages:
        page.goto(in_language(address, site, language))
        found += problems(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_in_the_dark_on_a_phone(site, open_browser, public_pages, language):
    page = open_browser(locale=language, dark=True, size=PHONE)
    found = []
    for address in public_pages:
        page.goto(in_language(address, site, language))
        found += problems(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_pages_of_staff(site, open_browser, staff_pages, language):
    page = open_browser(locale=language)
    sign_in(page, site, "Dana")
    found = []
    for address in staff_pages:
        page.goto(in_language(address, site, language))
        found += problems(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_is_wider_than_its_screen(site, open_browser, public_pages, language, size):
    page = open_browser(locale=language, size=size)
    wide = []
    for address in public_pages:
        page.goto(in_language(address, site, language))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            wide.append(page.url)
    assert not wide


def test_the_first_answer_of_every_public_page_fits_the_first_flight(site, open_browser, public_pages):
    page = open_browser()
    heavy = {}
    for address in public_pages:
        for language in LANGUAGES:
            response = page.request.get(in_language(address, site, language), headers={"Accept-Encoding": "identity"})
            weight = len(gzip.compress(response.body(), 6))
            if weight > FIRST_FLIGHT:
                heavy[response.url] = weight
    assert not heavy


def test_no_page_asks_anything_of_another_host(site, open_browser, public_pages):
    page = open_browser()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in public_pages:
        page.goto(address)
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []


def test_every_page_says_its_name_once_and_in_its_language(site, open_browser, public_pages):
    page = open_browser(javascript=False)
    for address in public_pages:
        for language in LANGUAGES:
            page.goto(in_language(address, site, language))
            assert page.locator("h1").count() == 1, page.url
            assert page.locator("html").get_attribute("lang") == language, page.url
            assert not re.search(r"%\(|\{\{|\{%", page.inner_text("body")), page.url


def test_reading_changes_nothing(site, open_browser, public_pages, staff_pages):
    page = open_browser(javascript=False)
    sign_in(page, site, "Dana")
    before = kept(site)
    for address in [*public_pages, *staff_pages]:
        page.goto(address)
    assert kept(site) == before


def kept(site):
    """Everything the site keeps, but for what the clock moves."""
    apps = ["themes", "places", "people", "cycles", "consultations", "commitments", "record.entry", "record.secret"]
    return site.command("dumpdata", *apps).stdout
