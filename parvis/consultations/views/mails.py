"""Confirm what one has sent by e-mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parvis.consultations import actions, limits
from parvis.consultations.letters import DeadLink, read_mail
from parvis.consultations.models import ReceivedMail
from parvis.consultations.views.asking import dead_link, token_page
from parvis.core.rules import Refused


@token_page
def confirm_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever reads the address a letter seems to come from say that they wrote it, and want it published."""
    try:
        mail = _mail(read_mail(token))
    except DeadLink as dead:
        return dead_link(request, dead)
    if mail.contribution is not None:
        return redirect(mail.contribution.get_absolute_url())
    if request.method != "POST":
        return render(request, "consultations/confirm_mail.html", {"mail": mail})
    try:
        contribution = actions.confirm_mail(mail, hold=limits.is_too_much(request, "contribute"))
    except Refused as refusal:
        return render(request, "consultations/confirm_mail.html", {"mail": mail, "refusal": refusal}, status=409)
    messages.success(request, _("Thank you. This is your receipt; we have sent it to you as well."))
    return redirect(contribution.get_absolute_url())


def _mail(number: int) -> ReceivedMail:
    found = ReceivedMail.objects.select_related("consultation__cycle__place", "contribution").filter(pk=number).first()
    if found is None:
        raise DeadLink
    return found
