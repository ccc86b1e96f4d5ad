"""Bruno writes what was heard, the forum comments the draft, Chipo signs, and a journalist counts it all anew offline."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, fill, serve_site, sign_in

SLUG = "feminist-open-government"


@pytest.fixture(scope="module")
def heard_site(tmp_path_factory):
    """A demonstration of this module's own: nobody else has written there."""
    yield from serve_site(tmp_path_factory.mktemp("heard"), "answering")


def test_a_report_is_written_commented_signed_and_counted_anew(heard_site, open_browser, tmp_path):
    site = heard_site
    bruno, joseph, chipo = open_browser(), open_browser(size=PHONE, javascript=False), open_browser()
    sign_in(bruno, site, "Bruno")
    _write(bruno, site)

    sign_in(joseph, site, "Joseph")
    joseph.goto(f"{site.url}/en/what-we-heard/{SLUG}/")
    joseph.get_by_role("link", name="Comment this B1.1").click()
    joseph.locator("[name=words]").fill("Say who was asked.")
    joseph.get_by_role("button", name="Send the comment").click()
    expect(joseph.locator("main")).to_contain_text("Say who was asked.")

    sign_in(chipo, site, "Chipo")
    chipo.goto(f"{site.url}/en/what-we-heard/{SLUG}/sign/")
    expect(chipo.locator("main")).to_contain_text("Some comments of the forum have no reply yet.")
    _reply(bruno, site)
    chipo.reload()
    chipo.get_by_role("button", name="Sign and publish").click()
    expect(chipo.locator("main")).to_contain_text("Signed by Chipo")

    journalist = open_browser(locale="fr")
    journalist.goto(f"{site.url}/fr/what-we-heard/{SLUG}/")
    expect(journalist.locator("main")).to_contain_text("demandent ceci")
    with journalist.expect_download() as download:
        journalist.get_by_role("link", name="(ZIP)").click()
    download.value.save_as(tmp_path / "bundle.zip")
    assert "Nothing differs." in site.command("reproduce", str(tmp_path / "bundle.zip")).stdout


def _write(page, site):
    page.goto(f"{site.url}/en/desk/heard/{SLUG}/")
    page.get_by_role("button", name="Begin the report").click()
    fill(page, title_en="Times and places", title_fr="Heures et lieux")
    page.get_by_role("button", name="Add this section").click()
    fill(page, prose_en="Ask when {contributions} can come.", prose_fr="Demandez quand {contributions} peuvent venir.")
    page.get_by_role("button", name="Write it").click()
    page.get_by_role("link", name="Choose quotes").click()
    page.locator("[name=quote]").first.check()
    page.get_by_role("button", name="Quote what is ticked").click()
    page.get_by_role("button", name="Save as final").click()
    expect(page.locator("main")).to_contain_text("Saved as final.")
    page.goto(f"{site.url}/en/desk/heard/{SLUG}/texts/")
    fill(page, introduction_en="You spoke, we listened.", introduction_fr="Vous avez parlé, nous avons écouté.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Give it to the forum").click()


def _reply(page, site):
    page.goto(f"{site.url}/en/desk/heard/{SLUG}/comments/")
    page.get_by_role("link", name="Reply B1.1").click()
    page.locator("[name=outcome]").last.check()
    page.locator("[name=reply]").fill("The introduction says it.")
    page.get_by_role("button", name="Save the reply").click()
