"""Read what came in, and decide whether it can be read."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.consultations import actions
from parvis.consultations.forms.moderating import AppealDecisionForm, AskingForm, HidingForm, ThemesForm
from parvis.consultations.likeness import repeats_hidden
from parvis.consultations.models import Appeal, Contribution
from parvis.consultations.queries.few_sources import crowded
from parvis.consultations.queries.moderation import QUEUES, SIGNS, queue_of, waiting
from parvis.consultations.queries.similar import similar_to
from parvis.consultations.rules import may_ask_author, may_decide_appeal, may_group, may_moderate
from parvis.consultations.signs import explained, explained_of
from parvis.consultations.views.asking import contribution_of, moderated_consultations
from parvis.core.editing import filled
from parvis.core.receipts import format_code
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.record import entries_of
from parvis.record.sentences import role_words, sentence_of


@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits to be read, what was published lately, or what is hidden."""
    consultations = moderated_consultations(request)
    status = request.GET.get("status", "")
    status = status if status in QUEUES else Contribution.Status.HELD
    chosen = request.GET.get("signs", "")
    chosen = chosen if chosen in SIGNS else ""
    page = queue_of(consultations, status, request.GET.get("after", ""), chosen)
    context = {
        "page": page,
        "rows": [_row(row) for row in page.rows],
        "status": status,
        "chosen": chosen,
        "choices": [(value, words) for value, (words, _condition) in SIGNS.items()],
        "is_ticked": request.GET.get("ticked") == "all",
        "tabs": _tabs(status, waiting(consultations)),
    }
    return render(request, "consultations/moderation.html", context)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    signs = explained(row["reasons"])
    return row | {"receipt": format_code(row["code"]), "title": Words(row["title"]), "signs": signs}


@never_cache
def contribution(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show a contribution to a moderator, and do what they decide."""
    contribution = contribution_of(receipt)
    may_moderate(request.user, contribution).admit()
    step = request.POST.get("step", "") if request.method == "POST" else ""
    hiding = HidingForm(request.POST if step == "hide" else None)
    themes = ThemesForm(contribution, request.POST if step == "themes" else None)
    asking = AskingForm(request.POST if step == "ask" else None)
    appeal = Appeal.against(contribution)
    may_decide = may_decide_appeal(request.user, appeal) if appeal else None
    is_asked = may_decide and (step == "refuse" or appeal.status == Appeal.Status.OPEN)
    deciding = AppealDecisionForm(request.POST if step == "refuse" else None) if is_asked else None
    done = _decide_appeal(request, appeal, step, deciding) if appeal and step in ("grant", "refuse") else False
    if step and (done or _decide(request, contribution, step, hiding, themes, asking)):
        return redirect("moderate", format_code(contribution.code))
    context = {
        "contribution": contribution,
        "hiding": hiding,
        "themes": themes,
        "entries": [
            (entry, sentence_of(entry.verb, entry.facts), role_words(entry.role))
            for entry in entries_of(contribution).order_by("-seq")
        ],
        "form": next((form for form in (hiding, deciding, asking) if form and form.errors), themes),
        "asking": asking,
        "may_ask": may_ask_author(request.user, contribution),
        "clarifications": contribution.clarifications.all(),
        "appeal": appeal,
        "deciding": deciding,
        "may_decide": may_decide,
        "similar": similar_to(contribution.consultation, contribution.words, apart_from=contribution.code),
        "repeated": repeats_hidden(contribution.consultation, contribution.words, apart_from=contribution.code),
        "may_group": may_group(request.user, contribution.consultation),
        "crowded": crowded([contribution.consultation_id], pk=contribution.pk),
    } | explained_of(contribution)
    status = 409 if themes.overtaken else 422 if step else 200
    return render(request, "consultations/moderate.html", context, status=status)


def _decide(request: HttpRequest, contribution: Contribution, step: str, hiding: Any, themes: Any, asking: Any) -> bool:
    """Do one thing; tell whether it is settled, which it is not when a form has to be corrected."""
    try:
        if step == "publish":
            actions.publish(contribution, by=request.user)
            messages.success(request, _("Published."))
        elif step == "restore":
            actions.restore(contribution, by=request.user)
            messages.success(request, _("Restored: everybody can read it again."))
        elif step == "hide" and filled(hiding, lambda typed: actions.hide(contribution, by=request.user, **typed)):
            messages.success(request, _("Hidden. The reason is public, and the author is told when we can reach them."))
        elif step == "themes" and filled(
            themes, lambda typed: actions.change_themes(contribution, by=request.user, **typed)
        ):
            messages.success(request, _("The themes are changed."))
        elif step == "ask" and filled(asking, lambda typed: actions.ask_author(contribution, by=request.user, **typed)):
            messages.success(request, _("Asked. It comes back to you when its author replies, or in a week."))
        else:
            return False
    except Refused as refusal:
        messages.error(request, str(refusal))
    return True


def _decide_appeal(request: HttpRequest, appeal: Appeal, step: str, deciding: AppealDecisionForm | None) -> bool:
    """Decide an appeal; tell whether it is settled, which it is not when the sentence has to be corrected."""
    try:
        if step == "grant":
            actions.grant_appeal(appeal, by=request.user)
            messages.success(request, _("Restored: everybody can read it again."))
        elif deciding is None:
            may_decide_appeal(request.user, appeal).enforce()
            messages.error(request, _("This appeal has been decided already."))
        elif filled(deciding, lambda typed: actions.refuse_appeal(appeal, by=request.user, **typed)):
            messages.success(request, _("It stays hidden. The reason is public, and the author is told."))
        else:
            return False
    except Refused as refusal:
        messages.error(request, str(refusal))
    return True


def _tabs(status: str, waiting: int) -> list[dict[str, Any]]:
    return [
        {
            "href": f"?status={value}",
            "words": words,
            "is_current": value == status,
            "count": waiting if value == Contribution.Status.HELD else None,
        }
        for value, (words, _order) in QUEUES.items()
    ]
