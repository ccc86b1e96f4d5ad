"""How often something was done lately."""

from django.db import models


class Tally(models.Model):
    """A count of one thing done by one source in one span of time; the source is known by a keyed hash only."""

    token = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.token[:8]}… {self.count}"
