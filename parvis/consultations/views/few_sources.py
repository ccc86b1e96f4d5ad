"""See where many supports came from few sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.consultations.models import MANY_FROM_ONE
from parvis.consultations.queries.few_sources import crowded
from parvis.consultations.views.asking import moderated_consultations


@never_cache
@require_safe
def few_sources(request: HttpRequest) -> HttpResponse:
    """Show those who moderate and convene what was supported by many from few networks."""
    context = {"crowded": crowded(moderated_consultations(request)), "many": MANY_FROM_ONE}
    return render(request, "consultations/few_sources.html", context)
