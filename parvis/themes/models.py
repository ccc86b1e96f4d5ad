"""Subjects people care about, shared by all places and cycles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.core.words import MultilingualField


class Theme(models.Model):
    """A subject: open data, beneficial ownership, access to information…"""

    record_type = "theme"

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = MultilingualField(_("name"))
    description = MultilingualField(_("description"), blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def record_key(self) -> str:
        """Return the theme's public identity."""
        return self.slug
