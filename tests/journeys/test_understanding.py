"""Two hundred people vote in three languages on phones; what they and the forum said becomes a report that anybody counts anew.

The convener reads the map, two readers sort the themes, the forum comments the draft, Chipo signs what was heard, and a
journalist reproduces every figure without the site.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, ROOT, fill, serve_site, sign_in
from tests.journeys.voters import (
    BY_HAND,
    CAREFUL,
    CROWD_VOTES,
    OPEN,
    SAID,
    SLUG,
    TRANSLATED,
    allows_file,
    votes_by_hand,
    votes_by_wire,
)

VOTERS, SAMPLE = 200, 10
CROWD = range(len(BY_HAND), VOTERS)
NAMED = (("Times and places", "Heures et lieux"), ("Who is counted", "Qui est compté"))


@pytest.fixture
def asked_site(tmp_path_factory):
    """A demonstration of this journey's own, made anew each time it is walked; a proxy says from where people come."""
    yield from serve_site(tmp_path_factory.mktemp("understanding"), "gathering", PARVIS_TRUSTED_PROXIES="127.0.0.1")


def test_two_hundred_people_vote_and_every_figure_of_the_report_is_counted_anew(
    asked_site, open_browser, browser, tmp_path
):
    site = asked_site
    bruno, hana = open_browser(), open_browser(size=PHONE, javascript=False)
    sign_in(bruno, site, "Bruno")
    sign_in(hana, site, "Hana")
    _bruno_asks(bruno, site)
    by_hand = [votes_by_hand(browser, site, number) for number in range(len(BY_HAND))]
    with ThreadPoolExecutor(4) as crowd:
        taken = list(crowd.map(lambda number: votes_by_wire(site, number), CROWD))
    assert taken == [CROWD_VOTES] * len(CROWD)
    _the_map_is_made(bruno, site)
    _everybody_finds_their_place(by_hand, site)
    agreed = _bruno_reads_the_map(open_browser(size=PHONE, javascript=False), site)
    _bruno_closes(bruno, site)
    _two_readers_sort(bruno, hana, site)
    _bruno_writes(bruno, site, agreed)
    _the_forum_comments(open_browser(size=PHONE, javascript=False), site)
    _bruno_replies(bruno, site)
    _chipo_signs(open_browser(), site)
    bundle = _a_journalist_takes_all(open_browser(locale="fr", size=PHONE), site, tmp_path)
    _every_figure_is_counted_anew(bundle, tmp_path)


def _bruno_asks(page, site):
    """Bruno opens the consultation again, writes what people vote on, says it in other languages, and lets people vote."""
    page.goto(f"{site.url}/en/desk/consultations/{SLUG}/")
    page.locator("[name=closes_at]").fill(f"{datetime.now().astimezone() + timedelta(days=20):%Y-%m-%dT20:00}")
    page.get_by_role("button", name="Keep the changes").click()
    expect(page.locator("[role=status]").first).to_contain_text("Changed.")
    page.get_by_role("button", name="Open it again").click()
    expect(page.locator("[role=status]").first).to_contain_text("It is open again.")
    page.goto(f"{site.url}/en/desk/votes/{SLUG}/")
    fill(page, lines="\n".join(words for words, _leans in SAID))
    page.get_by_role("button", name="Add these statements").click()
    expect(page.locator("main")).to_contain_text(f"Added, as statement {len(SAID)}.")
    for language, translated in TRANSLATED.items():
        page.goto(f"{site.url}/en/desk/votes/{SLUG}/translate/?to={language}")
        fill(page, **{str(number): words for number, words in enumerate(translated, 1)})
        page.get_by_role("button", name="Keep the translations").click()
        expect(page.locator("[role=status]").first).to_contain_text("Saved.")
    page.goto(f"{site.url}/en/desk/votes/{SLUG}/")
    page.get_by_role("button", name="Let people vote").click()
    expect(page.locator("[role=status]").first).to_contain_text("People vote from now on.")


def _the_map_is_made(page, site):
    page.goto(f"{site.url}/en/desk/runs/{SLUG}/")
    # While people voted the clock may have asked for a map of its own.
    page.get_by_role("button", name="Have a new map made").click(timeout=60_000)
    expect(page.locator("main")).to_contain_text("This page shows by itself how it goes on.")
    expect(page.get_by_role("button", name="Have a new map made")).to_be_visible(timeout=60_000)
    newest = page.locator("section:has(#history) tbody tr").first
    expect(newest).to_contain_text("Bruno")
    expect(newest).to_contain_text("done")


def _everybody_finds_their_place(pages, site):
    """Whoever voted stands in a ring, and with their camp."""
    letters = {OPEN: set(), CAREFUL: set()}
    for page, (language, camp, _way) in zip(pages, BY_HAND, strict=True):
        page.goto(f"{site.url}/{language}/consultations/{SLUG}/map/")
        expect(page.locator("svg .mine")).to_have_count(1)
        said = page.locator("figcaption p:has(> b)").inner_text()
        letters[camp].update(re.findall(r"\b[A-D]\b", said))
        page.context.close()
    assert letters[OPEN]
    assert letters[CAREFUL]
    assert not letters[OPEN] & letters[CAREFUL]


