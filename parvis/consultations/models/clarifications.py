"""What moderators ask authors before they decide."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models.contributions import Contribution
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move


class Clarification(HasLifecycle):
    """A moderator asks the author of a contribution something; what either writes stays between them."""

    class Status(models.TextChoices):
        """What became of it."""

        OPEN = "open", pgettext_lazy("clarification", "waiting for the author")
        REPLIED = "replied", pgettext_lazy("clarification", "the author has replied")

    MOVES = {"reply": move(Status.OPEN, to=Status.REPLIED)}
    record_type = "clarification"

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="clarifications")
    question = models.TextField()
    asked_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(status="open"), name="one_open_question_to_an_author"
            ),
            models.CheckConstraint(condition=Q(status="open") | Q(replied_at__isnull=False), name="a_reply_has_a_date"),
        ]

    def __str__(self) -> str:
        return str(self.contribution)

    @property
    def record_key(self) -> str:
        """Return the receipt of the contribution it is about."""
        return self.contribution.code

    @property
    def is_late(self) -> bool:
        """Tell whether the author has let the day pass."""
        return self.status == self.Status.OPEN and self.due_at <= clock.now()


def with_its_author() -> Exists:
    """Tell of each contribution whether it waits for its author: not for ever, once the day has passed it is read."""
    rows = Clarification.objects.filter(contribution=OuterRef("pk"), status=Clarification.Status.OPEN)
    return Exists(rows.filter(due_at__gt=clock.now()))
