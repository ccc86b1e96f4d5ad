"""What can be found by searching."""

from django.db import models


class SearchDocument(models.Model):
    """The folded words of one public thing, in the order in which things became public.

    The database keeps an index of `words` by itself (triggers on SQLite, an index of an expression on PostgreSQL;
    see the migration `0002_search_index`), so rows may be written by any means.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    scope = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=12, blank=True)
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_search_document_per_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
