"""Reasoned responses, their versions, and the contributions they answer."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models import Contribution
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.cycles.models import Cycle
from parvis.people.models import Organisation, Person


def days_late(due_on: datetime.date | None, given_on: datetime.date) -> int:
    """Return by how many days something given on a day missed the day it was due: 0 when on time or never due."""
    return max(0, (given_on - due_on).days) if due_on else 0


class ResponseQuerySet(models.QuerySet["Response"]):
    """Responses as a list."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep published ones, and for people with a role in the place, those being written there."""
        published = Q(status=Response.Status.PUBLISHED)
        if person is None or not person.is_authenticated:
            return self.filter(published)
        if person.is_keeper:
            return self
        kinds = ("responder", "convener", "reviewer")
        places = [role.place_id for role in person.current_roles if role.kind in kinds]
        return self.filter(published | Q(cycle__place__in=places))

    def published(self) -> Self:
        """Keep the published ones."""
        return self.filter(status=Response.Status.PUBLISHED)

    def under_way(self) -> Self:
        """Keep those being written or read."""
        return self.filter(status__in=(Response.Status.DRAFT, Response.Status.IN_REVIEW))


class Response(HasLifecycle):
    """One reasoned response of an institution to any number of contributions."""

    class Status(models.TextChoices):
        """How far the response has come."""

        DRAFT = "draft", pgettext_lazy("answer", "being written")
        IN_REVIEW = "in_review", pgettext_lazy("answer", "being read by a second person")
        PUBLISHED = "published", pgettext_lazy("answer", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("answer", "withdrawn before publication")

    MOVES = {
        "submit": move(Status.DRAFT, to=Status.IN_REVIEW),
        "send_back": move(Status.IN_REVIEW, to=Status.DRAFT),
        "publish": move(Status.IN_REVIEW, to=Status.PUBLISHED),
        "withdraw": move(Status.DRAFT, Status.IN_REVIEW, to=Status.WITHDRAWN),
    }
    Disposition = Contribution.Answer
    record_type = "response"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="responses")
    number = models.PositiveIntegerField(_("number"))
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="responses"
    )
    disposition = models.CharField(_("answer"), max_length=12, choices=Contribution.Answer, blank=True)
    reason = MultilingualField(_("reason"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    drafted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="responses_drafted")
    writers = models.ManyToManyField(Person, blank=True, related_name="responses_written")
    reviewed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="responses_reviewed"
    )
    review_note = models.TextField(_("note of the second reader"), blank=True)
    drafted_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField(_("due"), null=True, blank=True)
    published_at = models.DateTimeField(pgettext_lazy("date", "published"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_response_per_number"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="published_response_has_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | ~Q(disposition=""), name="published_response_decides"
            ),
        ]
        indexes = [models.Index(fields=["status", "-published_at", "-id"], name="response_newest")]

    def __str__(self) -> str:
        return f"R{self.number}"

    @property
    def record_key(self) -> str:
        """Return the response's public identity."""
        return f"{self.cycle.slug}/R{self.number}"

    @property
    def days_late(self) -> int:
        """Return by how many days, in the place, the first contribution due was answered late; 0 when on time."""
        if self.published_at is None:
            return 0
        return days_late(self.due_on, self.published_at.astimezone(self.cycle.place.zone).date())

    def get_absolute_url(self) -> str:
        """Return the response's page."""
        return reverse("answer", args=[self.cycle.slug, self.number])


class ResponseVersion(models.Model):
    """What a published response said, from one moment until it was corrected."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    disposition = models.CharField(max_length=12, choices=Contribution.Answer)
    reason = MultilingualField()
    why_corrected = MultilingualField(_("why it was corrected"), blank=True)
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["response", "number"]
        constraints = [models.UniqueConstraint(fields=["response", "number"], name="one_response_version_per_number")]

    def __str__(self) -> str:
        return f"{self.response}, {self.number}"


class Answer(models.Model):
    """One contribution as one response answers it; a contribution is in the hands of one response at a time."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="answered_in")
    note = MultilingualField(_("in addition, to this person"), blank=True)

    def __str__(self) -> str:
        return f"{self.response}: {self.contribution}"
