"""What pages become when something is refused, missing, opened or just done: nothing that axe finds, nothing half-made."""

import json

import pytest
from django.utils import translation

from parvis.core.tests.web import Site, answer, running
from tests.journeys import states_of_staff
from tests.journeys.conftest import PHONE, letter_to, serve_site, sign_in
from tests.journeys.crawl import pages_of_every_kind
from tests.journeys.test_every_page import faults, in_language, problems

WORDS = "نريد أن نعرف من يملك كل شركة تتعاقد مع الحكومة، قبل توقيع العقد."
OPEN, HELD_FIRST = "commitments-that-matter", "feminist-open-government"
STATES = {}


def machine(conversation):
    """Translate everything alike, and into Spanish nothing."""
    if json.loads(conversation.said)["target"] == "es":
        answer(status=500)(conversation)
    else:
        answer(json.dumps({"translatedText": "Publiez les noms."}), kind="application/json")(conversation)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """A demonstration of this module's own, to be written in, with a machine that translates."""
    with running(Site({"/translate": machine})) as translator:
        named = {"PARVIS_TRANSLATOR": translator.url("/translate"), "PARVIS_FETCH_ALSO": translator.address}
        yield from serve_site(tmp_path_factory.mktemp("states"), "answering", **named)


def state(function):
    """Name a way to bring a page into a state."""
    STATES[function.__name__] = function
    return function


def send(page, **fields):
    """Fill the form of the page and press its first button."""
    for name, value in fields.items():
        page.locator(f"main [name='{name}']").fill(value)
    page.locator("main form[method=post] button:visible").first.click()
    page.wait_for_load_state()


def receipt_of_somebody(page, at):
    """Return the address of the trail of something that was said."""
    page.goto(at(f"consultations/{OPEN}/"))
    return page.locator("a:has(code.receipt)").first.evaluate("link => link.href")


@state
def a_contribution_without_words(page, at):
    page.goto(at(f"consultations/{OPEN}/speak/"))
    send(page)


@state
def a_contribution_before_it_is_sent(page, at):
    page.goto(at(f"consultations/{OPEN}/speak/"))
    send(page, words=WORDS, public_name="Amina", email="amina@example.net")


@state
def thanks_for_a_contribution(page, at):
    a_contribution_before_it_is_sent(page, at)
    page.locator("main button[value=send]").click()
    page.wait_for_load_state()
    assert "thanks" in page.url


@state
def a_form_whose_token_has_expired(page, at):
    page.goto(at(f"consultations/{OPEN}/speak/"))
    page.context.clear_cookies()
    send(page, words=WORDS)


@state
def another_form_whose_token_has_expired(page, at):
    page.goto(at("places/canada/cycles/4/suggest/"))
    page.context.clear_cookies()
    send(page, description=WORDS)


@state
def words_sent_to_a_closed_consultation(page, at):
    page.goto(at(f"consultations/{OPEN}/speak/"))
    closed = at(f"consultations/{HELD_FIRST}/speak/")
    page.locator("form[data-draft]").evaluate("(form, address) => form.setAttribute('action', address)", closed)
    send(page, words=WORDS)


@state
def a_search_that_finds_nothing(page, at):
    page.goto(at(f"consultations/{OPEN}/?q=zzzzzzzz"))


@state
def places_of_which_none_is_called_so(page, at):
    page.goto(at("places/?name=zzzzzzzz"))


@state
def answers_of_which_none_matches(page, at):
    page.goto(at("answers/?answer=more_work&institution=library-archives"))


@state
def entries_of_which_none_is_so(page, at):
    page.goto(at("record/?verb=plan.published"))


@state
def a_filter_that_makes_no_sense(page, at):
    page.goto(at("record/?since=2026-99-99"))


@state
def plans_before_there_is_one(page, at):
    page.goto(at("plans/"))


@state
def a_receipt_with_a_slip(page, at):
    page.goto(at("receipts/?code=7K3M-9QXT-4X"))


@state
def an_address_where_nothing_is(page, at):
    page.goto(at("nothing/here/"))


@state
def a_link_from_a_letter_cut_in_two(page, at):
    page.goto(at("letters/tell-me/nonsense/"))


