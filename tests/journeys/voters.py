"""Those who vote: statements that divide two camps, people with phones of their own, and a crowd without browsers."""

import html
import http.cookiejar
import random
import re
import urllib.parse
import urllib.request

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

LANGUAGES = ("en", "fr", "ar")
SLUG = "feminist-open-government"
OPEN, CAREFUL = 0, 1
# What is said, and how likely each of two camps agrees: those who want all open at once, and those who ask who is protected.
SAID = (
    ("Meetings should take place when people with children can come.", (0.95, 0.92)),
    ("Every consultation should say who is missing from it.", (0.9, 0.93)),
    ("Travel and child care should be paid for whoever takes part.", (0.93, 0.9)),
    ("Women should be half of every panel.", (0.55, 0.5)),
    ("All data about public services should be open now.", (0.93, 0.12)),
    ("Names of all who take part should be published.", (0.88, 0.08)),
    ("Every meeting should be streamed and kept.", (0.9, 0.15)),
    ("Publish first, and correct later.", (0.86, 0.1)),
    ("Nothing should be published by which somebody can be found.", (0.14, 0.94)),
    ("Shelters should decide what is published about them.", (0.2, 0.92)),
    ("Data on violence should never be open.", (0.08, 0.85)),
    ("Trust grows in small rooms, behind closed doors.", (0.12, 0.88)),
)
TRANSLATED = {
    "fr": (
        "Les réunions devraient avoir lieu quand les personnes avec enfants peuvent venir.",
        "Chaque consultation devrait dire qui manque.",
        "Le trajet et la garde d’enfants devraient être payés à qui participe.",
        "Les femmes devraient former la moitié de chaque panel.",
        "Toutes les données sur les services publics devraient être ouvertes maintenant.",
        "Les noms de toutes les personnes qui participent devraient être publiés.",
        "Chaque réunion devrait être diffusée et conservée.",
        "Publier d’abord, corriger ensuite.",
        "Rien ne devrait être publié qui permette de retrouver quelqu’un.",
        "Les refuges devraient décider de ce qui est publié à leur sujet.",
        "Les données sur la violence ne devraient jamais être ouvertes.",
        "La confiance naît dans de petites salles, à portes closes.",
    ),
    "ar": (
        "ينبغي أن تُعقد الاجتماعات حين يستطيع أهل الأطفال الحضور.",
        "ينبغي أن تقول كل مشاورة من الغائب عنها.",
        "ينبغي دفع كلفة التنقل ورعاية الأطفال لمن يشارك.",
        "ينبغي أن تكون النساء نصف كل لجنة.",
        "ينبغي أن تُفتح الآن كل بيانات الخدمات العامة.",
        "ينبغي نشر أسماء كل من يشارك.",
        "ينبغي بث كل اجتماع وحفظه.",
        "انشروا أولاً، وصححوا لاحقاً.",
        "ينبغي ألا يُنشر ما يدل على شخص.",
        "ينبغي أن تقرر الملاجئ ما يُنشر عنها.",
        "ينبغي ألا تُفتح بيانات العنف أبداً.",
        "تنمو الثقة في الغرف الصغيرة، خلف أبواب مغلقة.",
    ),
}
WORDS = {
    "en": {"agree": "Agree", "disagree": "Disagree", "pass": "Pass"},
    "fr": {"agree": "D’accord", "disagree": "Pas d’accord", "pass": "Passer"},
    "ar": {"agree": "أوافق", "disagree": "لا أوافق", "pass": "تجاوز"},
}
CROWD_VOTES, HAND_VOTES = 9, 7
# Each in a language, a camp and a way: with fingers, without scripts, with one key each, from button to button, swiping.
BY_HAND = (
    ("en", OPEN, "fingers"),
    ("fr", OPEN, "plain"),
    ("ar", OPEN, "plain"),
    ("en", CAREFUL, "keys"),
    ("fr", CAREFUL, "fingers"),
    ("ar", CAREFUL, "fingers"),
    ("en", OPEN, "tab"),
    ("fr", OPEN, "keys"),
    ("ar", OPEN, "swipes"),
    ("en", CAREFUL, "swipes"),
    ("fr", CAREFUL, "plain"),
    ("ar", CAREFUL, "tab"),
)
SEED = 2026


