"""Draw a sample, sort it alone, and see how far readers agree."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.analysis import actions
from parvis.analysis.forms import NOWHERE, DrawingForm, SortingForm
from parvis.analysis.models import FoundTheme, Sample
from parvis.analysis.queries.samples import agreement_of, to_sort
from parvis.analysis.rules import may_draw
from parvis.analysis.views.sorting import read_by
from parvis.core.editing import filled


@never_cache
def sample(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far readers agree, and where they do not; have a sample drawn."""
    consultation = read_by(request, slug)
    drawing = DrawingForm(request.POST or None)
    if request.method == "POST" and filled(
        drawing, lambda typed: actions.draw_sample(consultation, by=request.user, **typed)
    ):
        return redirect("sort_alone", slug)
    agreement = agreement_of(consultation)
    may = may_draw(request.user, consultation)
    context = {"consultation": consultation, "agreement": agreement, "form": drawing, "may_draw": may}
    if agreement:
        context["differ"] = agreement.shown_to(request.user)
        _next, context["sorted"], context["total"] = to_sort(consultation, request.user)
    return render(request, "analysis/sample.html", context, status=422 if drawing.errors else 200)


@never_cache
def sort_alone(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the next text of the sample, without what the program or another reader made of it; put it into a theme."""
    consultation = read_by(request, slug)
    get_object_or_404(Sample, consultation=consultation)
    text, done, total = to_sort(consultation, request.user)
    if text is None:
        messages.success(request, _("You have sorted the whole sample. Thank you."))
        return redirect("sample", slug)
    themes = list(FoundTheme.objects.filter(consultation=consultation).alive().order_by("pk"))
    is_this = request.POST.get("number") == str(text.number)
    form = SortingForm(themes, request.POST if is_this else None)
    by_key = {theme.key: theme for theme in themes} | {NOWHERE: None}
    if filled(form, lambda typed: actions.sort_alone(text, by=request.user, theme=by_key[typed["theme"]])):
        return redirect("sort_alone", slug)
    context = {"consultation": consultation, "text": text, "sorted": done, "total": total, "form": form}
    return render(request, "analysis/sort_alone.html", context, status=422 if form.errors else 200)
