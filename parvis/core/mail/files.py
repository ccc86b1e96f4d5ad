"""Mail without a server: each message becomes a file that any mail program opens."""

import email.policy
import os
import uuid
from collections.abc import Iterable, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.tasks import task


class OutboxBackend(BaseEmailBackend):
    """Writes `<date>-<uuid>.eml` in a folder; the same message again replaces its file."""

    def __init__(self, folder: Path | str, **options: Any) -> None:
        super().__init__(**options)
        self.folder = Path(folder)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message; return how many."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            self._write(message)
        return len(email_messages)

    def _write(self, message: EmailMessage) -> None:
        letter = message.message(policy=email.policy.SMTP)
        written = parsedate_to_datetime(str(letter["Date"]))
        name = str(letter["Message-ID"] or uuid.uuid4()).strip("<>").partition("@")[0]
        safe = "".join(character for character in name if character.isalnum() or character in "-.")
        path = self.folder / f"{written:%Y%m%dT%H%M%S}-{safe}.eml"
        # Written apart, then moved: whoever looks never reads half a message.
        draft = path.with_suffix(".part")
        with open(draft, "wb", opener=_for_its_owner) as file:
            file.write(letter.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)


@task
def remove_letters(uuids: Iterable[str]) -> None:
    """Remove the files of messages that were erased, if any were written."""
    folder = Path(settings.MAILERS["default"].get("OPTIONS", {}).get("folder", settings.HOME / "outbox"))
    for each in uuids:
        for path in folder.glob(f"*-{uuid.UUID(each)}.eml"):
            path.unlink(missing_ok=True)


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
