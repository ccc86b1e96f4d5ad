"""What was heard, sentence by sentence, and the quotes that stand under it."""

import hashlib
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Contribution
from parvis.core.words import MultilingualField
from parvis.heard.models.reports import Report, Section


class HeardQuerySet(models.QuerySet["Heard"]):
    """Sentences as a list."""

    def standing(self) -> Self:
        """Keep those that were not dropped, nor their section."""
        return self.filter(is_dropped=False, section__is_dropped=False)


class Heard(models.Model):
    """One thing that was heard: a frame with its numbers, what a person wrote after it, and who said it.

    Its number is never given again. `counts` are those of the moment at which somebody called it final.
    """

    class Frame(models.TextChoices):
        """How it begins; the numbers stand in it."""

        ASK = "ask", _("They ask for something")
        WORRY = "worry", _("They worry about something")
        SUPPORT = "support", _("They are in favour of something")
        OPPOSE = "oppose", _("They are against something")
        TELL = "tell", _("They tell of something")
        DIFFER = "differ", _("They do not agree with each other")

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveSmallIntegerField()
    frame = models.CharField(_("what people do"), max_length=7, choices=Frame, default=Frame.ASK)
    prose = MultilingualField(_("what was heard"))
    contributions = models.ManyToManyField(Contribution, related_name="heard_in")
    counts = models.JSONField(null=True, blank=True)
    is_dropped = models.BooleanField(default=False)

    objects = HeardQuerySet.as_manager()

    class Meta:
        ordering = ["section__kind", "section__number", "number"]
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="one_sentence_per_number")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """Return what it is called in the report, such as B1.1."""
        return f"{self.section.code}.{self.number}"

    @property
    def report(self) -> Report:
        """Return the report it stands in."""
        return self.section.report

    @property
    def is_final(self) -> bool:
        """Tell whether somebody called it final, and nobody changed it since."""
        return self.counts is not None


class Quote(models.Model):
    """Whole sentences of a contribution, as they stand in it: where they begin and end, and their digest. Never the words."""

    statement = models.ForeignKey(Heard, on_delete=models.CASCADE, related_name="quotes")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="quoted_in")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["statement", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "contribution", "start"], name="quoted_once_in_a_sentence"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_quote_holds_something"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.start}–{self.end}"

    @property
    def words(self) -> str:
        """Return the words, read from the contribution as it is now; "" when it cannot be read, or says something else."""
        if self.contribution.status != Contribution.Status.PUBLISHED:
            return ""
        words = self.contribution.words[self.start : self.end]
        return words if sha256_of(words) == self.sha256 else ""


def sha256_of(words: str) -> str:
    """Return the digest by which a quote is known again."""
    return hashlib.sha256(words.encode()).hexdigest()
