"""A hashtag week for three countries: posts are brought in, passed on, acknowledged by letter and answered."""

import re

from tests.journeys.conftest import PHONE, letter_to, sign_in

POSTS = """When can people read the draft of the plan? Week seven #OGPcocreate #Canada
https://social.example/week/1

Nous avons besoin d’appui pour la semaine sept #OGPcocreate #BurkinaFaso
https://social.example/week/2

We need help with week seven #OGPcocreate #trinidadandtobago"""
ANSWERS = {
    "draft of the plan": "Two weeks before the forum votes on it, in both languages.",
    "appui pour la semaine": "Nous vous appelons demain, et venons sur place si vous le souhaitez.",
    "help with week seven": "We will send you the kit, and somebody who has done it before.",
}


def submit(page, name):
    """Press the button with these words and wait for the page that follows."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def test_three_countries_are_asked_and_answer(site, open_browser):
    kofi, bruno = open_browser(javascript=False), open_browser(javascript=False)
    sign_in(kofi, site, "Kofi")
    kofi_brings_the_posts_in(kofi, site)
    kofi_passes_them_on(kofi, site)
    bruno_says_by_letter_that_it_has_arrived(open_browser(javascript=False, size=PHONE), site)
    sign_in(bruno, site, "Bruno")
    answer(bruno, site, "draft of the plan")
    answer(kofi, site, "appui pour la semaine")
    answer(kofi, site, "help with week seven")
    everybody_reads_the_answers(open_browser(size=PHONE), site)


def kofi_brings_the_posts_in(page, site):
    """He pastes them, sees how they are read, and takes them in."""
    page.goto(f"{site.url}/en/desk/asks/bring/")
    page.locator("main [name='words']").fill(POSTS)
    submit(page, "See how they are read")
    rows = page.locator("main tbody tr").all_inner_texts()
    assert [re.split(r"\t", row)[1].strip() for row in rows] == ["Canada", "Burkina Faso", "Trinidad & Tobago"]
    submit(page, "Bring them in")
    assert "3 asks were brought in." in page.inner_text("main, [role=status], body")


def kofi_passes_them_on(page, site):
    """He ticks the three, and passes them on at once."""
    page.goto(f"{site.url}/en/desk/asks/?queue=received")
    for words in ANSWERS:
        page.locator(f"main li:has-text('{words}') input[type=checkbox]").check()
    submit(page, "Accept and pass on")
    assert "Done with 3 asks." in page.inner_text("body")


def bruno_says_by_letter_that_it_has_arrived(page, site):
    """The letter's link is enough: he need not sign in. The link from Canada is in French, as he is."""
    link = letter_to(site, "bruno@example.org", "/letters/asks/", about="draft of the plan")
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_url(f"{site.url}/fr/asks/*/")
    page.goto(link)
    assert page.locator("main form button").count() == 0


def answer(page, site, words):
    """Open the ask from the desk, and answer it."""
    page.goto(f"{site.url}/en/desk/asks/?queue=routed")
    page.locator(f"main li:has-text('{words}') a.receipt, main li:has-text('{words}') a:has(code)").first.click()
    page.wait_for_load_state()
    page.locator("main textarea[name='words']").fill(ANSWERS[words])
    submit(page, "Publish the answer")
    assert page.locator("main textarea[name='words']").count() == 0


def everybody_reads_the_answers(page, site):
    """Each ask has its page, its trail and its answer."""
    for words, said in ANSWERS.items():
        page.goto(f"{site.url}/en/asks/?status=answered")
        page.locator(f"main li:has-text('{words}') a:has(code)").first.click()
        page.wait_for_load_state()
        assert said in page.inner_text("main")
        assert "answered" in page.inner_text("main .trail")
