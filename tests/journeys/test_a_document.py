"""A document in two languages: begun, refused while a language is missing, published, found by its words, checked by its digest."""

import hashlib
import re

import docx
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, sign_in

WORDS = {"en": "The lighthouse opens on Mondays.", "fr": "Le phare ouvre le lundi."}


def test_a_document_is_published_in_two_languages_without_javascript(site, open_browser, tmp_path):
    bruno = open_browser(javascript=False, size=PHONE)
    sign_in(bruno, site, "Bruno")
    bruno.goto(f"{site.url}/en/places/canada/documents/")
    bruno.get_by_role("link", name="Begin a document").click()
    bruno.get_by_label("Kind").select_option("minutes")
    bruno.locator("[name=title_en]").fill("Minutes of the second meeting")
    bruno.locator("[name=title_fr]").fill("Compte rendu de la deuxième réunion")
    bruno.get_by_role("button", name="Go on to the file").click()
    _give(bruno, _file(tmp_path, "en"))
    expect(bruno.locator(".messages")).to_contain_text("Version 1 in English is kept.")

    bruno.get_by_role("button", name="Publish this document").click()
    expect(bruno.locator(".messages")).to_contain_text("There is no file yet in: français.")
    bruno.get_by_role("link", name="Give the file French").click()
    _give(bruno, _file(tmp_path, "fr"))
    bruno.get_by_role("button", name="Publish this document").click()
    expect(bruno.locator(".messages")).to_contain_text("The document is published.")

    amina = open_browser(size=PHONE)
    _find(amina, site)
    with amina.expect_download() as download:
        amina.get_by_role("link", name=re.compile("^English .*DOCX")).first.click()
    digest = hashlib.sha256(download.value.path().read_bytes()).hexdigest()
    amina.get_by_role("link", name="Minutes of the second meeting").click()
    expect(amina.locator("#versions ~ ol").first).to_contain_text(digest)
    amina.get_by_role("link", name="In the record").first.click()
    expect(amina.locator("main")).to_contain_text(digest)


def _give(page, path):
    page.locator("[name=file]").set_input_files(path)
    page.get_by_role("button", name="Send the file").click()


def _find(page, site):
    """The worker reads the words a moment after they are given."""
    for _again in range(30):
        page.goto(f"{site.url}/en/places/canada/documents/?q=lighthouse+monday")
        if page.locator("mark").count():
            break
        page.wait_for_timeout(500)
    expect(page.locator("mark").first).to_have_text("lighthouse")


def _file(folder, language):
    document, path = docx.Document(), folder / f"minutes-{language}.docx"
    document.add_paragraph(WORDS[language])
    document.save(path)
    return path
