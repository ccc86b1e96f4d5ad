"""Read what waits, one contribution after the other, and decide with a key each."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.consultations import actions
from parvis.consultations.forms.moderating import AskingForm, HidingForm, SortingForm
from parvis.consultations.likeness import repeats_hidden
from parvis.consultations.models import Contribution
from parvis.consultations.queries.moderation import next_to_read, waiting
from parvis.consultations.queries.similar import similar_to
from parvis.consultations.rules import may_ask_author, may_group, may_moderate
from parvis.consultations.signs import explained_of
from parvis.consultations.views.asking import contribution_of, moderated_consultations
from parvis.core.editing import filled
from parvis.core.receipts import NotAReceipt, format_code, read_code
from parvis.core.rules import Refused

# What each decision has to be told beside the themes and the language.
_FORMS: dict[str, type[Form]] = {"hide": HidingForm, "ask": AskingForm}
_STEPS = ("publish", "group", *_FORMS)


@never_cache
def read(request: HttpRequest) -> HttpResponse:
    """Show the next contribution that waits to be read, and do what is decided about it."""
    consultations = moderated_consultations(request)
    if request.method == "POST":
        return _decide(request, consultations)
    contribution = next_to_read(consultations, request.GET.get("after", ""))
    return _show(request, contribution, waiting(consultations))


def _show(
    request: HttpRequest,
    contribution: Contribution | None,
    waiting: int,
    sorting: SortingForm | None = None,
    more: Form | None = None,
) -> HttpResponse:
    done = _receipt(request, "done")
    context: dict[str, Any] = {"contribution": contribution, "waiting": waiting, "done": done}
    # What nobody can read yet is not grouped.
    context["may_group"] = (
        done and done.status == Contribution.Status.PUBLISHED and may_group(request.user, done.consultation)
    )
    if contribution is not None:
        context["hiding"] = more if isinstance(more, HidingForm) else HidingForm()
        context["asking"] = more if isinstance(more, AskingForm) else AskingForm()
        context["sorting"] = sorting or SortingForm(contribution)
        context["form"] = more if more and more.errors else context["sorting"]
        context["may_ask"] = may_ask_author(request.user, contribution)
        context["clarifications"] = contribution.clarifications.all()
        said = {"words": contribution.words, "apart_from": contribution.code}
        context["similar"] = similar_to(contribution.consultation, **said)
        context |= explained_of(contribution)
        context["repeated"] = repeats_hidden(contribution.consultation, **said)
    status = 409 if sorting and sorting.overtaken else 422 if sorting else 200
    return render(request, "consultations/reading_desk.html", context, status=status)


def _decide(request: HttpRequest, consultations: list[int]) -> HttpResponse:
    contribution = contribution_of(request.POST.get("receipt", ""))
    may_moderate(request.user, contribution).admit()
    step = request.POST.get("step", "")
    if step == "undo":
        return _take_back(request, contribution)
    if step not in _STEPS:
        return redirect(_next(contribution))
    sorting = SortingForm(contribution, request.POST)
    more = _FORMS[step](request.POST) if step in _FORMS else None
    if not all(form.is_valid() for form in (sorting, more) if form is not None):
        return _show(request, contribution, waiting(consultations), sorting, more)
    sorting.button = ("step", step)
    if filled(sorting, lambda typed: _do(request, contribution, typed, step, more)):
        if step == "ask":
            messages.success(request, _("Asked. It comes back to you when its author replies, or in a week."))
            return redirect(_next(contribution))
        return redirect(_next(contribution, done=format_code(contribution.code)))
    return _show(request, contribution, waiting(consultations), sorting, more)


@transaction.atomic
def _do(
    request: HttpRequest, contribution: Contribution, sorted_as: dict[str, Any], step: str, more: Form | None
) -> Any:
    seen = sorted_as["seen"]
    actions.change_language(contribution, by=request.user, language=sorted_as["language"], seen=seen)
    actions.change_themes(contribution, by=request.user, themes=sorted_as["themes"], seen=seen)
    if step == "publish":
        return actions.publish(contribution, by=request.user)
    if step == "group":
        return actions.publish_into(contribution, by=request.user, beside=_beside(request))
    act = actions.hide if step == "hide" else actions.ask_author
    return act(contribution, by=request.user, **more.cleaned_data)


def _beside(request: HttpRequest) -> Contribution:
    """Return the contribution, among those shown beside, that was chosen."""
    if not (receipt := request.POST.get("beside", "")):
        raise Refused(actions.NOTHING_TO_GROUP)
    return contribution_of(receipt)


def _take_back(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    try:
        with transaction.atomic():
            # Published into a group, it is taken out of it first.
            actions.take_out(contribution, by=request.user)
            actions.take_back(contribution, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('reading_desk')}?after={contribution.pk - 1}")


def _next(contribution: Contribution, **more: str) -> str:
    return reverse("reading_desk", query={"after": contribution.pk, **more})


def _receipt(request: HttpRequest, name: str) -> Contribution | None:
    """Return the contribution decided a moment ago, to be taken back if it was a slip."""
    try:
        code = read_code(request.GET.get(name, ""))
    except NotAReceipt:
        return None
    found = Contribution.objects.filter(code=code).exclude(status=Contribution.Status.HELD)
    contribution = found.select_related("consultation__cycle__place").first()
    return contribution if contribution and may_moderate(request.user, contribution) else None
