"""Send a file as what it is, to be saved and never to be run: in pieces, or only the part that is asked for."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from parvis.core.pages import is_shareable
from parvis.documents import shelf
from parvis.documents.filetypes import TYPES
from parvis.documents.models import FileVersion

_PIECE = 1 << 16
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
# Even a browser that shows it all the same lets nothing in it act.
_POLICY = "default-src 'none'; sandbox"


class Kept(NamedTuple):
    """A file on the shelf, as it is sent."""

    sha256: str
    size: int
    name: str
    media_type: str
    is_public: bool


def send_version(request: HttpRequest, version: FileVersion) -> HttpResponseBase:
    """Answer with a version of a document."""
    media_type, is_public = TYPES[version.ending].media_type, version.published_at is not None
    return send(request, Kept(version.sha256, version.size, version.name, media_type, is_public))


def send(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    """Answer with a file, with the part of it that is asked for (206), or that the reader has it already (304)."""
    etag = f'"{kept.sha256}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _as_told(HttpResponseNotModified(), request, kept)
    part = _part(request, etag, kept.size)
    if part is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{kept.size}"})
    first, last = part
    handle = shelf.open_file(kept.sha256)
    response = StreamingHttpResponse(_pieces(handle, first, last - first + 1))
    response._resource_closers.append(handle.close)
    response.headers["Content-Length"] = str(last - first + 1)
    if last - first + 1 < kept.size:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{kept.size}"
    return _as_told(response, request, kept)


def _as_told(response: HttpResponseBase, request: HttpRequest, kept: Kept) -> HttpResponseBase:
    is_shared = is_shareable(request) and kept.is_public
    told = {
        "Content-Type": kept.media_type,
        "Content-Disposition": content_disposition_header(True, kept.name) or "attachment",
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{kept.sha256}"',
        "Accept-Ranges": "bytes",
        # Compressed on the way it would have another length, and parts of it could not be asked for.
        "Content-Encoding": "identity",
        "Cache-Control": "public, max-age=0, must-revalidate" if is_shared else "private, no-store",
    }
    for name, value in told.items():
        response.headers[name] = value
    return response


def _part(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte that are asked for; None when there are no such bytes."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or asked[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return 0, size - 1
    begin, end = asked.groups()
    first = int(begin) if begin else max(0, size - int(end))
    last = min(int(end), size - 1) if begin and end else size - 1
    return (first, last) if first <= last else None


def _pieces(handle: BinaryIO, first: int, count: int) -> Iterator[bytes]:
    handle.seek(first)
    while count > 0 and (piece := handle.read(min(_PIECE, count))):
        count -= len(piece)
        yield piece
