"""Where an ask goes."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.asks.models.asks import Ask
from parvis.consultations.models import Contribution
from parvis.places.models import Place


class RouteQuerySet(models.QuerySet["Route"]):
    """Routes as a list."""

    def of_convener(self, person: Any) -> Self:
        """Keep those to places in which a person convenes."""
        return self.filter(place__in=[role.place_id for role in person.current_roles if role.kind == "convener"])

    def waiting(self) -> Self:
        """Keep those passed on and not answered yet."""
        return self.filter(routed_at__isnull=False, answered_at=None, ask__status__in=("routed", "acknowledged"))


class Route(models.Model):
    """An ask on its way to one place: proposed until it is passed on; then who has it, since when, and what they said."""

    class To(models.TextChoices):
        """To whom it goes."""

        POINT_OF_CONTACT = "point_of_contact", _("the conveners of the place")
        SUPPORT_UNIT = "support_unit", _("the support unit")
        CONTRIBUTIONS = "contributions", _("the contributions to its plan")

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="routes")
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="asks_routed")
    to = models.CharField(_("to"), max_length=18, choices=To)
    routed_at = models.DateTimeField(pgettext_lazy("ask", "passed on"), null=True, blank=True)
    # The entry of the record that proves it.
    entry = models.PositiveBigIntegerField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(pgettext_lazy("ask", "acknowledged"), null=True, blank=True)
    answered_at = models.DateTimeField(pgettext_lazy("date", "answered"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answer_language = models.CharField(max_length=12, blank=True)
    disposition = models.CharField(_("decision"), max_length=12, choices=Contribution.Answer, blank=True)
    contribution = models.OneToOneField(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="asked_by"
    )

    objects = RouteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "place"], name="an_ask_goes_to_a_place_once"),
            models.CheckConstraint(
                condition=Q(routed_at=None, acknowledged_at=None, answered_at=None) | Q(routed_at__isnull=False),
                name="an_ask_is_passed_on_before_it_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(acknowledged_at__isnull=False),
                name="an_answer_acknowledges_an_ask",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ask}: {self.place}"


TO_OF_KIND = {
    Ask.Kind.QUESTION: Route.To.POINT_OF_CONTACT,
    Ask.Kind.INTEREST: Route.To.POINT_OF_CONTACT,
    Ask.Kind.HELP: Route.To.SUPPORT_UNIT,
    Ask.Kind.PROMOTION: Route.To.SUPPORT_UNIT,
    Ask.Kind.PROPOSAL: Route.To.CONTRIBUTIONS,
}
