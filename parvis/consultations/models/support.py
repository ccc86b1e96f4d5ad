"""Who stands behind a contribution, and who wants to be told what becomes of it."""

from django.db import models
from django.db.models import Q

from parvis.consultations.models.contributions import Contribution
from parvis.core import clock
from parvis.people.models import Person

MANY_FROM_ONE = 10
"""So many supports from one network on one day are told; fewer are neither kept nor shown."""


class Support(models.Model):
    """One person stands behind one contribution."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="supported_by")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="supports")
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="one_support_per_person")]

    def __str__(self) -> str:
        return str(self.contribution)


class SupportSource(models.Model):
    """How many supports of one contribution came from one network on one day; whose they are is not kept with it.

    `token` stands for the network, under a key of that day. It is erased the night after, and with it every count too
    small to tell anything.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="support_sources")
    day = models.DateField()
    token = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "token"], condition=~Q(token=""), name="one_count_per_source"
            )
        ]
        indexes = [models.Index(fields=["number"], name="support_source_number")]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.number}"


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
