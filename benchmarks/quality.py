"""Opinion maps of public conversations: what their groups foretell, when there are none, and whom the consensus serves.

Seeds are others than those with which the rules were chosen (see docs/decisions/groups.md).
"""

import csv
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import Report
from benchmarks.settings import Settings
from benchmarks.votes import CONVERSATIONS, conversation
from parvis.analysis.engine.clusters import clusterings
from parvis.analysis.engine.heldout import hidden_cells, quick_axes, skill_of
from parvis.analysis.engine.mapmaking import FEWEST_VOTES
from parvis.analysis.engine.opinion_map import places_of
from parvis.analysis.engine.statements import FEWEST_SEEN, Tally, consensus, group_aware, ordered, tally, wilson
from parvis.analysis.engine.structure import (
    SPLITS,
    Structure,
    chances_without_groups,
    draw_without_groups,
    structure_of,
)
from parvis.analysis.engine.votes import VoteMatrix

SEEDS = (401, 402, 403, 404, 405)
# What tells how well groups do hides other votes than what chose their number.
OTHER_VOTES = 1_000
TOP = 10
PEOPLE_SPLITS = 30
CHOOSING = 0.6
WAYS = ("of sides taken, statement by statement", "of sides taken", "of all votes")

type Floats = NDArray[np.float64]
type Labels = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Conversation:
    """Votes of people with seven or more, and votes and groups as they were published."""

    name: str
    votes: VoteMatrix
    published: VoteMatrix
    groups: Labels


def measure(report: Report, settings: Settings) -> None:
    """Measure groups, draws without groups, and the consensus."""
    folders = sorted(CONVERSATIONS.glob("*/"))
    if not folders:
        report.about(f"Quality of opinion maps: {CONVERSATIONS} is not there, left out")
        return
    conversations = [_read(folder) for folder in folders]
    found = _groups(report, conversations)
    _draws(report, conversations, 50 if settings.full else 10)
    _worst_off(report, conversations, found)


def _read(folder: Path) -> Conversation:
    matrix = conversation(folder)
    with (folder / "participants-votes.csv").open(encoding="utf-8") as file:
        group_of = {row["participant"]: row["group-id"] for row in csv.DictReader(file)}
    groups = np.array([int(group_of.get(person) or -1) for person in matrix.people])
    is_grouped = groups >= 0
    enough = matrix.of_people(matrix.votes_of_each >= FEWEST_VOTES)
    return Conversation(folder.name, enough, matrix.of_people(is_grouped), groups[is_grouped])


def _groups(report: Report, conversations: list[Conversation]) -> list[Structure]:
    """Tell what groups take away of the error on hidden votes; return what was found with the first seed."""
    report.about(f"What groups foretell of hidden votes, seeds {SEEDS[0]}–{SEEDS[-1]}, {SPLITS} times one vote in ten")
    found = [[structure_of(each.votes, seed) for each in conversations] for seed in SEEDS]
    skills = np.array(
        [
            [_skill(each.votes, of_each.k, seed) for each, of_each in zip(conversations, of_seed, strict=True)]
            for seed, of_seed in zip(SEEDS, found, strict=True)
        ]
    )
    for number, each in enumerate(conversations):
        ks = ", ".join(str(of_seed[number].k) for of_seed in found)
        report.say(f"{each.name:<34} {_spread(skills[:, number])}, groups {ks}")
    report.number(
        "skill, mean of the conversations", 100 * skills.mean(), "%", least=15, detail=_spread(skills.mean(axis=1))
    )
    missed = sum(of_each.k == 1 for of_seed in found for of_each in of_seed)
    report.none("times people who disagreed were not told apart", missed)
    return found[0]


def _skill(votes: VoteMatrix, k: int, seed: int) -> float:
    if k == 1:
        return 0.0
    splits = (hidden_cells(votes, seed + OTHER_VOTES, split) for split in range(SPLITS))
    return statistics.mean(skill_of(votes, hidden, k).groups[k] for hidden in splits)


def _draws(report: Report, conversations: list[Conversation], count: int) -> None:
    """Draw votes without groups, and ask whether there are any."""
    report.about(f"Votes drawn without groups, {count} times for each conversation: answered “no distinct groups”")
    _told(report, "votes of each statement dealt anew", conversations, count, _dealt_anew, least=95)
    _told(report, "and each person keeps their own mix", conversations, count, _without_groups, least=90)


def _told(
    report: Report,
    name: str,
    conversations: list[Conversation],
    count: int,
    draws: Callable[[VoteMatrix, int], Iterator[VoteMatrix]],
    *,
    least: float,
) -> None:
    none = [sum(structure_of(drawn, SEEDS[0]).k == 1 for drawn in draws(each.votes, count)) for each in conversations]
    whole = count * len(conversations)
    low, high = wilson(np.array([sum(none)]), np.array([whole]))
    of_each = ", ".join(f"{number}/{count}" for number in none)
    detail = f"{sum(none)} of {whole} ({of_each}), 95 % interval {100 * low[0]:.1f}–{100 * high[0]:.1f}"
    report.number(name, 100 * sum(none) / whole, "%", least=least, detail=detail)