@state
def a_question_of_a_moderator(page, at):
    page.goto(at.letter("amina@example.org", "/letters/reply/"))
    assert page.locator("main .answer").count() == 1


@state
def a_reply_that_says_nothing(page, at):
    page.goto(at.letter("amina@example.org", "/letters/reply/"))
    send(page)
    assert page.locator(".problems").count() == 1


@state
def a_question_that_was_replied_to(page, at):
    page.goto(at.letter("ines@example.org", "/letters/reply/"))
    assert page.locator("main form[method=post]").count() == 0


@state
def a_link_to_reply_cut_in_two(page, at):
    page.goto(at("letters/reply/nonsense/"))


@state
def an_invitation_cut_in_two(page, at):
    page.goto(at("invitations/nonsense/"))


@state
def support_with_no_address(page, at):
    page.goto(receipt_of_somebody(page, at) + "support/")
    send(page)


@state
def support_to_be_confirmed(page, at):
    page.goto(receipt_of_somebody(page, at) + "support/")
    send(page, email="amina@example.net")


@state
def to_be_told_with_no_address(page, at):
    page.goto(receipt_of_somebody(page, at) + "tell-me/")
    send(page)


@state
def a_theme_without_a_name(page, at):
    page.goto(at("places/canada/cycles/4/suggest/"))
    send(page)


@state
def signing_in_with_no_address(page, at):
    page.goto(at("sign-in/"))
    send(page, email="amina@")


@state
def signing_in_with_a_wrong_code(page, at):
    page.goto(at("sign-in/"))
    send(page, email="amina@example.net")
    send(page, code="0000 0000")


class Addresses:
    """Makes an address of a path, or of the link in a letter, in the language of a visitor."""

    def __init__(self, site, language):
        self.site, self.language = site, language

    def __call__(self, path):
        return f"{self.site.url}/{self.language}/{path}"

    def letter(self, to, path):
        """Return where the newest letter to somebody leads."""
        return self("letters/" + letter_to(self.site, to, path).partition("/letters/")[2])


def unfinished(page, at, states):
    """Bring a page into each state; tell what axe finds in it, and what else is wrong."""
    for name, reach in states:
        reach(page, at)
        yield from (f"{name}: {fault}" for fault in (*problems(page), *faults(page, at.language)))


def enter(page, at, name):
    """Come in as a person of the demonstration."""
    page.goto(at("demo/"))
    page.locator(f"main button:has-text('{name}')").first.click()
    page.wait_for_load_state()


def translate_something(page, at, to):
    """Open, as a moderator, the form that translates what somebody said in English."""
    enter(page, at, "Hana")
    page.goto(at(f"consultations/{OPEN}/?language=en"))
    page.goto(page.locator("a:has(code.receipt)").first.evaluate("link => link.href") + f"translate/?to={to}")


def press(page, step):
    """Press one of the buttons of a page that has several."""
    page.locator(f"main button[value={step}]").click()
    page.wait_for_load_state()


@state
def a_translation_to_be_written(page, at):
    translate_something(page, at, "fr")


@state
def a_translation_without_words(page, at):
    translate_something(page, at, "fr")
    press(page, "keep")


@state
def a_translation_a_machine_began(page, at):
    translate_something(page, at, "fr")
    press(page, "machine")
    assert page.locator("main textarea").input_value() == "Publiez les noms."


@state
def a_machine_that_is_down(page, at):
    translate_something(page, at, "es")
    press(page, "machine")
    assert page.locator("main textarea").input_value() == ""


@state
def a_translation_that_stands(page, at):
    a_translation_a_machine_began(page, at)
    press(page, "keep")
    translate_something(page, at, "fr")
    assert page.locator("main .grave").is_visible()


@state
def asks_of_which_none_holds_these_words(page, at):
    page.goto(at("asks/?q=zzzzzzzz"))


@state
def an_ask_in_other_languages(page, at):
    page.goto(at("asks/?q=OGPcocreate&place=canada"))
    page.locator("ol.voices a[href*='/asks/']").first.click()
    page.wait_for_load_state()
    assert page.locator("main details").count()


@state
def an_ask_to_be_translated(page, at):
    enter(page, at, "Kofi")
    an_ask_in_other_languages(page, at)
    page.locator("main a[href*='/translate/']").click()
    page.wait_for_load_state()


