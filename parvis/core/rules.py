"""Who may do what, and the sentence shown to whoever may not."""

import functools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

type Sentence = str | Promise


class Refused(Exception):
    """Something was not done; `reason` is a sentence the person can read in their language."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class Verdict(NamedTuple):
    """The answer of a rule: allowed or not, and why not."""

    allowed: bool
    reason: Sentence = ""

    def __bool__(self) -> bool:
        return self.allowed

    def enforce(self) -> None:
        """Raise `Refused` with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.reason)

    def admit(self) -> None:
        """Raise `PermissionDenied` with the reason unless allowed: a page that may not be seen answers 403."""
        if not self.allowed:
            raise PermissionDenied(self.reason)


class Rule(Protocol):
    """What `rule` makes: a person and a subject in, a verdict out."""

    def __call__(self, *args: Any, **kwargs: Any) -> Verdict:
        """Decide."""


def rule(conditions: Callable[..., Iterator[tuple[object, Sentence]]]) -> Rule:
    """Turn a generator of (condition, sentence) pairs into a rule; the first false condition decides."""

    @functools.wraps(conditions)
    def ask(*args: Any, **kwargs: Any) -> Verdict:
        for holds, sentence in conditions(*args, **kwargs):
            if not holds:
                return Verdict(False, sentence)
        return Verdict(True)

    return ask
