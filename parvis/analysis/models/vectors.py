"""What a language model made of each contribution, kept so that the next run reads only what is new."""

from django.db import models

from parvis.consultations.models import Contribution


class TextVector(models.Model):
    """The vector of a contribution's words as one model reads them. It goes with the words; `text` is their digest."""

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=100)
    text = models.BinaryField(max_length=16)
    vector = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.contribution}: {self.model}"
