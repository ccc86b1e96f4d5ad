"""Who has spoken, as a file; whom a convener wants to hear from."""

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parvis.consultations import actions
from parvis.consultations.forms.audiences import AudienceForm
from parvis.consultations.queries.audiences import voices_in
from parvis.consultations.queries.coverage import coverage_of
from parvis.consultations.rules import may_convene
from parvis.consultations.views.asking import visible_consultation
from parvis.core.editing import filled
from parvis.core.pages import public_page


@public_page
@require_safe
def who_spoke(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the numbers of who has spoken as a file for spreadsheets."""
    consultation = visible_consultation(request, slug)
    told = voices_in(consultation, coverage_of(consultation))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{consultation.slug}-who-spoke.csv"'
    # By this mark spreadsheets know that it is UTF-8.
    response.write("\ufeff")
    writer = csv.writer(response, quoting=csv.QUOTE_ALL)
    writer.writerow(["by", "value", "name", "contributions"])
    for by, bars in (("channel", told.channels), ("language", told.languages), ("kind", told.kinds)):
        writer.writerows([by, bar.value, bar.words, bar.told] for bar in bars)
    return response


@never_cache
def audiences(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whom one wants to hear from, and see who is missing."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    form = AudienceForm(consultation, request.POST if request.method == "POST" else None)
    if filled(form, lambda _typed: actions.expect_audience(consultation, by=request.user, **form.said)):
        messages.success(request, _("Noted. Everybody can see who is missing."))
        return redirect("audiences", slug)
    context = {"consultation": consultation, "form": form, "rows": consultation.audiences.all()}
    return render(request, "consultations/audiences.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def drop_audience(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Wait for an audience no longer."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    actions.drop_audience(get_object_or_404(consultation.audiences, pk=number), by=request.user)
    messages.success(request, _("Nobody waits for them any more."))
    return redirect("audiences", slug)
