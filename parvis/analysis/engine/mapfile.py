"""Write a map as JSON: every number with the ids it comes from, always in the same bytes."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from parvis.analysis.engine import structure
from parvis.analysis.engine.manifest import canonical_json, manifest
from parvis.analysis.engine.mapmaking import FEWEST_VOTES, OpinionMap
from parvis.analysis.engine.opinion_map import RIDGE, SHRINK_BIAS
from parvis.analysis.engine.statements import (
    FEWEST_SEEN,
    bounded_shares,
    consensus,
    divisive,
    group_aware,
    majority,
    representative,
    representativeness,
    wilson,
)

LIBRARIES = ("numpy", "scipy", "threadpoolctl")
WHY = {
    "groups": "Groups foretell hidden votes better than how readily each person agrees, and better than groups found in"
    " votes drawn without any.",
    "by_degree": "People differ by degree, not by camp: groups foretell hidden votes no better than they do on votes"
    " drawn without any groups.",
    "too_few_people": "Fewer than 30 people voted often enough to look for groups.",
    "all_alike": "The votes do not differ enough to look for groups.",
}


def map_json(found: OpinionMap, words: Mapping[str, str] | None = None) -> bytes:
    """Return the map as canonical JSON; `words` adds the text of statements."""
    return canonical_json(as_data(found, words or {}))


def as_data(found: OpinionMap, words: Mapping[str, str]) -> dict[str, Any]:
    """Return everything a map says, as lists, dicts, numbers and strings."""
    names = found.matrix.statements
    return {
        "distinct_groups": found.groups is not None,
        "why": WHY[found.structure.why],
        "structure": structure_told(found),
        "participants": _participants(found),
        "groups": _groups(found),
        "statements": _statements(found, words),
        "consensus": [names[column] for column in consensus(found.counts)],
        "divisive": [names[column] for column in divisive(found.counts)] if found.groups else [],
        "majority": {
            side: [names[column] for column in majority(found.everybody, side)] for side in ("agree", "disagree")
        },
        "warnings": found.warnings,
        "manifest": manifest_told(found),
    }


def structure_told(found: OpinionMap) -> dict[str, Any]:
    """Return how it was decided whether there are groups, with all that was tried."""
    one = found.structure
    return {
        "k": one.k,
        "p": one.p,
        "margin": one.margin,
        "skill_of_agreeing_alone": one.bias_skill,
        "draws": len(one.null_margins),
        "largest_margin_without_groups": max(one.null_margins, default=None),
        "people_tested": one.sample,
        "table": [{"k": row.k, "skill": row.skill, "error": row.error, "margin": row.margin} for row in one.table],
        "explained": found.axes.explained,
    }


def _participants(found: OpinionMap) -> list[dict[str, Any]]:
    """Return whoever voted often enough with a place, everybody else without one, in the order of their ids."""
    people = found.matrix.people
    rows = np.cumsum(found.who) - 1
    told = []
    for number in sorted(range(len(people)), key=lambda each: people[each].encode()):
        person: dict[str, Any] = {"id": people[number], "x": None, "y": None, "group": None, "strength": None}
        person["votes"] = int(found.matrix.votes_of_each[number])
        if found.who[number]:
            row = rows[number]
            person |= {"x": found.places.at[row, 0], "y": found.places.at[row, 1]}
            person |= {"error_x": found.places.error[row, 0], "error_y": found.places.error[row, 1]}
            person["agrees_readily"] = found.places.bias[row]
            if found.groups:
                person["group"] = found.ids[found.groups.labels[row]]
                person["strength"] = found.groups.strength[row]
        told.append(person)
    return told


def _groups(found: OpinionMap) -> list[dict[str, Any]]:
    if not found.groups or not found.stability:
        return []
    measures = representativeness(found.counts)
    names = found.matrix.statements
    return [
        {
            "id": found.ids[number],
            "size": found.groups.sizes[number],
            "centre": found.groups.centres[number],
            "stability": found.stability.of_each[number],
            "representative": [
                {"id": names[each.column], "side": each.side, "share": each.share, "ratio": each.ratio}
                for each in representative(measures, found.counts, number)
            ],
        }
        for number in range(len(found.ids))
    ]


def _statements(found: OpinionMap, words: Mapping[str, str]) -> list[dict[str, Any]]:
    counts, everybody = found.counts, found.everybody
    low, high = wilson(everybody.agree[0], everybody.seen[0])
    product, worst_off = group_aware(counts), bounded_shares(counts).min(axis=0)
    told = []
    for column, name in enumerate(found.matrix.statements):
        statement: dict[str, Any] = {
            "id": name,
            "agree": int(everybody.agree[0, column]),
            "disagree": int(everybody.disagree[0, column]),
            "pass": int(everybody.passed[0, column]),
            "agree_share_low": low[column],
            "agree_share_high": high[column],
            "under_seen": bool(everybody.seen[0, column] < FEWEST_SEEN),
            "group_aware": product[column],
            "group_aware_mean": product[column] ** (1 / len(counts.agree)),
            "worst_off": worst_off[column],
            "all_groups_agree": bool(worst_off[column] >= 0.5 and everybody.seen[0, column] >= FEWEST_SEEN),
            "by_group": {
                group: {
                    "agree": int(counts.agree[number, column]),
                    "disagree": int(counts.disagree[number, column]),
                    "pass": int(counts.passed[number, column]),
                }
                for number, group in enumerate(found.ids)
            },
        }
        if name in words:
            statement["text"] = words[name]
        told.append(statement)
    return told


def manifest_told(found: OpinionMap) -> dict[str, Any]:
    """Return what a map was made of and with."""
    matrix = found.matrix
    return manifest(
        inputs={
            "digest": matrix.digest(),
            "people": len(matrix.people),
            "statements": len(matrix.statements),
            "votes": len(matrix.values),
            "placed": int(found.who.sum()),
            "excluded": matrix.excluded,
            "flagged": matrix.flagged,
        },
        parameters={
            "seed": found.seed,
            "fewest_votes": FEWEST_VOTES,
            "ridge": RIDGE,
            "shrink_bias": SHRINK_BIAS,
            "splits": structure.SPLITS,
            "draws": structure.DRAWS,
            "level": structure.LEVEL,
            "nearly": structure.NEARLY,
            "sample": structure.SAMPLE,
        },
        libraries=LIBRARIES,
    )
