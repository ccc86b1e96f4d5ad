"""The public files of the record: what programs read, and all that `verify.py` needs."""

import functools
import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis.record import files, queries, verifier
from parvis.record.models import Checkpoint, Entry
from parvis.record.tree import MissingHashes

# What a path names never changes: a tile of the same width holds the same hashes for ever.
FOR_EVER = "public, max-age=31536000, immutable"
A_MOMENT = "public, max-age=5"

type View = Callable[..., HttpResponse]


class BadQuestion(Exception):
    """A parameter makes no sense; the message is a sentence for whoever asked."""


def public_file(view: View) -> View:
    """Serve to everybody, from any site, and answer a bad question with a sentence."""

    @login_not_required
    @require_safe
    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except BadQuestion as bad:
            response = JsonResponse({"error": str(bad)}, status=400)
        except MissingHashes as missing:
            response = JsonResponse({"error": str(missing)}, status=500)
        response.headers["Access-Control-Allow-Origin"] = "*"
        if response.status_code == 200:
            response.headers.setdefault("Cache-Control", A_MOMENT)
        return response

    return answer


@public_file
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The latest signed checkpoint."""
    latest = queries.latest_checkpoint()
    return _text(latest.note) if latest else _not_signed_yet()


@public_file
def key(request: HttpRequest) -> HttpResponse:
    """The public key checkpoints are signed with."""
    latest = queries.latest_checkpoint()
    return _text(latest.key + "\n") if latest else _not_signed_yet()


@public_file
def tile(request: HttpRequest, name: str) -> HttpResponse:
    """A tile of hashes or a bundle of entries, as far as the record is signed."""
    data = files.read(f"tile/{name}", files.signed_size())
    if data is None:
        return _text(_("The signed record has no such file.") + "\n", status=404)
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Cache-Control"] = FOR_EVER
    if name.startswith("entries/"):
        _compress(request, response)
    return response


@public_file
def inclusion(request: HttpRequest) -> HttpResponse:
    """The proof that an entry is in the signed record, or in the one of an earlier size."""
    signed = files.signed_size()
    index = _number(request, "index")
    size = _number(request, "size", signed)
    if size > signed:
        raise BadQuestion(_("The signed record has %(signed)d entries, fewer than %(size)d.") % locals())
    if index >= size:
        raise BadQuestion(_("Entry %(index)d is not among the first %(size)d entries.") % locals())
    entry = Entry.objects.filter(seq=index).first()
    if entry is None:
        raise MissingHashes(_("Entry %(index)d is missing.") % locals())
    return _proof({**_under(size), **queries.proof_of(entry, size)}, is_fixed="size" in request.GET)


@public_file
def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the record of one size grew out of the record of an earlier size."""
    signed = files.signed_size()
    first, second = _number(request, "first"), _number(request, "second", signed)
    if second > signed:
        raise BadQuestion(_("The signed record has %(signed)d entries, fewer than %(second)d.") % locals())
    if not 0 < first <= second:
        raise BadQuestion(_("“first” must be between 1 and “second”, which is %(second)d.") % locals())
    tree = files.tree(second)
    proof = {
        "first": first,
        "second": second,
        "first_root": queries.base64(tree.root(first)),
        "second_root": queries.base64(tree.root()),
        "proof": [queries.base64(hash_) for hash_ in tree.consistency_proof(first)],
    }
    return _proof({**_under(second), **proof}, is_fixed="second" in request.GET)


@public_file
def verify_py(request: HttpRequest) -> HttpResponse:
    """The program that checks the record, in one file."""
    return HttpResponse(_source(), content_type="text/x-python; charset=utf-8")


@functools.cache
def _source() -> bytes:
    return Path(verifier.__file__).read_bytes()


def _under(size: int) -> dict[str, str]:
    """Return the checkpoint of exactly this size, if one was signed."""
    found = Checkpoint.objects.filter(size=size).first()
    return {"checkpoint": found.note if found else "", "key": found.key if found else ""}


def _proof(document: dict[str, Any], *, is_fixed: bool) -> HttpResponse:
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    if is_fixed and document["checkpoint"]:
        response.headers["Cache-Control"] = FOR_EVER
    return response


def _number(request: HttpRequest, name: str, default: int | None = None) -> int:
    text = request.GET.get(name)
    if text is None and default is not None:
        return default
    if text is None or not re.fullmatch("[0-9]{1,18}", text):
        raise BadQuestion(_("“%(name)s” must be a whole number, written in digits.") % {"name": name})
    return int(text)


def _text(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)


def _not_signed_yet() -> HttpResponse:
    return _text(
        _("Nothing is signed yet. The first checkpoint is signed within a minute of the first entry.") + "\n", 404
    )


def _compress(request: HttpRequest, response: HttpResponse) -> None:
    patch_vary_headers(response, ["Accept-Encoding"])
    if re.search(r"\bgzip\b", request.headers.get("Accept-Encoding", "")):
        response.content = gzip.compress(response.content, 6, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
