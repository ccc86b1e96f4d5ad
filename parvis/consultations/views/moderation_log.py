"""How moderators decide, and what they decided: for everybody to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis.consultations.actions.appeals import DECIDED_WITHIN
from parvis.consultations.models import Contribution
from parvis.consultations.queries.moderation_log import decisions, moderation_figures
from parvis.consultations.rules import APPEAL_WITHIN
from parvis.core.pages import public_page


@require_safe
@public_page
def log(request: HttpRequest) -> HttpResponse:
    """Show the rules of moderation, and every decision with its reason, side and time."""
    context = {
        "reasons": Contribution.HiddenFor.choices,
        "appeal_days": APPEAL_WITHIN.days,
        "decision_days": DECIDED_WITHIN.days,
        "figures": moderation_figures(),
        "page": decisions(request.GET.get("after", "")),
    }
    return render(request, "consultations/moderation_log.html", context)
