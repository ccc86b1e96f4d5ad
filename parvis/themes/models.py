"""Subjects people care about, shared by all places and cycles."""

import hashlib

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from parvis.core.words import MultilingualField, Words


def slug_of(name: Words) -> str:
    """Return the address a theme gets from its name; without Latin letters it is made of their digest."""
    text = name.get("en") or next(iter(name.values()), "")
    return slugify(text)[:80] or f"theme-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Themes as a list."""

    def named(self) -> "ThemeQuerySet":
        """Leave out what somebody suggested and nobody took up."""
        return self.filter(is_suggestion=False)


class Theme(models.Model):
    """A subject: open data, beneficial ownership, access to information…"""

    record_type = "theme"

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = MultilingualField(_("name"))
    description = MultilingualField(_("description"), blank=True)

    # Words of the public, until a cycle takes the theme up.
    is_suggestion = models.BooleanField(_("suggested by the public"), default=False)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def record_key(self) -> str:
        """Return the theme's public identity."""
        return self.slug

    @property
    def first_language(self) -> str:
        """Return the language its other names are made from; a theme belongs to no place that would say which."""
        return self.name.source

    def get_absolute_url(self) -> str:
        """Return where the theme stands in the list of themes."""
        return f"{reverse('themes')}#{self.slug}"
