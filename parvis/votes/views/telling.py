"""Be told what becomes of a statement one proposed, or no longer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parvis.consultations.letters import DeadLink
from parvis.consultations.views.asking import dead_link, token_page
from parvis.core.rules import Refused
from parvis.votes import actions
from parvis.votes.letters import CONFIRM, LEAVE, read_proposer

DEAD = "votes/dead_link.html"


@token_page
def confirm_proposer(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever reads the address a letter went to say that they want to be told."""
    try:
        proposer = read_proposer(token, CONFIRM)
    except DeadLink as dead:
        return dead_link(request, dead, DEAD)
    if proposer is None:
        return dead_link(request, DeadLink(), DEAD)
    if request.method == "POST":
        try:
            actions.confirm_proposer(proposer)
            messages.success(request, _("Thank you. We will write to you when a moderator decides about it."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("vote", proposer.statement.consultation.slug)
    return render(request, "votes/confirm_proposer.html", {"proposer": proposer, "statement": proposer.statement})


@token_page
def leave_proposer(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody stop being told, and have their address erased."""
    try:
        proposer = read_proposer(token, LEAVE)
    except DeadLink as dead:
        return dead_link(request, dead, DEAD)
    is_done = proposer is None
    if proposer is not None and request.method == "POST":
        actions.leave_proposer(proposer, by=proposer.person)
        is_done = True
    return render(request, "votes/leave_proposer.html", {"proposer": proposer, "is_done": is_done})
