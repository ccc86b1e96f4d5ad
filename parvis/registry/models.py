"""Listings in the registry of consultations, and the codes by which they are sorted."""

import datetime
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.people.models import Person
from parvis.places.models import Place

NUMBER = r"[A-Z0-9][A-Z0-9._-]{0,39}"
NUMBER_SAYS = _("A registration number has letters, digits, hyphens, dots and underscores, and no comma.")


class ListingQuerySet(models.QuerySet["Listing"]):
    """Listings as a list."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` may see: what is not to be published is for the conveners of its place."""
        if person is None or not person.is_authenticated:
            return self.filter(is_publishable=True)
        if person.is_keeper:
            return self
        places = [role.place_id for role in person.current_roles if role.kind == "convener"]
        return self.filter(Q(is_publishable=True) | Q(place__in=places))

    def marked(self, kind: str, code: str) -> Self:
        """Keep those that carry a code of a list."""
        return self.filter(pk__in=Mark.objects.filter(list=kind, code=code).values("listing"))

    def next_number(self) -> str:
        """Return the next registration number of those Parvis gives: C-0000001."""
        given = self.filter(number__regex=r"^C-\d{7}$").order_by("-number").values_list("number", flat=True)
        return f"C-{int((given.first() or 'C-0')[2:]) + 1:07}"


class Listing(HasLifecycle):
    """A consultation as the registry lists it."""

    class Status(models.TextChoices):
        """How far it has come, under the codes of the registry."""

        PLANNED = "P", pgettext_lazy("listing", "planned")
        OPEN = "O", pgettext_lazy("listing", "open – accepting input")
        ANALYSING = "CA", pgettext_lazy("listing", "closed – analysing input")
        NO_REPORT = "CN", pgettext_lazy("listing", "closed – no report expected")
        REPORTED = "CR", pgettext_lazy("listing", "closed – report available")
        ABANDONED = "NF", pgettext_lazy("listing", "not going forward")

    MOVES = {
        "open": move(Status.PLANNED, to=Status.OPEN),
        "end": move(Status.OPEN, to=Status.ANALYSING),
        "report": move(Status.ANALYSING, Status.NO_REPORT, to=Status.REPORTED),
        "expect_none": move(Status.ANALYSING, to=Status.NO_REPORT),
        "abandon": move(Status.PLANNED, Status.OPEN, to=Status.ABANDONED),
        "withdraw_report": move(Status.REPORTED, to=Status.ANALYSING),
    }
    record_type = "listing"

    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="listings")
    number = models.CharField(
        _("registration number"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(f"^{NUMBER}$", NUMBER_SAYS)],
    )
    consultation = models.OneToOneField(
        Consultation, null=True, blank=True, on_delete=models.PROTECT, related_name="listing"
    )
    status = models.CharField(_("status"), max_length=2, choices=Status, default=Status.PLANNED)
    is_publishable = models.BooleanField(_("to be published"), default=True)
    title = MultilingualField(_("title"))
    description = MultilingualField(_("description"), blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    page = MultilingualField(_("page of the consultation"), blank=True)
    has_report = models.BooleanField(_("report available online"), default=False)
    report = MultilingualField(_("link to the report"), blank=True)
    contact_email = models.EmailField(_("contact e-mail"), max_length=254, blank=True)
    policy_email = models.EmailField(_("e-mail of the policy lead"), max_length=254, blank=True)
    remarks = MultilingualField(_("remarks"), blank=True)
    is_high_profile = models.BooleanField(_("high profile"), default=False)
    # Why it does not go forward, or why a report was taken away again.
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    added_at = models.DateTimeField(default=clock.now)

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="listing_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(status__in=["P", "NF"]) | Q(starts_on__isnull=False), name="begun_listing_has_a_first_day"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["P", "NF", "O"]) | Q(ends_on__isnull=False), name="ended_listing_has_a_last_day"
            ),
            models.CheckConstraint(
                condition=~Q(status="NF") | Q(is_publishable=False), name="abandoned_listing_is_not_published"
            ),
            models.CheckConstraint(condition=~Q(number__contains=","), name="registration_number_has_no_comma"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def record_key(self) -> str:
        """Return the registration number."""
        return self.number

    def is_over(self, at: datetime.datetime) -> bool:
        """Tell whether its last day has passed at a moment, by the calendar of its place."""
        return self.ends_on is not None and self.ends_on < at.astimezone(self.place.zone).date()

    def codes(self, kind: str) -> list[str]:
        """Return its codes of a list, in their order; no query when the marks were fetched before."""
        return [mark.code for mark in self.marks.all() if mark.list == kind]

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("listing", args=[self.number])


class List(models.TextChoices):
    """The lists of codes; the same code may stand in two of them and mean something else."""

    SUBJECT = "subject", _("subjects")
    AUDIENCE = "audience", _("who is asked")
    RATIONALE = "rationale", _("why it is of high profile")
    DEPARTMENT = "department", _("partner departments")


class Mark(models.Model):
    """A code of a list that a listing carries; the codes of departments are those their government gives them."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="marks")
    list = models.CharField(max_length=10, choices=List)
    code = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["listing", "list", "position"]
        constraints = [models.UniqueConstraint(fields=["listing", "list", "code"], name="one_mark_per_code")]
        indexes = [models.Index(fields=["list", "code"], name="registry_mark_by_code")]

    def __str__(self) -> str:
        return self.code


class Code(models.Model):
    """A code added to the lists Parvis comes with, or one of theirs that has another name or is no longer offered."""

    record_type = "registry_code"

    list = models.CharField(max_length=10, choices=List)
    code = models.CharField(max_length=12)
    name = MultilingualField(_("name"))
    is_retired = models.BooleanField(_("no longer offered"), default=False)

    class Meta:
        ordering = ["list", "code"]
        constraints = [models.UniqueConstraint(fields=["list", "code"], name="one_name_per_code")]

    def __str__(self) -> str:
        return f"{self.list}/{self.code}"

    @property
    def record_key(self) -> str:
        """Return the list and the code."""
        return f"{self.list}/{self.code}"
