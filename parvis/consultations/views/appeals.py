"""Have the hiding of one's words decided again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.consultations import actions
from parvis.consultations.actions.appeals import DECIDED_WITHIN
from parvis.consultations.forms.moderating import AppealForm
from parvis.consultations.letters import APPEAL, DeadLink, read_subscription
from parvis.consultations.models import Contribution, Subscription
from parvis.consultations.rules import may_appeal
from parvis.consultations.views.asking import contribution_of, dead_link, token_page
from parvis.core.rules import Refused
from parvis.people.models import Person


@never_cache
def appeal(request: HttpRequest, receipt: str) -> HttpResponse:
    """Let an author who has signed in appeal."""
    return _appeal(request, contribution_of(receipt), request.user)


@token_page
def appeal_by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Let an author who left an address appeal by the link they were sent."""
    try:
        number = read_subscription(token, APPEAL)
    except DeadLink as dead:
        return dead_link(request, dead)
    found = Subscription.objects.select_related("person", "contribution__consultation__cycle__place")
    subscription = found.filter(pk=number, as_author=True, person__is_active=True).first()
    if subscription is None:
        return dead_link(request, DeadLink())
    return _appeal(request, subscription.contribution, subscription.person)


def _appeal(request: HttpRequest, contribution: Contribution, person: Person) -> HttpResponse:
    form = AppealForm(request.POST if request.method == "POST" else None)
    refusal: Any = None
    if form.is_valid():
        try:
            actions.appeal(contribution, by=person, words=form.cleaned_data["words"])
        except Refused as reason:
            refusal = reason
        else:
            messages.success(
                request, _("Thank you. Somebody else will decide, and you will read here what they decided.")
            )
            return redirect(contribution.get_absolute_url())
    verdict = may_appeal(person, contribution)
    context = {
        "contribution": contribution,
        "form": form,
        "days": DECIDED_WITHIN.days,
        "refusal": refusal or (None if verdict else Refused(verdict.reason)),
    }
    status = 409 if refusal else 422 if form.errors else 200 if verdict else 403
    return render(request, "consultations/appeal.html", context, status=status)
