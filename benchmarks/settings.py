"""What a run was asked for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """How much to measure, and the PostgreSQL server to make databases in."""

    full: bool
    server: str

    @property
    def many(self) -> int:
        """How many contributions are many."""
        return 1_000_000 if self.full else 100_000
