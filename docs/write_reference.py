"""Writes docs/reference/ from the code: settings, commands, verbs of the record, addresses. Run by `make docs`."""

import ast
import inspect
import os
import sys
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
WRITTEN = "<!-- Written by `make docs` from the code; changes made here are lost. -->\n"


def settings_page() -> str:
    """What an installation may choose."""
    from django.conf import settings

    parts = [
        "# Settings\n",
        WRITTEN,
        "Parvis reads its settings from the environment, and nowhere else. Each has a safe default; none is needed to"
        " start. A value that cannot be, or a name beginning with `PARVIS_` that is not listed here, stops the start"
        " with one sentence. [Choosing them](../operate/settings.md) says which to set when.\n",
    ]
    for each in settings.ENVIRONMENT.settings:
        parts.append(
            f"## `{each.name}`\n\n{each.says}\n\nDefault: {each.default or 'none'}. Example: `{each.example}`.\n"
        )
    return "\n".join(parts)


def commands_page() -> str:
    """What the console can do."""
    from django.core.management import get_commands, load_command_class

    parts = [
        "# Commands\n",
        WRITTEN,
        "`parvis VERB`, or `.venv/bin/parvis VERB` where it was installed by `make run`.\n",
    ]
    for name, app in sorted(get_commands().items()):
        if isinstance(app, str) and app.startswith("parvis."):
            command = load_command_class(app, name)
            shown = name.replace("_", "-")
            first, _, more = (command.help or inspect.getdoc(command) or "").partition("\n")
            parts.append(f"## `parvis {shown}`\n\n{first}\n")
            parts.append(f"```text\n{more.strip()}\n```\n" if more.strip() else "")
            parts.append(arguments(command.create_parser("parvis", shown)))
    return "\n".join(part for part in parts if part)


def arguments(parser: ArgumentParser) -> str:
    """What a command takes, beside what every command takes."""
    usual = {
        "help",
        "version",
        "verbosity",
        "settings",
        "pythonpath",
        "traceback",
        "no_color",
        "force_color",
        "skip_checks",
    }
    lines = []
    for action in parser._actions:
        if action.dest in usual or action.help == SUPPRESS:
            continue
        takes = "" if action.nargs == 0 or not action.option_strings else f" {action.metavar or action.dest.upper()}"
        name = (action.option_strings or [str(action.metavar or action.dest).upper()])[0]
        choices = f" One of: {', '.join(map(str, action.choices))}." if action.choices else ""
        says = f": {action.help.rstrip('.')}." if action.help else ""
        lines.append(f"- `{name}{takes}`{says}{choices}")
    return "\n".join(lines) + "\n" if lines else ""


def verbs() -> dict[str, str]:
    """The verbs of the record, each with the file that writes it."""
    found = {}
    for path in sorted((ROOT / "parvis").rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            for verb in verbs_in(path.read_text()):
                found.setdefault(verb, path.relative_to(ROOT).as_posix())
    return dict(sorted(found.items()))


def verbs_in(source: str) -> Iterator[str]:
    """The verbs a source writes into the record."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            first = node.args[0]
            if name in {"record", "_record", "Line"} and isinstance(first, ast.Constant) and "." in str(first.value):
                yield str(first.value)


def verbs_page() -> str:
    """What the record tells."""
    from django.utils import translation

    from parvis.record.sentences import SENTENCES

    parts = ["# Verbs of the record\n", WRITTEN, "| Verb | What it says | Written in |\n|---|---|---|"]
    with translation.override("en"):
        parts += [f"| `{verb}` | {SENTENCES.get(verb, '')} | `{path}` |" for verb, path in verbs().items()]
    return "\n".join(parts) + "\n"


def routes_page() -> str:
    """Every address, who may open it, and what it does."""
    from django.urls import get_resolver

    parts = [
        "# Addresses\n",
        WRITTEN,
        "`<language>` is one of the languages of the site. *Everybody* opens a page without signing in; what of it they"
        " see is decided by the rules.\n",
        "| Address | Name | Who | What |\n|---|---|---|---|",
    ]
    parts += sorted(set(route_lines(get_resolver(), "")))
    return "\n".join(parts) + "\n"


def route_lines(resolver, before: str) -> Iterator[str]:
    """A line of the table for each address below `resolver`."""
    from django.urls import URLPattern
    from django.urls.resolvers import LocalePrefixPattern

    for pattern in resolver.url_patterns:
        here = "<language>/" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from route_lines(pattern, before + here)
            continue
        view = pattern.callback
        who = "signed in" if getattr(view, "login_required", True) else "everybody"
        yield f"| `/{before}{here}` | {pattern.name or ''} | {who} | {first_line(view)} |"


def first_line(view) -> str:
    """The first line of what a view says of itself; other projects' views are named instead."""
    view = inspect.unwrap(view)
    if not view.__module__.startswith("parvis."):
        return f"`{view.__module__}`"
    return (inspect.getdoc(view) or "").split("\n")[0]


PAGES = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "verbs.md": verbs_page,
    "routes.md": routes_page,
}


def main() -> None:
    """Write every page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
    import django

    django.setup()
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
