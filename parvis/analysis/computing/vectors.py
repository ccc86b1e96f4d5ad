"""Read with a language model only what it has not read before: vectors are kept by model and digest of the words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from django.db import transaction

from parvis.analysis.engine.digests import text_digest
from parvis.analysis.engine.embedding import Embedder, Vectors, cut
from parvis.analysis.models import TextVector
from parvis.consultations.models import Consultation
from parvis.core.rows import insert

AT_A_TIME = 500
_COLUMNS = ("contribution_id", "model", "text", "vector")


class Remembering:
    """A model that takes the vectors it is given for texts it knows; of one that reads each text for itself, see `OneByOne`."""

    def __init__(self, embedder: Embedder, known: dict[bytes, Vectors]) -> None:
        self._embedder, self.known = embedder, known
        self.name, self.version, self.digest = embedder.name, embedder.version, embedder.digest
        self.dimensions, self.languages = embedder.dimensions, embedder.languages

    def is_usual(self, word: str) -> bool:
        """Ask the model."""
        return self._embedder.is_usual(word)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each text, the same as if none were known."""
        digests = [text_digest(cut(text)) for text in texts]
        new = {each: text for each, text in zip(digests, texts, strict=True) if each not in self.known}
        self.known.update(zip(new, self._embedder.embed([*new.values()]), strict=True) if new else ())
        return np.stack([self.known[each] for each in digests])


@contextmanager
def remembering(consultation: Consultation, embedder: Embedder | None) -> Iterator[Embedder | None]:
    """Lend a model that knows the vectors kept of a consultation; those of what is published are kept afterwards."""
    if embedder is None:
        yield None
        return
    model = f"{embedder.name} {embedder.version} {embedder.digest[:16]}"
    kept = TextVector.objects.filter(contribution__consultation=consultation, model=model)
    rows = kept.values_list("text", "vector").iterator()
    known = {bytes(text): np.frombuffer(vector, dtype=np.float32) for text, vector in rows}
    lent = Remembering(embedder, known)
    yield lent
    _keep(consultation, model, lent.known)


@transaction.atomic
def _keep(consultation: Consultation, model: str, known: dict[bytes, Vectors]) -> None:
    """Keep a vector of each published text, and none of what was hidden or changed."""
    published = consultation.contributions.published().order_by("pk").values_list("pk", "words")
    digests = {pk: text_digest(cut(words)) for pk, words in published.iterator()}
    ours = TextVector.objects.filter(contribution__consultation=consultation)
    rows = list(ours.values_list("contribution", "model", "text").iterator())
    kept = {pk for pk, of, text in rows if of == model and digests.get(pk) == bytes(text)}
    stale = [pk for pk, _of, _text in rows if pk not in kept]
    for begin in range(0, len(stale), AT_A_TIME):
        ours.filter(contribution__in=stale[begin : begin + AT_A_TIME]).delete()
    new = ((pk, model, text, known[text].tobytes()) for pk, text in digests.items() if pk not in kept and text in known)
    insert(TextVector, _COLUMNS, new)
