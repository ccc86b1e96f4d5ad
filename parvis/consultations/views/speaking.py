"""Speak in a consultation: write, look, send."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from parvis.consultations import actions, just_said
from parvis.consultations.forms.speaking import SpeakingForm
from parvis.consultations.models import Consultation
from parvis.consultations.queries.similar import similar_to
from parvis.consultations.rules import may_contribute
from parvis.consultations.views.asking import empty_form, how_it_came, signed_in, visible_consultation
from parvis.core.rules import Refused


@login_not_required
@never_cache
def contribute(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form, then what was written, then, once it is sent for good, its receipt."""
    consultation = visible_consultation(request, slug)
    person = signed_in(request)
    if request.method != "POST":
        verdict = may_contribute(person, consultation)
        if not verdict:
            return _refuse(request, consultation, verdict)
        if person:
            return _ask(request, SpeakingForm(consultation, person))
        return empty_form(request, consultation, lambda form: _ask(request, form))
    form = SpeakingForm(consultation, person, request.POST)
    step = request.POST.get("step")
    if not form.is_valid():
        # Words that cannot be taken anyway come back with the reason that matters more.
        verdict = may_contribute(person, consultation)
        return _ask(request, form, status=422) if verdict else _refuse(request, consultation, verdict)
    if step == "send":
        return _send(request, form)
    verdict = may_contribute(person, consultation)
    if not verdict:
        return _refuse(request, consultation, verdict)
    return _ask(request, form) if step == "change" else _preview(request, form)


def ask_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the form back as it was filled in, with a new token, when the one it was sent with has expired."""
    form = SpeakingForm(visible_consultation(request, slug), signed_in(request), request.POST)
    return _ask(request, form, status=403, has_expired=True)


contribute.csrf_refused = ask_again


def _send(request: HttpRequest, form: SpeakingForm) -> HttpResponse:
    person = signed_in(request)
    came = how_it_came(request, form)
    try:
        contribution = actions.contribute(form.consultation, by=person, **came, **form.said)
    except Refused as refusal:
        return _refuse(request, form.consultation, refusal)
    thanks = redirect(f"{contribution.get_absolute_url()}?thanks=1")
    just_said.note(thanks, contribution)
    return thanks


def _ask(request: HttpRequest, form: SpeakingForm, *, status: int = 200, has_expired: bool = False) -> HttpResponse:
    context = {"form": form, "consultation": form.consultation, "step": 1, "has_expired": has_expired}
    return render(request, "consultations/speak.html", context, status=status)


def _preview(request: HttpRequest, form: SpeakingForm) -> HttpResponse:
    said = form.said
    context = {
        "form": form,
        "consultation": form.consultation,
        "step": 2,
        "said": said,
        "similar": similar_to(form.consultation, said["words"]),
    }
    return render(request, "consultations/preview.html", context)


def _refuse(request: HttpRequest, consultation: Consultation, refusal: Any) -> HttpResponse:
    context = {"consultation": consultation, "reason": refusal.reason, "words": request.POST.get("words", "")}
    return render(request, "consultations/closed.html", context, status=409 if request.method == "POST" else 200)
