"""How the files of a source are read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.places.models import Place


class SavedMapping(models.Model):
    """Which columns say what in the files of one source, kept for the next file: field → column, or columns joined by +."""

    record_type = "mapping"

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="saved_mappings")
    name = models.CharField(_("source"), max_length=80)
    reads = models.JSONField(default=dict)
    # The headings of the file it was made for.
    columns = models.JSONField(default=list)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="a_mapping_is_named_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def record_key(self) -> str:
        """Return the mapping's public identity."""
        return f"{self.place.slug}/{self.pk}"

    @property
    def needs(self) -> list[str]:
        """Return the columns it reads, as far as it knew them."""
        wanted = [column for columns in self.reads.values() for column in [columns, *columns.split("+")]]
        return [column for column in self.columns if column in wanted]
