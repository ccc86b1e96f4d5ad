"""Pages hold no style, no script and no request of their own: all of it comes from files of this site."""

import re

import pytest

from tests import source
from tests.source import where

IN_A_PAGE = {
    "a style inside": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "a script inside": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(ld\+)?json)", re.I),
    "a script in an attribute": re.compile(r"<[^>]*\son\w+\s*=|javascript:", re.I | re.S),
    "something fetched from another site": re.compile(
        r"<(?:img|script|iframe|video|audio|source|embed|object|form|input|track)\b[^>]*\b(?:src|srcset|action|data|poster)"
        r"\s*=\s*[\"']?\s*(?:https?:)?//|<link\b(?![^>]*rel=[\"'](?:canonical|alternate|license))[^>]*href\s*=\s*[\"']?\s*(?:https?:)?//",
        re.I | re.S,
    ),
    "text trusted as HTML": re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off"),
    "a form without its token": re.compile(
        r"<form\b(?=[^>]*method\s*=\s*[\"']?post)(?:(?!csrf_token|</form>).)*</form>", re.I | re.S
    ),
    "a link that hands its window over": re.compile(r"target\s*=\s*[\"']?_blank(?![^>]*noopener)", re.I),
}
IN_A_FILE = {
    "something fetched from another site": re.compile(
        r"(?:url\(|@import|import\s|from\s|fetch\()\s*[\"']?\s*(?:https?:)?//", re.I
    ),
    "text run as code": re.compile(r"\beval\(|new Function\(|document\.write\(|\.outerHTML\s*="),
}
ALLOWED = {
    # It shows every component, and sends nothing.
    ("gallery.html", "a form without its token"),
    # A frame is given no cookie: a signed stamp stands among the fields instead.
    ("frame_speak.html", "a form without its token"),
    ("frame_preview.html", "a form without its token"),
}
# A sign that French, Arabic or Spanish write otherwise, after something filled in, where nobody can translate it.
SENTENCE = re.compile(r"\{%\s*blocktranslate\b.*?\{%\s*endblocktranslate\s*%\}", re.S)
SIGN = re.compile(r"(?:\}\}|%\})(?:</\w+>|</?bdi[^>]*>)*[ \u00a0]?(?:[:;,!«»“”](?=[\s<{]|$)|\?(?=[\s<]|$))")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.S)


def faults(text, rules, letter=False):
    """What is in a page or a file that must not be; a letter may carry its own style, for there is no other way."""
    bare = COMMENT.sub("", text)
    return [name for name, pattern in rules.items() if pattern.search(bare) and not (letter and "style" in name)]


@pytest.mark.parametrize("path", source.templates(), ids=where)
def test_a_page_is_only_words_and_structure(path):
    rules = {} if path.suffix == ".txt" else IN_A_PAGE  # nothing in a plain letter is HTML
    found = faults(path.read_text(), rules, letter="mail" in path.parts)
    assert [name for name in found if (path.name, name) not in ALLOWED] == []


@pytest.mark.parametrize("path", source.stylesheets_and_scripts(), ids=where)
def test_a_file_of_style_or_script_fetches_nothing_from_elsewhere(path):
    assert faults(path.read_text(), IN_A_FILE) == []


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a style inside", '<p style="color: red">'),
        ("a style inside", "<style>p {}</style>"),
        ("a script inside", "<script>go()</script>"),
        ("a script in an attribute", '<a href="#" onclick="go()">'),
        ("a script in an attribute", '<a href="javascript:go()">'),
        ("something fetched from another site", '<img alt="" src="https://example.org/x.png">'),
        ("something fetched from another site", '<script src="//example.org/x.js"></script>'),
        ("something fetched from another site", '<link rel="stylesheet" href="https://example.org/x.css">'),
        ("text trusted as HTML", "{{ text|safe }}"),
        ("text trusted as HTML", "{% autoescape off %}"),
        ("a form without its token", '<form method="post"><button>Go</button></form>'),
        ("a link that hands its window over", '<a href="/" target="_blank">'),
    ],
)
def test_each_fault_of_a_page_is_noticed(name, page):
    assert faults(page, IN_A_PAGE) == [name]


@pytest.mark.parametrize(
    "page",
    [
        '<a href="https://example.org/">There</a>',
        '<script src="{% static "core/x.js" %}" type="module"></script>',
        '<script type="application/json" id="x">{}</script>',
        '<form method="post">{% csrf_token %}<button>Go</button></form>',
        '<form method="get"><button>Go</button></form>',
        '<link rel="canonical" href="https://example.org/">',
        "{# style='x' |safe #}",
    ],
)
def test_what_a_page_may_hold_is_left_alone(page):
    assert faults(page, IN_A_PAGE) == []


@pytest.mark.parametrize(
    "text",
    [
        "@import '//example.org/x.css';",
        "p { background: url(https://x.example/y.png) }",
        "import x from 'https://x.example/y.js'",
    ],
)
def test_a_file_that_fetches_from_elsewhere_is_noticed(text):
    assert faults(text, IN_A_FILE) == ["something fetched from another site"]


def signs_nobody_translates(text):
    """The signs in a page that stand outside of every sentence that is translated."""
    return SIGN.findall(SENTENCE.sub("", COMMENT.sub("", text)))


@pytest.mark.parametrize("path", source.templates(), ids=where)
def test_colons_commas_and_the_like_are_translated_with_their_sentence(path):
    assert path.name == "test.greeting.txt" or signs_nobody_translates(path.read_text()) == []


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("{{ receipt }}: {{ status }}", 1),
        ('{% translate "Line" %}</b>; {{ why }}', 1),
        ("{% for each in all %}{{ each }}, {% endfor %}", 1),
        ("{% blocktranslate %}{{ what }}: {{ told }}{% endblocktranslate %}", 0),
        ("{{ address }}?size={{ size }}", 0),
    ],
)
def test_a_sign_outside_of_its_sentence_is_noticed(page, found):
    assert len(signs_nobody_translates(page)) == found


@pytest.mark.parametrize("path", source.templates(), ids=where)
def test_no_page_tells_what_is_wrong_twice(path):
    text = path.read_text()

    # A form of Django's shows its summary itself; the days of phases are a form for each beside one for all.
    assert "core/_errors.html" not in text or "{{ form }}" not in text or path.name == "change_phases.html"
