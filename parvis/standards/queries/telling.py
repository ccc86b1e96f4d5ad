"""How a cycle stands, as plain data: for programs, the command and the pack."""

from collections.abc import Iterable
from typing import Any

from parvis.standards.facts import Happening
from parvis.standards.queries.standing import StandardsPage, Standing


def told(page: StandardsPage) -> dict[str, Any]:
    """Return each requirement with its state, evidence, what is missing and the first day on which it fails."""
    return {
        "place": page.cycle.place.slug,
        "cycle": page.cycle.number,
        "rule_set": page.cycle.rule_set,
        "on": page.on.isoformat(),
        "is_a_self_check_and_no_verdict": True,
        "requirements": [_standing(each) for each in page.standings],
        "steps_of_2012_to_2016": {
            "score": page.steps_taken,
            "steps": {
                each.step.value: {"taken": each.is_taken, "evidence": _evidence(each.evidence)}
                for _words, each in page.steps
            },
        },
        "participation": {
            "suggested": page.suggestion.level.value,
            "because": {level.value: _evidence(evidence) for level, evidence in page.suggestion.reasons},
        },
    }


def _standing(each: Standing) -> dict[str, Any]:
    finding = each.finding
    return {
        "key": finding.key,
        "number": each.rule.number,
        "text": dict(each.rule.text),
        "source": str(each.rule.source),
        "mark": each.rule.mark,
        "parameters": each.rule.parameters,
        "state": finding.state.value,
        "first_failing_date": finding.fails_on.isoformat() if finding.fails_on else None,
        "missing": [
            {"code": one.code, "number": one.number, "on": one.on.isoformat() if one.on else None}
            for one in finding.missing
        ],
        "evidence": _evidence(finding.evidence),
    }


def _evidence(happenings: Iterable[Happening]) -> list[dict[str, Any]]:
    return [
        {
            "id": each.key,
            "on": each.on.isoformat(),
            **({"until": each.until.isoformat()} if each.until else {}),
            "what": dict(each.words),
            "link": each.url,
            "attested_by_a_document": each.is_attested,
        }
        for each in happenings
    ]
