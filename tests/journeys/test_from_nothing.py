"""Dana keeps an empty site: she names a place, begins its cycle, asks a question; a stranger speaks."""

import re
import time
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.conftest import PHONE, fill, serve_site
from tests.journeys.test_every_page import faults, problems

EMAIL = "dana@example.org"
IDEA = "Publiquen los contratos antes de firmarlos, con los nombres de los dueños."


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory):
    """A site nobody has used yet."""
    yield from serve_site(tmp_path_factory.mktemp("nothing"), stage="")


def submit(page, name):
    """Press the button with these words and wait for the page that follows."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def test_an_empty_site_becomes_a_square(empty_site, open_browser):
    dana = open_browser(javascript=False)
    every_page_of_the_square_says_what_will_be_there(open_browser(), empty_site)
    dana_signs_in_as_the_first_keeper(dana, empty_site)
    dana_adds_a_place_and_its_cycle(dana, empty_site)
    dana_asks_a_question(dana, empty_site)
    every_desk_of_the_question_says_that_nothing_is_there(open_browser(size=PHONE), dana, empty_site)
    a_stranger_speaks(open_browser(locale="es", javascript=False, size=PHONE), empty_site)
    assert "1 contribution waits for an answer" in desk(dana, empty_site)


def every_page_of_the_square_says_what_will_be_there(page, site):
    """Nothing is there yet, and each page says so."""
    for path in (
        "",
        "places/",
        "consultations/",
        "answers/",
        "commitments/",
        "plans/",
        "events/",
        "record/",
        "themes/",
    ):
        assert page.goto(f"{site.url}/en/{path}").status == 200
        assert page.locator("main .empty").count() > 0, path


def dana_signs_in_as_the_first_keeper(page, site):
    """The command line names her; a code sent to her address lets her in, and the desk leads her on."""
    site.command("name-keeper", EMAIL)
    page.goto(f"{site.url}/en/desk/")
    fill(page, email=EMAIL)
    submit(page, "Send me a code")
    fill(page, code=code_in_mail(site))
    submit(page, "Sign in")
    assert page.url == f"{site.url}/en/desk/"
    page.get_by_role("link", name="Places", exact=True).first.click()
    page.get_by_role("link", name="Add a place").click()


def code_in_mail(site):
    """Read the code in the outbox folder, where letters go until a mail server is named."""
    folder = Path(site.environment["PARVIS_HOME"]) / "outbox"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for path in sorted(folder.glob("*.eml")):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            if letter["To"] == EMAIL:
                return re.search(r"\d{4} \d{4}", letter.get_body(("plain",)).get_content()).group()
        time.sleep(0.2)
    raise AssertionError("No letter came.")


def dana_adds_a_place_and_its_cycle(page, site):
    """A country, its cycle, one phase and one theme; then everybody may see it."""
    fill(page, name_en="Chile", name_es="Chile", languages="es", time_zone="America/Santiago")
    page.locator("[name=kind][value=country]").check()
    page.locator("select[name=region]").select_option("americas")
    submit(page, "Add")
    page.get_by_role("link", name="Begin a cycle").click()
    days = {"starts_on": clock(hours=-24 * 7)[:10], "ends_on": clock(hours=24 * 700)[:10]}
    fill(page, title_es="Quinto plan", title_en="Fifth plan", number="5", **days)
    submit(page, "Prepare it")
    fill(page, **{"phases-0-name_es": "Escuchar", **{f"phases-0-{name}": day for name, day in days.items()}})
    submit(page, "Save")
    page.locator("main nav").get_by_role("link", name="Themes").click()
    page.get_by_role("link", name="Name a new theme and take it up").click()
    fill(page, name_es="Contratos", name_en="Contracts")
    submit(page, "Take up")
    page.get_by_role("link", name="Title and dates").click()
    submit(page, "Open this cycle")
    assert "Contracts" in page.inner_text("main")


def dana_asks_a_question(page, site):
    """From the desk she finds the cycle again, prepares a consultation, and opens it."""
    desk(page, site)
    page.locator("main").get_by_role("link", name="Consultations").first.click()
    page.get_by_role("link", name="Chile · Fifth plan").click()
    fill(page, title_es="¿Qué contratos deben publicarse?", question_1_es="¿Cuáles, y cuándo?")
    fill(page, opens_at=clock(hours=-2), closes_at=clock(hours=24 * 30))
    page.locator("[name=welcomes][value=anyone]").check()
    page.locator("[name=moderation][value=after]").check()
    submit(page, "Prepare it")
    submit(page, "Open it to the public")
    assert "Open until" in page.inner_text("main")


def every_desk_of_the_question_says_that_nothing_is_there(phone, page, site):
    """No sheet, no site, nobody in particular, no word of a glossary: in Arabic, on a phone, and nothing axe finds."""
    phone.context.add_cookies(page.context.cookies())
    question = "desk/consultations/" + page.url.split("/desk/consultations/")[1]
    found = []
    for path in (
        "desk/paper/",
        "desk/moderation/",
        "desk/moderation/few-sources/",
        "desk/reading/",
        f"{question}audiences/",
        f"{question}elsewhere/",
    ):
        phone.goto(f"{site.url}/ar/{path}")
        assert phone.locator("main .empty").count() > 0, path
        found += [*problems(phone), *faults(phone, "ar")]
    for path in ("glossary/", "bring/"):
        phone.goto(f"{site.url}/ar/{question}{path}")
        found += [*problems(phone), *faults(phone, "ar")]
    assert not found, "\n".join(found)


def clock(hours):
    """Say a moment some hours from now as a form hears it, by the clocks of the place."""
    return (datetime.now(ZoneInfo("America/Santiago")) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def a_stranger_speaks(page, site):
    """From the front page, in Spanish, on a phone; the receipt leads to the trail."""
    page.goto(f"{site.url}/")
    page.locator(".hero a.button").first.click()
    page.locator("textarea[name=words]").fill(IDEA)
    page.locator("button[value=preview]").click()
    page.wait_for_timeout(4_000)  # whoever writes faster than people do is read by a moderator first
    page.locator("button[value=send]").click()
    code = page.locator("code.receipt").first.inner_text()
    page.goto(f"{site.url}/es/receipts/{code}/")
    assert IDEA in page.inner_text("main")


def desk(page, site):
    """Go to the desk and return its words."""
    page.goto(f"{site.url}/en/desk/")
    return page.inner_text("main")
