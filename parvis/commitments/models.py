"""Reasoned responses, commitments with their versions and sources, the plan, and progress."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Contribution
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.cycles.models import Cycle
from parvis.people.models import Organisation, Person


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


class Response(HasLifecycle):
    """One reasoned response of an institution to any number of contributions."""

    class Status(models.TextChoices):
        """How far the response has come."""

        DRAFT = "draft", _("being written")
        IN_REVIEW = "in_review", _("being read by a second person")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn before publication")

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
    disposition = models.CharField(_("answer"), max_length=12, choices=Contribution.Answer)
    reason = MultilingualField(_("reason"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    drafted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="responses_drafted")
    reviewed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="responses_reviewed"
    )
    review_note = models.TextField(_("note of the second reader"), blank=True)
    drafted_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_response_per_number"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="published_response_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"R{self.number}"

    @property
    def record_key(self) -> str:
        """Return the response's public identity."""
        return f"{self.cycle.slug}/R{self.number}"

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


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments as a list."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep adopted ones, and for people with a role in the place, its drafts."""
        adopted = ~Q(status=Commitment.Status.DRAFT)
        if person is None or not person.is_authenticated:
            return self.filter(adopted)
        if person.is_keeper:
            return self
        return self.filter(adopted | Q(cycle__place__in=[role.place_id for role in person.current_roles]))


class Commitment(HasLifecycle):
    """A promise in a plan, made of what people said."""

    class Status(models.TextChoices):
        """How far the commitment has come."""

        DRAFT = "draft", _("being drafted")
        ADOPTED = "adopted", _("adopted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    MOVES = {
        "adopt": move(Status.DRAFT, to=Status.ADOPTED),
        "withdraw": move(Status.DRAFT, Status.ADOPTED, to=Status.WITHDRAWN),
    }
    record_type = "commitment"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("lead institution"), on_delete=models.PROTECT, related_name="commitments"
    )
    title = MultilingualField(_("title"))
    problem = MultilingualField(_("which problem it addresses"))
    change = MultilingualField(_("what will change"))
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    adopted_at = models.DateTimeField(null=True, blank=True)
    responses = models.ManyToManyField(Response, blank=True, related_name="commitments")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_commitment_per_number"),
            models.CheckConstraint(
                condition=~Q(status="adopted") | Q(adopted_at__isnull=False), name="adopted_commitment_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def code(self) -> str:
        """Return the code people cite: C01."""
        return f"C{self.number:02}"

    @property
    def record_key(self) -> str:
        """Return the commitment's public identity."""
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the commitment's page."""
        return reverse("commitment", args=[self.slug])


class CommitmentVersion(models.Model):
    """What a commitment said, kept for ever."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = MultilingualField()
    problem = MultilingualField()
    change = MultilingualField()
    why = MultilingualField(_("why it changed"), blank=True)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="one_commitment_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.commitment}, {self.number}"


class Source(models.Model):
    """A contribution of which a commitment is made."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="sources")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="source_of")
    since_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "contribution"], name="a_source_is_named_once")]

    def __str__(self) -> str:
        return f"{self.contribution} → {self.commitment}"


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans as a list."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep published ones, and for people with a role in the place, its drafts."""
        published = Q(status=Plan.Status.PUBLISHED)
        if person is None or not person.is_authenticated:
            return self.filter(published)
        if person.is_keeper:
            return self
        return self.filter(published | Q(cycle__place__in=[role.place_id for role in person.current_roles]))


class Plan(HasLifecycle):
    """The action plan of a cycle: its commitments, in order, with an introduction."""

    class Status(models.TextChoices):
        """How far the plan has come."""

        DRAFT = "draft", _("being gathered")
        PUBLISHED = "published", _("published")

    MOVES = {"publish": move(Status.DRAFT, to=Status.PUBLISHED)}
    record_type = "plan"

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="plan")
    title = MultilingualField(_("title"))
    introduction = MultilingualField(_("introduction"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False), name="published_plan_has_a_date"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def record_key(self) -> str:
        """Return the plan's public identity: its cycle's."""
        return self.cycle.slug

    def get_absolute_url(self) -> str:
        """Return the plan's page."""
        return reverse("plan", args=[self.cycle.slug])


class PlanLine(models.Model):
    """A commitment at its place in the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="plan_line")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_plan_line_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.commitment}"


class Progress(models.Model):
    """What an institution reports of a commitment at the end of a period; a correction is a new report."""

    class Status(models.TextChoices):
        """The four values of the field."""

        NS = "NS", _("not started")
        LP = "LP", _("limited progress")
        SP = "SP", _("substantial progress")
        C = "C", _("complete")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="progress")
    period_ends_on = models.DateField(_("period ending"))
    status = models.CharField(_("status"), max_length=2, choices=Status)
    words = MultilingualField(_("what was done"))
    evidence_url = models.URLField(_("evidence"), blank=True)
    reported_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["commitment", "period_ends_on", "pk"]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_status_display()}"
