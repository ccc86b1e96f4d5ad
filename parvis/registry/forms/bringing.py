"""A file of listings."""

import tempfile
from pathlib import Path

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.consultations.importing.readers import Row, Unreadable, open_table

MOST_ROWS, LARGEST_FILE = 2_000, 5_000_000
_KINDS = (".csv", ".tsv", ".xlsx")


class FileForm(forms.Form):
    """A file of listings, and whether to write what it says."""

    file = forms.FileField(
        label=_("A file"), help_text=_("CSV or XLSX, in the columns of the registry, their names in the first line.")
    )
    is_trial = forms.BooleanField(
        label=_("Only read it, and tell me line by line"),
        required=False,
        initial=True,
        help_text=_("Take the tick away, and choose the file again, to write what it says."),
    )

    def clean_file(self) -> list[Row]:
        """Return the rows; refuse a file that is too large for a page."""
        upload = self.cleaned_data["file"]
        ending = Path(upload.name).suffix.lower()
        if upload.size > LARGEST_FILE or ending not in _KINDS:
            raise forms.ValidationError(_("Give a file of at most 5 MB that ends in .csv or .xlsx."))
        with tempfile.NamedTemporaryFile(suffix=ending) as kept:
            kept.writelines(upload.chunks())
            kept.flush()
            try:
                rows = [
                    row for row, _number in zip(open_table(Path(kept.name)).rows, range(MOST_ROWS + 1), strict=False)
                ]
            except Unreadable as trouble:
                raise forms.ValidationError(str(trouble)) from None
        if len(rows) > MOST_ROWS:
            raise forms.ValidationError(_("Give at most %(count)d lines at a time.") % {"count": MOST_ROWS})
        return rows
