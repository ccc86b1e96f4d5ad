"""Markdown written by the house, made into HTML that can only be harmless. The one place that marks text safe."""

import functools

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code"),
    *("ul", "ol", "li", "em", "strong", "del", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def to_html(text: str) -> SafeString:
    """Return `text` as HTML: paragraphs, lists, links, tables, headings from h2 down.

    HTML in the text is shown as it was typed, never obeyed; links may only be http, https, mailto and tel.
    """
    html = _parser().render(text)
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="nofollow noopener")
    return mark_safe(clean)  # noqa: S308 (nh3 has just cleaned it)


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    parser.disable("image")
    parser.core.ruler.push("page_headings", _lower_headings)
    return parser


def _lower_headings(state: object) -> None:
    # The page has its own h1: a text that starts with one gets h2.
    for token in state.tokens:  # type: ignore[attr-defined]  # markdown-it types its state loosely
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
