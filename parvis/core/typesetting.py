"""Make a PDF that screen readers can read, of a form in Typst and the words that fill it: the same bytes each time."""

import datetime
import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

_FONTS = Path(__file__).parent / "fonts"
_ACCESSIBLE = "ua-1"


@functools.cache
def fonts() -> typst.Fonts:
    """Return our own letters, and after them those of the machine, for scripts ours do not have."""
    return typst.Fonts(include_embedded_fonts=False, font_paths=[str(_FONTS)])


def typeset(form: Path, name: str, said: Mapping[str, Any], made_at: datetime.datetime) -> bytes:
    """Return the PDF of a form, to which what it says is handed as JSON under a name."""
    make = functools.partial(_compile, form, {name: json.dumps(said)}, made_at)
    try:
        return make(pdf_standards=[_ACCESSIBLE])
    except typst.TypstError:
        # A sign that no letter here can show: print what can be.
        return make()


def _compile(form: Path, inputs: dict[str, str], made_at: datetime.datetime, **options: Any) -> bytes:
    # With a root of its own it does not look at the folder in which the site was started, which may be gone.
    compiler = typst.Compiler(form.read_bytes(), root=form.parent, font_paths=fonts(), sys_inputs=inputs)
    made = compiler.compile(format="pdf", timestamp=int(made_at.timestamp()), **options)
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made
