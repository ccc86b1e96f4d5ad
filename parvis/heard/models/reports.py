"""Reports and their sections."""

import json
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.analysis.models import FoundTheme
from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.packing import unpacked
from parvis.core.words import MultilingualField
from parvis.people.models import Person
from parvis.places.models import Place
from parvis.themes.models import Theme


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports as a list."""

    def published(self) -> Self:
        """Keep those everybody may read."""
        return self.filter(status=Report.Status.PUBLISHED)


class ReportManager(models.Manager.from_queryset(ReportQuerySet)):
    """Reports without what is frozen in them, until somebody asks for it: the page of each consultation looks for its report."""

    def get_queryset(self) -> ReportQuerySet:
        """Return all reports, lightly."""
        found: ReportQuerySet = super().get_queryset().defer("frozen", "rows")
        return found


class Report(HasLifecycle):
    """What was heard in one consultation.

    Once published, `frozen` holds its text and numbers as compressed canonical JSON, and `rows` what they were counted
    from: receipts and numbers, no words of anybody. The record keeps the digest of the first, which holds that of the second.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", pgettext_lazy("report", "being written")
        DISCUSSED = "discussed", pgettext_lazy("report", "with the forum, for comments")
        PUBLISHED = "published", pgettext_lazy("report", "published")

    MOVES = {
        "discuss": move(Status.DRAFT, to=Status.DISCUSSED),
        "take_back": move(Status.DISCUSSED, to=Status.DRAFT),
        "publish": move(Status.DISCUSSED, to=Status.PUBLISHED),
    }
    record_type = "report"

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="report")
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    title = MultilingualField(_("title"))
    introduction = MultilingualField(_("introduction"), blank=True)
    method = MultilingualField(_("note on the method"), blank=True)
    # Who wrote any of it: none of them may sign it.
    writers = models.ManyToManyField(Person, related_name="reports_written")
    started_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(pgettext_lazy("date", "published"), null=True, blank=True)
    signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    signed_as = models.CharField(_("signed by"), max_length=120, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    frozen = models.BinaryField(null=True, blank=True)
    rows = models.BinaryField(null=True, blank=True)

    objects = ReportManager()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(status="published", published_at__isnull=False, frozen__isnull=False, rows__isnull=False)
                    & ~Q(digest="")
                )
                | (~Q(status="published") & Q(frozen__isnull=True, rows__isnull=True, digest="")),
                name="a_published_report_is_frozen",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def record_key(self) -> str:
        """Return the report's public identity: that of its consultation."""
        return self.consultation.slug

    @property
    def place(self) -> Place:
        """Return the place that asked."""
        return self.consultation.place

    @property
    def is_published(self) -> bool:
        """Tell whether everybody may read it, and nobody change it."""
        return self.status == self.Status.PUBLISHED

    @property
    def row_bytes(self) -> bytes:
        """Return the rows it was counted from, a line of JSON each."""
        return unpacked(self.rows)

    @property
    def rows_told(self) -> list[dict[str, Any]]:
        """Return the rows it was counted from, read."""
        return [json.loads(line) for line in self.row_bytes.splitlines()]

    @cached_property
    def told(self) -> dict[str, Any]:
        """Return what was published, read."""
        found: dict[str, Any] = json.loads(self.bytes or b"{}")
        return found

    @property
    def bytes(self) -> bytes:
        """Return what was published, as it is downloaded."""
        return unpacked(self.frozen)

    def get_absolute_url(self) -> str:
        """Return the report's page."""
        return reverse("heard", args=[self.consultation.slug])


class Section(models.Model):
    """What was heard of one theme, or of the view of a few. Its number is never given again."""

    class Kind(models.TextChoices):
        """In which part of the report it stands."""

        THEME = "B", _("a theme")
        MINORITY = "C", _("the view of a few")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(_("kind"), max_length=1, choices=Kind, default=Kind.THEME)
    number = models.PositiveSmallIntegerField()
    title = MultilingualField(_("title"))
    # From where its contributions are taken: a theme that was found, one of the convener's, or the whole consultation.
    found = models.ForeignKey(
        FoundTheme, null=True, blank=True, on_delete=models.PROTECT, related_name="sections", verbose_name=_("theme")
    )
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="sections", verbose_name=_("theme")
    )
    # The last number given to a sentence of it.
    last_number = models.PositiveSmallIntegerField(default=0)
    is_dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ["report", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind", "number"], name="one_section_per_number"),
            models.CheckConstraint(
                condition=Q(found__isnull=True) | Q(theme__isnull=True), name="a_section_has_one_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.title}"

    @property
    def code(self) -> str:
        """Return what it is called in the report, such as B1."""
        return f"{self.kind}{self.number}"
