"""The pages of the record: the log, one entry, how to check us."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from parvis.core.pages import public_page
from parvis.record import queries
from parvis.record.forms import LogFilter
from parvis.record.log import entry_page, log_page
from parvis.record.models import Entry


@public_page
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show what happened, the newest first."""
    form = LogFilter(request.GET)
    checkpoint = queries.latest_checkpoint()
    page = log_page(form.asked(), request.GET.get("after", ""), checkpoint.size if checkpoint else 0, request.user)
    return render(request, "record/log.html", {"form": form, "page": page, "checkpoint": checkpoint})


@public_page
@require_safe
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """Show one entry and its proof."""
    # Numbers beyond what a database can hold are entries that do not exist.
    found = get_object_or_404(Entry, seq=min(seq, 2**62))
    page = entry_page(found, queries.latest_checkpoint(), queries.size(), request.user)
    return render(request, "record/entry.html", {"entry": page, "row": page.row, "origin": _site()})


@public_page
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Say in plain words how anyone can check the record."""
    context = {"checkpoint": queries.latest_checkpoint(), "origin": _site(), "size": queries.size()}
    return render(request, "record/check.html", context)


def _site() -> str:
    return str(settings.BASE_URL.geturl()).rstrip("/")
