"""Ask for a run from a page, and follow on it how far it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.analysis import actions
from parvis.analysis.models import Run
from parvis.analysis.phrases import doing
from parvis.analysis.queries.runs import history_of
from parvis.analysis.rules import may_ask_for_run
from parvis.consultations.models import Consultation
from parvis.core.rules import Refused

SECONDS = 5


def ask(request: HttpRequest, consultation: Consultation, kind: str, said: str) -> None:
    """Ask for a run, and say so in `said`, or why not."""
    try:
        actions.ask_for_run(consultation, by=request.user, kind=kind)
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))


def follow(
    request: HttpRequest, consultation: Consultation, kind: str, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Show a page with the runs of a kind and how far the one under way is; without JavaScript it asks again by itself."""
    history = history_of(consultation, kind)
    under_way = next((run for run in history if run.is_under_way), None)
    told = {
        "consultation": consultation,
        "history": history,
        "newest": next((run for run in history if run.status == Run.Status.DONE), None),
        "under_way": under_way,
        "doing": doing(under_way.doing) if under_way else "",
        "may_ask": may_ask_for_run(request.user, consultation, kind),
    }
    response = render(request, template, told | context)
    if under_way:
        response["Refresh"] = str(SECONDS)
    return response
