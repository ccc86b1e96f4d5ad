"""The registry as a file, in the columns of the registry of Canada: several codes of one list stand in one cell, with commas."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from parvis.people.exports import safe_cell
from parvis.registry.models import List, Listing

MARK = "\ufeff"
YES, NO = "Y", "N"
# Column → field; of a text there is a column for each language.
COLUMNS = {
    "registration_number": "number",
    "publishable": "is_publishable",
    "partner_departments": List.DEPARTMENT,
    "subjects": List.SUBJECT,
    "title": "title",
    "description": "description",
    "target_participants_and_audience": List.AUDIENCE,
    "start_date": "starts_on",
    "end_date": "ends_on",
    "status": "status",
    "profile_page": "page",
    "report_available_online": "has_report",
    "report_link": "report",
    "contact_email": "contact_email",
    "policy_program_lead_email": "policy_email",
    "remarks": "remarks",
    "high_profile": "is_high_profile",
    "rationale": List.RATIONALE,
}
TEXTS = ("title", "description", "profile_page", "report_link", "remarks")
# What the registry of Canada keeps to its government.
PRIVATE = ("publishable", "contact_email", "policy_program_lead_email", "remarks", "high_profile", "rationale")


class _Echo:
    """Hand back each line that is written."""

    def write(self, line: str) -> str:
        return line


def lines_of(listings: Iterable[Listing], languages: list[str], *, with_private: bool = False) -> Iterator[str]:
    """Yield the lines of a file; what is not public stands in it only when asked for."""
    writer = csv.writer(_Echo())
    columns = [name for name in COLUMNS if with_private or name not in PRIVATE]
    yield MARK + writer.writerow([each for name in columns for each in _headings(name, languages)])
    for listing in listings:
        cells = (cell for name in columns for cell in _cells(listing, name, languages))
        yield writer.writerow([safe_cell(cell) for cell in cells])


def _headings(name: str, languages: list[str]) -> list[str]:
    return [f"{name}_{language}" for language in languages] if name in TEXTS else [name]


def _cells(listing: Listing, name: str, languages: list[str]) -> list[str]:
    field = COLUMNS[name]
    if isinstance(field, List):
        return [",".join(listing.codes(field))]
    value: Any = getattr(listing, field)
    if name in TEXTS:
        return [value.get(language, "") for language in languages]
    if isinstance(value, bool):
        return [YES if value else NO]
    return ["" if value is None else str(value)]
