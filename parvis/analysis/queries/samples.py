"""How far readers agree who sorted the same texts alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from parvis.analysis.engine.agreement import TENTATIVE, alpha, interval
from parvis.analysis.models import FoundTheme, Reading, Sample, SampleText
from parvis.consultations.models import Consultation, Contribution
from parvis.people.models import Person


@dataclass(frozen=True)
class Disagreement:
    """A text that readers put in different themes, by the number of each reader; None stands for none of them."""

    text: SampleText
    by_reader: dict[str, FoundTheme | None]

    @property
    def themes(self) -> list[FoundTheme | None]:
        """Return what each reader said."""
        return list(self.by_reader.values())


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's alpha of a sample with its 95 % interval, and how many texts two readers at least have sorted."""

    alpha: float | None
    interval: tuple[float, float] | None
    texts: int
    read_twice: int
    readers: int
    disagreements: list[Disagreement]

    def shown_to(self, reader: Person) -> list[Disagreement]:
        """Return the disagreements over texts a reader has sorted: of the others they still have to judge alone."""
        return [each for each in self.disagreements if str(reader.pk) in each.by_reader]

    @property
    def is_tentative(self) -> bool:
        """Tell whether readers agree too little to rely on the themes."""
        return self.alpha is None or self.alpha < TENTATIVE


def agreement_of(consultation: Consultation) -> Agreement | None:
    """Tell how far readers agree, None when no sample was drawn; three queries."""
    sample = Sample.objects.filter(consultation=consultation).first()
    if sample is None:
        return None
    texts = list(_texts(sample))
    by_text: dict[int, dict[str, FoundTheme | None]] = {text.pk: {} for text in texts}
    for text, reader, theme in _read(consultation):
        by_text[text.pk][str(reader)] = theme
    units = [{reader: theme.key if theme else "" for reader, theme in found.items()} for found in by_text.values()]
    differ = [text for text in texts if len(set(by_text[text.pk].values())) > 1]
    return Agreement(
        alpha=alpha(units),
        interval=interval(units),
        texts=len(texts),
        read_twice=sum(len(found) > 1 for found in units),
        readers=len({reader for found in units for reader in found}),
        disagreements=[Disagreement(text, by_text[text.pk]) for text in differ],
    )


def readings_of(consultation: Consultation) -> dict[str, dict[str, str]]:
    """Return by receipt in which theme, by key, each reader put a text of the sample; "" in none. Readers are numbered.

    One query; empty when no sample was drawn.
    """
    numbers: dict[int, str] = {}
    found: dict[str, dict[str, str]] = {}
    for text, reader, theme in _read(consultation):
        number = numbers.setdefault(reader, str(len(numbers) + 1))
        found.setdefault(text.contribution.code, {})[number] = theme.key if theme else ""
    return found


def to_sort(consultation: Consultation, reader: Person) -> tuple[SampleText | None, int, int]:
    """Return the next text of the sample that a reader has not sorted, how many they have, and how many there are."""
    texts = _texts(Sample.objects.get(consultation=consultation))
    left = texts.exclude(readings__reader=reader)
    total, waiting = texts.count(), left.count()
    return left.first(), total - waiting, total


def _texts(sample: Sample) -> QuerySet[SampleText]:
    published = Contribution.Status.PUBLISHED
    return sample.texts.filter(contribution__status=published).select_related("contribution").order_by("number")


def _read(consultation: Consultation) -> Iterator[tuple[SampleText, int, FoundTheme | None]]:
    """Yield in which theme, None for none, each reader put each text of the sample that everybody may read."""
    published = Contribution.Status.PUBLISHED
    rows = Reading.objects.filter(text__sample__consultation=consultation, text__contribution__status=published)
    known = rows.select_related("text__contribution", "theme__merged_into").defer("text__contribution__words")
    for reading in known.order_by("pk"):
        theme = reading.theme
        yield reading.text, reading.reader_id, (theme.merged_into or theme) if theme else None
