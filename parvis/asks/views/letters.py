"""Say that an ask has arrived, by the link of a letter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parvis.asks import actions
from parvis.asks.letters import read_acknowledgement
from parvis.asks.rules import may_acknowledge
from parvis.consultations.letters import DeadLink
from parvis.consultations.views.asking import token_page


@token_page
def acknowledge(request: HttpRequest, token: str) -> HttpResponse:
    """Show whoever reads the address a letter went to what was passed on, and let them say that it has arrived."""
    try:
        route, person = read_acknowledgement(token)
    except DeadLink as dead:
        return render(request, "asks/dead_link.html", {"is_old": dead.is_old}, status=410 if dead.is_old else 404)
    verdict = may_acknowledge(person, route)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    if request.method == "POST":
        actions.acknowledge(route, by=person)
        messages.success(request, _("Thank you: everybody can see that it has arrived."))
        return redirect(route.ask)
    return render(request, "asks/acknowledge.html", {"route": route, "ask": route.ask})