def test_the_page_on_which_authors_correct_a_translation_is_finished(story, open_browser):
    author, moderator = open_browser(locale="ar", dark=True, size=PHONE), open_browser()
    sign_in(author, story, "Amina")
    author.goto(f"{story.url}/en/consultations/who-owns-companies/?q=تفوز+بالعقود")
    trail = author.locator("a:has(code.receipt)").first.evaluate("link => link.href")
    author.goto(f"{trail}tell-me/")
    press(author, "tell")
    sign_in(moderator, story, "Hana")
    moderator.goto(f"{trail}translate/?to=es")
    moderator.locator("main textarea").fill("Publiquen los nombres.")
    press(moderator, "keep")

    link = letter_to(story, "amina@example.org", "/letters/translation/")
    author.context.clear_cookies()
    found = []
    for language in ("en", "ar"):
        author.goto(link.replace("/ar/", f"/{language}/", 1))
        found += [*problems(author), *faults(author, language)]
    author.locator("main textarea").fill("Publiquen todos los nombres.")
    press(author, "keep")

    assert not [*found, *problems(author), *faults(author, "ar")]
    assert "Publiquen todos los nombres." in author.inner_text("main")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_state_of_a_public_page_is_left_unfinished(story, open_browser, language):
    found = []
    for number, each in enumerate(STATES.items()):
        page = open_browser(locale=language, dark=bool(number % 2), size=PHONE)
        found += unfinished(page, Addresses(story, language), [each])
        page.context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", True)])
def test_no_state_of_a_page_of_staff_is_left_unfinished(story, open_browser, language, dark):
    page = open_browser(locale=language, dark=dark, size=PHONE)
    sign_in(page, story, "Dana", language)
    found = list(unfinished(page, Addresses(story, language), states_of_staff.STATES.items()))
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def forms_of_staff(story, browser):
    """One page of every kind on which the keeper, who convenes too, is asked for something."""
    with translation.override("en"):
        context = browser.new_context()
        page = context.new_page()
        sign_in(page, story, "Dana")
        found = []
        for address in pages_of_every_kind(page, f"{story.url}/en/desk/"):
            # One's own name may be left out.
            if page.locator(states_of_staff.FORMS).count() and not address.endswith("/you/"):
                found.append(address)
        context.close()
    assert len(found) > 15, found
    return found


@pytest.mark.parametrize("language", ["es", "ar"])
def test_every_form_of_staff_says_what_is_missing(story, open_browser, forms_of_staff, language):
    page = open_browser(locale=language)
    sign_in(page, story, "Dana")
    found, refused = [], 0
    for address in forms_of_staff:
        page.goto(in_language(address, story, language))
        form = page.locator(states_of_staff.FORMS).first
        form.evaluate(states_of_staff.EMPTY)
        form.locator("button.button:visible").first.click()
        page.wait_for_load_state()
        refused += page.locator(".problems, .notice.late").count() > 0
        found += [*problems(page), *faults(page, language)]
    assert not found, "\n".join(found)
    assert refused > 12


# The last of this story: it decides what the states above find undecided.
def test_a_reply_after_the_decision_is_given_back(story, open_browser):
    author, moderator = open_browser(locale="ar", dark=True, size=PHONE), open_browser()
    link = letter_to(story, "amina@example.org", "/letters/reply/")
    author.goto(link)
    author.locator("main textarea").last.fill(WORDS)
    trail = author.locator("main a[href*='/receipts/']").first.evaluate("link => link.href")
    sign_in(moderator, story, "Hana")
    moderator.goto(f"{story.url}/en/desk/moderation/{trail.rstrip('/').rpartition('/')[2]}/")
    moderator.get_by_role("button", name="Publish").first.click()
    moderator.wait_for_load_state()

    author.locator("main form[method=post] button").first.click()
    author.wait_for_load_state()
    assert WORDS in author.inner_text("main")
    found = [*problems(author), *faults(author, "ar")]
    for language in ("ar", "en"):
        author.goto(f"{story.url}/{language}/letters/{link.partition('/letters/')[2]}")
        assert author.locator("main form[method=post]").count() == 0
        found += [*problems(author), *faults(author, language)]
    assert not found
