"""The plan, its lines, and the progress reported of each commitment."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.commitments.models.commitments import Commitment
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.cycles.models import Cycle
from parvis.people.models import Person


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans as a list."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep published ones, and for people with a role in the place, its drafts."""
        published = Q(status=Plan.Status.PUBLISHED)
        if person is None or not person.is_authenticated:
            return self.filter(published)
        if person.is_keeper:
            return self
        return self.filter(published | Q(cycle__place__in=[role.place_id for role in person.current_roles]))


class Plan(HasLifecycle):
    """The action plan of a cycle: its commitments, in order, with an introduction."""

    class Status(models.TextChoices):
        """How far the plan has come."""

        DRAFT = "draft", pgettext_lazy("plan", "being gathered")
        PUBLISHED = "published", pgettext_lazy("plan", "published")

    MOVES = {"publish": move(Status.DRAFT, to=Status.PUBLISHED)}
    record_type = "plan"

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="plan")
    title = MultilingualField(_("title"))
    introduction = MultilingualField(_("introduction"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False), name="published_plan_has_a_date"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def record_key(self) -> str:
        """Return the plan's public identity: its cycle's."""
        return self.cycle.slug

    def get_absolute_url(self) -> str:
        """Return the plan's page."""
        return reverse("plan", args=[self.cycle.slug])


class PlanLine(models.Model):
    """A commitment at its place in the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="plan_line")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_plan_line_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.commitment}"


class Progress(models.Model):
    """What an institution reports of a commitment at the end of a period; a correction is a new report."""

    class Status(models.TextChoices):
        """The four values of the field, from the least to the most."""

        NS = "NS", pgettext_lazy("commitment", "not started")
        LP = "LP", pgettext_lazy("commitment", "limited progress")
        SP = "SP", pgettext_lazy("commitment", "substantial progress")
        C = "C", pgettext_lazy("commitment", "complete")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="progress")
    period_ends_on = models.DateField(_("period ending"))
    status = models.CharField(_("status"), max_length=2, choices=Status)
    words = MultilingualField(_("what was done"))
    challenges = MultilingualField(_("what stands in the way"), blank=True)
    evidence_url = models.URLField(_("evidence"), blank=True)
    reported_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["commitment", "period_ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["NS", "LP", "SP", "C"]), name="progress_has_a_status")
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_status_display()}"

    @property
    def rank(self) -> int:
        """Return how far this is, from 0 (not started) to 3 (complete)."""
        return list(Progress.Status.values).index(self.status)
