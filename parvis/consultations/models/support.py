"""Who stands behind a contribution, and who wants to be told what becomes of it."""

from django.db import models

from parvis.consultations.models.contributions import Contribution
from parvis.core import clock
from parvis.people.models import Person


class Support(models.Model):
    """One person stands behind one contribution."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="supported_by")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="supports")
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="one_support_per_person")]

    def __str__(self) -> str:
        return str(self.contribution)


class Subscription(models.Model):
    """Somebody asks to be told what becomes of a contribution; it counts once they confirmed their address for it."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="subscriptions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="subscriptions")
    as_author = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="one_subscription_per_person")]

    def __str__(self) -> str:
        return str(self.contribution)
