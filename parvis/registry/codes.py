"""The lists of codes: those the registry comes with, and over them what was changed on this site."""

import csv
import functools
from pathlib import Path
from typing import NamedTuple

from parvis.core.words import Words
from parvis.registry.models import Code, List

LISTED = (List.SUBJECT, List.AUDIENCE, List.RATIONALE)
_FILE = Path(__file__).with_name("lists.csv")


class Named(NamedTuple):
    """What a code means, and whether it is still offered."""

    name: Words
    is_offered: bool = True


type Lists = dict[str, dict[str, Named]]


def lists() -> Lists:
    """Return what each code of each list means; one query."""
    found: Lists = {kind: dict(codes) for kind, codes in _shipped().items()}
    for code in Code.objects.all():
        found[code.list][code.code] = Named(code.name, not code.is_retired)
    return found


@functools.cache
def _shipped() -> Lists:
    found: Lists = {str(kind): {} for kind in LISTED}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["list"]][row["code"]] = Named(Words({"en": row["name_en"], "fr": row["name_fr"]}))
    return found
