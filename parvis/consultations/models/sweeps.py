"""Decisions about many contributions at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models.consultations import Consultation
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.people.models import Person
from parvis.places.models import Place


class Sweep(HasLifecycle):
    """A moderator decided the same about many contributions of a consultation; it can be undone as one."""

    class Act(models.TextChoices):
        """What was decided."""

        PUBLISH = "publish", _("publish")
        HIDE = "hide", _("hide")

    class Status(models.TextChoices):
        """Whether it stands."""

        DONE = "done", pgettext_lazy("decision", "done")
        UNDONE = "undone", pgettext_lazy("decision", "undone")

    MOVES = {"undo": move(Status.DONE, to=Status.UNDONE)}
    record_type = "sweep"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="sweeps")
    act = models.CharField(max_length=8, choices=Act)
    # The receipts of what it changed.
    codes = models.JSONField(default=list)
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=8, choices=Status, default=Status.DONE)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {len(self.codes)}"

    @property
    def record_key(self) -> str:
        """Return its public identity."""
        return f"{self.consultation.slug}/{self.pk}"

    @property
    def place(self) -> Place:
        """Return the place whose moderator decided."""
        return self.consultation.place
