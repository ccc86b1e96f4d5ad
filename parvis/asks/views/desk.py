"""The desk of asks: sort them, pass them on, answer them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parvis.asks import actions
from parvis.asks.actions.sorting import permission_of
from parvis.asks.atlas import atlas
from parvis.asks.forms.desk import AnsweringForm, PermissionForm, RejectingForm, SortingForm
from parvis.asks.models import Ask, Route
from parvis.asks.queries.desk import QUEUES, first_queue, queue_of, tabs
from parvis.asks.queries.translations import rows_of, said_of
from parvis.asks.replies import language_of, replies_to
from parvis.asks.rules import (
    may_acknowledge,
    may_answer,
    may_close,
    may_keep_sources,
    may_see_desk,
    may_sort,
    may_translate,
)
from parvis.core.editing import filled
from parvis.core.receipts import NotAReceipt, format_code, read_code
from parvis.core.rules import Refused
from parvis.record import entries_of
from parvis.record.sentences import role_words, sentence_of

MOST_AT_ONCE = 200


def require_desk(request: HttpRequest) -> None:
    """Refuse whoever has no part in asks."""
    may_see_desk(request.user).admit()


@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what stands in one queue."""
    require_desk(request)
    queue = request.GET.get("queue", "")
    queue = queue if queue in QUEUES else first_queue(request.user)
    page = queue_of(request.user, queue, request.GET.get("after", ""))
    context = {
        "page": page,
        "rows": rows_of(page.rows),
        "queue": queue,
        "tabs": tabs(request.user, queue),
        "rejecting": RejectingForm(),
        "may_keep_sources": may_keep_sources(request.user),
    }
    return render(request, "asks/desk/inbox.html", context)


@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """Do one thing with each ask that is ticked; what is refused is said once for each reason."""
    require_desk(request)
    queue = request.POST.get("queue", "")
    numbers = [int(value) for value in request.POST.getlist("ask") if value.isascii() and value.isdecimal()]
    found = Ask.objects.handled_by(request.user).filter(pk__in=numbers[:MOST_AT_ONCE]).prefetch_related("routes")
    do = _deed(request, request.POST.get("step", ""))
    done, refused = 0, {}
    for each in found:
        try:
            done += do(each) is not None
        except Refused as refusal:
            refused[str(refusal.reason)] = refused.get(str(refusal.reason), 0) + 1
    if done:
        words = ngettext("Done with %(count)d ask.", "Done with %(count)d asks.", done)
        messages.success(request, words % {"count": done})
    for reason, count in refused.items():
        messages.error(request, reason if count == 1 else f"{reason} (× {count})")
    if not done and not refused:
        messages.error(request, _("Tick at least one."))
    return redirect(reverse("desk_asks", query={"queue": queue} if queue in QUEUES else None))


@never_cache
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show an ask to those who sort or answer it, and do what they decide."""
    found = ask_of(request, code)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    forms = {
        "sort": SortingForm(atlas(), request.POST if step == "sort" else None, ask=found),
        "reject": RejectingForm(request.POST if step == "reject" else None),
        "permission": PermissionForm(request.POST if step == "permission" else None, saved=permission_of(found)),
        "answer": AnsweringForm(request.POST if step == "answer" else None),
    }
    if step and _decided(request, found, step, forms):
        return redirect("desk_ask", format_code(found.code))
    status = 409 if getattr(forms.get(step), "overtaken", None) else 422 if step else 200
    return render(request, "asks/desk/ask.html", _context(request, found, step, forms), status=status)


def ask_of(request: HttpRequest, code: str) -> Ask:
    """Return the ask a receipt is for, with its routes, or answer 404 when it is not on this person's desk."""
    require_desk(request)
    try:
        receipt = read_code(code)
    except NotAReceipt:
        raise Http404 from None
    handled = Ask.objects.handled_by(request.user).select_related("duplicate_of", "source")
    return get_object_or_404(
        handled.prefetch_related("routes__place", "routes__contribution__consultation"), code=receipt
    )


def _context(request: HttpRequest, found: Ask, step: str, forms: dict[str, Any]) -> dict[str, Any]:
    routes = list(found.routes.all())
    for route in routes:
        route.ask = found
    may, answering = bool(may_sort(request.user, found)), forms["answer"]
    return {
        "ask": found,
        "said": said_of(found, routes),
        "may_translate": may_translate(request.user, found),
        "routes": [
            {
                "route": route,
                "may_acknowledge": not route.acknowledged_at and may_acknowledge(request.user, route),
                "may_answer": (answering.errors or not route.answered_at) and may_answer(request.user, route),
            }
            for route in routes
        ],
        "may_sort": may,
        "may_close": found.status in ("acknowledged", "answered") and may_close(request.user, found),
        "forms": forms,
        "form": forms.get(step),
        "replies": replies_to(found) if may and found.text else [],
        "reply_language": language_of(found),
        "entries": [
            (entry, sentence_of(entry.verb, entry.facts), role_words(entry.role))
            for entry in entries_of(found).order_by("-seq")
        ],
    }


def _decided(request: HttpRequest, found: Ask, step: str, forms: dict[str, Any]) -> bool:
    """Do one thing; tell whether it is settled, which it is not when a form has to be corrected."""
    if step in forms:
        done = filled(forms[step], lambda typed: _deed(request, step, **typed)(found))
        if done is None:
            return False
        messages.success(request, _("Saved."))
        return True
    try:
        if _deed(request, step)(found) is not None:
            messages.success(request, _("Saved."))
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    return True


def _deed(request: HttpRequest, step: str, **said: Any) -> Callable[[Ask], Any]:
    """Return what a step does with an ask; nothing, when there is no such step."""
    by = request.user
    if step == "reject" and "reason" not in said:
        said = {"reason": request.POST.get("reason", "")}
    deeds: dict[str, Callable[[Ask], Any]] = {
        "accept": lambda ask: actions.accept(ask, by=by),
        "route": lambda ask: actions.route(ask, by=by),
        "accept_and_route": lambda ask: actions.route(ask, by=by, accepting=True),
        "reject": lambda ask: actions.reject(ask, by=by, **said),
        "reconsider": lambda ask: actions.reconsider(ask, by=by),
        "sort": lambda ask: actions.sort(ask, by=by, **said),
        "permission": lambda ask: actions.note_permission(ask, by=by, **said),
        "withdraw": lambda ask: actions.withdraw(ask, by=by),
        "close": lambda ask: actions.close(ask, by=by),
        "acknowledge": lambda ask: [actions.acknowledge(route, by=by) for route in _own(request, ask)] or None,
        "answer": lambda ask: [actions.answer(route, by=by, **said) for route in _own(request, ask)] or None,
    }
    return deeds.get(step, lambda ask: None)


def _own(request: HttpRequest, ask: Ask) -> list[Route]:
    """Return the route named on the page, else those of an ask that are this person's to acknowledge."""
    routes = list(ask.routes.select_related("ask", "place", "contribution"))
    named = request.POST.get("route", "")
    if named:
        return [route for route in routes if str(route.pk) == named]
    return [route for route in routes if may_acknowledge(request.user, route)]