def _bruno_reads_the_map(page, site):
    """On a phone, without scripts: groups, what all agree on, what divides them. Return how many agree with the first."""
    page.goto(f"{site.url}/en/consultations/{SLUG}/map/")
    main = page.locator("main")
    expect(main).to_contain_text("People fall into groups that vote differently.")
    expect(main.locator(".figures")).to_contain_text(re.compile(rf"people voted\s*{VOTERS}"))
    expect(main.locator("#groups ~ ul > li")).to_have_count(2)
    agreed = main.locator("section[aria-labelledby=agreed] li .stated").all_inner_texts()
    divided = main.locator("section[aria-labelledby=divided] li .stated").all_inner_texts()
    assert {words for words, _leans in SAID[:3]} == set(agreed)
    assert len(divided) == 6
    assert set(divided) <= {words for words, _leans in SAID[4:]}
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    return agreed[0]


def _bruno_closes(page, site):
    page.goto(f"{site.url}/en/desk/votes/{SLUG}/")
    page.get_by_text("Close it now").click()
    page.get_by_role("button", name="Close it, and seal all votes").click()
    expect(page.locator("main")).to_contain_text("closed")


def _two_readers_sort(bruno, hana, site):
    """Bruno has themes looked for and names two; both sort the same ten texts alone. Return the names of the themes."""
    said = f"{site.url}/en/desk/said/{SLUG}/"
    bruno.goto(said)
    bruno.get_by_role("button", name="Look for themes").click()
    bruno.locator("#themes").wait_for(timeout=60_000)
    for number, (name, nom) in enumerate(NAMED):
        bruno.goto(said)
        bruno.locator("h3 a").nth(number).click()
        bruno.locator("summary", has_text="Give it a name").click()
        fill(bruno, name_en=name, name_fr=nom)
        bruno.get_by_role("button", name="Save the name").click()
        expect(bruno.locator("h1")).to_have_text(name)
    bruno.goto(f"{said}sample/")
    fill(bruno, size=str(SAMPLE))
    bruno.get_by_role("button", name="Draw a sample").click()
    _sort(bruno, differs=0)
    hana.goto(f"{said}sample/")
    expect(hana.locator("main")).to_contain_text("Nothing can be said yet")
    expect(hana.locator("main")).not_to_contain_text("Where they differ")
    hana.get_by_role("link", name="Sort the next text").click()
    _sort(hana, differs=4)
    for reader in (bruno, hana):
        reader.goto(f"{said}sample/")
        expect(reader.locator(".figures")).to_contain_text(re.compile(r"Krippendorff’s alpha\s*0\.\d\d"))
        expect(reader.locator(".figures")).to_contain_text(re.compile(rf"texts sorted twice\s*{SAMPLE}"))
        expect(reader.locator("#differ ~ ol > li")).to_have_count(1)


def _sort(page, *, differs):
    """Sort all texts of the sample, each under the theme of its number; one of them under the next."""
    for done in range(SAMPLE):
        expect(page.locator("main")).to_contain_text(f"{done} of {SAMPLE} sorted")
        expect(page.locator("main")).not_to_contain_text("put here by")
        number = int(page.locator("[name=number]").get_attribute("value"))
        themes = page.locator("[name=theme]")
        themes.nth((number + (number == differs)) % 2).check()
        page.get_by_role("button", name="Save, and show the next").click()
    expect(page.locator("main")).to_contain_text("You have sorted the whole sample.")


def _bruno_writes(page, site, agreed):
    """A section for each theme, a sentence in it with two quotes; what people voted stands in the introduction."""
    heard = f"{site.url}/en/desk/heard/{SLUG}/"
    page.goto(heard)
    page.get_by_role("button", name="Begin the report").click()
    expect(page.locator("main")).to_contain_text("No section yet")
    for name, nom in NAMED:
        page.goto(heard)
        page.locator("[name=source]").select_option(label=name)
        fill(page, title_en=name, title_fr=nom)
        page.get_by_role("button", name="Add this section").click()
        fill(page, prose_en="Plan for it, say {people} people.", prose_fr="Prévoyez-le, disent {people} personnes.")
        page.get_by_role("button", name="Write it").click()
        page.get_by_role("link", name="Choose quotes").click()
        page.locator("[name=quote]").nth(0).check()
        page.locator("[name=quote]").nth(1).check()
        page.get_by_role("button", name="Quote what is ticked").click()
        page.get_by_role("button", name="Save as final").click()
        expect(page.locator("main")).to_contain_text("Saved as final.")
    page.goto(f"{heard}texts/")
    english = f"{VOTERS} people voted. Most of every group agree: {agreed}"
    french = f"{VOTERS} personnes ont voté. La plupart de chaque groupe est d’accord : {agreed}"
    fill(page, introduction_en=english, introduction_fr=french)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Give it to the forum").click()
    expect(page.get_by_role("button", name="Take it back from the forum")).to_be_visible()


