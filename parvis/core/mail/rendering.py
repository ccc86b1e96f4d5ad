"""The words of a message: templates filled with values that are never anything but text."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import css_inline
from django.apps import apps
from django.conf import settings
from django.template import Context, Engine, Template, TemplateDoesNotExist, engines
from django.template.backends.django import DjangoTemplates
from django.utils.translation import override

from parvis.core.cleaning import clean_line
from parvis.core.languages import direction

LONGEST_SUBJECT = 200
SUBJECT = "Subject:"
# Marks the end of the first line of a template; cannot come from a value, which loses its controls.
_END_OF_SUBJECT = "\x00"


@dataclass(frozen=True)
class Letter:
    """A message in one language, as plain text and as HTML."""

    subject: str
    text: str
    html: str


def render(kind: str, language: str, values: Mapping[str, Any]) -> Letter:
    """Write the message `kind` in `language`. Links in it lead to pages in that language.

    Without an HTML template of its own its text is set as HTML: so it has its direction, and its links can be pressed.
    """
    with override(language):
        everything = {**values, **_frame(language)}
        engine = _engine()
        subject, text = _write(_text_template(engine, kind), everything)
        everything["subject"] = subject
        footer = engine.get_template("core/mail/_footer.txt").render(_context(everything, escape=False))
        html = _html_template(engine, kind) or engine.get_template("core/mail/_letter.html")
        everything["paragraphs"] = _paragraphs(text)
        return Letter(
            subject=subject,
            text=f"{text.strip()}\n\n-- \n{footer.strip()}\n",
            html=_inline(html.render(_context(everything, escape=True))),
        )


def _write(template: Template, values: Mapping[str, Any]) -> tuple[str, str]:
    whole = template.render(_context(values, escape=False))
    first, _mark, rest = whole.partition(_END_OF_SUBJECT)
    subject = clean_line(first)
    if not subject.startswith(SUBJECT):
        raise ValueError(f"The first line of {template.name} must begin with “{SUBJECT}”.")
    return clean_line(subject.removeprefix(SUBJECT))[:LONGEST_SUBJECT], rest


class _Paragraph(NamedTuple):
    """A paragraph of a letter: somebody's quoted words, or lines, each with whether it is but a link to this site."""

    quote: str
    lines: list[tuple[str, bool]]


def _paragraphs(text: str) -> list[_Paragraph]:
    ours = settings.BASE_URL.geturl() + "/"
    found = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in part.splitlines()]
        quoted = "\n".join(line.removeprefix(">").strip() for line in lines) if part.startswith(">") else ""
        found.append(_Paragraph(quoted, [(line, line.startswith(ours) and " " not in line) for line in lines]))
    return found


def _frame(language: str) -> dict[str, Any]:
    return {
        "site_name": "Parvis",
        "base_url": settings.BASE_URL.geturl(),
        "language": language,
        "direction": direction(language),
    }


def _context(values: Mapping[str, Any], *, escape: bool) -> Context:
    safe = {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in values.items()}
    return Context(safe, autoescape=escape)


def _engine() -> Engine:
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)
    return backend.engine


@functools.lru_cache(maxsize=256)
def _text_template(engine: Engine, kind: str) -> Template:
    found = _find(engine, f"{kind}.txt")
    if found is None:
        raise TemplateDoesNotExist(f"<app>/mail/{kind}.txt")
    marked = found.source.replace("\n", _END_OF_SUBJECT + "\n", 1)
    return Template(marked, origin=found.origin, name=found.name, engine=engine)


@functools.lru_cache(maxsize=256)
def _html_template(engine: Engine, kind: str) -> Template | None:
    return _find(engine, f"{kind}.html")


def _find(engine: Engine, name: str) -> Template | None:
    for app in apps.get_app_configs():
        try:
            return engine.get_template(f"{app.label}/mail/{name}")
        except TemplateDoesNotExist:
            continue
    return None


def _inline(html: str) -> str:
    # Mail readers drop <style>; nothing is ever fetched.
    return str(css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True).inline(html))
