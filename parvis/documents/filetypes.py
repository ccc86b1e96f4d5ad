"""The types of files a document may have: what everybody can open, and nothing that acts by itself."""

from typing import NamedTuple

_OOXML, _ODF = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."


class FileType(NamedTuple):
    """A type by its ending: how it is looked into, and as what it is sent."""

    ending: str
    media_type: str
    family: str


TYPES = {
    each.ending: each
    for each in (
        FileType("pdf", "application/pdf", "pdf"),
        FileType("docx", _OOXML + "wordprocessingml.document", "ooxml"),
        FileType("xlsx", _OOXML + "spreadsheetml.sheet", "ooxml"),
        FileType("pptx", _OOXML + "presentationml.presentation", "ooxml"),
        FileType("odt", _ODF + "text", "odf"),
        FileType("ods", _ODF + "spreadsheet", "odf"),
        FileType("odp", _ODF + "presentation", "odf"),
        FileType("csv", "text/csv; charset=utf-8", "text"),
        FileType("txt", "text/plain; charset=utf-8", "text"),
        FileType("md", "text/markdown; charset=utf-8", "text"),
        FileType("json", "application/json", "text"),
        FileType("png", "image/png", "picture"),
        FileType("jpg", "image/jpeg", "picture"),
    )
}
_SAME = {"jpeg": "jpg", "markdown": "md"}


def ending_of(name: str) -> str:
    """Return the ending of a name as it is kept here; "" when it has none."""
    _stem, _dot, ending = name.rpartition(".")
    ending = ending.lower() if _dot else ""
    return _SAME.get(ending, ending)


def names() -> str:
    """Return the endings as people read them."""
    return ", ".join(ending.upper() for ending in TYPES)
