"""What somebody should look at among what was said: evidence, and never a verdict."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.analysis.queries.flags import flag_of, flags_of
from parvis.analysis.views.sorting import read_by


@never_cache
@require_safe
def to_look_at(request: HttpRequest, slug: str) -> HttpResponse:
    """Show in a sentence each what the last search flagged, with its evidence and its first texts."""
    consultation = read_by(request, slug)
    return render(request, "analysis/flags.html", {"consultation": consultation, "flags": flags_of(consultation)})


@never_cache
@require_safe
def flag(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show all texts of one flag."""
    consultation = read_by(request, slug)
    start = request.GET.get("after", "")
    found = flag_of(consultation, number, int(start) if start.isdecimal() and len(start) < 9 else 0)
    if found is None:
        raise Http404
    return render(request, "analysis/flag.html", {"consultation": consultation, "flag": found})
