"""Workshops at which notes are taken: who may type them without an account, the notes, and the slips handed out."""

import hashlib
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models.consultations import Consultation
from parvis.consultations.models.contributions import Contribution
from parvis.consultations.models.provenance import Provenance
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.cycles.models import CalendarLine
from parvis.people.models import Person
from parvis.places.models import Place

LINK_LIVES = timedelta(hours=8)


class Workshop(HasLifecycle):
    """A line of the calendar at which notes are taken for one consultation."""

    class Status(models.TextChoices):
        """Whether notes are still taken."""

        OPEN = "open", pgettext_lazy("workshop", "notes are being taken")
        CLOSED = "closed", pgettext_lazy("workshop", "no more notes are taken")

    class Consent(models.TextChoices):
        """How those who speak there agree that their words are published."""

        SPOKEN = Provenance.Consent.SPOKEN.value, _("asked aloud at the start, and they said yes")
        SIGNED = Provenance.Consent.SIGNED.value, _("they signed a form")

    MOVES = {"close": move(Status.OPEN, to=Status.CLOSED), "reopen": move(Status.CLOSED, to=Status.OPEN)}
    record_type = "workshop"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="workshops")
    # What was said stays when the line is taken off the calendar.
    event = models.ForeignKey(
        CalendarLine, verbose_name=_("event"), null=True, on_delete=models.SET_NULL, related_name="workshops"
    )
    consent = models.CharField(_("consent"), max_length=8, choices=Consent, default=Consent.SPOKEN)
    # What is printed on its sheets: nobody's idea.
    template_lines = models.JSONField(default=list, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "event"], name="a_workshop_is_opened_once")]

    def __str__(self) -> str:
        return str(self.event or _("A workshop that is no longer on the calendar"))

    @property
    def record_key(self) -> str:
        """Return the workshop's public identity."""
        return f"{self.consultation.slug}/{self.pk}"

    @property
    def place(self) -> Place:
        """Return the place that asks."""
        return self.consultation.place


class ScribeLink(models.Model):
    """What lets one named person without an account type the notes of one workshop, for eight hours.

    The link itself is shown once to whoever gives it; only its digest is kept.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="links")
    name = models.CharField(_("scribe"), max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    # Who answers for what is typed with it: the link lives no longer than their role.
    given_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(_("ends"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_alive(self) -> bool:
        """Tell whether one can still type with it."""
        return self.withdrawn_at is None and clock.now() < self.expires_at


class NoteQuerySet(models.QuerySet["Note"]):
    """Notes as a list."""

    def typed_by(self, link: ScribeLink | None) -> Self:
        """Keep those typed with a link; all of them when there is none."""
        return self.filter(link=link) if link else self

    def standing(self) -> Self:
        """Keep those that were not taken back."""
        return self.exclude(contribution__status=Contribution.Status.ERASED)


class Note(models.Model):
    """A note of a workshop: the contribution it became, and what else its scribe has to know of it."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="notes")
    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="note")
    link = models.ForeignKey(ScribeLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="notes")
    taken_at = models.DateTimeField(default=clock.now)
    # Equal for two notes of the same words, whatever their accents, case and punctuation.
    sameness = models.CharField(max_length=64)
    repeats = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["workshop", "sameness"], name="note_sameness")]

    def __str__(self) -> str:
        return str(self.contribution)


class Slip(models.Model):
    """A slip of paper handed out at a workshop or torn off a sheet: whoever holds it can say later, once, that it was them.

    At a workshop its short number is typed with the note. Its secret code is printed on it and kept nowhere.
    """

    workshop = models.ForeignKey(Workshop, null=True, on_delete=models.CASCADE, related_name="slips")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    note = models.OneToOneField(Note, null=True, blank=True, on_delete=models.SET_NULL, related_name="slip")
    # What was written on the sheet it was torn off.
    contribution = models.OneToOneField(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="slip"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["workshop", "number"]
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="one_slip_per_number")]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def said(self) -> Contribution | None:
        """Return what its holder said, once somebody has typed it."""
        return self.note.contribution if self.note else self.contribution


def digest_of_link(token: str) -> str:
    """Return what is kept of a scribe's link: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def digest_of_slip(code: str) -> str:
    """Return what is kept of a slip's code. It is short enough to be tried out, so a key of ours goes into it."""
    return salted_hmac("consultations.slip", code, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
