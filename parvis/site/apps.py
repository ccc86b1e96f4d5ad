"""Django's entry point to the site."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site application: pages that mix the others."""

    name = "parvis.site"
    label = "site"
