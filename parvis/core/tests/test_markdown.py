from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from parvis.core.markdown import to_html

HARMLESS_TAGS = {"p", "a", "em", "strong", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "h2"}


class _Reader(HTMLParser):
    """Reads HTML as a browser would, and notes what it could act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attributes}
        self.addresses += [value for name, value in attributes if name == "href"]


def test_markdown_becomes_html_under_the_pages_own_heading():
    html = to_html("# Title\n\nTwo **strong** words, [here](https://example.org).")

    assert "<h2>Title</h2>" in html
    assert "<strong>strong</strong>" in html
    assert '<a href="https://example.org" rel="nofollow noopener">here</a>' in html


def test_html_is_shown_not_obeyed():
    assert "&lt;b&gt;bold&lt;/b&gt;" in to_html("<b>bold</b>")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](https://example.org/spy.png)",
        '<img src=x onerror="alert(1)">',
        '[x](https://example.org "\\" onmouseover=\\"alert(1)")',
        "<https://example.org/\"onclick='x'>",
        '```x" onload="y\n<svg/onload=alert(1)>\n```',
        "| a |\n|---|\n| <iframe src=//example.org> |",
    ],
)
def test_nothing_in_a_text_can_act(text):
    html = to_html(text)

    reader = _Reader()
    reader.feed(html)
    assert reader.tags <= HARMLESS_TAGS
    assert reader.attributes <= {"href", "title", "rel", "start"}
    assert all(urlsplit(address).scheme in ("", "http", "https", "mailto", "tel") for address in reader.addresses)
