"""A forum, its seats on each side, and who holds them from when to when."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core import clock
from parvis.core.words import MultilingualField
from parvis.people.models import Person
from parvis.places.models import Place


class Side(models.TextChoices):
    """Which side of the table a seat is on."""

    GOVERNMENT = "government", pgettext_lazy("side", "Government")
    CIVIL = "civil", pgettext_lazy("side", "Civil society")
    OTHER = "other", pgettext_lazy("side", "Others")


class Forum(models.Model):
    """The table at which the government and the people of a place sit together."""

    record_type = "forum"

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="forum")
    name = MultilingualField(_("name"))
    rules = MultilingualField(_("rules of participation"), blank=True)
    rules_published_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.name)

    @property
    def record_key(self) -> str:
        """Return the forum's public identity: its place's."""
        return self.place.slug

    def get_absolute_url(self) -> str:
        """Return the forum's page."""
        return reverse("forum", args=[self.place.slug])

    def today(self) -> datetime.date:
        """Return the date it is now in the forum's place."""
        return clock.now().astimezone(self.place.zone).date()


class Seat(models.Model):
    """One seat: on which side, and for whom it speaks."""

    record_type = "forum seat"

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField(_("number"))
    side = models.CharField(_("side"), max_length=10, choices=Side)
    constituency = MultilingualField(_("constituency"))

    class Meta:
        ordering = ["forum", "number"]
        constraints = [models.UniqueConstraint(fields=["forum", "number"], name="one_seat_per_number")]

    def __str__(self) -> str:
        return f"{self.number} · {self.constituency}"

    @property
    def record_key(self) -> str:
        """Return the seat's public identity."""
        return f"{self.forum.place.slug}/{self.number}"

    @property
    def place(self) -> Place:
        """Return the place whose forum this is."""
        return self.forum.place


class HolderQuerySet(models.QuerySet["Holder"]):
    """Holders of seats as a list."""

    def on(self, day: datetime.date) -> "HolderQuerySet":
        """Keep those who hold their seat on a day."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)


class Holder(models.Model):
    """Who holds a seat, from one day to another, both included.

    Who has an account is named by it, and only when they agreed; `name` is of somebody without one.
    """

    record_type = "forum member"

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="seats"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    is_cochair = models.BooleanField(_("co-chair"), default=False)
    is_minute_taker = models.BooleanField(_("takes the minutes"), default=False)
    is_listed = models.BooleanField(_("agreed to be named"), default=False)

    objects = HolderQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="a_term_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def record_key(self) -> str:
        """Return a key that says nothing of the person."""
        return f"{self.seat.record_key}/{self.pk}"

    @property
    def place(self) -> Place:
        """Return the place whose forum this is."""
        return self.seat.place

    @property
    def shown_name(self) -> str:
        """Return the name everybody may read: of those who agreed, and have one."""
        name = self.person.public_name if self.person else self.name
        return name if self.is_listed and name else str(_("A member who is not named"))
