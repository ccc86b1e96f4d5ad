"""What says the same, read as one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models.contributions import Contribution
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move


class Group(HasLifecycle):
    """Contributions that say the same: one leads, and all keep their receipts, authors, supports and trails.

    `people` and `size` are kept by following the record: people behind the members that can be read, each counted
    once, and how many of these members there are.
    """

    class Status(models.TextChoices):
        """Whether its members are read as one."""

        STANDING = "standing", pgettext_lazy("group", "grouped")
        UNDONE = "undone", pgettext_lazy("group", "no longer grouped")

    MOVES = {"undo": move(Status.STANDING, to=Status.UNDONE)}

    lead = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="groups_led")
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.STANDING)
    made_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    people = models.PositiveIntegerField(_("people"), default=0)
    size = models.PositiveIntegerField(_("contributions"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lead"], condition=Q(undone_at=None), name="leads_one_group_at_a_time"),
            models.CheckConstraint(
                condition=Q(status="standing", undone_at=None) | Q(status="undone", undone_at__isnull=False),
                name="undone_group_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.lead)


class Membership(models.Model):
    """A contribution is read together with a group, from one moment to another; the lead is a member too."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution"], condition=Q(left_at=None), name="in_one_group_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.group}"


class KeptApart(models.Model):
    """Somebody looked, and found that a contribution does not say the same as another: it is not proposed again."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="kept_apart")
    lead = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "lead"], name="kept_apart_once")]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.lead}"
