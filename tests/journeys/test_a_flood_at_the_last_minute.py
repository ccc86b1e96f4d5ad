"""A flood at the last minute: honest people are heard, moderators clear it by its signs, and everybody learns of it."""

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, serve_site, sign_in

FLOOD = 40
SPAM = "BUY CHEAP WATCHES NOW, AND TELL ALL YOUR FRIENDS WHERE TO FIND THEM: https://a.example/1 https://b.example/2 https://c.example/3 NUMBER"
IDEA = "Publish who owns the companies that win the contracts of my town"
FIRST_NETWORK, OTHER_NETWORK = "203.0.113.7", "198.51.100.7"
FORM_FILLED_IN = 3.5
# Limits count by the hour of the clock: the flood and what comes after it have to fall into one.
HOUR, LASTS = 3600, 120
WAITS = re.compile("waits|waiting|moderator")


@pytest.fixture(scope="module")
def gathering(tmp_path_factory):
    """A site where people speak, behind a proxy that says where they come from."""
    yield from serve_site(tmp_path_factory.mktemp("flood"), "gathering", PARVIS_TRUSTED_PROXIES="127.0.0.1")


class Program:
    """What floods: no browser, but cookies, and the network it comes from."""

    def __init__(self, network):
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        self.opener.addheaders = [("X-Forwarded-For", network), ("Accept-Language", "en")]

    def ask(self, url, **data):
        """Open a page; with data, fill in the first form that has a token, and send it. Return status and page."""
        body = None
        if data:
            hidden = re.findall(r'name="(\w+)" value="([^"]*)"', self.ask(url)[1])
            body = urllib.parse.urlencode({**dict(hidden), **data}).encode()
        try:
            with self.opener.open(urllib.request.Request(url, body, {"Referer": url})) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()


@pytest.fixture
def one_hour():
    """Wait for the next hour when too little is left of this one."""
    left = HOUR - time.time() % HOUR
    time.sleep(left if left < LASTS else 0)


def test_a_flood_at_the_last_minute(gathering, one_hour, open_browser):
    bruno, late = open_browser(), open_browser(javascript=False)
    speak = _open_consultation(bruno, gathering)
    late.goto(speak)
    late.locator("[name=words]").fill("I come too late, and want to keep my words")

    _flood(speak)
    plain = _speak(open_browser(javascript=False, size=PHONE), speak, OTHER_NETWORK, f"{IDEA}, said plainly")
    expect(plain.locator("main")).to_contain_text(IDEA)
    expect(plain.locator("main")).not_to_contain_text(WAITS)
    same_network = _speak(open_browser(), speak, FIRST_NETWORK, f"{IDEA}, said by a browser that works")
    expect(same_network.locator("main")).not_to_contain_text(WAITS)
    neighbour = _speak(open_browser(javascript=False), speak, FIRST_NETWORK, f"{IDEA}, said in the crowd")
    expect(neighbour.locator("main")).to_contain_text(WAITS)

    _limits_speak(gathering, plain.url)
    _push(gathering, plain.url.partition("?")[0])
    _the_moderator_clears_it(open_browser(), gathering)
    _the_convener_sees_the_alarm(bruno, gathering)
    _after_closing(bruno, late, gathering, speak)


def _open_consultation(page, site):
    sign_in(page, site, "Bruno")
    page.goto(f"{site.url}/en/consultations/")
    page.goto(f"{site.url}{page.locator('main a[href*="/en/consultations/"]').first.get_attribute('href')}")
    return f"{page.url.rstrip('/')}/speak/"


def _flood(speak):
    with ThreadPoolExecutor(4) as programs:
        send = [
            programs.submit(Program(FIRST_NETWORK).ask, speak, words=f"{SPAM} {number}", step="send", language="en")
            for number in range(FLOOD)
        ]
        assert {answer.result()[0] for answer in send} == {200}


def _speak(page, speak, network, words):
    page.set_extra_http_headers({"X-Forwarded-For": network})
    page.goto(speak)
    page.locator("[name=words]").fill(words)
    time.sleep(FORM_FILLED_IN)
    page.get_by_role("button", name="Look at it before sending").click()
    page.get_by_role("button", name="Send it", exact=True).click()
    page.wait_for_url("**/receipts/**")
    return page


def _limits_speak(site, receipt):
    path = receipt.partition("?")[0].rstrip("/")
    for number in range(31):
        status, page = Program(FIRST_NETWORK).ask(f"{path}/support/", email=f"amina{number}@example.org")
    assert status == 429
    assert re.search(r"It works again in \d+ minutes?\.", page)
    assert "amina30@example.org" in page


def _push(site, receipt):
    """Twelve people press the button from one network."""
    people = re.findall(r'name="person" value="(\d+)"', Program(FIRST_NETWORK).ask(f"{site.url}/en/demo/")[1])
    assert len(people) >= 10
    for number in people:
        program = Program(FIRST_NETWORK)
        program.ask(f"{site.url}/en/demo/", person=number)
        assert program.ask(f"{receipt.rstrip('/')}/support/", step="support")[0] == 200


def _the_moderator_clears_it(page, site):
    sign_in(page, site, "Hana")
    page.goto(f"{site.url}/en/desk/moderation/")
    page.get_by_role("link", name="With a sign", exact=True).click()
    expect(page.locator("main")).to_contain_text(f"{IDEA}, said in the crowd")
    page.get_by_role("link", name="With strong signs").click()
    expect(page.locator("main article")).to_have_count(FLOOD)
    expect(page.locator("main")).not_to_contain_text(IDEA)
    page.locator("article summary").first.click()
    for reason in ("It holds several links: 3", "The form came back within seconds", "Nearly all of it is in capitals"):
        expect(page.locator("article details").first).to_contain_text(reason)
    page.get_by_role("link", name="Tick all on this page").click()
    page.get_by_role("button", name="Hide them").click()
    page.locator("[name=reason][value=advertising], select[name=reason]").first.wait_for()
    if page.locator("select[name=reason]").count():
        page.locator("select[name=reason]").select_option("advertising")
    else:
        page.locator("[name=reason][value=advertising]").check()
    page.locator("[name=because]").fill("Advertising that a program sent many times.")
    page.get_by_role("button", name="Hide them all").click()
    expect(page.locator("h1")).to_have_text(f"{FLOOD} contributions were hidden")
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.locator("main")).to_contain_text("This was undone.")
    page.goto(f"{site.url}/en/desk/moderation/?signs=strong")
    expect(page.locator("main article")).to_have_count(FLOOD)


def _the_convener_sees_the_alarm(page, site):
    page.goto(f"{site.url}/en/desk/")
    page.get_by_role("link", name=re.compile("many supports from few sources")).click()
    expect(page.locator("h1")).to_have_text("Many supports from few sources")
    expect(page.locator("main")).to_contain_text("supports came from one network.")
    expect(page.locator("main")).to_contain_text(f"{IDEA}, said plainly")


def _after_closing(bruno, late, site, speak):
    slug = speak.rstrip("/").split("/")[-2]
    bruno.goto(f"{site.url}/en/desk/consultations/{slug}/")
    bruno.locator(f"form[action*='/{slug}/close/'] button").click()
    bruno.wait_for_load_state()
    late.get_by_role("button", name="Look at it before sending").click()
    expect(late.locator("h1")).to_have_text("This consultation is closed.")
    expect(late.locator("textarea")).to_have_value("I come too late, and want to keep my words")
    bruno.goto(f"{site.url}/en/consultations/{slug}/")
    expect(bruno.locator("main")).to_contain_text(re.compile(r"\d+ of \d+ supports of .* came from few networks\."))
