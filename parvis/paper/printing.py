"""The sheets of a batch as a file to print: typeset, tagged for screen readers, the same each time."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.consultations.forms.speaking import themes_of
from parvis.consultations.models import Contribution
from parvis.core.dates import moment_words
from parvis.core.languages import direction
from parvis.core.qr import qr_on_paper
from parvis.core.receipts import format_code
from parvis.core.typesetting import typeset
from parvis.paper.models import Batch, Sheet

HERE = Path(__file__).parent
# A file of so many is made in some seconds, whatever the language.
SHEETS_IN_A_FILE = 100
# Millimetres in which to write.
_ROOM, _LARGE_ROOM = 58, 110


def parts_of(batch: Batch) -> range:
    """Return the numbers of the files of a batch."""
    return range(1, -(-batch.count // SHEETS_IN_A_FILE) + 1)


def pdf_of(batch: Batch, part: int = 1) -> bytes:
    """Return one file of a batch: its sheets from the hundred `part`."""
    first = (part - 1) * SHEETS_IN_A_FILE + 1
    sheets = batch.sheets.filter(number__range=(first, first + SHEETS_IN_A_FILE - 1)).order_by("number")
    with override(batch.language):
        said = _said(batch, sheets)
    return typeset(HERE / "form.typ", "batch", said, batch.made_at)


def _said(batch: Batch, sheets: Iterable[Sheet]) -> dict[str, Any]:
    consultation, language = batch.consultation, batch.language
    origin = str(settings.BASE_URL.geturl()).rstrip("/")
    claim = origin + reverse("claim")
    return {
        "language": language,
        "is_rtl": direction(language) == "rtl",
        "is_large": batch.is_large,
        "paper": batch.paper,
        "room": _LARGE_ROOM if batch.is_large else _ROOM,
        "place": str(consultation.place),
        "title": str(consultation.title),
        "questions": [str(question) for question in consultation.questions.all()],
        "themes": [str(theme.name) for theme in themes_of(consultation)],
        "kinds": [str(kind) for kind in Contribution.Kind.labels],
        "claim_address": claim,
        "words": _words(batch),
        "sheets": [_one(sheet, batch, origin, claim) for sheet in sheets],
    }


def _one(sheet: Sheet, batch: Batch, origin: str, claim: str) -> dict[str, Any]:
    code = format_code(batch.claim_code(sheet.number))
    return {
        "serial": sheet.serial,
        # Without a language: whoever types reads the page in theirs.
        "qr": qr_on_paper(f"{origin}/desk/paper/sheets/{sheet.serial}/"),
        "claim": code,
        # Behind the "#" the code stays in the reader's browser: no log on the way holds it.
        "claim_qr": qr_on_paper(f"{claim}#{code}"),
    }


def _words(batch: Batch) -> dict[str, str]:
    closes = moment_words(batch.consultation.closes_at, batch.consultation.zone)
    return {
        "hand_in": _("Hand this sheet in before %(closes)s: %(where)s") % {"where": batch.hand_in, "closes": closes},
        "for_typing": _("For whoever types this sheet in"),
        "asked": _("What is asked"),
        "which_question": _("Tick the one you answer, or none if you speak to the whole."),
        "words": _("Your words"),
        "words_help": _("In your own words, in any language. One idea is enough."),
        "themes": _("Which themes does it speak to?"),
        "kind": _("You speak as"),
        "name": _("Name to show"),
        "name_help": _("Any name you like to be known by. Leave it empty to be shown as “somebody”."),
        "organisation": _("Organisation you speak for"),
        "organisation_help": _("It will be shown."),
        "email": _("E-mail address"),
        "email_help": _("Only to tell you when there is an answer. It is never shown, and erased when you ask."),
        "consent": _("I agree that my words are published, with the name and the organisation I wrote here."),
        "privacy": _("If this is not ticked, nothing of this sheet is kept on the site."),
        "slip": _("Tear this off and keep it"),
        "slip_help": _(
            "With this code you can say later that these words are yours: you hear what becomes of them, or have them erased."
        ),
        "claim_alt": _("The same address, for a camera"),
        "sheet": _("Sheet"),
        # The gaps are filled in where the pages are.
        "page": _("Sheet %(sheet)s, page %(page)s of %(pages)s")
        % {"sheet": "{sheet}", "page": "{page}", "pages": "{pages}"},
    }
