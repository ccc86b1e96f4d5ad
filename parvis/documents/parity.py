"""How the languages of a document stand: which are missing, and which are older than the one they were made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from parvis.documents.models import Document, FileVersion


@dataclass(frozen=True)
class Standing:
    """A language of a document: its newest file, and how it stands to the file it was made from."""

    language: str
    version: FileVersion | None
    source: FileVersion | None
    is_required: bool

    @property
    def is_source(self) -> bool:
        """Tell whether the others are made from it."""
        return self.version is not None and self.version == self.source

    @property
    def is_missing(self) -> bool:
        """Tell whether there is no file."""
        return self.version is None

    @property
    def is_older(self) -> bool:
        """Tell whether it was made from an earlier version than the present one."""
        if self.version is None or self.source is None or self.version.language == self.source.language:
            return False
        return self.version.made_from_id != self.source.pk

    @property
    def is_complete(self) -> bool:
        """Tell whether it is there and as new as its source."""
        return not self.is_missing and not self.is_older


@dataclass(frozen=True)
class Parity:
    """All the languages of a document, the one it is written in first."""

    standings: list[Standing]

    @property
    def required(self) -> list[Standing]:
        """Return those without which it is not published."""
        return [each for each in self.standings if each.is_required]

    @property
    def missing(self) -> list[str]:
        """Return the required languages without a file."""
        return [each.language for each in self.required if each.is_missing]

    @property
    def older(self) -> list[str]:
        """Return the languages that have a file, but an older one than their source."""
        return [each.language for each in self.standings if each.is_older]

    @property
    def blocking(self) -> list[str]:
        """Return the required languages that are older than their source."""
        return [each.language for each in self.required if each.is_older]

    @property
    def complete(self) -> int:
        """Return how many of the required languages stand well."""
        return sum(each.is_complete for each in self.required)

    @property
    def is_complete(self) -> bool:
        """Tell whether all required languages stand well."""
        return self.complete == len(self.required)


def parity_of(document: Document, versions: Iterable[FileVersion], *, is_public: bool = False) -> Parity:
    """Return how the languages stand, by the versions given; `is_public` looks only at what everybody sees."""
    newest: dict[str, FileVersion] = {}
    for version in sorted(versions, key=lambda each: each.number):
        if not is_public or version.published_at is not None:
            newest[version.language] = version
    source = newest.get(document.source_language)
    languages = dict.fromkeys([*document.official_languages, *sorted(newest)])
    required = set(document.official_languages)
    return Parity([Standing(code, newest.get(code), source, code in required) for code in languages])
