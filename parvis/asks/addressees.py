"""Who can be written to about an ask."""

from django.db.models import QuerySet

from parvis.people.models import Person, SiteRole


def support_unit() -> QuerySet[Person]:
    """Return the members of the support unit."""
    held = SiteRole.objects.current().filter(kind=SiteRole.Kind.SUPPORT_UNIT)
    return Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk")
