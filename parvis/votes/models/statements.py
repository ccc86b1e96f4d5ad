"""What is voted on."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models import Consultation, Contribution
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.places.models import Place

LONGEST_STATEMENT = 200


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements as a list."""

    def published(self) -> Self:
        """Keep those that one can vote on."""
        return self.filter(status=Statement.Status.PUBLISHED)

    def voted_on(self) -> Self:
        """Keep those that could be voted on at some time."""
        return self.filter(status__in=(Statement.Status.PUBLISHED, Statement.Status.HIDDEN))


class Statement(HasLifecycle):
    """A short sentence one agrees or disagrees with; others than in its own language are `Translation`s of it."""

    class Status(models.TextChoices):
        """Whether it can be voted on."""

        PROPOSED = "proposed", pgettext_lazy("statement", "proposed")
        PUBLISHED = "published", pgettext_lazy("statement", "published")
        REFUSED = "refused", pgettext_lazy("statement", "refused")
        HIDDEN = "hidden", pgettext_lazy("statement", "hidden")

    class Origin(models.TextChoices):
        """Who wrote it."""

        SEEDED = "seeded", _("written by the conveners")
        PROPOSED = "proposed", _("proposed by people")
        IMPORTED = "imported", _("brought in")

    class Reason(models.TextChoices):
        """Why it is not voted on."""

        SAME = "same", _("It says the same as another statement.")
        SEVERAL = "several", _("It says more than one thing: nobody could agree with half of it.")
        QUESTION = "question", _("It is not a statement one can agree or disagree with.")
        OFF_TOPIC = "off_topic", _("It is not about what this consultation asks.")
        ABUSE = "abuse", pgettext_lazy("statement", "It insults or threatens somebody.")
        PRIVATE = "private", _("It tells private facts about somebody.")
        SPAM = "spam", _("It is advertising.")
        ELSEWHERE = "elsewhere", _("It was taken out where it was brought in from.")

    MOVES = {
        "publish": move(Status.PROPOSED, Status.REFUSED, to=Status.PUBLISHED),
        "refuse": move(Status.PROPOSED, to=Status.REFUSED),
        "hide": move(Status.PUBLISHED, to=Status.HIDDEN),
        "restore": move(Status.HIDDEN, to=Status.PUBLISHED),
    }
    record_type = "statement"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField(_("number"))
    words = models.CharField(_("statement"), max_length=LONGEST_STATEMENT * 5)
    language = models.CharField(_("language"), max_length=12)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.PROPOSED)
    reason = models.CharField(_("reason"), max_length=9, choices=Reason, blank=True)
    # Of one kept back because it says the same as another: that one.
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    origin = models.CharField(_("written by"), max_length=8, choices=Origin, default=Origin.PROPOSED)
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="statements"
    )
    # Of one that was brought in: what it is called where it comes from.
    source_ref = models.CharField(max_length=80, blank=True)
    submission_key = models.UUIDField(null=True, blank=True, unique=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="one_statement_per_number"),
            models.UniqueConstraint(
                fields=["consultation", "source_ref"], condition=~Q(source_ref=""), name="brought_in_once"
            ),
            models.CheckConstraint(
                condition=(Q(status__in=["refused", "hidden"]) & ~Q(reason=""))
                | (Q(status__in=["proposed", "published"]) & Q(reason="")),
                name="a_statement_is_kept_back_for_a_reason",
            ),
            models.CheckConstraint(condition=Q(same_as=None) | Q(reason="same"), name="joined_with_what_says_the_same"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def record_key(self) -> str:
        """Return the statement's public identity."""
        return f"{self.consultation.slug}/{self.number}"

    @property
    def place(self) -> Place:
        """Return the place that asks."""
        return self.consultation.place

    @staticmethod
    def by_submission(key: uuid.UUID | None) -> "Statement | None":
        """Return what a form sent before, if it did."""
        return Statement.objects.filter(submission_key=key).first() if key else None
