"""What somebody should look at: the same words or address many times, or at once. A flag is evidence and never deletes anything.

A petition that five hundred people send is five hundred voices: so copies are counted apart, and stay.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parvis.analysis.engine.duplicates import Family
from parvis.analysis.engine.texts import Texts, addresses_in, tokens_of

FEWEST = 5
DAY = 86_400
# A family comes at once when half of it came within a day, which holds so many times as large a share of it as of all.
AT_ONCE, MORE_THAN_USUAL = 0.5, 3.0
# A text says itself again when, of so many words, each tells less than half of what it would if all were different.
WORDS_ENOUGH, LITTLE_NEW = 20, 0.5

SAME_PERSON = "one_person_repeats"
MANY_PEOPLE = "many_people_same_words"
SAME_WORDS = "same_words"
SAME_ADDRESS = "same_address"
SAYS_ITSELF_AGAIN = "says_itself_again"


@dataclass(frozen=True)
class Flag:
    """What was seen of some texts. `people` is None when authors are not known.

    `burst` is the day with most of them: when it begins, how many came in it, and what share of all other texts did.
    """

    kind: str
    ids: tuple[str, ...]
    people: int | None
    burst: tuple[int, int, float] | None


def flags_of(texts: Texts, families: Sequence[Family]) -> list[Flag]:
    """Return what to look at, the most texts first: five texts or more with words or an address in common, and empty phrases."""
    copies = [(_kind(texts, family), list(family.members)) for family in families]
    known = [set(rows) for _kind, rows in copies]
    linked = [(SAME_ADDRESS, rows) for rows in _by_address(texts) if not any(own.issuperset(rows) for own in known)]
    found = [_flag(texts, kind, rows) for kind, rows in [*copies, *linked] if len(rows) >= FEWEST]
    if again := [row for row, words in enumerate(texts.words) if says_itself_again(words)]:
        found.append(_flag(texts, SAYS_ITSELF_AGAIN, again))
    return sorted(found, key=lambda flag: (-len(flag.ids), flag.ids, flag.kind))


def _flag(texts: Texts, kind: str, rows: Sequence[int]) -> Flag:
    ids = tuple(sorted((texts.ids[row] for row in rows), key=str.encode))
    return Flag(kind, ids, texts.people(rows), burst_of(texts, rows))


def _by_address(texts: Texts) -> list[list[int]]:
    """Return, for each address of a page, the texts that name it."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, words in enumerate(texts.words):
        for address in addresses_in(words):
            rows[address].append(row)
    return list(rows.values())


def says_itself_again(words: str) -> bool:
    """Tell whether a text is a few words over and over: their entropy beside that of as many different ones."""
    pieces = words.split()
    if 2 * len(set(pieces)) > len(pieces) >= WORDS_ENOUGH:
        return False  # Most texts: told at a glance.
    counts = Counter(folded for folded, _written in tokens_of(words))
    if (n := counts.total()) < WORDS_ENOUGH:
        return False
    return -sum(count / n * math.log2(count / n) for count in counts.values()) < LITTLE_NEW * math.log2(n)


def _kind(texts: Texts, family: Family) -> str:
    authors = Counter(texts.each[row].author for row in family.members)
    if None in authors:
        return SAME_WORDS
    return MANY_PEOPLE if 2 * len(authors) >= len(family.members) else SAME_PERSON


def burst_of(texts: Texts, rows: Sequence[int]) -> tuple[int, int, float] | None:
    """Return the twenty-four hours in which a family came at once; None when it did not, or times are not known."""
    times = np.sort([at for row in rows if (at := texts.each[row].at) is not None])
    member = set(rows)
    others = np.sort([text.at for row, text in enumerate(texts.each) if row not in member and text.at is not None])
    if len(times) < FEWEST:
        return None
    within = np.searchsorted(times, times + DAY, side="left") - np.arange(len(times))
    first = int(within.argmax())
    begin, count = int(times[first]), int(within[first])
    usual = float(((others >= begin) & (others < begin + DAY)).mean()) if len(others) else 0.0
    share = count / len(times)
    return (begin, count, usual) if share >= AT_ONCE and share >= MORE_THAN_USUAL * usual else None
