"""The site itself, as its production settings make it, and what it knows of its database."""

import logging
import os
import time
from collections import Counter
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "parvis.settings"

from parvis.wsgi import application  # noqa: I001 - this makes Django ready for what follows

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from benchmarks import alike
from benchmarks.crawl import crawl, weigh
from benchmarks.worker import Asker, Command, seconds_of
from parvis.commitments.models import Answer
from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.queries import choosing, reading, rows
from parvis.core.models import SearchDocument
from parvis.core.pages import forget_kept
from parvis.core.receipts import read_code
from parvis.core.search import search_keys
from parvis.core.search.folding import significant
from parvis.record import Line, Subject, latest_checkpoint, record_many
from parvis.record.models import Entry
from parvis.record.queries import signed_proof_of, size
from parvis.record.signing import sign_checkpoint
from parvis.themes.models import Theme

PAGE = 50


# What is missing is told with the figures.
logging.getLogger("django.request").setLevel(logging.ERROR)


def commands() -> dict[str, Command]:
    """Return what this worker does."""
    asker = Asker(application, _server_cpu)
    return {
        "get": asker.get,
        "rows": first_rows,
        "words": words,
        "after": after,
        "addresses": addresses,
        "count": Contribution.objects.count,
        "keep": keep,
        "queries": lambda path: _queries(asker, path),
        "crawl": lambda start: crawl(asker, start),
        "weigh": lambda addresses: weigh(asker, addresses),
        "size": size,
        "append": append,
        "prove": prove,
        "acknowledged": acknowledged,
        "alike": lambda count: alike.measure(count, _server_cpu),
    }


def keep(pages: int, parts: int) -> None:
    """Let the process keep so many pages, and parts of pages, it makes from now on."""
    settings.PAGES_KEPT_IN_MEMORY, settings.PARTS_KEPT_IN_MEMORY = pages, parts
    forget_kept()


def first_rows() -> list[dict[str, Any]]:
    """Return the rows of the first page, ready to be shown, the oldest first."""
    consultation = Consultation.objects.select_related("cycle__place").first()
    with translation.override("en"):
        page = reading.page_of(consultation, choosing.read_choice({}))
        return [row._asdict() for row in rows.voices_of(consultation, page.rows, list(Theme.objects.all()))][::-1]


def after(number: int) -> str:
    """Return the mark after which a page of the newest contributions starts."""
    newest = Contribution.objects.published().order_by("-pk").values_list("pk", flat=True)
    return str(newest[(number - 1) * PAGE - 1])


def words() -> dict[str, str]:
    """Return a word many contributions hold, and one that three hold."""
    texts = SearchDocument.objects.order_by("-pk").values_list("words", flat=True)[:2000]
    numbers = Counter(word for text in texts for word in text.split(" ") if not word.startswith("_") and len(word) > 3)
    common = significant(word for word, _number in numbers.most_common(200))
    few = (word for word, number in sorted(numbers.items()) if number <= 3 and len(word) > 6)
    rare = next(word for word in few if len(search_keys("contribution", "load", word)) == 3)
    return {"common": common[0], "second": common[1], "rare": rare}


def addresses() -> dict[str, str]:
    """Return where a trail with an answer is, and where that answer is."""
    answer = Answer.objects.select_related("contribution", "response__cycle").order_by("pk")[10]
    with translation.override("en"):
        return {"trail": answer.contribution.get_absolute_url(), "answer": answer.response.get_absolute_url()}


def append(count: int, at_once: int) -> dict[str, float]:
    """Write entries; return seconds of processor and of clock for all."""
    lines = [
        Line("load.measured", Subject("site", f"line-{number}"), role="system", facts={"number": number})
        for number in range(count)
    ]
    cpu, wall = time.process_time(), time.perf_counter()
    for start in range(0, count, at_once):
        record_many(lines[start : start + at_once])
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}


def prove(count: int) -> dict[str, float]:
    """Prove entries all over the record; return seconds of processor for each."""
    sign_checkpoint()
    step = max(1, size() // count)
    entries = list(Entry.objects.filter(seq__in=range(0, step * count, step)))
    checkpoint = latest_checkpoint()
    cpu = time.process_time()
    for entry in entries:
        signed_proof_of(entry, checkpoint)
    return {"cpu": (time.process_time() - cpu) / len(entries)}


def acknowledged(receipts: dict[str, str]) -> dict[str, int]:
    """Compare what people were told, words and receipt, with what is stored and recorded."""
    stored = list(
        Contribution.objects.filter(words__startswith="What I want has the number").values_list("words", "code")
    )
    codes = dict(stored)
    recorded = set(
        Entry.objects.filter(verb="contribution.received", subject_type="contribution").values_list(
            "subject_key", flat=True
        )
    )
    return {
        "lost": sum(codes.get(words) != read_code(receipt) for words, receipt in receipts.items()),
        "twice": len(stored) - len(codes),
        "unrecorded": sum(code not in recorded for code in codes.values()),
    }


def _queries(asker: Asker, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        asker.ask(path, {})
    return [query["sql"] for query in captured.captured_queries]


def _server_cpu() -> float:
    """Return what the database server has used for us, where it runs on this machine."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return seconds_of([pid for (pid,) in cursor.fetchall()])
