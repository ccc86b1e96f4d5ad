"""Decide the same about several contributions: choose, look, do, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parvis.consultations import actions
from parvis.consultations.actions.sweeps import MOST, NOTHING_CHOSEN, TOO_MANY
from parvis.consultations.forms.moderating import HidingForm
from parvis.consultations.models import Consultation, Contribution, Sweep
from parvis.consultations.rules import may_sweep
from parvis.core.receipts import NotAReceipt, read_code
from parvis.core.rules import Refused


@never_cache
@require_POST
def sweep(request: HttpRequest) -> HttpResponse:
    """Show what was chosen, and, once that was looked at, do the same to all of it."""
    chosen = _chosen(request)
    act = request.POST.get("act", "")
    if not chosen or len(chosen) > MOST or act not in Sweep.Act.values:
        messages.error(request, TOO_MANY % {"most": MOST} if chosen else NOTHING_CHOSEN)
        return redirect("moderation")
    hiding = HidingForm(request.POST if "look" not in request.POST else None) if act == Sweep.Act.HIDE else None
    if "look" in request.POST or (hiding is not None and not hiding.is_valid()):
        return _look(request, chosen, act, hiding)
    try:
        made = [_do(request, consultation, act, hiding, chosen) for consultation in _consultations(chosen)]
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("moderation")
    return redirect("sweep_done", made[0].pk) if len(made) == 1 else _say(request, made)


@never_cache
@require_safe
def done(request: HttpRequest, number: int) -> HttpResponse:
    """Show what one act changed, and let it be undone."""
    made = _sweep(request, number)
    contributions = Contribution.objects.filter(consultation=made.consultation, code__in=made.codes).order_by("pk")
    context = {"sweep": made, "contributions": contributions, "count": len(made.codes)}
    return render(request, "consultations/sweep_done.html", context)


@never_cache
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Undo it."""
    made = _sweep(request, number)
    try:
        actions.undo_sweep(made, by=request.user)
        messages.success(request, _("Undone. What somebody else changed meanwhile was left alone."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("sweep_done", number)


def _chosen(request: HttpRequest) -> list[Contribution]:
    codes = []
    for receipt in request.POST.getlist("receipt"):
        try:
            codes.append(read_code(receipt))
        except NotAReceipt:
            continue
    found = Contribution.objects.filter(code__in=codes[: MOST + 1]).select_related("consultation__cycle__place")
    chosen = list(found.order_by("pk"))
    for consultation in _consultations(chosen):
        may_sweep(request.user, consultation).admit()
    return chosen


def _consultations(chosen: list[Contribution]) -> list[Consultation]:
    return list({each.consultation_id: each.consultation for each in chosen}.values())


def _do(
    request: HttpRequest, consultation: Consultation, act: str, hiding: HidingForm | None, chosen: list[Contribution]
) -> Sweep:
    contributions = [each for each in chosen if each.consultation_id == consultation.pk]
    if hiding is None:
        return actions.publish_many(consultation, contributions, by=request.user)
    return actions.hide_many(consultation, contributions, by=request.user, **hiding.cleaned_data)


def _look(request: HttpRequest, chosen: list[Contribution], act: str, hiding: Any) -> HttpResponse:
    sources = Contribution.MOVES[act].sources
    context = {
        "act": act,
        "chosen": chosen,
        "count": sum(each.status in sources for each in chosen),
        "left": sum(each.status not in sources for each in chosen),
        "hiding": hiding,
        "form": hiding,
    }
    is_wrong = hiding is not None and bool(hiding.errors)
    return render(request, "consultations/sweep.html", context, status=422 if is_wrong else 200)


def _say(request: HttpRequest, made: list[Sweep]) -> HttpResponse:
    count = sum(len(each.codes) for each in made)
    words = ngettext("%(count)d contribution was changed.", "%(count)d contributions were changed.", count)
    messages.success(request, words % {"count": count})
    return redirect("moderation")


def _sweep(request: HttpRequest, number: int) -> Sweep:
    made = get_object_or_404(Sweep.objects.select_related("consultation__cycle__place"), pk=number)
    may_sweep(request.user, made.consultation).admit()
    return made
