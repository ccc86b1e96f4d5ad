"""Look into a file before it is kept: is it what it says, can everybody open it, does nothing in it act by itself?

No virus scanner: what is known to be abused is refused whatever it would do, each with a sentence that says what was found.
Work is bounded in bytes, parts, objects and seconds, so that a file made to be endless is refused as well.
"""

from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from parvis.documents.filetypes import TYPES, FileType, ending_of, names
from parvis.documents.inspection import packages, pdf, pictures, texts
from parvis.documents.inspection.verdicts import Unfit

__all__ = ["Unfit", "inspect"]

# What every scanner is tested with: it harms nobody, and nobody sends it by mistake.
_TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
_PIECE = 1 << 20
_LOOKS: dict[str, Callable[[Path, FileType], None]] = {
    "pdf": pdf.look,
    "ooxml": packages.look_into_ooxml,
    "odf": packages.look_into_odf,
    "text": texts.look,
    "picture": pictures.look,
}


def inspect(path: Path, name: str) -> FileType:
    """Return the type of a file; raise `Unfit` with a sentence when it cannot be taken."""
    filetype = TYPES.get(ending_of(name))
    if filetype is None:
        raise Unfit(_("This type of file is not taken. These are: %(types)s.") % {"types": names()})
    if path.stat().st_size == 0:
        raise Unfit(_("This file is empty."))
    if _holds(path, _TEST_VIRUS):
        raise Unfit(_("This file holds a virus (EICAR, with which scanners are tested). It was not kept."))
    _LOOKS[filetype.family](path, filetype)
    return filetype


def _holds(path: Path, wanted: bytes) -> bool:
    end = b""
    with path.open("rb") as handle:
        while piece := handle.read(_PIECE):
            if wanted in end + piece:
                return True
            end = piece[-len(wanted) :]
    return False
