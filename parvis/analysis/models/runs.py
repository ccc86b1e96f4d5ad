"""Runs: one computation each over what people said or voted, and what came out of it."""

import json
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.packing import unpacked
from parvis.people.models import Person
from parvis.places.models import Place
from parvis.votes.models import Voter


class RunQuerySet(models.QuerySet["Run"]):
    """Runs as a list."""

    def under_way(self) -> Self:
        """Keep those that wait or are being computed."""
        return self.filter(status__in=(Run.Status.WAITING, Run.Status.RUNNING))

    def done(self) -> Self:
        """Keep those with a result, the latest first."""
        return self.filter(status=Run.Status.DONE).order_by("-number")


class Run(HasLifecycle):
    """One computation over a consultation, asked for by a convener or by the clock.

    `result` holds what everybody may see, as compressed canonical JSON; `digest` is that of its bytes before compression,
    as the record keeps it and as anybody may download them.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", pgettext_lazy("run", "waiting")
        RUNNING = "running", pgettext_lazy("run", "being computed")
        DONE = "done", pgettext_lazy("run", "done")
        FAILED = "failed", pgettext_lazy("run", "failed")
        CANCELLED = "cancelled", pgettext_lazy("run", "cancelled")

    class Kind(models.TextChoices):
        """What is computed."""

        MAP = "map", _("Map of opinions")
        THEMES = "themes", _("Themes of what was said")

    MOVES = {
        "start": move(Status.WAITING, to=Status.RUNNING),
        "finish": move(Status.RUNNING, to=Status.DONE),
        "fail": move(Status.WAITING, Status.RUNNING, to=Status.FAILED),
        "cancel": move(Status.WAITING, Status.RUNNING, to=Status.CANCELLED),
    }
    record_type = "run"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="runs")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.MAP)
    number = models.PositiveIntegerField(_("number"))
    asked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.WAITING)
    # How far a computation is: what it does, and how many of how many steps of it.
    doing = models.CharField(max_length=40, blank=True)
    step = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    manifest_digest = models.CharField(max_length=64, blank=True)
    result = models.BinaryField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "kind", "number"], name="one_run_per_number"),
            models.UniqueConstraint(
                fields=["consultation", "kind"],
                condition=Q(status__in=["waiting", "running"]),
                name="one_run_under_way",
            ),
            models.CheckConstraint(
                condition=(Q(status="done", result__isnull=False, ended_at__isnull=False) & ~Q(digest=""))
                | (~Q(status="done") & Q(result__isnull=True, digest="")),
                name="a_run_that_is_done_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation} · {self.number}"

    @property
    def record_key(self) -> str:
        """Return the run's public identity."""
        return f"{self.consultation.slug}/{self.kind}/{self.number}"

    @property
    def place(self) -> Place:
        """Return the place that asks."""
        return self.consultation.place

    @property
    def is_under_way(self) -> bool:
        """Tell whether it waits or is being computed."""
        return self.status in (self.Status.WAITING, self.Status.RUNNING)

    @property
    def bytes(self) -> bytes:
        """Return the result as it is downloaded."""
        return unpacked(self.result)

    @cached_property
    def told(self) -> dict[str, Any]:
        """Return the result, read."""
        found: dict[str, Any] = json.loads(self.bytes or b"{}")
        return found


class Standing(models.Model):
    """Where the last map puts a voter: for their own eyes, and to know groups again in the next map.

    Those of a map go when the next one is there, and those of a voter with the voter.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="standings", db_index=False)
    voter = models.ForeignKey(Voter, on_delete=models.CASCADE, related_name="standings")
    x = models.SmallIntegerField()
    y = models.SmallIntegerField()
    # The group nearest to which they stand, and the one in which they surely are.
    group = models.CharField(max_length=4, blank=True)
    shown_group = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "voter"], name="one_standing_per_voter_and_map")]

    def __str__(self) -> str:
        return f"{self.run}: {self.voter_id}"
