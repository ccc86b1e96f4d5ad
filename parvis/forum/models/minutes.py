"""Minutes of a meeting: drafted, approved by a co-chair of each side, published."""

import datetime
import hashlib
import json

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.forum.models.forum import Holder, Side
from parvis.forum.models.meetings import Meeting
from parvis.places.models import Place

DAYS_TO_PUBLISH = 30


class Minutes(HasLifecycle):
    """What was said and agreed at a meeting; a correction of approved minutes is a new version."""

    class Status(models.TextChoices):
        """How far the minutes have come."""

        DRAFT = "draft", pgettext_lazy("minutes", "draft")
        APPROVED = "approved", pgettext_lazy("minutes", "approved")
        PUBLISHED = "published", pgettext_lazy("minutes", "published")

    MOVES = {
        "approve": move(Status.DRAFT, to=Status.APPROVED),
        "publish": move(Status.APPROVED, to=Status.PUBLISHED),
    }
    record_type = "minutes"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")
    version = models.PositiveSmallIntegerField(default=1)
    text = MultilingualField(pgettext_lazy("minutes", "minutes"))
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["meeting", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="one_text_per_version_of_minutes"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="published_minutes_have_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} ({self.version})"

    @property
    def record_key(self) -> str:
        """Return the public identity of this version of the minutes."""
        return f"{self.meeting.record_key}/{self.version}"

    @property
    def place(self) -> Place:
        """Return the place whose forum this is."""
        return self.meeting.place

    @property
    def digest(self) -> str:
        """Return what an approval is bound to: the text in all its languages."""
        return hashlib.sha256(json.dumps(self.text, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def due_on(self) -> datetime.date:
        """Return the last day on which the minutes are published on time."""
        return self.meeting.held_on + datetime.timedelta(days=DAYS_TO_PUBLISH)


class Approval(models.Model):
    """A co-chair's yes, for their side, to the very text with this digest."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="approvals")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="approvals")
    side = models.CharField(max_length=10, choices=Side)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "side", "digest"], name="a_side_approves_a_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes}: {self.side}"
