"""The words of a piece of HTML, and nothing else of it.

Not a sanitizer: what comes out is text, to be escaped like any other. It goes through the tags once, from left to right,
and builds no tree: making one of a hundred thousand open tags takes the libraries for it half a minute.
"""

import html as entities
import re
from collections.abc import Iterator

LONGEST_HTML = 500_000
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:class|id)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_LONGEST_TAG = 4_000
_SPACES = re.compile(r"\s+")
_MORE_BLANK = re.compile(r"\n{3,}")
# Blocks end a line, however many of them begin or end there; paragraphs have a blank line between them.
_BLOCKS = {"div", "li", "tr", "hr", "dt", "dd", "section", "article", "header", "footer"}
_END_OF_BLOCK = "\0"
_ENDS_OF_BLOCKS = re.compile(r"\0[\0 ]*")
_PARAGRAPHS = {"p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "ul", "ol", "dl"}
# Their content is not for reading.
_UNREAD = {"script", "style", "title", "template", "noscript", "svg", "math", "iframe", "object", "textarea", "select"}
_EMPTY = {"br", "hr", "img", "input", "meta", "link", "col", "wbr"}

# What mail programs put around what is quoted and around signatures, by class or id …
_QUOTED = {
    "gmail_quote", "gmail_quote_container", "gmail_attr", "gmail_signature", "moz-cite-prefix", "moz-signature",
    "yahoo_quoted", "protonmail_quote", "protonmail_signature_block", "signature", "applemailsignature",
    "ms-outlook-mobile-signature", "zmail_extra", "tutanota_quote", "mailsignature",
}  # fmt: skip
# … and the marks after which everything is quoted.
_QUOTED_FROM_HERE = {"divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container"}


def plain_text(html: str, *, drop_quoted: bool = False) -> str:
    """Return what a reader would see of `html`, with a line for each line and a blank one between paragraphs.

    Costs time in proportion to its length, whatever it holds; what is beyond half a million characters is left out.
    `drop_quoted` leaves out what mail programs mark as quoted, and signatures.
    """
    pieces = _unquoted(html[:LONGEST_HTML]) if drop_quoted else _pieces(html[:LONGEST_HTML])
    written = "".join(piece if name == "" else _mark(name) for name, piece in pieces)
    written = _ENDS_OF_BLOCKS.sub("\n", written)
    lines = [_SPACES.sub(" ", line).strip() for line in written.split("\n")]
    return _MORE_BLANK.sub("\n\n", "\n".join(lines)).strip()


def _mark(name: str) -> str:
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _BLOCKS:
        return _END_OF_BLOCK
    return {"br": "\n", "td": " "}.get(name, "")


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Yield the words, as ("", words), and between them the tags, as (name, tag); a closing tag begins with a slash.

    Whatever is not closed ends the text: nothing is searched for twice.
    """
    at = 0
    while at < len(html):
        begin = html.find("<", at)
        if begin < 0:
            yield "", _words(html[at:])
            return
        if begin > at:
            yield "", _words(html[at:begin])
        tag = _TAG.match(html, begin)
        if tag is None:
            at = _after_what_is_no_tag(html, begin)
            if at == begin:
                yield "", "<"
                at += 1
            continue
        end = html.find(">", tag.end())
        if end < 0:
            return
        name = tag[2].lower()
        at = end + 1
        if name in _UNREAD and not tag[1]:
            at = _after(html, re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE), at)
        else:
            yield name, html[begin : end + 1]


def _words(text: str) -> str:
    return _SPACES.sub(" ", entities.unescape(text).replace("\0", ""))


def _after_what_is_no_tag(html: str, at: int) -> int:
    """Return where a comment or declaration that begins at `at` ends; `at` itself when none begins there."""
    if html.startswith("<!--", at):
        end = html.find("-->", at + 4)
        return len(html) if end < 0 else end + 3
    if html.startswith(("<!", "<?", "</"), at):
        end = html.find(">", at)
        return len(html) if end < 0 else end + 1
    return at


def _after(html: str, mark: re.Pattern[str], at: int) -> int:
    found = mark.search(html, at)
    return found.end() if found else len(html)


def _unquoted(html: str) -> Iterator[tuple[str, str]]:
    quote, depth = "", 0
    for name, piece in _pieces(html):
        if not quote:
            names = _names(piece) if name else set()
            if names & _QUOTED_FROM_HERE:
                return
            if (name == "blockquote" and piece[1] != "/") or (names & _QUOTED and name not in _EMPTY):
                quote, depth = name, 1
            yield (name, piece)
        elif name == quote:
            depth += -1 if piece[1] == "/" else 1
            quote = quote if depth else ""


def _names(tag: str) -> set[str]:
    return {name for value in _NAMED.findall(tag[:_LONGEST_TAG]) for name in value.strip("\"'").lower().split()}
