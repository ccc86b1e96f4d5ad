"""What a report counts, from the rows behind it: contributions and people, with and without copies, and cells large enough to tell.

A row is {"id", "person", "people", "family", …}: `person` is a number that stands for who said it, `people` how many stood behind it,
and rows of one `family` say the same in nearly the same words. The site counts by this, and so does whoever checks it offline.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from parvis.analysis.engine.keeping_back import FEW, kept_back

type Row = Mapping[str, Any]
type Counts = dict[str, Any]

NUMBERS = ("contributions", "people", "share", "copies")
"""What a sentence may name in braces."""
_NAMED = re.compile(r"\{(\w+)\}")
_BARE = re.compile(r"\d+(?:[.,\u00a0\u202f\u066b\u066c']?\d+)*")


def counts_of(rows: Sequence[Row], whole: int) -> Counts:
    """Count some rows among `whole` published ones. People are None when fewer than five, unless there is nobody."""
    first = list({row["family"]: row for row in sorted(rows, key=lambda row: row["id"], reverse=True)}.values())
    return {
        "contributions": len(rows),
        "people": told(people_behind(rows)),
        "without_copies": {"contributions": len(first), "people": told(people_behind(first))},
        "copies": len(rows) - len(first),
        "share": percent_of(len(rows), whole),
    }


def percent_of(part: int, whole: int) -> int:
    """Return a share in whole percent; never nothing of something, nor all of less than all."""
    return min(max(round(100 * part / whole), 1), 99) if 0 < part < whole else 100 * bool(part)


def people_behind(rows: Iterable[Row]) -> int:
    """Count people: each once, however often they spoke, and with a note from a workshop all who stood behind it."""
    people: dict[int, int] = {}
    for row in rows:
        people[row["person"]] = max(people.get(row["person"], 1), row["people"])
    return sum(people.values())


def told(people: int) -> int | None:
    """Return a number of people, None when it is one of fewer than five."""
    return None if 0 < people < FEW else people


def cells_of(rows: Sequence[Row], name: str) -> dict[str, dict[str, int] | None]:
    """Count the rows of each value of `name`. None for those of fewer than five people, and for as many as would betray them."""
    of: dict[str, list[Row]] = {}
    for row in rows:
        of.setdefault(row[name], []).append(row)
    values = sorted(of)
    back = kept_back(np.array([people_behind(of[value]) for value in values], dtype=np.int64), 0)
    return {
        value: None if is_back else {"contributions": len(of[value]), "people": people_behind(of[value])}
        for value, is_back in zip(values, back.tolist(), strict=True)
    }


def coverage_of(cited: Collection[str], rows: Sequence[Row]) -> Counts:
    """Tell how many of all rows some sentence cites, and the ids of the others."""
    others = sorted(row["id"] for row in rows if row["id"] not in cited)
    whole = len(rows)
    return {
        "cited": whole - len(others),
        "of": whole,
        "share": percent_of(whole - len(others), whole),
        "not_cited": others,
    }


def of_source(source: Mapping[str, str], rows: Iterable[Row]) -> list[Row]:
    """Keep the rows a section may take: of a theme that was found, of one of the convener's, or all."""
    if key := source.get("found_theme"):
        return [row for row in rows if row["found_theme"] == key]
    return [row for row in rows if source.get("theme", "") in ("", *row["themes"])]


def votes_of(rows: Iterable[Mapping[str, str]]) -> Counts:
    """Count a file of votes: voters, and for each statement how many voted how."""
    rows = list(rows)
    counted = Counter((row["statement"], row["vote"]) for row in rows)
    statements: dict[str, dict[str, int]] = {}
    for (statement, vote), count in sorted(counted.items()):
        statements.setdefault(statement, {})[vote] = count
    return {"voters": len({row["voter"] for row in rows}), "statements": statements}


def strange_numbers(text: str, counts: Counts) -> list[str]:
    """Return the bare numbers of a sentence that are none of its counts, and the names in braces that name no number."""
    known = {counts[name] for name in NUMBERS} | set(counts["without_copies"].values())
    names = [f"{{{name}}}" for name in _NAMED.findall(text) if name not in NUMBERS]
    return names + [found for found in _BARE.findall(_NAMED.sub(" ", text)) if _value(found) not in known]


def _value(written: str) -> int | None:
    digits = "".join(str(unicodedata.decimal(sign)) for sign in written if sign.isdecimal())
    # What stands between thousands may stand in "12,000", not in "1,5".
    grouped = re.fullmatch(r"\d{1,3}(?:\D\d{3})*|\d+", written)
    return int(digits) if grouped else None


def filled(text: str, words: Mapping[str, str]) -> str:
    """Put what stands for each number in its place."""
    return _NAMED.sub(lambda found: words.get(found[1], found[0]), text)