def _vote_of_camp(camp, statement):
    """Return how whoever is wholly of a camp votes on a statement; on what the camp is unsure of, they pass."""
    likely = SAID[statement - 1][1][camp]
    if abs(likely - 0.5) < 0.1:
        return "pass"
    return "agree" if likely > 0.5 else "disagree"


def _vote_of_crowd(number, camp, statement):
    """Return how one of the crowd votes on a statement: mostly as their camp, and always the same."""
    draw = random.Random(f"{SEED} {number} {statement}")
    if draw.random() < 0.08:
        return "pass"
    return "agree" if draw.random() < SAID[statement - 1][1][camp] else "disagree"


def votes_by_hand(browser, site, number):
    """Somebody votes on a phone of their own, in their way and language; return their page."""
    language, camp, way = BY_HAND[number]
    context = browser.new_context(
        locale=language, viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=way != "plain"
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{site.url}/{language}/consultations/{SLUG}/vote/")
    for done in range(1, HAND_VOTES + 1):
        statement = int(page.locator("[name=statement]").get_attribute("value"))
        words = SAID[statement - 1][0] if language == "en" else TRANSLATED[language][statement - 1]
        expect(page.locator(".ballot .quote")).to_have_text(words)
        with page.expect_navigation():
            _say(page, way, WORDS[language], _vote_of_camp(camp, statement))
        expect(page.locator("main .share span").first).to_contain_text(re.compile(rf"\b{done}\b|{chr(0x660 + done)}"))
    return page


def _say(page, way, words, value):
    button = page.get_by_role("button", name=words[value], exact=True)
    if way == "keys":
        page.keyboard.press(value[0])
    elif way == "tab":
        while not button.evaluate("button => button === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    elif way == "swipes" and value != "pass":
        _swipe(page, 150 if value == "agree" else -150)
    else:
        button.tap()


def _swipe(page, far):
    """Draw a finger over the statement, and lift it."""
    box = page.locator(".ballot .quote").bounding_box()
    finger = page.context.new_cdp_session(page)
    y = box["y"] + box["height"] / 2
    for kind, along in (("touchStart", 0), ("touchMove", far / 2), ("touchMove", far)):
        points = [{"x": PHONE["width"] / 2 + along, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    finger.detach()


def votes_by_wire(site, number):
    """One of the crowd votes by the same forms, without a browser; return how many votes were taken."""
    language, camp = LANGUAGES[number % 3], number % 2
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    opener.addheaders = [("X-Forwarded-For", f"203.0.{number % 4}.{number}")]
    url = f"{site.url}/{language}/consultations/{SLUG}/vote/"
    page = _open(opener, url)
    for _turn in range(CROWD_VOTES):
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|statement)" value="([^"]*)"', page))
        page = _open(opener, url, **hidden, value=_vote_of_crowd(number, camp, int(hidden["statement"])))
    own = _open(opener, f"{url}mine/")
    if allows_file(number):
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', own)[1]
        own = _open(opener, f"{url}mine/", csrfmiddlewaretoken=token, step="file", in_file="on")
        assert re.search(r'id="in_file"\s+checked', own)
    return len(re.findall(r'aria-pressed="true"', own))


def allows_file(number):
    """Tell whether one of the crowd lets their votes stand in the file: half of each camp does."""
    return number // 2 % 2 == 0


def _open(opener, url, **data):
    body = urllib.parse.urlencode(data).encode() if data else None
    with opener.open(urllib.request.Request(url, body, {"Referer": url})) as answer:
        return html.unescape(answer.read().decode())
