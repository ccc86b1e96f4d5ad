"""Speak in a consultation: write, look, send."""

import functools
import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from parvis.consultations import actions, limits
from parvis.consultations.forms.speaking import SpeakingForm
from parvis.consultations.models import Consultation
from parvis.consultations.queries.similar import similar_to
from parvis.consultations.rules import may_contribute
from parvis.consultations.views.asking import signed_in, visible_consultation
from parvis.core import failures
from parvis.core.rules import Refused

logger = logging.getLogger("parvis.consultations")

type View = Callable[..., HttpResponse]


def keeping_words(view: View) -> View:
    """When the database or the disk fails, answer 503 and give the words back: they are nowhere else."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (DatabaseError, OSError):
            if request.method != "POST":
                raise
            logger.exception("A contribution could not be saved; its author was given the words back.")
            return _not_saved(request)

    return answer


@login_not_required
@never_cache
@keeping_words
def contribute(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form, then what was written, then, once it is sent for good, its receipt."""
    consultation = visible_consultation(request, slug)
    person = signed_in(request)
    if request.method != "POST":
        verdict = may_contribute(person, consultation)
        return _ask(request, SpeakingForm(consultation, person)) if verdict else _refuse(request, consultation, verdict)
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


contribute.csrf_refused = keeping_words(ask_again)


def _send(request: HttpRequest, form: SpeakingForm) -> HttpResponse:
    person = signed_in(request)
    is_too_much = limits.is_too_much(request, "contribute")
    try:
        contribution = actions.contribute(
            form.consultation, by=person, hold=form.seems_automatic or is_too_much, **form.said
        )
    except Refused as refusal:
        return _refuse(request, form.consultation, refusal)
    return redirect(f"{contribution.get_absolute_url()}?thanks=1")


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


def _not_saved(request: HttpRequest) -> HttpResponse:
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    kept = [(name, value) for name, value in fields if name not in ("words", "csrfmiddlewaretoken", "step")]
    context = {"words": request.POST.get("words", ""), "kept": kept}
    # The page should not need the database that has just failed, not even to know who is reading it.
    request.user = AnonymousUser()
    try:
        response = render(request, "consultations/not_saved.html", context, status=503)
    except (DatabaseError, OSError):
        response = failures.broken(request)
        response.status_code = 503
    response.headers["Retry-After"] = "60"
    return response
