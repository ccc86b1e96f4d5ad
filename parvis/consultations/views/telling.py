"""Be told what becomes of a contribution, or no longer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.consultations import actions, limits
from parvis.consultations.forms.telling import AddressForm
from parvis.consultations.letters import CONFIRM, LEAVE, DeadLink, read_subscription
from parvis.consultations.models import Contribution, Subscription
from parvis.consultations.views.asking import contribution_of, dead_link, signed_in, token_page, too_many_letters
from parvis.core.rules import Refused


@login_not_required
@never_cache
def tell_me(request: HttpRequest, receipt: str) -> HttpResponse:
    """Let somebody ask to be told what becomes of a contribution."""
    contribution = contribution_of(receipt)
    person = signed_in(request)
    if person is not None:
        return _tell_signed_in(request, contribution)
    form = AddressForm(request.POST if request.method == "POST" else None)
    context = {"contribution": contribution, "form": form}
    if not form.is_valid():
        return render(request, "consultations/tell_me.html", context, status=422 if form.errors else 200)
    if limits.is_too_much(request, "letters"):
        return too_many_letters(request, "consultations/tell_me.html", form, contribution=contribution)
    email = form.cleaned_data["email"]
    try:
        actions.subscribe(contribution, email=email, language=get_language())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(contribution.get_absolute_url())
    return render(request, "consultations/letter_sent.html", context | {"email": email, "purpose": "tell"})


@token_page
def confirm_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever reads the address a letter went to say that they want to be told."""
    try:
        subscription = _subscription(read_subscription(token, CONFIRM))
    except DeadLink as dead:
        return dead_link(request, dead)
    if request.method == "POST":
        try:
            actions.confirm_subscription(subscription)
            messages.success(request, _("Thank you. We will write to you when there is an answer."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(subscription.contribution.get_absolute_url())
    return render(request, "consultations/confirm_subscription.html", {"subscription": subscription})


@token_page
def leave_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody stop being told, and have their address erased."""
    try:
        number = read_subscription(token, LEAVE)
    except DeadLink as dead:
        return dead_link(request, dead)
    subscription = Subscription.objects.select_related("person", "contribution").filter(pk=number).first()
    is_done = subscription is None
    if subscription is not None and request.method == "POST":
        actions.leave_subscription(subscription, by=subscription.person)
        is_done = True
    context = {"subscription": subscription, "is_done": is_done}
    return render(request, "consultations/leave_subscription.html", context)


def _subscription(number: int) -> Subscription:
    found = Subscription.objects.select_related("person", "contribution__consultation__cycle__place")
    subscription = found.filter(pk=number, person__is_active=True).first()
    if subscription is None:
        raise DeadLink
    return subscription


def _tell_signed_in(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    subscription = Subscription.objects.filter(contribution=contribution, person=request.user).first()
    if request.method != "POST":
        context = {"contribution": contribution, "subscription": subscription}
        return render(request, "consultations/tell_me.html", context)
    if request.POST.get("step") == "leave":
        if subscription:
            actions.leave_subscription(subscription, by=request.user)
        messages.success(request, _("We will not write to you about this contribution any more."))
        return redirect(contribution.get_absolute_url())
    try:
        actions.subscribe(contribution, by=request.user, email=request.user.email, language=get_language())
        messages.success(request, _("We will write to you when there is an answer."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(contribution.get_absolute_url())
