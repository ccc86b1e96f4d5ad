"""Amina has nothing but e-mail: she writes, confirms on her telephone, and later wants to hear no more."""

from tests.journeys.conftest import PHONE, letter_to

AMINA = "amina.by.mail@example.net"
WORDS = "انشروا كل عقود المدينة في شكل يستطيع الجميع قراءته، واذكروا من وقّعها."
LETTER = """From: Amina <{sender}>
To: {to}
Subject: Re: contracts
Message-ID: <{number}@example.net>
Content-Type: text/plain; charset=utf-8

{words}

On Thu, Nov 26, 2026 at 10:00 AM Parvis <parvis@example.org> wrote:
> What should change?
--\x20
Amina
"""


def test_a_letter_becomes_a_contribution_on_a_telephone_without_javascript(site, open_browser):
    page = open_browser(locale="ar", javascript=False, size=PHONE)
    page.goto(f"{site.url}/ar/consultations/")
    page.locator("ul.asks a").first.click()
    to = page.locator("a[href^='mailto:']").first.inner_text()
    for _twice in range(2):
        site.command("receive-mail", to, said=LETTER.format(sender=AMINA, to=to, number=1, words=WORDS))

    page.goto(letter_to(site, AMINA, "/ar/letters/mail/"))
    assert page.locator("blockquote").inner_text().strip() == WORDS
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert "/ar/receipts/" in page.url
    assert WORDS in page.locator("main").inner_text()

    page.goto(letter_to(site, AMINA, "/ar/letters/leave/"))
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert page.locator("main form button").count() == 0
