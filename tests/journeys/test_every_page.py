"""Every page, in the four languages, light and dark: nothing that axe finds, nothing heavy, nothing from elsewhere."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import translation

from tests.journeys.conftest import DESK, PHONE, sign_in
from tests.journeys.crawl import links_that_lead_nowhere, pages_of_every_kind

LANGUAGES = ["en", "fr", "es", "ar"]
FIRST_FLIGHT = 14_600
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def problems(page):
    """Tell what axe finds on a page, all that can be opened in it being open: the rule and the element."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{page.url}: {rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def faults(page, language):
    """Tell what else is wrong: no single heading, another language, words left open, wider than a phone or a desk."""
    if page.locator("h1").count() != 1:
        yield f"{page.url}: not one h1"
    if page.locator("html").get_attribute("lang") != language:
        yield f"{page.url}: not in {language}"
    if open_words := re.search(r"%\(\w+\)|\{\{|\{%", page.inner_text("main")):
        yield f"{page.url}: shows {open_words.group()}"
    told = page.locator(".problems").all_inner_texts()
    if len(set(told)) < len(told):
        yield f"{page.url}: tells the same problems twice"
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            yield f"{page.url}: wider than {size['width']}"


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
def test_every_public_page_is_fit_to_be_shown(site, open_browser, public_pages, language):
    page = open_browser(locale=language)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    found = []
    for address in public_pages:
        page.goto(in_language(address, site, language))
        found += [*problems(page), *faults(page, language)]
    assert not found, "\n".join(found)
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_in_the_dark_on_a_phone(site, open_browser, public_pages, language):
    page = open_browser(locale=language, dark=True, size=PHONE)
    found = []
    for address in public_pages:
        page.goto(in_language(address, site, language))
        found += problems(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_staff_is_fit_to_be_shown(site, open_browser, staff_pages, language):
    page = open_browser(locale=language)
    sign_in(page, site, "Dana")
    found = []
    for address in staff_pages:
        page.goto(in_language(address, site, language))
        found += [*problems(page), *faults(page, language)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["", "Bruno", "Élise", "Kofi"])
def test_no_link_leads_to_a_page_its_reader_may_not_open(site, open_browser, name):
    page = open_browser()
    if name:
        sign_in(page, site, name)
    with translation.override("en"):
        found = links_that_lead_nowhere(page.request, f"{site.url}/en/{'desk/' if name else ''}")
    assert not found, "\n".join(found)


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
