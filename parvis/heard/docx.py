"""Writes the blocks of a report as a DOCX."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from parvis.heard.printing import Block

_STYLES = {"quote": "Quote", "note": "Caption", "paragraph": "Normal"}


def written(title: str, blocks: Iterable["Block"], at: datetime | None) -> Any:
    """Return a document with headings, quotes and tables as a word processor knows them."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    if at:
        document.core_properties.created = document.core_properties.modified = at
    document.add_heading(title, 0)
    for block in blocks:
        _add(document, block)
    return document


def _add(document: Any, block: "Block") -> None:
    if block.kind == "table":
        _turn(document.add_paragraph(block.words, style="Caption"), block)
        _table(document, block)
    elif block.kind == "heading":
        _turn(document.add_heading(block.words, block.level), block)
    else:
        _turn(document.add_paragraph(block.words, style=_STYLES[block.kind]), block)


def _table(document: Any, block: "Block") -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
            _turn(cell.paragraphs[0], block)
    # A screen reader says the heads again with each cell.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _turn(paragraph: Any, block: "Block") -> None:
    """Have a paragraph run from right to left where its words do."""
    if block.is_rtl:
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for run in paragraph.runs:
        if block.is_rtl:
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        if block.language:
            language = OxmlElement("w:lang")
            language.set(qn("w:bidi" if block.is_rtl else "w:val"), block.language)
            run._r.get_or_add_rPr().append(language)
