"""The keeper's page on the work that waits or was given up."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from parvis.core.jobs import queue
from parvis.core.keeping import keeper_page
from parvis.core.models.jobs import Job
from parvis.core.pages import keyset


@keeper_page
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """List the jobs that were given up or failed and will be tried again, the newest first."""
    troubled = Job.objects.exclude(status=Job.Status.SUCCESSFUL).exclude(errors=[])
    page = keyset(troubled, ["-id"], after=request.GET.get("after", ""))
    waiting = Job.objects.filter(finished_at__isnull=True).count()
    return render(request, "core/jobs.html", {"page": page, "waiting": waiting})


@keeper_page
@require_POST
def try_job_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a job that was given up back in the queue."""
    queue.try_again(get_object_or_404(Job, uuid=uuid))
    return redirect("jobs")
