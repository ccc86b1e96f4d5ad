"""The desk of those who answer: what waits, gathered into answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parvis.commitments import actions
from parvis.commitments.forms.answers import NewAnswerForm
from parvis.commitments.forms.choosing import WaitingChoosingForm
from parvis.commitments.models import Response
from parvis.commitments.queries import waiting as queries
from parvis.commitments.rules import may_change_response, may_convene, may_see_answers_desk
from parvis.commitments.views.acting import attempt, not_open, ticked, visible_cycle
from parvis.core import clock
from parvis.cycles.models import Cycle
from parvis.themes.models import Theme


@require_safe
@never_cache
def waiting(request: HttpRequest, cycle: str) -> HttpResponse:
    """List what waits for an answer, to tick and take."""
    found = visible_cycle(request, cycle)
    if not (verdict := may_see_answers_desk(request.user, found)):
        return not_open(request, verdict)
    on = clock.now().astimezone(found.place.zone).date()
    choice = queries.read_choice(request.GET)
    shown = queries.waiting_page(found, choice, on)
    under_way = queries.under_way(found)
    institutions = queries.institutions_for(request.user, found)
    context = {
        "cycle": found,
        "choice": choice,
        "shown": shown,
        "page": shown.page,
        "most": queries.MOST,
        "numbers": queries.numbers(found, on),
        "like": queries.like(found, choice.similar),
        "form": _choosing_form(found, choice),
        "under_way": under_way,
        "may_convene": may_convene(request.user, found),
        "drafts": [each for each in under_way if may_change_response(request.user, each.response)],
        "new": NewAnswerForm(organisations=institutions) if institutions.exists() else None,
    }
    return render(request, "commitments/desk/waiting.html", context)


@require_POST
def take(request: HttpRequest, cycle: str) -> HttpResponse:
    """Take what was ticked, or all that was found, into an answer being written or a new one."""
    found = visible_cycle(request, cycle)
    chosen = wanted(request, found)
    number = request.POST.get("response", "")
    is_from_answer = request.POST.get("from") == "answer" and number.isascii() and number.isdecimal()
    if is_from_answer:
        back = reverse("desk_answer", args=[cycle, int(number)])
    else:
        back = reverse("desk_answers", args=[cycle], query=request.GET)
    if not chosen:
        messages.error(request, _("Tick at least one contribution first."))
        return redirect(back)
    if request.POST.get("act") == "new":
        response = _begin(request, found, chosen)
        return redirect("desk_answer", cycle, response.number) if response else redirect(back)
    response = _draft(found, number)
    if response is None:
        messages.error(request, _("Choose the answer to add these to."))
        return redirect(back)
    _take(request, response, chosen)
    return redirect(back)


def _choosing_form(cycle: Cycle, choice: queries.Choice) -> WaitingChoosingForm:
    themes = Theme.objects.filter(cycle_themes__cycle=cycle).order_by("cycle_themes__number")
    return WaitingChoosingForm(choice, themes, queries.languages_waiting(cycle), cycle.consultations.all())


def wanted(request: HttpRequest, cycle: Cycle) -> list[int]:
    """Return what was ticked on the list of what waits; all that was found, when that was asked for."""
    if not request.POST.get("everything"):
        return ticked(request)
    on = clock.now().astimezone(cycle.place.zone).date()
    return queries.everything(cycle, queries.read_choice(request.GET), on)


def _draft(cycle: Cycle, number: str) -> Response | None:
    if not (number.isascii() and number.isdecimal()):
        return None
    return cycle.responses.select_related("cycle__place", "organisation").filter(number=number[:9]).first()


def _begin(request: HttpRequest, cycle: Cycle, keys: list[int]) -> Response | None:
    form = NewAnswerForm(request.POST, organisations=queries.institutions_for(request.user, cycle))
    if not form.is_valid():
        messages.error(request, _("Choose in whose name the answer is given."))
        return None
    organisation = form.cleaned_data["organisation"]
    response = attempt(
        request,
        lambda: actions.draft_response(cycle, by=request.user, organisation=organisation, contributions=keys),
    )
    if response is not None:
        # Again, which takes nothing more: to hear what could not be taken, and why.
        again = actions.take_contributions(response, by=request.user, contributions=keys)
        _tell(request, response, actions.Taken(response.answers.count(), again.left_out))
    return response


def _take(request: HttpRequest, response: Response, keys: list[int]) -> None:
    taken = attempt(request, lambda: actions.take_contributions(response, by=request.user, contributions=keys))
    if taken is not None:
        _tell(request, response, taken)


def _tell(request: HttpRequest, response: Response, taken: actions.Taken) -> None:
    if taken.count:
        sentence = ngettext(
            "%(count)d contribution is now in %(answer)s.",
            "%(count)d contributions are now in %(answer)s.",
            taken.count,
        )
        messages.success(request, sentence % {"count": taken.count, "answer": response})
    for reason in taken.left_out:
        messages.warning(request, reason)
