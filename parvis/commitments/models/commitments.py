"""Commitments, their versions, and the contributions they are made of."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.commitments.models.responses import Response
from parvis.consultations.models import Contribution
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.cycles.models import Cycle
from parvis.people.models import Organisation, Person

TEXTS = ("title", "problem", "change")
"""The fields of a commitment, in reading order, that exist in every official language and in every version."""


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments as a list."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep those adopted once, and for people with a role in the place, its drafts."""
        adopted = Q(adopted_at__isnull=False)
        if person is None or not person.is_authenticated:
            return self.filter(adopted)
        if person.is_keeper:
            return self
        return self.filter(adopted | Q(cycle__place__in=[role.place_id for role in person.current_roles]))

    def adopted(self) -> Self:
        """Keep those that stand as promises."""
        return self.filter(status=Commitment.Status.ADOPTED)


class Commitment(HasLifecycle):
    """A promise in a plan, made of what people said."""

    class Status(models.TextChoices):
        """How far the commitment has come."""

        DRAFT = "draft", pgettext_lazy("commitment", "being drafted")
        ADOPTED = "adopted", pgettext_lazy("commitment", "adopted")
        WITHDRAWN = "withdrawn", pgettext_lazy("commitment", "withdrawn")

    MOVES = {
        "adopt": move(Status.DRAFT, to=Status.ADOPTED),
        "withdraw": move(Status.DRAFT, Status.ADOPTED, to=Status.WITHDRAWN),
    }
    record_type = "commitment"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("lead institution"), on_delete=models.PROTECT, related_name="commitments"
    )
    title = MultilingualField(_("title"))
    problem = MultilingualField(_("which problem it addresses"))
    change = MultilingualField(_("what will change"))
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    adopted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = MultilingualField(_("why it was withdrawn"), blank=True)
    responses = models.ManyToManyField(Response, blank=True, related_name="commitments")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_commitment_per_number"),
            models.CheckConstraint(
                condition=~Q(status="adopted") | Q(adopted_at__isnull=False), name="adopted_commitment_has_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(withdrawn_at__isnull=False), name="withdrawn_commitment_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def code(self) -> str:
        """Return the code people cite: C01."""
        return f"C{self.number:02}"

    @property
    def record_key(self) -> str:
        """Return the commitment's public identity."""
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the commitment's page."""
        return reverse("commitment", args=[self.slug])


class CommitmentVersion(models.Model):
    """What a commitment said, kept for ever."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = MultilingualField()
    problem = MultilingualField()
    change = MultilingualField()
    why = MultilingualField(_("why it changed"), blank=True)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="one_commitment_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.commitment}, {self.number}"


class Source(models.Model):
    """A contribution of which a commitment is made, and the version since which it is."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="sources")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="source_of")
    since_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "contribution"], name="a_source_is_named_once")]

    def __str__(self) -> str:
        return f"{self.contribution} → {self.commitment}"
