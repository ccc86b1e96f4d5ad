"""Django's entry point to the site."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site application: pages that mix the others."""

    name = "parvis.site"
    label = "site"

    def ready(self) -> None:
        """Introduce the persons of the demonstration to the page where one is chosen."""
        from parvis.people import demo
        from parvis.site.demo.people import ALL

        demo.introduce({person.email: person.about for person in ALL})
