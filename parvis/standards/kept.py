"""Findings as rows keep them, and back: what is public of each thing that happened, and what is missing."""

import datetime
from typing import Any

from parvis.core.words import Words
from parvis.standards.facts import Happening
from parvis.standards.requirements import Finding, Missing


def kept(finding: Finding) -> dict[str, Any]:
    """Return the columns of a finding."""
    return {
        "state": finding.state.value,
        "evidence": [_happening(each) for each in finding.evidence],
        "missing": [[each.code, each.number, each.on and each.on.isoformat()] for each in finding.missing],
        "fails_on": finding.fails_on,
    }


def read_evidence(rows: list[dict[str, Any]]) -> list[Happening]:
    """Return the evidence that a row keeps."""
    return [
        Happening(
            key=row["key"],
            on=datetime.date.fromisoformat(row["on"]),
            words=Words(row.get("words", {})),
            url=row.get("url", ""),
            until=datetime.date.fromisoformat(row["until"]) if row.get("until") else None,
            is_attested=row.get("is_attested", False),
        )
        for row in rows
    ]


def read_missing(rows: list[list[Any]]) -> list[Missing]:
    """Return what a row keeps as missing."""
    return [Missing(code, number, on and datetime.date.fromisoformat(on)) for code, number, on in rows]


def _happening(each: Happening) -> dict[str, Any]:
    known = {"key": each.key, "on": each.on.isoformat(), "words": dict(each.words), "url": each.url}
    known |= {"until": each.until.isoformat()} if each.until else {}
    return known | ({"is_attested": True} if each.is_attested else {})
