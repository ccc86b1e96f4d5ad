"""The first words of what somebody said."""

from django.db.models import F
from django.db.models.functions import Substr

LENGTH = 280
# What is read of each row: enough to see that there is more, never the 20,000 characters.
READ = LENGTH + 40
BEGINNING = Substr(F("words"), 1, READ)


def excerpt(words: str, length: int = LENGTH) -> tuple[str, bool]:
    """Return the first words on one line, cut at a space, and whether there are more."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line, False
    cut = line.rfind(" ", length // 2, length)
    return line[: cut if cut > 0 else length].rstrip(" ,;:.،؛") + "…", True
