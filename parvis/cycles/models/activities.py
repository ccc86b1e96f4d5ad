"""The timeline of a cycle: what happens on which days, what waits for what, and the versions that were published."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core.words import MultilingualField, Words
from parvis.cycles.models.cycles import Cycle, Phase
from parvis.places.models import Place


class Activity(models.Model):
    """Something done in a cycle on certain days; it may wait for others, and for an approval that takes its time."""

    class Kind(models.TextChoices):
        """What sort of work it is."""

        OUTREACH = "outreach", pgettext_lazy("activity", "outreach")
        CONSULTATION = "consultation", pgettext_lazy("activity", "consultation")
        WORKSHOP = "workshop", pgettext_lazy("activity", "workshop")
        FORUM = "forum", pgettext_lazy("activity", "forum meeting")
        DRAFTING = "drafting", pgettext_lazy("activity", "drafting")
        REVIEW = "review", pgettext_lazy("activity", "public review")
        RESPONSE = "response", pgettext_lazy("activity", "response")
        ADOPTION = "adoption", pgettext_lazy("activity", "adoption")
        REPORTING = "reporting", pgettext_lazy("activity", "reporting")

    record_type = "activity"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="activities")
    phase = models.ForeignKey(
        Phase, verbose_name=_("phase"), on_delete=models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = MultilingualField(_("title"))
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    # Calendar days an approval takes before this may start, and whose it is.
    lead_days = models.PositiveSmallIntegerField(_("days for the approval"), default=0)
    approval = MultilingualField(_("whose approval"), blank=True)
    depends_on = models.ManyToManyField(
        "self", verbose_name=_("waits for"), symmetrical=False, blank=True, related_name="followers"
    )

    class Meta:
        ordering = ["starts_on", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def place(self) -> Place:
        """Return the place in whose cycle it is."""
        return self.cycle.place

    @property
    def record_key(self) -> str:
        """Return the activity's public identity, which is never given to another."""
        return f"{self.cycle.slug}/{self.pk}"

    @property
    def days(self) -> int:
        """Return how many calendar days it takes, first and last included."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def ask_on(self) -> datetime.date | None:
        """Return the day on which its approval has to be asked for, as it is planned."""
        return self.starts_on - datetime.timedelta(days=self.lead_days) if self.lead_days else None


class DueDay(models.Model):
    """The day by which the plan of a cycle has to be there; everything before it is counted back from it."""

    cycle = models.OneToOneField(Cycle, on_delete=models.CASCADE, related_name="plan_due")
    day = models.DateField(_("the plan is due"))

    def __str__(self) -> str:
        return self.day.isoformat()


class TimelineVersion(models.Model):
    """The timeline as it was published on a day; nothing that is changed later changes it."""

    record_type = "timeline"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="timeline_versions")
    number = models.PositiveSmallIntegerField(_("number"))
    published_at = models.DateTimeField(_("published"))
    # What it said, in canonical JSON: see `parvis.cycles.queries.snapshots`.
    snapshot = models.JSONField()
    # The SHA-256 of its canonical JSON, which the record holds too.
    digest = models.CharField(max_length=64)
    reason = MultilingualField(_("reason"), default=Words, blank=True)

    class Meta:
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_timeline_per_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason={}), name="a_new_timeline_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} · {self.number}"

    @property
    def place(self) -> Place:
        """Return the place in whose cycle it is."""
        return self.cycle.place

    @property
    def record_key(self) -> str:
        """Return the version's public identity."""
        return f"{self.cycle.slug}/{self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of this version."""
        return reverse("timeline_version", args=[self.cycle.place.slug, self.cycle.number, self.number])
