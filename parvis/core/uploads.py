"""Files people send: let go of one that is too large before it fills the disk, and keep what else they typed."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

# What a form may hold beside its file.
_BESIDE = 3_000_000


class LimitedUpload(FileUploadHandler):
    """The first to be handed each file: lets go of one larger than PARVIS_MOST_UPLOAD_MB, and remembers that it did.

    The rest of such a file is read and forgotten: a browser that is cut off shows an error of its own instead of ours.
    """

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        """Note how much is coming."""
        self._is_too_much = content_length > most_bytes() + _BESIDE

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """Let go of a file at its first byte when the request says that it is too large."""
        super().new_file(field_name, *args, **kwargs)
        if self._is_too_much:
            self._let_go()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Let go of a file once it has become too large."""
        if start + len(raw_data) > most_bytes():
            self._let_go()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""

    def _let_go(self) -> None:
        request: Any = self.request
        request.files_let_go = let_go(request) | {self.field_name}
        raise SkipFile


def let_go(request: HttpRequest) -> frozenset[str]:
    """Return the names of the fields whose file was too large. Read the form first."""
    return frozenset(getattr(request, "files_let_go", ()))


def most_bytes() -> int:
    """Return how large a file may be."""
    return int(settings.MOST_UPLOAD_MB) * 1_000_000
