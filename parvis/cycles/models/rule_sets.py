"""The partnership's rules as data: each change of a rule set is a new version, and none is written over."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core.words import MultilingualField
from parvis.cycles.models.cycles import Cycle


class RuleSetVersionQuerySet(models.QuerySet["RuleSetVersion"]):
    """Versions of rule sets as a list."""

    def of(self, rule_set: object) -> "RuleSetVersionQuerySet":
        """Keep the versions of one rule set, newest first."""
        return self.filter(rule_set=rule_set).order_by("-number")


class RuleSetVersion(models.Model):
    """A rule set as it stands from one moment until its next version."""

    record_type = "rule set"

    rule_set = models.CharField(_("rule set"), max_length=2, choices=Cycle.RuleSet)
    number = models.PositiveSmallIntegerField(_("number"))
    made_at = models.DateTimeField(_("in force since"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = RuleSetVersionQuerySet.as_manager()

    class Meta:
        ordering = ["rule_set", "number"]
        constraints = [models.UniqueConstraint(fields=["rule_set", "number"], name="one_rule_set_version_per_number")]

    def __str__(self) -> str:
        return f"{self.rule_set} {self.number}"

    @property
    def record_key(self) -> str:
        """Return the public identity of the rule set, which all its versions share."""
        return self.rule_set

    def get_absolute_url(self) -> str:
        """Return the page of the version."""
        return reverse("rule_set", args=[self.rule_set, self.number])


class Rule(models.Model):
    """One rule of a version: its words, its numbers, where it is from, and how far that was checked."""

    class Mark(models.TextChoices):
        """How far a rule was checked against its source."""

        VERIFIED = "verified", pgettext_lazy("rule", "verified")
        PARTLY = "partly", pgettext_lazy("rule", "partly verified")
        UNVERIFIED = "unverified", pgettext_lazy("rule", "unverified")

    version = models.ForeignKey(RuleSetVersion, on_delete=models.CASCADE, related_name="rules")
    key = models.SlugField(_("key"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"))
    number = models.CharField(_("number"), max_length=12, blank=True)
    text = MultilingualField(_("rule"))
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)
    source = MultilingualField(_("source"))
    link = models.URLField(_("link"), blank=True)
    mark = models.CharField(_("mark"), max_length=10, choices=Mark, default=Mark.UNVERIFIED)

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_rule_per_key")]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()
