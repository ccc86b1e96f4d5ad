"""Stand behind what somebody said, by one's account or by a letter to one's address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from parvis.consultations import actions, limits
from parvis.consultations.forms.telling import AddressForm
from parvis.consultations.letters import DeadLink, read_support
from parvis.consultations.models import Contribution, Support
from parvis.consultations.rules import may_support
from parvis.consultations.views.asking import contribution_of, dead_link, signed_in, token_page, too_many_letters
from parvis.core.limits import HOUR, again_in, client_prefix, too_many
from parvis.core.rules import Refused, Verdict
from parvis.people.models import Person

TOO_MANY_SUPPORTS = _("You have supported a great deal within the hour. Take the time to read what others say.")


@login_not_required
@never_cache
def support(request: HttpRequest, receipt: str) -> HttpResponse:
    """Let somebody support a contribution, or take their support back."""
    contribution = contribution_of(receipt)
    person = signed_in(request)
    if person is None:
        return _by_letter(request, contribution)
    if request.method == "POST":
        return _decide(request, contribution, person)
    return _show(
        request, contribution, supports=_supports(contribution, person), verdict=may_support(person, contribution)
    )


@token_page
def confirm_support(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever reads the address a letter went to support a contribution; opening the letter does nothing yet."""
    try:
        code, number = read_support(token)
    except DeadLink as dead:
        return dead_link(request, dead)
    contribution = get_object_or_404(Contribution.objects.select_related("consultation__cycle__place"), code=code)
    person = Person.objects.filter(pk=number, is_active=True).first()
    if person is None:
        return dead_link(request, DeadLink())
    if request.method == "POST":
        return _decide(request, contribution, person, by_letter=True)
    return _show(
        request, contribution, supports=_supports(contribution, person), verdict=may_support(person, contribution)
    )


def _decide(
    request: HttpRequest, contribution: Contribution, person: Person, *, by_letter: bool = False
) -> HttpResponse:
    if not limits.may_support_more(person):
        verdict = Verdict(allowed=False, reason=f"{TOO_MANY_SUPPORTS} {again_in(HOUR)}")
        context = {"contribution": contribution, "can_be_read": True, "verdict": verdict}
        return too_many(request, "consultations/support.html", HOUR, context)
    try:
        if request.POST.get("step") == "withdraw":
            actions.withdraw_support(contribution, by=person, proves_address=by_letter)
            messages.success(request, _("You do not support this contribution any more."))
        else:
            network = client_prefix(request)
            actions.support(contribution, by=person, proves_address=by_letter, network=network)
            messages.success(request, _("Thank you: you now count among those who support this contribution."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(contribution.get_absolute_url())


def _by_letter(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, contribution, form=form, verdict=may_support(Person(), contribution))
    if limits.is_too_much(request, "letters"):
        return too_many_letters(
            request, "consultations/support.html", form, contribution=contribution, can_be_read=True
        )
    try:
        actions.ask_to_support(contribution, email=form.cleaned_data["email"], language=get_language())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(contribution.get_absolute_url())
    return render(
        request,
        "consultations/letter_sent.html",
        {"contribution": contribution, "email": form.cleaned_data["email"], "purpose": "support"},
    )


def _show(request: HttpRequest, contribution: Contribution, **context: object) -> HttpResponse:
    has_errors = bool(context.get("form") and context["form"].errors)
    context |= {"contribution": contribution, "can_be_read": contribution.status == Contribution.Status.PUBLISHED}
    return render(request, "consultations/support.html", context, status=422 if has_errors else 200)


def _supports(contribution: Contribution, person: Person) -> bool:
    return Support.objects.filter(contribution=contribution, person=person).exists()
