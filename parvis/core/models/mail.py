"""Messages on their way to people."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core import clock
from parvis.core.languages import direction


class OutgoingMessage(models.Model):
    """One message to one address, written in the same transaction as the change it tells of.

    `due_at` is when it may next be sent; while it is being sent, the end of the sender's lease.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", pgettext_lazy("message", "waiting")
        SENDING = "sending", pgettext_lazy("message", "being sent")
        SENT = "sent", pgettext_lazy("message", "sent")
        FAILED = "failed", pgettext_lazy("message", "given up")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(max_length=200)
    to = models.CharField(_("to"), max_length=320)
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=400)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.QUEUED)
    posted_at = models.DateTimeField(_("written"), default=clock.now)
    due_at = models.DateTimeField(_("due"), default=clock.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(pgettext_lazy("date", "sent"), null=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["key", "to"], name="one_message_per_key_and_address")]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(status__in=["queued", "sending"]), name="message_due")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    def get_absolute_url(self) -> str:
        """Return the keeper's page of this message."""
        return reverse("outbox_message", args=[self.uuid])

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr", for the language it is written in."""
        return direction(self.language)

    @property
    def is_secret(self) -> bool:
        """Tell whether it holds a code that lets its reader sign in."""
        return self.kind.startswith("account.")
