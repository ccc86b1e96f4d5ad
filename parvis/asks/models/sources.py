"""Where asks are read."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move


class Network(models.TextChoices):
    """Where posts come from."""

    MASTODON = "mastodon", _("Mastodon")
    BLUESKY = "bluesky", _("Bluesky")
    FEED = "feed", _("a feed (RSS or Atom)")
    FILE = "file", _("a file")
    PASTED = "pasted", _("pasted by hand")


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources as a list."""

    def due(self) -> Self:
        """Keep those to be read now, whoever has waited longest first."""
        now = clock.now()
        return self.exclude(status=Source.Status.STOPPED).filter(next_check_at__lte=now).order_by("next_check_at")


class Source(HasLifecycle):
    """A timeline of tags on one server, read again and again."""

    class Status(models.TextChoices):
        """How reading it goes."""

        WORKING = "working", pgettext_lazy("source", "working")
        CLOSED = "closed", pgettext_lazy("source", "closed to strangers")
        FAILING = "failing", pgettext_lazy("source", "failing")
        STOPPED = "stopped", pgettext_lazy("source", "no longer read")

    MOVES = {
        "work": move(Status.CLOSED, Status.FAILING, Status.STOPPED, to=Status.WORKING),
        "close": move(Status.WORKING, Status.FAILING, to=Status.CLOSED),
        "fail": move(Status.WORKING, Status.CLOSED, to=Status.FAILING),
        "stop": move(Status.WORKING, Status.CLOSED, Status.FAILING, to=Status.STOPPED),
    }
    record_type = "source"

    network = models.CharField(_("network"), max_length=10, choices=Network)
    address = models.CharField(_("address"), max_length=300)
    tags = models.JSONField(_("tags"), default=list)
    # How far reading has come; only its connector understands it.
    cursor = models.TextField(blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.WORKING)
    # What the server said, when it is not working.
    sentence = models.CharField(max_length=300, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_checked_at = models.DateTimeField(_("last read"), null=True, blank=True)
    next_check_at = models.DateTimeField(default=clock.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["network", "address"], name="a_source_is_read_once")]

    def __str__(self) -> str:
        return self.address

    @property
    def record_key(self) -> str:
        """Return a key that says nothing of tokens an address may hold."""
        return str(self.pk)
