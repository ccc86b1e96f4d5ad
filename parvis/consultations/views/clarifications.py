"""Let authors reply to what a moderator asks them, by the link they were sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parvis.consultations import actions
from parvis.consultations.forms.moderating import ReplyForm
from parvis.consultations.letters import DeadLink, read_question
from parvis.consultations.models import Clarification
from parvis.consultations.rules import may_reply
from parvis.consultations.views.asking import dead_link, token_page
from parvis.core.editing import filled
from parvis.core.rules import Refused


@token_page
def reply_to_moderator(request: HttpRequest, token: str) -> HttpResponse:
    """Show an author what they are asked, and their words, and take in what they reply."""
    try:
        asked = _question(read_question(token))
    except DeadLink as dead:
        return dead_link(request, dead)
    author = asked.contribution.author
    if asked.status == Clarification.Status.REPLIED:
        return render(request, "consultations/replied.html", {"asked": asked})
    form = ReplyForm(request.POST if request.method == "POST" else None, initial={"words": asked.contribution.words})
    if filled(form, lambda typed: actions.reply_to_moderator(asked, by=author, **typed)):
        messages.success(request, _("Thank you. A moderator reads your reply, and then decides."))
        return redirect(request.path)
    verdict = may_reply(author, asked)
    context = {"asked": asked, "form": form, "refusal": None if verdict else Refused(verdict.reason)}
    status = 409 if not verdict else 422 if form.errors else 200
    return render(request, "consultations/reply.html", context, status=status)


def _question(number: int) -> Clarification:
    """Return what was asked; the link is dead once its author has gone, or has erased their words."""
    found = Clarification.objects.select_related("contribution__author", "contribution__consultation__cycle__place")
    asked = found.filter(pk=number, contribution__author__is_active=True).first()
    if asked is None:
        raise DeadLink
    return asked
