"""A library shows the form and the list of a consultation on its own page; a site nobody allowed shows nothing."""

import http.server

import pytest
from playwright.sync_api import expect

from parvis.core.tests.web import running
from tests.journeys.conftest import fill, sign_in
from tests.journeys.test_every_page import problems

ASKED = "commitments-that-matter"
WORDS = "نريد أن نعرف من يملك كل شركة تتعاقد مع الحكومة، قبل توقيع العقد."
NARROW = {"width": 320, "height": 800}


@pytest.fixture
def library():
    """Another site of one page, which holds the lines it is given; by a name that is allowed and by one that is not."""

    class Page(http.server.BaseHTTPRequestHandler):
        lines = ""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            # The strictest there is: the line to copy asks for the origin all the same.
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            page = f'<!doctype html><html lang="en"><title>Library</title><h1>Library</h1>{self.lines}'
            self.wfile.write(page.encode())

        def log_message(self, *_words):
            """Say nothing."""

    with running(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)) as server:
        yield Page, f"http://localhost:{server.server_port}", f"http://127.0.0.1:{server.server_port}"


def test_a_library_shows_the_form_on_its_own_page(site, open_browser, library):
    page, allowed, not_allowed = library
    bruno = open_browser()
    sign_in(bruno, site, "Bruno")
    desk = f"{site.url}/en/desk/consultations/{ASKED}/elsewhere/"
    bruno.goto(desk)
    fill(bruno, site="http://*.example.org")
    bruno.get_by_role("button", name="Allow this site").click()
    expect(bruno.locator(".problems")).to_contain_text("a star stands for sites nobody has looked at")
    fill(bruno, site=f"{allowed}/opening-hours")
    bruno.get_by_role("button", name="Allow this site").click()
    bruno.get_by_role("link", name="العربيّة").last.click()
    form, listed = (bruno.locator(f"#line-{name}").input_value() for name in ("form", "list"))
    assert form.count("\n") == listed.count("\n") == 0
    page.lines = form + listed

    salma = open_browser(locale="ar", javascript=False, size=NARROW)
    salma.goto(allowed)
    frame = salma.frame_locator("iframe").first
    expect(frame.locator("html")).to_have_attribute("dir", "rtl")
    expect(salma.frame_locator("iframe").last.locator("ol li")).to_have_count(3)
    frame.locator("[name=words]").fill(WORDS)
    salma.wait_for_timeout(3500)
    frame.locator("button[value=preview]").click()
    frame.locator("button[value=send]").click()
    code = frame.locator("code.receipt").inner_text()
    assert salma.context.cookies() == []
    with salma.context.expect_page() as opened:
        frame.locator("a.button").click()
    expect(opened.value.locator("main")).to_contain_text(WORDS)
    expect(opened.value.locator("main")).to_contain_text(allowed.removeprefix("http://"))
    assert code in opened.value.url

    salma.goto(not_allowed)
    assert all(site.url not in frame.url for frame in salma.frames[1:])

    salma.goto(allowed)
    frame.locator("[name=words]").fill(WORDS)
    bruno.locator("li", has_text=allowed).get_by_role("button", name="Stop").click()
    frame.locator("button[value=preview]").click()
    expect(frame.locator("textarea")).to_have_value(WORDS)
    expect(frame.locator("button")).to_have_count(0)
    salma.goto(allowed)
    assert all(site.url not in frame.url for frame in salma.frames[1:])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_frames_are_fit_to_be_shown(site, open_browser, library, language):
    page, allowed, _not_allowed = library
    bruno = open_browser()
    sign_in(bruno, site, "Bruno")
    bruno.goto(f"{site.url}/en/desk/consultations/{ASKED}/elsewhere/?language={language}")
    fill(bruno, site=allowed)
    bruno.get_by_role("button", name="Allow this site").click()
    bruno.goto(f"{site.url}/en/desk/consultations/{ASKED}/elsewhere/?language={language}")
    visitor = open_browser(locale=language, size=NARROW)
    found = []
    page.lines = bruno.locator("#line-list").input_value()
    visitor.goto(allowed)
    found += _faults_in_frame(visitor, language)
    page.lines = bruno.locator("#line-form").input_value()
    visitor.goto(allowed)
    frame = visitor.frame_locator("iframe")
    for words, step, then in (
        ("", "preview", ".problems"),
        (WORDS, "preview", "article"),
        ("", "send", "code.receipt"),
    ):
        found += _faults_in_frame(visitor, language)
        if words:
            frame.locator("[name=words]").fill(words)
        frame.locator(f"button[value={step}]").click()
        expect(frame.locator(then)).to_be_visible()
    found += _faults_in_frame(visitor, language)
    assert not found, "\n".join(found)


def _faults_in_frame(visitor, language):
    """Tell what axe finds in the frame, whether it is in another language, and whether it is wider than its place."""
    frame = visitor.frames[1]
    frame.wait_for_load_state()
    found = problems(frame)
    if frame.locator("html").get_attribute("lang") != language or frame.locator("h1").count() != 1:
        found.append(f"{frame.url}: not in {language}, or not one h1")
    if frame.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        found.append(f"{frame.url}: wider than its place")
    return found
