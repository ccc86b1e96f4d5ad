"""What conveners do: begin a document, give it files, publish it, withdraw it."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.core.dates import language_words
from parvis.core.editing import filled
from parvis.core.rules import Refused
from parvis.core.uploads import let_go
from parvis.documents import actions
from parvis.documents.forms import DocumentForm, NextFileForm, WithdrawingForm
from parvis.documents.inspection import Unfit
from parvis.documents.models import Document
from parvis.documents.queries import documents as queries
from parvis.documents.receiving import receive
from parvis.documents.rules import may_change_document, may_keep_documents
from parvis.documents.views.reading import find_document
from parvis.places.models import Place

type View = Callable[..., HttpResponse]


def for_keepers(view: View) -> View:
    """Hand the view a document its conveners may change; for anybody else there is no such page."""

    @never_cache
    @functools.wraps(view)
    def answer(request: HttpRequest, slug: str, **rest: object) -> HttpResponse:
        document = find_document(request, slug)
        if not may_keep_documents(request.user, document.place):
            raise Http404
        return view(request, document, **rest)

    return answer


@never_cache
def begin_document(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a document."""
    place = get_object_or_404(Place, slug=slug)
    if not may_keep_documents(request.user, place):
        raise Http404
    form = DocumentForm(request.POST or None, place=place)
    if document := filled(form, lambda typed: actions.begin_document(place, by=request.user, **typed)):
        return redirect("give_file", document.slug, document.source_language)
    status = 422 if form.errors else 200
    return render(request, "documents/begin_document.html", {"form": form, "place": place}, status=status)


@for_keepers
def keep_document(request: HttpRequest, document: Document) -> HttpResponse:
    """Show how a document stands, publish it, say that a translation still says the same."""
    if request.method == "POST":
        return _move(request, document)
    context = {"page": queries.document_page(document, is_public=False)}
    return _page(request, "keep_document", document, **context)


@for_keepers
def change_document(request: HttpRequest, document: Document) -> HttpResponse:
    """Change what a document says of itself."""
    form = DocumentForm(request.POST or None, place=document.place, document=document)
    if filled(form, lambda typed: actions.change_document(document, by=request.user, **typed)):
        messages.success(request, _("Saved."))
        return redirect("keep_document", document.slug)
    return _page(request, "change_document", document, form=form)


@for_keepers
def give_file(request: HttpRequest, document: Document, language: str) -> HttpResponse:
    """Take the next file of a document in a language."""
    if language not in document.writing_languages or not may_change_document(request.user, document):
        raise Http404
    versions = list(document.versions.filter(language__in=[language, document.source_language]))
    sources = [each for each in versions if each.language == document.source_language != language]
    form = NextFileForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        last=next((each for each in versions if each.language == language), None),
        sources=sources,
        let_go=let_go(request),
    )

    def act(typed: dict[str, Any]) -> Any:
        try:
            received = receive(typed.pop("file"))
        except Unfit as unfit:
            form.add_error("file", str(unfit))
            return None
        return actions.give_file(document, by=request.user, language=language, file=received, **typed)

    if version := filled(form, act):
        sentence = _(
            "Version %(number)d in %(language)s is kept. Its words are being read, so that it is found by them."
        )
        messages.success(request, sentence % {"number": version.number, "language": language_words(language)})
        return redirect("keep_document", document.slug)
    return _page(request, "give_file", document, form=form, language=language)


@for_keepers
def withdraw_document(request: HttpRequest, document: Document) -> HttpResponse:
    """Withdraw a document, saying why."""
    form = WithdrawingForm(request.POST or None, place=document.place)
    if filled(form, lambda typed: actions.withdraw_document(document, by=request.user, **typed)):
        messages.success(request, _("The document is withdrawn. Its address says so, and why."))
        return redirect("documents", document.place.slug)
    return _page(request, "withdraw_document", document, form=form)


def _move(request: HttpRequest, document: Document) -> HttpResponse:
    step, language = request.POST.get("step", ""), request.POST.get("language", "")
    try:
        if step == "publish":
            actions.publish_document(document, by=request.user)
            messages.success(request, _("The document is published."))
        elif step == "confirm":
            actions.confirm_translation(document, by=request.user, language=language)
            messages.success(request, _("Noted."))
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("keep_document", document.slug)


def _page(request: HttpRequest, name: str, document: Document, **context: Any) -> HttpResponse:
    form = context.get("form")
    status = getattr(form, "status", 422 if form is not None and form.errors else 200)
    context = {"document": document, "place": document.place, **context}
    return render(request, f"documents/{name}.html", context, status=status)
