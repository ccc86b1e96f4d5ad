"""Checks for near repeats against very many contributions: how many a second, and how many of the repeats are found."""

import random
import time
from typing import Any

from parvis.consultations.likeness import alike
from parvis.consultations.models import Consultation, Contribution
from parvis.site.load.words import LANGUAGES, Writer


def repeats(count: int) -> list[tuple[str, str]]:
    """Return texts that repeat what was said, with its code: words in another order, one letter of twenty another."""
    draw = random.Random(count)
    last = Contribution.objects.order_by("-pk").values_list("pk", flat=True)[0]
    picked = draw.sample(range(1, last + 1), min(last, 2 * count))
    said = Contribution.objects.published().filter(pk__in=picked).order_by().values_list("code", "words")
    return [(code, _changed(words, draw)) for code, words in list(said)[:count]]


def strangers(count: int) -> list[str]:
    """Return texts that were not said."""
    draw = random.Random(-count)
    writers = {language: Writer(language) for language in LANGUAGES}
    return [writers[draw.choice(list(writers))].write(draw) for _number in range(count)]


def check(texts: list[str], server_cpu: Any) -> tuple[dict[str, float], list[list[str]]]:
    """Look for each of the texts; return seconds of processor and of clock for each, and what was found."""
    consultation = Consultation.objects.get(slug="load")
    server, cpu, wall = server_cpu(), time.process_time(), time.perf_counter()
    found = [[each.code for each in alike(consultation, text)] for text in texts]
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {"cpu": (cpu + server_cpu() - server) / len(texts), "wall": wall / len(texts)}, found


def measure(count: int, server_cpu: Any) -> dict[str, Any]:
    """Check so many texts, half of them repeats."""
    known, new = repeats(count // 2), strangers(count // 2)
    spent, found = check([text for _code, text in known] + new, server_cpu)
    pairs = zip(known, found[: len(known)], strict=True)
    again = sum(code in codes for (code, _text), codes in pairs)
    return spent | {"found": again / len(known), "mistaken": sum(map(bool, found[len(known) :])) / len(new)}


def _changed(text: str, draw: random.Random) -> str:
    words = text.split()
    draw.shuffle(words)
    letters = [sign for sign in text if sign.isalpha()]
    return "".join(
        draw.choice(letters) if sign.isalpha() and draw.random() < 0.05 else sign for sign in " ".join(words)
    )
