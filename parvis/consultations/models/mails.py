"""What people sent by e-mail, until they confirm that it was them."""

from django.db import models
from django.db.models import Q

from parvis.consultations.models.consultations import Consultation
from parvis.consultations.models.contributions import Contribution
from parvis.core import clock


class ReceivedMail(models.Model):
    """Words sent to the address of a consultation. Nobody sees or counts them until their sender confirms.

    Then they become a contribution, and nothing is left here but what tells that the same letter came before.
    """

    key = models.CharField(max_length=64, unique=True)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="mails")
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    received_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    contribution = models.OneToOneField(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="mail"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(email="", words=""), name="confirmed_mail_keeps_no_words"
            )
        ]
        indexes = [models.Index(fields=["received_at"], name="mail_received_at")]

    def __str__(self) -> str:
        return f"{self.consultation}, {self.received_at:%Y-%m-%d}"