def _dealt_anew(votes: VoteMatrix, count: int) -> Iterator[VoteMatrix]:
    by_statement = np.argsort(votes.indices, kind="stable")
    for number in range(count):
        dealt = np.lexsort((np.random.default_rng([SEEDS[0], number]).random(len(votes.values)), votes.indices))
        values = np.empty_like(votes.values)
        values[by_statement] = votes.values[dealt]
        yield votes.with_values(values)


def _without_groups(votes: VoteMatrix, count: int) -> Iterator[VoteMatrix]:
    chances = chances_without_groups(votes)
    for number in range(count):
        yield draw_without_groups(votes, chances, SEEDS[1], number)


def _worst_off(report: Report, conversations: list[Conversation], found: list[Structure]) -> None:
    """Choose ten statements by the votes of six people in ten; tell how the others of the worst-off group voted on them."""
    title = f"Ten statements chosen by six people in ten, {PEOPLE_SPLITS} splits: how the worst-off of the others agree"
    report.about(f"{title}, mean of the conversations")
    published = [(each.published, each.groups, 0) for each in conversations]
    pairs = list(zip(conversations, found, strict=True))
    apart = [(each.published, each.groups, of.k) for each, of in pairs]
    ours = [(each.votes, _labels(each.votes, of.k), 0) for each, of in pairs]
    ways = {"published groups": published, "groups of those who choose": apart, "groups of the map": ours}
    for name, grouped in ways.items():
        shares = np.array([[_split(*each, split) for split in range(PEOPLE_SPLITS)] for each in grouped])
        for way, side in enumerate(WAYS):
            rule, product, same = (shares[:, :, number, way].mean(axis=0) for number in range(3))
            detail = (
                f"{_spread(rule)}; group-aware product {product.mean():.3f}, {same.mean():.3f} of the same statements; "
                f"more by {_error(rule - product)}, {_error(rule - same)}"
            )
            # The target is one for sides taken and published groups; of more groups, or with passes, the least is less.
            least = 73.5 if name == "published groups" and side != WAYS[-1] else 0
            report.number(f"{name}: {side}", 100 * rule.mean(), "%", least=least, detail=detail)
            of_each = zip(conversations, shares[:, :, :, way].mean(axis=1), strict=True)
            report.say("; ".join(f"{each.name} {found[0]:.3f} ({found[1]:.3f})" for each, found in of_each))


def _labels(votes: VoteMatrix, k: int) -> Labels:
    return clusterings(places_of(votes, quick_axes(votes)).at, k)[k].labels


def _split(votes: VoteMatrix, labels: Labels, k: int, split: int) -> list[tuple[float, ...]]:
    """Return what our order, the product, and the product of the statements we rank give the worst-off group.

    With a k, those who choose are grouped anew, by their own votes only; the others stay in their groups.
    """
    chooses = np.random.default_rng([SEEDS[0], split]).random(len(labels)) < CHOOSING
    some, rest = votes.of_people(chooses), votes.of_people(~chooses)
    n_groups = int(labels.max()) + 1
    by = tally(some, _labels(some, k), k) if k else tally(some, labels[chooses], n_groups)
    others = tally(rest, labels[~chooses], n_groups)
    product, seen = group_aware(by), by.seen.sum(axis=0)
    ranked = (
        consensus(by),
        ordered(np.arange(len(product)), product),
        ordered(np.flatnonzero(seen >= FEWEST_SEEN), product),
    )
    return [_served(others, columns[:TOP]) for columns in ranked]


def _served(others: Tally, columns: list[int]) -> tuple[float, ...]:
    """Return the share of agreement where it is least, for each of `WAYS`.

    Of each statement in its worst-off group, then the mean of statements; and of the group whose mean is least.
    """
    agree, disagree, seen = others.agree[:, columns], others.disagree[:, columns], others.seen[:, columns]
    of_sides, of_all = _shares(agree, agree + disagree), _shares(agree, seen)
    asked = of_sides[:, ~np.isnan(of_sides).all(axis=0)]
    of_each = float(np.nanmin(asked, axis=0).mean())
    return of_each, _least(of_sides), _least(of_all)


def _shares(part: Labels, whole: Labels) -> Floats:
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def _least(shares: Floats) -> float:
    return float(np.nanmin(np.nanmean(shares, axis=1)))


def _spread(values: Floats) -> str:
    return f"{values.mean():.3f} ± {values.std(ddof=1):.3f}"


def _error(values: Floats) -> str:
    return f"{values.mean():+.3f} ± {values.std(ddof=1) / np.sqrt(len(values)):.3f}"
