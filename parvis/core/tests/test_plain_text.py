"""From HTML only its words are taken, at a cost that its length bounds."""

import time

import pytest

from parvis.core.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<div>One</div><div>two</div>", "One\ntwo"),
        ("<ul><li>One<li>two</ul>after", "One\ntwo\n\nafter"),
        ("Fish &amp; <b>chips</b> &lt;b&gt; &eacute;", "Fish & chips <b> é"),
        ("<script>alert(1)</script><style>a{}</style><title>t</title>seen<!-- not -->", "seen"),
        ("<p>A  \n lot   of\n\nspace</p>", "A lot of space"),
        ('<a href="x"><span class="invisible">https://</span><span>example.org/a</span></a>', "https://example.org/a"),
        ("", ""),
        ("no html at all", "no html at all"),
        ("<xss-probe>in</xss-probe><img src=x onerror=alert(1)>", "in"),
    ],
)
def test_only_the_words_are_left(html, text):
    assert plain_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        '<p>Mine</p><blockquote type="cite">Theirs <div>more</div></blockquote>',
        '<div>Mine</div><div class="gmail_quote"><div>On Thu … wrote:<br></div><p>Theirs</p></div>',
        '<p>Mine</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: x</div><div>Theirs</div>',
        '<p>Mine</p><div class="moz-cite-prefix">On … wrote:</div><blockquote>Theirs</blockquote>',
        '<p>Mine</p><div id="Signature">Amina<br>Director</div>',
    ],
)
def test_what_mail_programs_mark_as_quoted_is_left_out_when_asked(html):
    assert plain_text(html, drop_quoted=True) == "Mine"
    assert plain_text(html) != "Mine"


@pytest.mark.parametrize(
    "html",
    ["<div>" * 100_000, "<b>" * 300_000, "<!" * 500_000, "<a " * 300_000, "&" * 1_000_000, "<p" * 400_000,
     "<table><tr><td>" * 30_000, "<![CDATA[" * 100_000, "<a href='" * 100_000, "</x>" * 200_000],
)  # fmt: skip
def test_hostile_html_costs_little(html):
    began = time.process_time()
    plain_text(html, drop_quoted=True)
    assert time.process_time() - began < 2
