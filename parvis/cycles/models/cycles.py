"""Action-plan cycles: their phases, their calendar, and the themes they take up."""

import datetime
import zoneinfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.people.models import Person
from parvis.places.models import Place, check_time_zone
from parvis.themes.models import Theme


class CycleQuerySet(models.QuerySet["Cycle"]):
    """Cycles as a list."""

    def visible_to(self, person: Person | None) -> "CycleQuerySet":
        """Keep what `person` may see: conveners see their drafts, everybody sees the rest."""
        if person is None or not person.is_authenticated:
            return self.exclude(status=Cycle.Status.DRAFT)
        if person.is_keeper or person.is_support_unit:
            return self
        places = [role.place_id for role in person.current_roles]
        return self.exclude(Q(status=Cycle.Status.DRAFT) & ~Q(place__in=places))


class Cycle(HasLifecycle):
    """One turn of the action-plan cycle in one place."""

    class Status(models.TextChoices):
        """How far the cycle has come."""

        DRAFT = "draft", pgettext_lazy("cycle", "being prepared")
        OPEN = "open", pgettext_lazy("cycle", "under way")
        CLOSED = "closed", pgettext_lazy("cycle", "ended")

    class RuleSet(models.TextChoices):
        """The partnership's rules the cycle lives under."""

        A = "A", _("A: plans to 2017")
        B = "B", _("B: plans of 2018 to 2021")
        B2 = "B2", _("B′: plans due in 2020, the year of the pandemic")
        C = "C", _("C: plans from 2022")

    MOVES = {
        "open": move(Status.DRAFT, to=Status.OPEN),
        "close": move(Status.OPEN, to=Status.CLOSED),
    }
    record_type = "cycle"

    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("address"), max_length=90, unique=True)
    title = MultilingualField(_("title"))
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    rule_set = models.CharField(_("rule set"), max_length=2, choices=RuleSet, default=RuleSet.C)
    # The version in force when the cycle opened; a cycle being prepared follows the latest.
    rules_version = models.ForeignKey(
        "cycles.RuleSetVersion",
        verbose_name=_("version of the rules"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cycles",
    )
    answer_days = models.PositiveSmallIntegerField(
        _("days to answer"),
        default=30,
        help_text=_("An answer is due this many days after a contribution is published."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="one_cycle_per_number"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="cycle_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(opened_at__isnull=False), name="opened_cycle_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def record_key(self) -> str:
        """Return the cycle's public identity."""
        return self.slug

    @property
    def official_languages(self) -> list[str]:
        """Return the languages in which the cycle's texts are mandatory."""
        return list(self.place.languages)

    def get_absolute_url(self) -> str:
        """Return the cycle's page."""
        return reverse("cycle", args=[self.place.slug, self.number])

    def today(self) -> datetime.date:
        """Return the date it is now in the cycle's place."""
        return clock.now().astimezone(self.place.zone).date()

    @property
    def first_language(self) -> str:
        """Return the language in which the cycle's texts are written first."""
        return next(iter(self.official_languages), "en")

    def answer_due_on(self, published_on: datetime.date) -> datetime.date:
        """Return the last day on which a contribution published on a day is answered on time."""
        return published_on + datetime.timedelta(days=self.answer_days)


class Phase(models.Model):
    """A stretch of the cycle with a name and dates."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField(_("number"))
    name = MultilingualField(_("name"))
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))

    class Meta:
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_phase_per_number"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="phase_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class CalendarLine(models.Model):
    """A dated line of the cycle's calendar: a workshop, a discussion, a meeting."""

    record_type = "calendar line"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="calendar")
    title = MultilingualField(_("title"))
    where = MultilingualField(_("where"), blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    url = models.URLField(_("link"), blank=True)
    # Where it happens the clock may differ from the place's own; empty means the place's.
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, validators=[check_time_zone])
    # Minutes by which the clocks there were to be ahead of UTC when it begins, as was known when it was saved.
    utc_offset = models.SmallIntegerField(null=True, blank=True)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="calendar")
    activity = models.ForeignKey(
        "Activity",
        verbose_name=_("activity"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="calendar",
    )

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="line_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def record_key(self) -> str:
        """Return the line's public identity."""
        return f"{self.cycle.slug}/{self.pk}"

    @property
    def zone(self) -> str:
        """Return the time zone in which this line is told."""
        return self.time_zone or self.cycle.place.time_zone

    def offset_now(self) -> int:
        """Return the minutes by which the clocks there are ahead of UTC when it begins, by the rules known today."""
        offset = self.starts_at.astimezone(zoneinfo.ZoneInfo(self.zone)).utcoffset() or datetime.timedelta()
        return int(offset.total_seconds() // 60)

    @property
    def hour_meant(self) -> datetime.datetime | None:
        """Return the hour that was typed, where the clocks have got other rules since; None where they have not."""
        if self.utc_offset is None or self.utc_offset == self.offset_now():
            return None
        return self.starts_at.astimezone(datetime.timezone(datetime.timedelta(minutes=self.utc_offset)))

    def get_absolute_url(self) -> str:
        """Return where the line stands on the cycle's page."""
        return f"{self.cycle.get_absolute_url()}#event-{self.pk}"


class CycleThemeQuerySet(models.QuerySet["CycleTheme"]):
    """Themes of cycles as a list."""

    def hidden(self) -> "CycleThemeQuerySet":
        """Keep those whose words are kept from the public; see `is_hidden`."""
        return self.filter(status=CycleTheme.Status.DROPPED, theme__is_suggestion=True)


class CycleTheme(HasLifecycle):
    """A theme as one cycle takes it up, in its order."""

    class Status(models.TextChoices):
        """What the forum has made of the theme."""

        SUGGESTED = "suggested", pgettext_lazy("theme", "suggested")
        EMERGING = "emerging", pgettext_lazy("theme", "emerging")
        CONFIRMED = "confirmed", pgettext_lazy("theme", "confirmed")
        DROPPED = "dropped", pgettext_lazy("theme", "dropped")

    MOVES = {
        "take_up": move(Status.SUGGESTED, Status.DROPPED, to=Status.EMERGING),
        "confirm": move(Status.EMERGING, Status.SUGGESTED, to=Status.CONFIRMED),
        "drop": move(Status.SUGGESTED, Status.EMERGING, Status.CONFIRMED, to=Status.DROPPED),
    }
    record_type = "cycle theme"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="cycle_themes")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="cycle_themes")
    number = models.PositiveSmallIntegerField(_("order"), default=0)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.EMERGING)
    reason = MultilingualField(_("reason"), blank=True)

    objects = CycleThemeQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "number", "pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "theme"], name="a_theme_is_taken_up_once")]

    def __str__(self) -> str:
        return str(self.theme)

    @property
    def place(self) -> Place:
        """Return the place whose cycle this is."""
        return self.cycle.place

    @property
    def is_hidden(self) -> bool:
        """Tell whether the words are kept from the public: a suggestion that was set aside."""
        return self.status == self.Status.DROPPED and self.theme.is_suggestion

    @property
    def record_key(self) -> str:
        """Return the public identity of the theme in its cycle."""
        return f"{self.cycle.slug}/{self.theme.slug}"
