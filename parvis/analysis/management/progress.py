"""Tell on a console how far a long calculation is."""

from collections.abc import Callable

from django.core.management.base import OutputWrapper


def progress_on(console: OutputWrapper) -> Callable[[str, int, int], None]:
    """Return what takes (what, done, of): one line that changes on a terminal, else a line for each new thing."""
    last = [""]

    def tell(what: str, done: int, of: int) -> None:
        line = f"{what}: {done:,} of {of:,}" if of > 1 else f"{what}: {done:,}" if done else what
        if console.isatty() or what != last[0]:
            console.write(f"\r\x1b[K{line}" if console.isatty() else line, ending="" if console.isatty() else "\n")
        last[0] = what

    return tell
