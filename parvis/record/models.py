"""Entries, their secrets, the tree over them, and how far each follower has read."""

import json
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that happened. Written once by `append`, never changed: the database refuses."""

    seq = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"))
    verb = models.CharField(_("what happened"), max_length=80)
    subject_type = models.CharField(_("to what"), max_length=40)
    subject_key = models.CharField(_("to which one"), max_length=200)
    role = models.CharField(_("who, by role"), max_length=40)
    # The leaf says all of the above again, in the exact bytes the tree is made of. The columns are its index.
    leaf = models.TextField(_("leaf"))
    leaf_hash = models.BinaryField(_("hash of the leaf"), max_length=32)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["seq"]
        constraints = [models.CheckConstraint(condition=models.Q(seq__gte=0), name="record_entry_seq_from_zero")]
        indexes = [
            models.Index(fields=["subject_type", "subject_key", "seq"], name="record_entry_subject"),
            models.Index(fields=["verb", "seq"], name="record_entry_verb"),
            models.Index(fields=["subject_type", "seq"], name="record_entry_type"),
            models.Index(fields=["role", "seq"], name="record_entry_role"),
            # Two frequent words that rarely meet would otherwise be looked for in every entry.
            models.Index(fields=["verb", "role", "seq"], name="record_entry_verb_role"),
            models.Index(fields=["subject_type", "role", "seq"], name="record_entry_type_role"),
            models.Index(fields=["at", "seq"], name="record_entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject_type} {self.subject_key}"

    def get_absolute_url(self) -> str:
        """The page of this entry."""
        return reverse("entry", args=[self.seq])

    @property
    def says(self) -> dict[str, Any]:
        """The leaf, read."""
        content: dict[str, Any] = json.loads(self.leaf)
        return content

    @property
    def facts(self) -> dict[str, Any]:
        """The public facts of this entry."""
        facts: dict[str, Any] = self.says["facts"]
        return facts


class Secret(models.Model):
    """A value that entered the record as a commitment. Erased with its salt, it can never be found again."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="secrets", verbose_name=_("entry"))
    name = models.CharField(_("name"), max_length=40)
    salt = models.BinaryField(_("salt"), max_length=32)
    # Canonical JSON, kept as text: these are the very bytes the commitment was made of.
    value = models.TextField(_("value"))

    class Meta:
        verbose_name = _("secret")
        verbose_name_plural = _("secrets")
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="record_secret_once_per_entry")]

    def __str__(self) -> str:
        return f"{self.name} of {self.entry_id}"


class Tile(models.Model):
    """256 hashes of the tree side by side, and the one above them. Only full tiles are kept: they never change."""

    level = models.PositiveSmallIntegerField(_("level"))
    index = models.BigIntegerField(_("index"))
    hashes = models.BinaryField(_("hashes"), max_length=8192)
    root = models.BinaryField(_("hash above"), max_length=32)

    class Meta:
        verbose_name = _("tile")
        verbose_name_plural = _("tiles")
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="record_tile_once")]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed promise that the first `size` entries are what they are."""

    size = models.BigIntegerField(_("number of entries"), unique=True)
    root = models.BinaryField(_("root of the tree"), max_length=32)
    note = models.TextField(_("signed note"))
    key = models.CharField(_("public key"), max_length=400)
    signed_at = models.DateTimeField(_("signed"))

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["size"]

    def __str__(self) -> str:
        return f"checkpoint of {self.size} entries"


class Position(models.Model):
    """How far something has got: the record itself ("head"), the checkpoints, and each follower.

    `seq` is the number of entries behind it, which is the number of the next one.
    """

    HEAD = "head"
    SIGNED = "signed"

    name = models.CharField(_("name"), max_length=80, primary_key=True)
    seq = models.BigIntegerField(_("entries so far"), default=0)
    # A follower that fails is tried again later, and its trouble is visible until it succeeds.
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    error = models.TextField(_("last error"), blank=True, default="")
    retry_at = models.DateTimeField(_("tried again"), null=True, blank=True)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self) -> str:
        return f"{self.name} at {self.seq}"
