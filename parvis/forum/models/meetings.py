"""Meetings of a forum: planned, held or cancelled, with who was there."""

import datetime
import zoneinfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.cycles.models import Cycle
from parvis.forum.models.forum import Forum, Holder
from parvis.places.models import Place, check_time_zone


class Meeting(HasLifecycle):
    """The forum around its table."""

    class Status(models.TextChoices):
        """How far the meeting has come."""

        PLANNED = "planned", pgettext_lazy("meeting", "planned")
        HELD = "held", pgettext_lazy("meeting", "held")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    class Kind(models.TextChoices):
        """What the meeting is for."""

        DIALOGUE = "dialogue", _("dialogue")
        RESULTS = "results", _("results of the implementation")
        OTHER = "other", pgettext_lazy("meeting", "other")

    MOVES = {
        "hold": move(Status.PLANNED, to=Status.HELD),
        "cancel": move(Status.PLANNED, to=Status.CANCELLED),
    }
    record_type = "forum meeting"

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="meetings")
    cycle = models.ForeignKey(
        Cycle, verbose_name=_("cycle"), null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DIALOGUE)
    starts_at = models.DateTimeField(_("begins"))
    # Empty means the place's own.
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, validators=[check_time_zone])
    where = MultilingualField(_("where"), blank=True)
    url = models.URLField(_("link"), blank=True)
    # One item a line.
    agenda = MultilingualField(_("agenda"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    present = models.ManyToManyField(Holder, verbose_name=_("present"), blank=True, related_name="meetings")
    # How many came without a seat, by side.
    guests = models.JSONField(default=dict, blank=True)
    # How many members were there, by side: kept, because members may be erased.
    sides = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status="held") | Q(sides={}), name="only_a_meeting_held_had_members")
        ]

    def __str__(self) -> str:
        return f"{self.forum}, {self.held_on.isoformat()}"

    @property
    def record_key(self) -> str:
        """Return the meeting's public identity."""
        return f"{self.forum.place.slug}/{self.pk}"

    @property
    def place(self) -> Place:
        """Return the place whose forum this is."""
        return self.forum.place

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """Return the time zone in which its hour is told."""
        return zoneinfo.ZoneInfo(self.time_zone or self.place.time_zone)

    @property
    def held_on(self) -> datetime.date:
        """Return the day of the meeting by the clocks of where it takes place."""
        return self.starts_at.astimezone(self.zone).date()

    def get_absolute_url(self) -> str:
        """Return the meeting's page."""
        return reverse("forum_meeting", args=[self.place.slug, self.pk])
