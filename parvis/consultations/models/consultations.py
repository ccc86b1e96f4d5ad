"""Consultations and their questions."""

import datetime
import zoneinfo
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.cycles.models import Cycle
from parvis.people.models import Person
from parvis.places.models import Place


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Consultations as a list."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` may see: drafts are for the conveners of their place."""
        if person is None or not person.is_authenticated:
            return self.exclude(status=Consultation.Status.DRAFT)
        if person.is_keeper:
            return self
        places = [role.place_id for role in person.current_roles]
        return self.exclude(Q(status=Consultation.Status.DRAFT) & ~Q(cycle__place__in=places))

    def receiving(self, at: datetime.datetime | None = None) -> Self:
        """Keep the consultations in which one can speak at a moment (now, when not given)."""
        at = at or clock.now()
        return self.filter(status=Consultation.Status.OPEN, opens_at__lte=at, closes_at__gt=at)


class Consultation(HasLifecycle):
    """A question put to the public, for a time, that will be answered."""

    class Status(models.TextChoices):
        """How far the consultation has come."""

        DRAFT = "draft", pgettext_lazy("consultation", "being prepared")
        OPEN = "open", pgettext_lazy("consultation", "open")
        CLOSED = "closed", pgettext_lazy("consultation", "closed")
        ANSWERED = "answered", pgettext_lazy("consultation", "answered")

    class Welcome(models.TextChoices):
        """Who may speak."""

        ANYONE = "anyone", _("anyone")
        SIGNED_IN = "signed_in", _("people who have signed in")
        FORUM = "forum", _("members of the forum")

    class Moderation(models.TextChoices):
        """Whether a contribution is read before it is published."""

        AFTER = "after", _("published at once, read afterwards")
        BEFORE = "before", _("read before it is published")

    MOVES = {
        "open": move(Status.DRAFT, to=Status.OPEN),
        "close": move(Status.OPEN, to=Status.CLOSED),
        "reopen": move(Status.CLOSED, to=Status.OPEN),
        "answer": move(Status.CLOSED, to=Status.ANSWERED),
    }
    record_type = "consultation"

    cycle = models.ForeignKey(Cycle, verbose_name=_("cycle"), on_delete=models.PROTECT, related_name="consultations")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = MultilingualField(_("title"))
    summary = MultilingualField(_("summary"), blank=True)
    help = MultilingualField(_("help"), blank=True)
    # What translations keep to: for each term, the word for it in each language.
    glossary = models.JSONField(default=list, blank=True)
    welcomes = models.CharField(_("who may speak"), max_length=10, choices=Welcome, default=Welcome.ANYONE)
    moderation = models.CharField(_("moderation"), max_length=6, choices=Moderation, default=Moderation.AFTER)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    # Set when a convener closes it before its last instant; the clock closes it at that instant.
    closed_early_at = models.DateTimeField(null=True, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["closes_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="consultation_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(opened_at__isnull=False), name="opened_consultation_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def record_key(self) -> str:
        """Return the consultation's public identity."""
        return self.slug

    @property
    def place(self) -> Place:
        """Return the place that asks."""
        return self.cycle.place

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """Return the time zone in which its dates are told."""
        return self.place.zone

    def answer_due_on(self, published_at: datetime.datetime) -> datetime.date:
        """Return the day by which what is published at a moment is to be answered, by the calendar of its place."""
        return self.cycle.answer_due_on(published_at.astimezone(self.zone).date())

    @property
    def is_open(self) -> bool:
        """Tell whether one can speak now: opened by a convener, and between the two instants."""
        return self.status == self.Status.OPEN and self.opens_at <= clock.now() < self.closes_at

    @property
    def is_to_come(self) -> bool:
        """Tell whether it was announced and its first instant has not come yet."""
        return self.status == self.Status.OPEN and clock.now() < self.opens_at

    @property
    def ended_at(self) -> datetime.datetime:
        """Return the last instant at which one could speak, or will be able to."""
        return self.closed_early_at or self.closes_at

    @property
    def is_over(self) -> bool:
        """Tell whether one could speak once and cannot any more."""
        return self.status in (self.Status.CLOSED, self.Status.ANSWERED) or (
            self.status == self.Status.OPEN and self.closes_at <= clock.now()
        )

    def welcomes_person(self, person: Person | None) -> bool:
        """Tell whether `person` is among those who may speak."""
        if self.welcomes == self.Welcome.ANYONE:
            return True
        if person is None or not person.is_authenticated:
            return False
        return self.welcomes == self.Welcome.SIGNED_IN or person.has_role("member", self.place)

    def get_absolute_url(self) -> str:
        """Return the consultation's page."""
        return reverse("consultation", args=[self.slug])


class Question(models.Model):
    """One question of a consultation."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    words = MultilingualField(_("question"))

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="one_question_per_number")]

    def __str__(self) -> str:
        return str(self.words)
