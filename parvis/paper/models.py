"""Batches of sheets to fill in by hand, the sheets, and what was read on those that two people type in."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models import Consultation, Contribution, Slip
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.receipts import check_character, code_of
from parvis.people.models import Person
from parvis.places.models import Place

_BITS = 45


class Batch(models.Model):
    """Sheets printed together for one consultation, in one language."""

    class Paper(models.TextChoices):
        """On what they are printed; the values are those of the typesetter."""

        A4 = "a4", _("A4")
        LETTER = "us-letter", _("Letter")

    record_type = "batch"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="batches")
    language = models.CharField(_("language"), max_length=12)
    paper = models.CharField(_("paper"), max_length=10, choices=Paper, default=Paper.A4)
    is_large = models.BooleanField(_("large print"), default=False)
    hand_in = models.CharField(_("where to hand it in"), max_length=300)
    is_double = models.BooleanField(_("typed in by two people"), default=False)
    count = models.PositiveSmallIntegerField(_("sheets"))
    made_at = models.DateTimeField(default=clock.now)
    handed_in_on = models.DateField(_("handed in on"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.consultation} · {self.pk}"

    @property
    def record_key(self) -> str:
        """Return the batch's public identity."""
        return f"{self.consultation.slug}/{self.pk}"

    @property
    def place(self) -> Place:
        """Return the place that asks."""
        return self.consultation.place

    def claim_code(self, number: int) -> str:
        """Return the secret code on the slip of a sheet: the same each time it is printed, kept nowhere."""
        said = f"{self.pk} {self.made_at.timestamp()} {number}"
        digest = salted_hmac("paper.claim", said, secret=settings.SECRET_KEY, algorithm="sha256").digest()
        return code_of(int.from_bytes(digest) >> (len(digest) * 8 - _BITS))


class Sheet(HasLifecycle):
    """One sheet: its serial is used once."""

    class Status(models.TextChoices):
        """How far it has come."""

        OUT = "out", pgettext_lazy("sheet", "not come back")
        HALFWAY = "halfway", pgettext_lazy("sheet", "waiting for a second person")
        DIFFERING = "differing", pgettext_lazy("sheet", "typed in two ways")
        ENTERED = "entered", pgettext_lazy("sheet", "typed in")
        SPOILED = "spoiled", pgettext_lazy("sheet", "spoiled")

    class SpoiledFor(models.TextChoices):
        """Why nothing can be typed in from it."""

        BLANK = "blank", _("Nothing is written on it.")
        UNREADABLE = "unreadable", _("It cannot be read.")
        NO_CONSENT = "no_consent", _("The box of consent is not ticked.")
        DAMAGED = "damaged", _("It was printed badly, or torn.")

    MOVES = {
        "hold": move(Status.OUT, to=Status.HALFWAY),
        "differ": move(Status.HALFWAY, to=Status.DIFFERING),
        "enter": move(Status.OUT, Status.HALFWAY, Status.DIFFERING, to=Status.ENTERED),
        "spoil": move(Status.OUT, Status.HALFWAY, Status.DIFFERING, to=Status.SPOILED),
        "mend": move(Status.SPOILED, to=Status.OUT),
    }
    record_type = "sheet"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OUT)
    spoiled_for = models.CharField(_("reason"), max_length=12, choices=SpoiledFor, blank=True)
    slip = models.OneToOneField(Slip, on_delete=models.CASCADE, related_name="sheet")
    contribution = models.OneToOneField(
        Contribution, null=True, blank=True, on_delete=models.PROTECT, related_name="sheet"
    )

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="one_sheet_per_number"),
            models.CheckConstraint(
                condition=Q(status="entered", contribution__isnull=False)
                | (~Q(status="entered") & Q(contribution__isnull=True)),
                name="an_entered_sheet_is_a_contribution",
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def serial(self) -> str:
        """Return what is printed on it: batch, number and a check character."""
        return serial_of(self.batch_id, self.number)

    @property
    def record_key(self) -> str:
        """Return the serial."""
        return self.serial


class Reading(models.Model):
    """What one person read on a sheet that two type in; gone once it is settled."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    # words, question, themes, kind, organisation, public_name, email
    said: Any = models.JSONField()
    key = models.UUIDField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "person"], name="two_people_read_a_sheet")]

    def __str__(self) -> str:
        return str(self.sheet)


def serial_of(batch: int, number: int) -> str:
    """Return the serial of a sheet: 12-034-K. A wrong digit, or two in the wrong order, give another last character."""
    return f"{batch}-{number:03}-{check_character(f'{batch}{number:03}')}"
