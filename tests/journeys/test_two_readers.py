"""Two readers sort what was said: Bruno with the keyboard, Hana without scripts on a phone; then it is told how far they agree."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, press, serve_site, sign_in

ASKED = "commitments-that-matter"


@pytest.fixture(scope="module")
def sorted_site(tmp_path_factory):
    """A demonstration of this module's own, in which themes have been looked for."""
    yield from serve_site(tmp_path_factory.mktemp("readers"), "answering")


def desk(page, site, path=""):
    page.goto(f"{site.url}/en/desk/said/{ASKED}/{path}")
    return page.locator("main")


def test_two_readers_sort_what_was_said(sorted_site, open_browser):
    bruno, hana = open_browser(), open_browser(javascript=False, size=PHONE)
    sign_in(bruno, sorted_site, "Bruno")
    sign_in(hana, sorted_site, "Hana")

    _names_and_moves_with_keys(bruno, sorted_site)
    _merges_without_scripts(hana, sorted_site)
    _undoes_what_the_other_decided(bruno, hana, sorted_site)
    _takes_a_suggestion_with_a_key(bruno, sorted_site)
    _sorts_the_least_sure(bruno, hana, sorted_site)
    _agreement_is_told(hana, sorted_site)
    _looks_for_themes_again(bruno, sorted_site)


def _names_and_moves_with_keys(page, site):
    desk(page, site).locator("h3 a").first.click()
    page.locator("[data-texts] article").first.wait_for()
    press(page, "r")
    page.locator("[name=name_en]").fill("Data everybody may use")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Data everybody may use")
    press(page, "j", "j", "x")
    moved = page.locator("[data-texts] article").nth(1).locator(".said").inner_text()
    page.keyboard.press("m")
    page.locator("#sorting select").select_option("+")
    page.get_by_role("button", name="Put them there").click()
    expect(page.locator("main")).not_to_contain_text(moved)
    expect(page.locator("body")).to_contain_text("1 text is put there.")


def _merges_without_scripts(page, site):
    themes = desk(page, site).locator("h3 a")
    smallest = themes.last.inner_text()
    themes.last.click()
    page.locator("summary", has_text="Merge it").click()
    page.locator("select[name=into]").select_option(label="Data everybody may use")
    page.get_by_role("button", name="Merge them").click()
    expect(page.locator("h1")).to_have_text("Data everybody may use")
    expect(page.locator("main")).to_contain_text(f"“{smallest}” is part of it.")


def _undoes_what_the_other_decided(bruno, hana, site):
    themes = desk(bruno, site).locator("h3 a").count()
    decided = desk(bruno, site, "decisions/").locator("li", has_text="became part of “Data everybody may use”").first
    expect(decided).to_contain_text("Hana")
    decided.get_by_role("button", name="Undo").click()
    expect(bruno.locator("body")).to_contain_text("Undone: it is as it was before.")
    assert desk(hana, site).locator("h3 a").count() == themes + 1


def _takes_a_suggestion_with_a_key(page, site):
    left = re.compile(r"(\d+) texts? names? no theme")
    before = int(left.search(desk(page, site, "file/").inner_text())[1])
    page.keyboard.press("1")
    expect(page.locator("body")).to_contain_text("Filed under “")
    expect(page.locator("main")).to_contain_text(f"{before - 1} text")


def _sorts_the_least_sure(bruno, hana, site):
    done = re.compile(r"(\d+) of \d+ texts read by a person")
    before = int(done.search(desk(bruno, site, "unsure/").inner_text())[1])
    bruno.keyboard.press("1")
    expect(bruno.locator("main")).to_contain_text(f"{before + 1} of")
    desk(hana, site, "unsure/").get_by_role("button", name="None of them").click()
    expect(hana.locator("main")).to_contain_text(f"{before + 2} of")


def _agreement_is_told(page, site):
    main = desk(page, site, "sample/")
    expect(main).to_contain_text("Krippendorff’s alpha")
    expect(main).to_contain_text("You have sorted the whole sample.")
    expect(main).to_contain_text("Where they differ")


def _looks_for_themes_again(page, site):
    desk(page, site).get_by_role("button", name="Look for themes again").click()
    expect(page.locator("main")).to_contain_text("New since the time before", timeout=60_000)
    expect(page.locator("main")).to_contain_text("Data everybody may use")
    page.get_by_role("link", name="What changed, and why").click()
    expect(page.locator("main")).to_contain_text("A theme was named “Data everybody may use”.")
