"""What everybody reads: the documents of a place, one of them, and its files."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from parvis.core.pages import public_page
from parvis.cycles.queries.cycles import cycles_of
from parvis.documents.forms import DocumentFilters
from parvis.documents.models import Document, FileVersion
from parvis.documents.queries import documents as queries
from parvis.documents.queries.found import find
from parvis.documents.rules import may_keep_documents
from parvis.documents.serving import send_version
from parvis.places.models import Place

LARGEST_NUMBER = 2**31


@public_page
@require_safe
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    """List the documents of a place, and find words inside them."""
    place = get_object_or_404(Place, slug=slug)
    cycles = list(cycles_of(place, request.user).prefetch_related(None))
    form = DocumentFilters(request.GET, cycles=cycles, languages=queries.languages_of(place))
    wanted = form.wanted()
    query = wanted.pop("q")
    context: dict[str, Any] = {
        "place": place,
        "form": form,
        "query": query,
        "is_filtered": bool(query or any(wanted.values())),
        "pulse": queries.pulse(place),
        "drafts": queries.drafts_of(place, request.user),
        "may_keep": bool(may_keep_documents(request.user, place)),
    }
    if query:
        context["findings"] = find(place, query, wanted)
    else:
        context["count"] = queries.of_place(place, wanted).count()
        context["page"] = queries.page_of(place, wanted, request.GET.get("after", ""))
    return render(request, "documents/documents.html", context)


@public_page
@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a document: its languages, versions, digests and what happened to it."""
    found = find_document(request, slug)
    if found.status == Document.Status.DRAFT:
        return redirect("keep_document", slug)
    is_gone = found.status == Document.Status.WITHDRAWN
    context = {
        "document": found,
        "place": found.place,
        "page": queries.document_page(found, is_public=True),
        "may_keep": bool(may_keep_documents(request.user, found.place)),
    }
    name = "withdrawn" if is_gone else "document"
    return render(request, f"documents/{name}.html", context, status=410 if is_gone else 200)


@login_not_required
@require_safe
def document_file(request: HttpRequest, slug: str, language: str, number: int, ending: str) -> HttpResponseBase:
    """Hand out a file: whatever was published to everybody, the rest to those who convene."""
    found = find_document(request, slug)
    if number > LARGEST_NUMBER:
        raise Http404
    version: FileVersion = get_object_or_404(found.versions.all(), language=language, number=number, ending=ending)
    if version.published_at is None and not may_keep_documents(request.user, found.place):
        raise Http404
    if found.status == Document.Status.WITHDRAWN:
        return document(request, slug)
    return send_version(request, version)


def find_document(request: HttpRequest, slug: str) -> Document:
    """Return a document the visitor may see, or answer that there is none."""
    visible = Document.objects.visible_to(request.user).select_related("place", "cycle__place")
    return get_object_or_404(visible, slug=slug)
