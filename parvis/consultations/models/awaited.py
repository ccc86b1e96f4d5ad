"""What contributions that were brought in speak about, as long as it has not been brought in itself."""

from django.db import models

from parvis.consultations.models.contributions import Contribution


class Awaited(models.Model):
    """The reference, at its source, of what a contribution speaks about; gone once that is here, and the two are linked."""

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="awaited")
    reference = models.CharField(max_length=120, db_index=True)

    def __str__(self) -> str:
        return f"{self.contribution}: {self.reference}"
