"""Packs as a worker builds them: beside the documents, under their digest, with progress that a page can tell."""

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

from parvis.documents import shelf
from parvis.documents.models import FileVersion
from parvis.standards import actions
from parvis.standards.models import Pack
from parvis.standards.pack.archive import PIECE
from parvis.standards.pack.building import build_pack

logger = logging.getLogger("parvis.standards")

KEPT = 2
# Seconds between two signs of life.
PULSE = 0.5


def build_and_keep(pk: int) -> None:
    """Build a pack that is asked for; a worker that was killed over it is followed by one that goes on."""
    pack = Pack.objects.select_related("cycle__place").get(pk=pk)
    if pack.status != Pack.Status.ASKED:
        return
    out = _folder() / pack.name
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        manifest = build_pack(pack.cycle, out, _telling(pack))
        kept = shelf.keep(_pieces(out))
    except Exception:  # whatever it was, the page must say so, and another can be asked for
        logger.exception("The pack %s could not be made.", pack.record_key)
        actions.fail_pack(pack)
        return
    actions.finish_pack(pack, sha256=kept.sha256, manifest=manifest, size=kept.size)
    out.unlink(missing_ok=True)


def let_go() -> int:
    """Remove the files of all but the last packs of each cycle; return how many."""
    let_go = 0
    seen: dict[int, int] = {}
    for pack in Pack.objects.filter(status=Pack.Status.READY, is_gone=False).order_by("cycle", "-number"):
        seen[pack.cycle_id] = seen.get(pack.cycle_id, 0) + 1
        if seen[pack.cycle_id] > KEPT:
            if not FileVersion.objects.filter(sha256=pack.sha256).exists():
                shelf.path_of(pack.sha256).unlink(missing_ok=True)
            let_go += Pack.objects.filter(pk=pack.pk).update(is_gone=True)
    return let_go


def _telling(pack: Pack) -> Callable[[str, int, int], None]:
    last = 0.0

    def tell(_name: str, done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last >= PULSE:
            last = time.monotonic()
            Pack.objects.filter(pk=pack.pk).update(done=done, of=of)

    return tell


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _folder() -> Path:
    return Path(settings.HOME) / "packs"
