"""What workers do: read the words of a file, so that it is found by them."""

from django.tasks import task

from parvis.documents.findable import refresh
from parvis.documents.models import FileVersion


@task
def read_words(pk: int) -> None:
    """Read the words of a version, once; what cannot be read is told on the desk."""
    # Dear to load: only a worker that reads pays.
    from parvis.documents.reading import read

    version = FileVersion.objects.select_related("document__place", "document__cycle").get(pk=pk)
    if version.read_at is None:
        read(version)
    refresh([version.document])
