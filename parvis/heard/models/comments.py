"""What the forum says of a draft, and what turned out to be wrong in what was published."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.words import MultilingualField
from parvis.heard.models.reports import Report
from parvis.heard.models.statements import Heard
from parvis.people.models import Person

LONGEST_COMMENT = 4_000


class Comment(models.Model):
    """What a member of the forum says of a sentence, or of the whole; published with the report, under the role alone."""

    class Outcome(models.TextChoices):
        """What became of it."""

        TAKEN_UP = "taken_up", _("taken up")
        ANSWERED = "answered", _("answered")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="comments")
    statement = models.ForeignKey(Heard, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="report_comments")
    role = models.CharField(_("role"), max_length=40)
    words = models.TextField(_("your comment"))
    language = models.CharField(_("language"), max_length=12)
    made_at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(_("what became of it"), max_length=8, choices=Outcome, blank=True)
    reply = models.TextField(_("reply"), blank=True)
    reply_language = models.CharField(_("language"), max_length=12, blank=True)

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", reply="") | (~Q(outcome="") & ~Q(reply="")), name="an_outcome_has_its_reply"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement or self.report} · {self.pk}"


class Erratum(models.Model):
    """What was wrong in a published report, and what is right; the text as it was published stays."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="errata")
    statement = models.ForeignKey(Heard, null=True, blank=True, on_delete=models.CASCADE, related_name="errata")
    number = models.PositiveSmallIntegerField()
    wrong = MultilingualField(_("what was wrong"))
    right = MultilingualField(_("what is right"))
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_erratum_per_number")]

    def __str__(self) -> str:
        return f"{self.statement or self.report} · {self.number}"
