"""Entries to test with."""

from parvis.record.append import Line, Subject, record, record_many
from parvis.record.models import Entry


def idea(code: str = "7K3M9QXT4C") -> Subject:
    """A contribution, as the record knows it."""
    return Subject("contribution", code)


def receive(words: str = "Open the budget", code: str = "7K3M9QXT4C") -> Entry:
    """Write that a contribution was received, whose words may be erased."""
    return record("contribution.received", idea(code), facts={"channel": "web"}, secrets={"words": words})


def receive_many(count: int, verb: str = "contribution.received") -> range:
    """Write many entries about different contributions."""
    return record_many(Line(verb, idea(f"IDEA{number}")) for number in range(count))
