"""A file of what was said elsewhere: first which file, then which of its columns says what."""

import json
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.consultations.importing.mapping import FIELDS
from parvis.consultations.importing.readers import Row, Table, Unreadable, open_table
from parvis.core.cleaning import LineField

MOST_ROWS, LARGEST_FILE, LONGEST_PACKED = 1_000, 2_000_000, 1_800_000
_KINDS = (".csv", ".tsv", ".xlsx", ".jsonl")
_LABELS = {
    "words": _("What was said"),
    "title": _("Title"),
    "themes": _("Themes"),
    "language": _("Language"),
    "kind": _("Kind of participant"),
    "organisation": _("Organisation"),
    "public_name": _("Name to show"),
    "said_on": _("When it was said"),
    "reference": _("Reference at the source"),
    "about": _("Reference of what it speaks about"),
}


class FileForm(forms.Form):
    """Which file."""

    file = forms.FileField(
        label=_("A file"),
        help_text=_("CSV, XLSX or JSONL: one line for each contribution, the names of the columns in the first line."),
    )

    def clean(self) -> dict[str, Any]:
        """Read the rows; refuse a file that is too large for a page."""
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload is None:
            return cleaned
        ending = Path(upload.name).suffix.lower()
        if upload.size > LARGEST_FILE or ending not in _KINDS:
            raise forms.ValidationError(_("Give a file of at most 2 MB that ends in .csv, .xlsx or .jsonl."))
        with tempfile.NamedTemporaryFile(suffix=ending) as kept:
            for chunk in upload.chunks():
                kept.write(chunk)
            kept.flush()
            try:
                self.packed = packed(open_table(Path(kept.name)))
            except Unreadable as trouble:
                raise forms.ValidationError(str(trouble)) from None
        return cleaned


class ColumnsForm(forms.Form):
    """Which column says what, and under which name that is kept."""

    # That none has to be chosen is one of the choices.
    hides_optional = True

    def __init__(self, table: Table, reads: dict[str, str], name: str = "", data: Any = None) -> None:
        super().__init__(data)
        for field, label in _LABELS.items():
            read = reads.get(field, "")
            columns = dict.fromkeys([*table.columns, *([read] if read else [])])
            self.fields[field] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", _("in no column")), *((column, column.replace("+", " + ")) for column in columns)],
                initial=read,
            )
        self.fields["hold"] = forms.BooleanField(
            label=_("A moderator reads them before they are published"), required=False
        )
        self.fields["name"] = LineField(
            label=_("Keep this for the next file of the same source, called"),
            help_text=_("Such as the name of a survey. It is public. Leave it empty to keep nothing."),
            required=False,
            max_length=80,
            initial=name,
        )

    @property
    def reads(self) -> dict[str, str]:
        """Return the column of each field; an empty one keeps a column from being taken by its name."""
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}


def packed(table: Table) -> str:
    """Return a table as a text a page can hold until it is sent again."""
    rows = []
    for row in table.rows:
        if len(rows) >= MOST_ROWS:
            raise Unreadable(
                _("At most %(most)d lines at a time here; the command line takes more.") % {"most": MOST_ROWS}
            )
        rows.append([row.line, row.cells, row.problem])
    columns = table.columns or list(
        dict.fromkeys(name for _line, cells, problem in rows if not problem for name in cells)
    )
    text = json.dumps([columns, rows], ensure_ascii=False, default=str)
    if len(text.encode(errors="replace")) > LONGEST_PACKED:
        raise Unreadable(_("There is too much text in this file for one page; the command line takes more."))
    return text


def unpacked(text: str) -> Table | None:
    """Return the table a page held; none when it holds anything else."""
    try:
        columns, rows = json.loads(text)
        read = [
            Row(int(line), {str(name): cell for name, cell in cells.items()}, str(why)) for line, cells, why in rows
        ]
        return Table([str(column) for column in columns], iter(read[:MOST_ROWS]), len(text), lambda: 0)
    except (AttributeError, TypeError, ValueError, RecursionError):
        return None
