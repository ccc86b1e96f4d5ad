"""Amina's words are hidden, she appeals by the link in her letter, and another moderator restores them; all of it in public."""

import re

import pytest

from tests.journeys.conftest import PHONE, letter_to, serve_site, sign_in

WORDS = "نشرت البلدية أسماء كل من وقّع العقود، وأطلب أن تفعل الوزارة مثلها في كل مدينة."
WHY = "It names people who have nothing to do with it."
PLEA = "They signed these contracts, and the law makes their names public."
OPEN = "commitments-that-matter"


@pytest.fixture(scope="module")
def gathering(tmp_path_factory):
    """A demonstration of this module's own, while ideas are gathered."""
    yield from serve_site(tmp_path_factory.mktemp("hidden"), "gathering")


def speak(page, site, words=WORDS):
    """Say something, taking the time a person takes; return the receipt."""
    page.goto(f"{site.url}/en/consultations/{OPEN}/speak/")
    page.locator("textarea[name=words]").fill(words)
    page.wait_for_timeout(3_500)
    page.locator("button[value=preview]").click()
    page.locator("button[value=send]").click()
    page.wait_for_load_state()
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", page.url).group()


def moderate(page, site, receipt):
    """Open a contribution at the desk."""
    page.goto(f"{site.url}/en/desk/moderation/{receipt}/")


def press(page, step):
    """Press a button by what it does."""
    page.locator(f"main button[value={step}]").click()
    page.wait_for_load_state()


def test_hidden_appealed_and_restored_by_somebody_else(gathering, open_browser):
    amina, hana, bruno = (open_browser(javascript=False) for _each in range(3))
    for page, name in ((amina, "Amina"), (hana, "Hana"), (bruno, "Bruno")):
        sign_in(page, gathering, name)
    receipt = speak(amina, gathering)
    hana_hides_it(hana, gathering, receipt)
    everybody_reads_why_and_not_what(open_browser(javascript=False, size=PHONE), gathering, receipt)
    a_repeat_is_flagged_and_not_dropped(open_browser(javascript=False), hana, gathering, receipt)
    amina_appeals_once(open_browser(javascript=False, size=PHONE), gathering)
    hana_may_not_decide_again(hana, gathering, receipt)
    bruno_restores_it(bruno, gathering, receipt)
    the_trail_says_so(open_browser(javascript=False), gathering, receipt)


def hana_hides_it(page, site, receipt):
    moderate(page, site, receipt)
    page.locator("input[name=reason][value=personal_data]").check()
    page.locator("textarea[name=because]").fill(WHY)
    press(page, "hide")
    assert "Hidden." in page.inner_text("body")


def everybody_reads_why_and_not_what(page, site, receipt):
    """The public log says for which reason, for which side and when, and repeats nothing."""
    page.goto(f"{site.url}/en/moderation/")
    line = page.locator("main li, main tr", has_text=receipt).first.inner_text()
    assert "private details" in line
    assert "civil society" in line.lower()
    assert re.search(r"\d{1,2}:\d{2}", line)
    page.goto(f"{site.url}/en/receipts/{receipt}/")
    assert WHY in page.inner_text("main")
    assert WORDS not in page.content()


def a_repeat_is_flagged_and_not_dropped(page, hana, site, hidden):
    """Somebody else sends the same words: they are taken, and whoever moderates is told what they repeat."""
    receipt = speak(page, site)
    assert receipt != hidden
    moderate(hana, site, receipt)
    assert "It repeats something that is hidden" in hana.inner_text("main")
    assert hidden in hana.inner_text("main .notice")


def amina_appeals_once(page, site):
    link = letter_to(site, "amina@example.org", "/ar/letters/appeal/")
    page.goto(link)
    page.locator("textarea[name=words]").fill(PLEA)
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert "/receipts/" in page.url
    again = page.goto(link)
    assert again.status == 403
    assert page.locator("main [role=alert]").count() == 1
    assert page.locator("main form button").count() == 0


def hana_may_not_decide_again(page, site, receipt):
    moderate(page, site, receipt)
    assert PLEA in page.inner_text("main")
    assert "You hid this contribution: somebody else decides about the appeal." in page.inner_text("main")
    assert page.locator("button[value=grant]").count() == 0


def bruno_restores_it(page, site, receipt):
    page.goto(f"{site.url}/en/desk/")
    page.get_by_role("link", name=f"Decide about the appeal for {receipt}").click()
    press(page, "grant")
    assert "Restored" in page.inner_text("body")


def the_trail_says_so(page, site, receipt):
    page.goto(f"{site.url}/en/receipts/{receipt}/")
    assert WORDS in page.inner_text("main")
    assert PLEA not in page.content()
    assert page.locator("ol.trail li", has_text="appeal").count() == 1
    page.goto(f"{site.url}/en/moderation/")
    assert page.locator("main li, main tr", has_text=receipt).count() >= 2
