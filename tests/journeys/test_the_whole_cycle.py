"""Amina speaks, is answered with nineteen others, finds her words in a promise and the promise in a plan; all is proven."""

import re
import subprocess
import sys

import pytest

from tests.journeys.conftest import PHONE, fill, serve_site, sign_in

IDEA = "نريد أن نعرف من يملك كل شركة تتعاقد مع الحكومة، وأن يُنشر ذلك قبل التوقيع على العقد."
REASON = {
    "en": "We will publish the owners of every company before a contract is signed with it.",
    "fr": "Nous publierons les propriétaires de chaque entreprise avant la signature d'un contrat.",
    "ar": "سننشر أسماء مالكي كل شركة قبل توقيع أي عقد معها.",
}


@pytest.fixture(scope="module")
def gathering(tmp_path_factory):
    """The demonstration while ideas are gathered, before anything is answered."""
    yield from serve_site(tmp_path_factory.mktemp("gathering"), "gathering")


def press(page, name):
    """Press the button with these words and wait for the page."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def test_from_a_call_to_a_promise_kept_in_sight(gathering, open_browser, tmp_path):
    amina = open_browser(locale="ar", javascript=False, size=PHONE)
    receipt = amina_speaks(amina, gathering)
    number = bruno_answers_twenty_at_once(open_browser(), gathering, receipt)
    gwen_reads_it_and_publishes(open_browser(), gathering, number)
    dana_promises_and_publishes_the_plan(open_browser(), gathering, number)
    amina_follows_the_thread(amina, gathering, receipt)
    a_reviewer_verifies_the_record(gathering, tmp_path)


def amina_speaks(page, site):
    """She comes to the square in Arabic, speaks on a phone without scripts, and keeps her receipt."""
    page.goto(f"{site.url}/")
    assert page.url.endswith("/ar/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator(".hero a.button").first.click()
    page.locator("textarea[name=words]").fill(IDEA)
    # Whoever sends a form within three seconds is taken for a machine, and read by a moderator first.
    page.wait_for_timeout(3_500)
    page.locator("label", has_text="المالكون المستفيدون").or_(page.locator("label", has_text="المستفيد")).first.click()
    page.locator("button[value=preview]").click()
    assert IDEA in page.inner_text("main")
    page.locator("button[value=send]").click()
    code = page.locator("code.receipt").first.inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", code)
    assert page.locator(".qr img").count() == 1
    assert IDEA in page.inner_text("main")
    return code


def bruno_answers_twenty_at_once(page, site, receipt):
    """He picks hers and nineteen others on beneficial ownership, and writes one reasoned response."""
    sign_in(page, site, "Bruno")
    page.goto(f"{site.url}/en/desk/answers/canada-4/?theme=beneficial-ownership")
    rows = page.locator("ol.voices > li")
    hers = rows.filter(has_text=receipt)
    hers.locator("input[name=contribution]").check()
    ticked = 1
    for row in rows.all():
        if ticked < 20 and receipt not in row.inner_text():
            row.locator("input[name=contribution]").check()
            ticked += 1
    assert ticked == 20
    page.locator("select[name=organisation]").select_option(label="Treasury Board of Canada Secretariat")
    press(page, "Start a new answer")
    number = re.search(r"/canada-4/(\d+)/", page.url).group(1)
    assert "20 contributions get this answer" in page.inner_text("main")
    page.locator("input[name=disposition][value=accepted]").check()
    fill(page, **{f"reason_{language}": text for language, text in REASON.items()})
    press(page, "Save and hand over to a second person")
    return number


def gwen_reads_it_and_publishes(page, site, number):
    """A second person reads the response as its authors will, and publishes it."""
    sign_in(page, site, "Gwen")
    page.goto(f"{site.url}/en/desk/")
    page.get_by_role("link", name=f"R{number}").first.click()
    assert REASON["en"] in page.inner_text("main")
    press(page, "Publish")


def dana_promises_and_publishes_the_plan(page, site, number):
    """She drafts a commitment from the answered contributions, adopts it, and publishes the plan that holds it."""
    sign_in(page, site, "Dana")
    page.goto(f"{site.url}/en/desk/commitments/canada-4/new/?response={number}")
    page.locator("select[name=organisation]").select_option(label="Treasury Board of Canada Secretariat")
    for name, (english, french) in {
        "title": ("Owners before the signature", "Les propriétaires avant la signature"),
        "problem": ("Nobody knows who wins public money.", "Personne ne sait à qui va l'argent public."),
        "change": (
            "Owners are published before each contract.",
            "Les propriétaires sont publiés avant chaque contrat.",
        ),
    }.items():
        fill(page, **{f"{name}_en": english, f"{name}_fr": french})
    press(page, "Save the draft")
    press(page, "Adopt")
    page.goto(f"{site.url}/en/desk/plans/canada-4/")
    fill(page, title_en="Canada's fourth plan", title_fr="Le quatrième plan du Canada")
    fill(page, introduction_en="Made of what you said.", introduction_fr="Fait de ce que vous avez dit.")
    press(page, "Save")
    page.goto(f"{site.url}/en/desk/plans/canada-4/")
    page.locator("form:has(select[name=commitment]) button").first.click()
    press(page, "Publish the plan")
    page.goto(f"{site.url}/en/plans/canada-4/")
    assert "Owners before the signature" in page.inner_text("main")


def amina_follows_the_thread(page, site, receipt):
    """With her receipt she finds the answer, in Arabic, the promise, and the plan."""
    page.goto(f"{site.url}/ar/receipts/")
    page.locator("input[name=code]").fill(receipt.lower().replace("-", " "))
    page.locator("main form button").click()
    thread = page.locator("ol.trail")
    assert REASON["ar"] in thread.inner_text()
    assert "19" in thread.inner_text()
    thread.get_by_role("link", name="C01").click()
    assert receipt in page.inner_text("main")
    page.go_back()
    thread.locator("a[href='/ar/plans/canada-4/']").click()
    assert "C01" in page.inner_text("main")


def a_reviewer_verifies_the_record(site, tmp_path):
    """The public files alone prove the whole log; the verifier is one file, with nothing but Python's own library."""
    site.command("sign-checkpoint")
    done = site.command("verify-record", "--from-url", site.url)
    assert done.returncode == 0
    verifier = tmp_path / "verify.py"
    script = (
        f"import urllib.request; print(urllib.request.urlopen('{site.url}/record/verify.py').read().decode(), end='')"
    )
    verifier.write_text(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    )
    alone = subprocess.run(
        [sys.executable, "-I", str(verifier), site.url], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert alone.returncode == 0, alone.stdout + alone.stderr
