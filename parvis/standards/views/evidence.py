"""Where conveners name documents as evidence of what happened elsewhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.core.editing import filled
from parvis.cycles.views.reading import find_cycle
from parvis.documents.models import Document
from parvis.standards import actions
from parvis.standards.forms import EvidenceForm
from parvis.standards.rules import may_attest


@never_cache
def attest_evidence(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Name a published document as evidence; where there is none yet, say how to publish one."""
    cycle = find_cycle(request, slug, number)
    may_attest(request.user, cycle.place).admit()
    initial = {"key": request.GET.get("for", "")}
    form = EvidenceForm(cycle, request.POST if request.method == "POST" else None, initial=initial)
    made = filled(form, lambda said: actions.attest(cycle, by=request.user, **said))
    if made:
        messages.success(request, _("Named as evidence. Everybody sees it with the document."))
        return redirect(made)
    context = {
        "cycle": cycle,
        "place": cycle.place,
        "form": form,
        "has_documents": Document.objects.published().filter(place=cycle.place).exists(),
    }
    return render(request, "standards/attest.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def take_back_evidence(request: HttpRequest, slug: str, number: int, attested: int) -> HttpResponse:
    """Name a document as evidence no longer."""
    cycle = find_cycle(request, slug, number)
    may_attest(request.user, cycle.place).admit()
    actions.take_back(
        get_object_or_404(cycle.attestations.select_related("cycle__place"), number=attested), by=request.user
    )
    messages.success(request, _("It is no longer named as evidence. That it was stays in the record."))
    return redirect("standards", slug, number)
