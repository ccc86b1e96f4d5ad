"""Authors who ask that a decision to hide their words is looked at again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models.contributions import Contribution
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.people.models import Person
from parvis.places.models import Place


class Appeal(HasLifecycle):
    """An author asks that somebody else than who hid their contribution decides again; once for each time it is hidden."""

    class Status(models.TextChoices):
        """What became of it."""

        OPEN = "open", pgettext_lazy("appeal", "waiting for a second moderator")
        GRANTED = "granted", pgettext_lazy("appeal", "granted: everybody can read it again")
        REFUSED = "refused", pgettext_lazy("appeal", "refused: it stays hidden")

    MOVES = {
        "grant": move(Status.OPEN, to=Status.GRANTED),
        "refuse": move(Status.OPEN, to=Status.REFUSED),
    }
    record_type = "appeal"

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="appeals")
    # The decision it is against.
    hidden_at = models.DateTimeField()
    words = models.TextField(_("why this decision is wrong"), blank=True)
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    due_on = models.DateField(_("decided by"))
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    because = models.TextField(_("in a sentence"), blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "hidden_at"], name="one_appeal_for_each_decision"),
            models.CheckConstraint(
                condition=Q(status="open") | Q(decided_at__isnull=False), name="a_decided_appeal_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return str(self.contribution)

    @staticmethod
    def against(contribution: Contribution) -> "Appeal | None":
        """Return the appeal against a contribution being hidden now, if there is one."""
        appeals = contribution.appeals.filter(hidden_at=contribution.hidden_at)
        return appeals.first() if contribution.hidden_at else None

    @property
    def record_key(self) -> str:
        """Return the receipt of the contribution it is about."""
        return self.contribution.code

    @property
    def place(self) -> Place:
        """Return the place whose moderators decide."""
        return self.contribution.consultation.place

    @property
    def is_late(self) -> bool:
        """Tell whether it should have been decided by now."""
        today = clock.now().astimezone(self.place.zone).date()
        return self.status == self.Status.OPEN and self.due_on < today