def _the_forum_comments(page, site):
    sign_in(page, site, "Joseph")
    page.goto(f"{site.url}/en/what-we-heard/{SLUG}/")
    expect(page.locator("main")).to_contain_text("This is a draft")
    page.get_by_role("link", name="Comment this B2.1").click()
    expect(page.locator("main .answer")).to_contain_text(re.compile(r"Plan for it, say \d+ people\."))
    fill(page, words="Say what a small place cannot pay.")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.locator("#B2-1")).to_contain_text("Say what a small place cannot pay.")


def _bruno_replies(page, site):
    page.goto(f"{site.url}/en/what-we-heard/{SLUG}/sign/")
    expect(page.locator("main")).to_contain_text("Some comments of the forum have no reply yet.")
    expect(page.locator("main")).to_contain_text("You wrote some of it: somebody else signs it.")
    page.goto(f"{site.url}/en/desk/heard/{SLUG}/comments/")
    page.get_by_role("link", name="Reply B2.1").click()
    page.locator("[name=outcome]").last.check()
    fill(page, reply="No contribution says it, so the report cannot.")
    page.get_by_role("button", name="Save the reply").click()
    expect(page.locator("main")).to_contain_text("so the report cannot.")


def _chipo_signs(page, site):
    sign_in(page, site, "Chipo")
    page.goto(f"{site.url}/en/what-we-heard/{SLUG}/sign/")
    expect(page.locator("main")).to_contain_text("Nothing: all numbers are as they were counted")
    page.get_by_role("button", name="Sign and publish").click()
    expect(page.locator("main")).to_contain_text("Signed by Chipo")


def _a_journalist_takes_all(page, site, folder):
    page.goto(f"{site.url}/fr/what-we-heard/{SLUG}/")
    main = page.locator("main")
    for nom in (nom for _name, nom in NAMED):
        expect(main).to_contain_text(nom)
    expect(main).to_contain_text(f"{VOTERS} personnes ont voté.")
    expect(main).to_contain_text("Krippendorff")
    votes = main.locator("section[aria-labelledby=votes]")
    expect(votes).to_contain_text(str(sum(map(allows_file, CROWD))))
    expect(votes.locator("tbody tr")).to_have_count(len(SAID))
    assert votes.locator("tbody th").first.inner_text().partition(". ")[2] in TRANSLATED["fr"][:3]
    expect(votes.locator(f"a[href='/fr/consultations/{SLUG}/map/']")).to_be_visible()
    expect(main.locator(".heard figure")).to_have_count(4)
    assert main.locator(".table").evaluate_all("all => all.every(table => table.scrollWidth <= table.clientWidth)")
    with page.expect_download() as download:
        page.get_by_role("link", name="(ZIP)").click()
    download.value.save_as(folder / "bundle.zip")
    digest = page.locator("dd code[dir=ltr]").first.text_content()
    said = _reproduce(folder / "bundle.zip", folder)
    assert said.returncode == 0, said.stdout + said.stderr
    assert f"Digest of the report: {digest}" in said.stdout
    assert "Nothing differs." in said.stdout
    return folder / "bundle.zip"


def _every_figure_is_counted_anew(bundle, folder):
    """Whoever changes a figure is told which, even if all digests were made anew."""
    with zipfile.ZipFile(bundle) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    report = json.loads(files["report.json"])
    assert report["votes"]["voters"] == sum(map(allows_file, CROWD))
    assert json.loads(files["map.json"])["people"] == VOTERS
    for path, named in (
        (("sections", 0, "statements", 0, "counts", "contributions"), "B1.1, contributions: the report says"),
        (("votes", "statements", "3", "1"), "Votes, statements, 3, 1: the report says"),
        (("agreement", "alpha"), "Agreement of readers, alpha: the report says"),
    ):
        changed = json.loads(files["report.json"])
        holder = changed
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] += 1
        said = _reproduce(_forged(files, changed, folder / "forged.zip"), folder)
        assert said.returncode == 1
        assert named in said.stdout
        assert said.stdout.count("\n- ") == 1, said.stdout


def _forged(files, report, path):
    said = json.dumps(report, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    changed = files | {"report.json": said.encode()}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in changed.items() if name != "manifest.json"}
    changed["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | {"files": digests}).encode()
    with zipfile.ZipFile(path, "w") as whole:
        for name, data in changed.items():
            whole.writestr(name, data)
    return path


def _reproduce(bundle, folder):
    """Count a bundle anew in an empty folder, on a machine that knows of no site and no database."""
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PARVIS_HOME": str(empty), "HOME": str(empty)}
    done = subprocess.run(
        [sys.executable, "-m", "parvis", "reproduce", str(bundle)],
        env=environment,
        cwd=empty,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert not list(empty.rglob("*.sqlite3*"))
    return done
