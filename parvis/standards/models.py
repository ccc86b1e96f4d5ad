"""How each requirement of each cycle stands, as it was last found, and the documents people point to as evidence."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.cycles.models import Cycle
from parvis.documents.models import Document
from parvis.people.models import Person
from parvis.places.models import Place
from parvis.standards.requirements import State

STATES = [(State.MET, _("met")), (State.NOT_YET_DUE, _("not yet due")), (State.NOT_MET, _("not met"))]


class SelfCheck(models.Model):
    """How one requirement of a cycle stands, found anew whenever something it rests on happens, and each day.

    `evidence` and `missing` are what `parvis.standards.kept` writes of a finding. `fails_on` is the first day on which it
    fails, or has failed, if nothing more happens.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="self_checks")
    key = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=STATES)
    evidence = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    fails_on = models.DateField(null=True)
    checked_on = models.DateField()
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["cycle", "key"]
        constraints = [models.UniqueConstraint(fields=["cycle", "key"], name="one_self_check_per_requirement")]
        indexes = [models.Index(fields=["fails_on"], condition=~Q(state=State.NOT_MET), name="self_check_fails_on")]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.key} {self.state}"


class Attestation(models.Model):
    """Something that happened elsewhere, told by a published document; without one nothing can be attested."""

    record_type = "attestation"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="attestations")
    number = models.PositiveIntegerField()
    key = models.CharField(_("requirement"), max_length=20)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="attestations"
    )
    happened_on = models.DateField(_("day it happened"))
    until_on = models.DateField(_("last day"), null=True, blank=True)
    words = MultilingualField(_("what happened"))
    attested_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    attested_at = models.DateTimeField(default=clock.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_attestation_per_number"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("happened_on")), name="attested_span_in_order"
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def record_key(self) -> str:
        """Return the attestation's public identity."""
        return f"{self.cycle.slug}/{self.number}"

    @property
    def place(self) -> Place:
        """Return the place whose cycle this is."""
        return self.cycle.place

    def get_absolute_url(self) -> str:
        """Return where the attestation stands."""
        return f"{self.cycle.get_absolute_url()}standards/#attested-{self.number}"


class Reminder(models.Model):
    """A letter that warned of a requirement before it failed; one for each stage of each day it would fail on."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="reminders")
    key = models.CharField(max_length=20)
    fails_on = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "key", "fails_on", "days_before"], name="one_reminder_per_stage")
        ]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.key}, {self.days_before} days before {self.fails_on}"


class LastSign(models.Model):
    """When something happened last in a place, kept by following the record."""

    place = models.OneToOneField(Place, primary_key=True, on_delete=models.CASCADE, related_name="last_sign")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.place}: {self.at}"


class Pack(HasLifecycle):
    """The evidence of a cycle as one file, built by a worker; `done` of `of` files are written while it is under way.

    Ready, it is kept under `sha256`, and known by the digest of its `manifest`, which the record holds.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        ASKED = "asked", pgettext_lazy("pack", "being built")
        READY = "ready", pgettext_lazy("pack", "ready")
        FAILED = "failed", pgettext_lazy("pack", "failed")

    MOVES = {
        "finish": move(Status.ASKED, to=Status.READY),
        "fail": move(Status.ASKED, to=Status.FAILED),
    }
    record_type = "pack"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="packs")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=8, choices=Status, default=Status.ASKED)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    manifest = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # Its file was let go of: a newer one says more.
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["cycle", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_pack_per_number"),
            models.UniqueConstraint(fields=["cycle"], condition=Q(status="asked"), name="one_pack_is_built_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.number}"

    @property
    def record_key(self) -> str:
        """Return the pack's public identity."""
        return f"{self.cycle.slug}/{self.number}"

    @property
    def name(self) -> str:
        """Return the name under which it is saved."""
        return f"{self.cycle.slug}-evidence-{self.number}.zip"
