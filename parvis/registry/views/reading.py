"""Read the registry: the list, one listing, and the file of all."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from parvis.consultations.models import Consultation
from parvis.core.pages import public_page
from parvis.registry import queries
from parvis.registry.files import lines_of
from parvis.registry.forms.choosing import ChoosingForm
from parvis.registry.models import Listing
from parvis.registry.rules import may_list


@public_page
@require_safe
def registry(request: HttpRequest) -> HttpResponse:
    """List what is published, the newest first, as chosen."""
    form = ChoosingForm(request.GET.dict(), queries.places_listed(), queries.departments_listed())
    page = queries.page_of(queries.chosen(Listing.objects.visible_to(None), form.chosen), request.GET.get("after", ""))
    return render(request, "registry/registry.html", {"form": form, "page": page})


@public_page
@require_safe
def file(request: HttpRequest) -> StreamingHttpResponse:
    """Give what is published, as chosen, as a file (CSV)."""
    form = ChoosingForm(request.GET.dict(), queries.places_listed(), queries.departments_listed())
    rows = queries.chosen(Listing.objects.visible_to(None), form.chosen)
    return answer_with_file(rows.order_by("number"), "consultations.csv")


@public_page
@require_safe
def listing(request: HttpRequest, number: str) -> HttpResponse:
    """Show one listing."""
    rows = Listing.objects.visible_to(request.user).select_related("place", "consultation__cycle__place")
    found = get_object_or_404(rows.prefetch_related("marks"), number=number)
    consultation = found.consultation
    is_open_to_all = consultation is not None and consultation.status != Consultation.Status.DRAFT
    context = {
        "listing": found,
        "groups": queries.public_groups_of(found),
        "consultation": consultation if is_open_to_all else None,
        "may_list": bool(may_list(request.user, found.place)),
    }
    return render(request, "registry/listing.html", context)


def answer_with_file(rows, name: str, *, with_private: bool = False) -> StreamingHttpResponse:
    """Answer with listings as a file; what is not public only when asked for."""
    languages = queries.languages_of(rows)
    listings = rows.prefetch_related("marks").iterator(500)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = lines_of(listings, languages, with_private=with_private)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
