"""Whether a consultation has voting, and since when it is sealed."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.places.models import Place


class Voting(HasLifecycle):
    """People vote on short statements in a consultation, for a time; then all votes are sealed together.

    It ends with the consultation, or on a day of its own before. `root` and `leaves` are the seal: the root of a Merkle
    tree with one leaf a voter. `weights` says how urgently each statement, by number, wants votes; whoever analyses
    votes may write it.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        PREPARED = "prepared", pgettext_lazy("voting", "being prepared")
        OPEN = "open", pgettext_lazy("voting", "open")
        CLOSED = "closed", pgettext_lazy("voting", "closed")

    MOVES = {
        "open": move(Status.PREPARED, to=Status.OPEN),
        "close": move(Status.OPEN, to=Status.CLOSED),
        "bring_in": move(Status.PREPARED, to=Status.CLOSED),
    }
    record_type = "voting"

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="voting")
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.PREPARED)
    people_propose = models.BooleanField(_("people may propose statements"), default=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    root = models.CharField(max_length=64, blank=True)
    leaves = models.PositiveIntegerField(null=True, blank=True)
    cast = models.PositiveIntegerField(null=True, blank=True)
    # Of votes that were brought in: where they come from, and under which licence.
    attribution = models.TextField(_("attribution"), blank=True)
    weights = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="prepared") | Q(opened_at__isnull=False), name="opened_voting_has_a_date"
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False, leaves__isnull=False, cast__isnull=False)
                | (~Q(status="closed") & Q(closed_at=None, root="", leaves=None, cast=None)),
                name="closed_voting_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.consultation)

    @property
    def record_key(self) -> str:
        """Return the public identity of its consultation: there is one voting in each."""
        return self.consultation.slug

    @property
    def place(self) -> Place:
        """Return the place that asks."""
        return self.consultation.place

    @property
    def ends_at(self) -> datetime.datetime:
        """Return the last instant at which one can vote."""
        end = self.consultation.ended_at
        return self.closed_at or (min(self.closes_at, end) if self.closes_at else end)

    @property
    def is_open(self) -> bool:
        """Tell whether one can vote now."""
        return self.status == self.Status.OPEN and self.consultation.is_open and clock.now() < self.ends_at

    @property
    def is_over(self) -> bool:
        """Tell whether one could vote once and cannot any more."""
        return self.status == self.Status.CLOSED or (
            self.status == self.Status.OPEN and (self.consultation.is_over or self.ends_at <= clock.now())
        )
