"""What an earlier result and people's decisions bring to the next: themes that last, names, merges, moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from parvis.analysis.engine.reading import Unreadable
from parvis.analysis.engine.themes import Before, Decisions


@dataclass(frozen=True)
class Earlier:
    """An earlier result, as far as the next one needs it."""

    before: Before
    decisions: Decisions
    texts: frozenset[str]
    not_placed: float


def earlier_of(findings: Mapping[str, Any], name: str) -> Earlier:
    """Read an earlier file of findings; raise Unreadable. `name` is that of the file."""
    try:
        theme_of = {text: theme["id"] for theme in findings["themes"] for text in theme["text_ids"]}
        texts = frozenset(each["id"] for each in findings["texts"])
        return Earlier(
            Before(theme_of, int(findings["last_theme"])),
            decisions_of(findings["decisions"], name),
            texts,
            len(findings["not_placed"]) / max(len(texts), 1),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable(f"{name} is not a file written by parvis what-was-said.") from None


def decisions_of(said: Mapping[str, Any], name: str) -> Decisions:
    """Read decisions: `names` by theme, `merges` as lists of themes, `moves` by text; raise Unreadable."""
    unknown = set(said) - {"names", "merges", "moves"}
    if unknown:
        raise Unreadable(f"{name} has {min(unknown)}; decisions are names, merges and moves.")
    merges = said.get("merges", [])
    if not isinstance(merges, list) or not all(_are_words(merge) and len(merge) > 1 for merge in merges):
        raise Unreadable(f"{name}: merges must be lists of two themes or more.")
    return Decisions(
        _by_name(said.get("names", {}), f"{name}: names"),
        tuple(tuple(merge) for merge in merges),
        _by_name(said.get("moves", {}), f"{name}: moves"),
    )


def together(before: Decisions, now: Decisions) -> Decisions:
    """Return earlier decisions and those made since; of two about the same, the later counts."""
    merges = [*before.merges, *(merge for merge in now.merges if merge not in before.merges)]
    return Decisions({**before.names, **now.names}, tuple(merges), {**before.moves, **now.moves})


def check(decisions: Decisions, before: Before, name: str) -> None:
    """Refuse a decision about a theme that never was; raise Unreadable."""
    known = set(before.theme_of.values()) | {f"T{number}" for number in range(1, before.last + 1)}
    told = {*decisions.names, *decisions.moves.values(), *(theme for merge in decisions.merges for theme in merge)}
    if strange := told - known:
        raise Unreadable(f"{name} names the theme {min(strange)[:40]}, which the findings before do not have.")


def _by_name(said: Any, where: str) -> dict[str, str]:
    if not isinstance(said, dict) or not _are_words(said.values()):
        raise Unreadable(f"{where} must be an object of words.")
    return {str(key): value for key, value in said.items()}


def _are_words(said: Iterable[Any]) -> bool:
    return not isinstance(said, str) and all(isinstance(each, str) and each.strip() for each in said)
