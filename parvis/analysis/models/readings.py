"""Themes found among contributions, as readers have named and sorted them, and how far two readers agree about it."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation, Contribution
from parvis.core import clock
from parvis.core.languages import listed
from parvis.core.words import MultilingualField
from parvis.people.models import Person
from parvis.places.models import Place


class FoundThemeQuerySet(models.QuerySet["FoundTheme"]):
    """Found themes as a list."""

    def alive(self) -> Self:
        """Keep those in which texts are placed: neither merged into another nor gone."""
        return self.filter(merged_into=None, is_gone=False)


class FoundTheme(models.Model):
    """Something several contributions speak of: found by a run or made by a reader, and named by readers.

    Its key is that of the engine ("T3"), lasts from run to run, and is never given again.
    """

    record_type = "found theme"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="found_themes")
    key = models.CharField(max_length=8)
    # The name readers gave it, if they did; and by language the words that tell it from the others, from the machine.
    name = MultilingualField(_("name"), blank=True)
    labels = models.JSONField(default=dict)
    # Where the quote stands that is nearest to its middle: the receipt of a text, and from which character to which.
    central = models.JSONField(default=list)
    # Likewise for the few that together stand nearest to all that is said in it, the one that says most of it first.
    quotes = models.JSONField(default=list)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    # The last run found it no more, and no reader has touched it.
    is_gone = models.BooleanField(default=False)

    objects = FoundThemeQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "key"], name="one_found_theme_per_key"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="no_theme_is_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return str(self.name) or self.words_listed or self.key

    @property
    def words(self) -> list[str]:
        """Return the words that tell it from the others: in the language of the page, else in one it has."""
        labels: dict[str, list[str]] = self.labels
        return labels.get(translation.get_language() or "") or next(iter(labels.values()), [])

    @property
    def words_listed(self) -> str:
        """Return these words in a row, with what the language of the page puts between."""
        return listed(self.words)

    @property
    def number(self) -> int:
        """Return the number in its key."""
        return int(self.key[1:])

    @property
    def is_named(self) -> bool:
        """Tell whether a reader has named it."""
        return bool(self.name)

    @property
    def record_key(self) -> str:
        """Return the theme's public identity."""
        return f"{self.consultation.slug}/{self.key}"

    @property
    def place(self) -> Place:
        """Return the place that asks."""
        return self.consultation.place


class Placing(models.Model):
    """The theme in which a contribution stands: where a run put it, until a reader puts it elsewhere or says it is right.

    `near` holds up to three themes by key, the nearest first, each with its likeness in thousandths; `strength` is the
    likeness to the first of them. Without a theme the contribution stands in none.

    `filing` is what the last run suggests for a contribution that names no theme of the cycle: how often it is right with
    three suggestions as sure as these, in thousandths, and the `themes`, each with its chance, the places of the words
    that speak for it, each with its weight, and the texts nearest to it, each with its likeness. `turn` says as the how
    manyth a person should look at it: the least certain first.
    """

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="placing")
    theme = models.ForeignKey(FoundTheme, null=True, blank=True, on_delete=models.PROTECT, related_name="placings")
    strength = models.SmallIntegerField(default=0)
    near = models.JSONField(default=list)
    is_by_hand = models.BooleanField(default=False)
    filing = models.JSONField(default=dict)
    turn = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["theme", "-strength", "contribution"], name="placing_of_theme")]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.theme or '–'}"


class Sample(models.Model):
    """Contributions that each reader sorts alone, to see how far readers agree; the same ones for all."""

    record_type = "sample"

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="sample")
    drawn_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    drawn_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.consultation)

    @property
    def record_key(self) -> str:
        """Return the sample's public identity."""
        return self.consultation.slug


class SampleText(models.Model):
    """One contribution of a sample."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField()
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["sample", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "number"], name="one_text_per_number"),
            models.UniqueConstraint(fields=["sample", "contribution"], name="drawn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sample}: {self.number}"


class Reading(models.Model):
    """In which theme one reader, alone, put one text of a sample; in none of them without a theme."""

    text = models.ForeignKey(SampleText, on_delete=models.CASCADE, related_name="readings", db_index=False)
    reader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    theme = models.ForeignKey(FoundTheme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "reader"], name="one_reading_per_reader")]

    def __str__(self) -> str:
        return f"{self.text}: {self.theme or '–'}"
