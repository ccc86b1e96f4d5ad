"""Work to be done later, and when repeated work was last due."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Job(models.Model):
    """One call of a function, asked for in the same transaction as the change that needs it.

    `due_at` is when a worker may next take it. A worker that takes it moves `due_at` to the end of its lease, and on
    while it works; so the job of a worker that was killed is simply due again.
    """

    class Status(models.TextChoices):
        """How far it has come, in the words of Django's tasks."""

        READY = "READY", pgettext_lazy("job", "waiting")
        RUNNING = "RUNNING", pgettext_lazy("job", "under way")
        FAILED = "FAILED", pgettext_lazy("job", "given up")
        SUCCESSFUL = "SUCCESSFUL", pgettext_lazy("job", "done")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField(_("task"), max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=40, default="default")
    backend = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField(null=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.READY)
    due_at = models.DateTimeField(_("due"))
    taken_by = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    workers = models.JSONField(default=list)
    enqueued_at = models.DateTimeField(_("asked for"))
    started_at = models.DateTimeField(null=True)
    last_attempted_at = models.DateTimeField(_("last tried"), null=True)
    finished_at = models.DateTimeField(null=True)
    errors = models.JSONField(_("errors"), default=list)
    result = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-priority", "due_at", "id"], condition=Q(finished_at__isnull=True), name="job_next_due"
            ),
            models.Index(fields=["status", "finished_at"], name="job_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.uuid}"


class Schedule(models.Model):
    """The last moment for which a repeated task was asked for: each moment is asked for once, whoever sees it first."""

    name = models.CharField(max_length=200, primary_key=True)
    slot = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.slot:%Y-%m-%d %H:%M:%S}"
