"""Files of word processors, spreadsheets and slides: archives of XML, without programs, and not larger than they look."""

import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

import defusedxml.ElementTree as ElementTree
from django.utils.translation import gettext as _

from parvis.documents.filetypes import FileType
from parvis.documents.inspection.verdicts import Unfit, acts, not_a, too_much

MOST_PARTS, SMALL, MOST_TIMES_LARGER, LARGEST = 5_000, 20_000_000, 100, 500_000_000
LARGEST_LIST = 2_000_000
_PIECE = 1 << 16
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
_PROGRAMS = ("vbaproject.bin", "vbadata.xml", ".exe", ".dll", ".js", ".vbs", ".ps1", ".bat", ".cmd", ".scr", ".jar")


def look_into_ooxml(path: Path, filetype: FileType) -> None:
    """Raise `Unfit` unless it is a document of today's office programs that holds no macros and fetches nothing."""
    with path.open("rb") as handle:
        # A locked DOCX is packed as those of the last century were.
        if handle.read(len(_OLE)) == _OLE:
            sentence = _(
                "This file is locked with a password, or of an old type. Save it as %(type)s without a password."
            )
            raise Unfit(sentence % {"type": filetype.ending.upper()})
    with _opened(path, filetype) as package:
        names = _sound_names(package, path, filetype)
        if _MAIN[filetype.ending] not in names or "[Content_Types].xml" not in names:
            raise not_a(filetype.ending)
        if b"macroEnabled" in _small(package, "[Content_Types].xml", filetype):
            raise acts(_("macros"))
        for name in names:
            if "/activex/" in name.lower() or ("/embeddings/" in name and not name.endswith((".xlsx", "/"))):
                raise acts(_("another file inside"))
            if name.endswith(".rels"):
                _refuse_fetching(package, name, filetype)
        _read_through(package, filetype)


def look_into_odf(path: Path, filetype: FileType) -> None:
    """Raise `Unfit` unless it is an OpenDocument file without macros and without a password."""
    with _opened(path, filetype) as package:
        names = _sound_names(package, path, filetype)
        if "mimetype" not in names or "content.xml" not in names:
            raise not_a(filetype.ending)
        if _small(package, "mimetype", filetype).strip() != filetype.media_type.encode():
            raise not_a(filetype.ending)
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise acts(_("macros"))
        manifest = _small(package, "META-INF/manifest.xml", filetype) if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            sentence = _(
                "This file is locked with a password, or of an old type. Save it as %(type)s without a password."
            )
            raise Unfit(sentence % {"type": filetype.ending.upper()})
        _read_through(package, filetype)


def _opened(path: Path, filetype: FileType) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise not_a(filetype.ending) from None


def _sound_names(package: zipfile.ZipFile, path: Path, filetype: FileType) -> list[str]:
    """Return the names of the parts, unless they are too many, too large, locked, or programs."""
    parts = package.infolist()
    most = min(LARGEST, max(SMALL, MOST_TIMES_LARGER * path.stat().st_size))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
        raise too_much(filetype.ending)
    if any(part.flag_bits & 1 for part in parts):
        raise Unfit(_("Parts of this file are locked with a password. Save it without one, and send that."))
    if any(part.filename.lower().endswith(_PROGRAMS) for part in parts):
        raise acts(_("macros"))
    return [part.filename for part in parts]


def _small(package: zipfile.ZipFile, name: str, filetype: FileType) -> bytes:
    if package.getinfo(name).file_size > LARGEST_LIST:
        raise too_much(filetype.ending)
    try:
        return package.read(name)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise not_a(filetype.ending) from None


def _refuse_fetching(package: zipfile.ZipFile, name: str, filetype: FileType) -> None:
    """Links people press may lead elsewhere; pictures, templates and the like must be inside."""
    try:
        relations = ElementTree.fromstring(_small(package, name, filetype)).iter(_RELATION)
    except Unfit:
        raise
    except Exception:  # broken, or XML made to be endless
        raise not_a(filetype.ending) from None
    for relation in relations:
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind != "hyperlink":
            raise acts(_("something that is fetched from elsewhere when it is opened"))


def _read_through(package: zipfile.ZipFile, filetype: FileType) -> None:
    """Unpack each part, a piece at a time: none may be more than it says, broken, or known to be bad."""
    for part in package.infolist():
        try:
            with package.open(part) as handle:
                _read_part(handle, part.file_size, filetype)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error):
            raise not_a(filetype.ending) from None


def _read_part(handle: BinaryIO | zipfile.ZipExtFile, size: int, filetype: FileType) -> None:
    end, read = b"", 0
    while piece := handle.read(_PIECE):
        read += len(piece)
        if read > size:
            raise too_much(filetype.ending)
        if _TEST_VIRUS in end + piece:
            raise Unfit(_("This file holds a virus (EICAR, with which scanners are tested). It was not kept."))
        end = piece[-len(_TEST_VIRUS) :]
