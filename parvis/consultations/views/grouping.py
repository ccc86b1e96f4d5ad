"""The desk where what says the same is grouped: proposed by the words, previewed, decided by a person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.consultations import actions
from parvis.consultations.models import Contribution, Group
from parvis.consultations.queries import groups as queries
from parvis.consultations.queries.rows import said_by
from parvis.consultations.rules import may_group
from parvis.consultations.views.asking import contribution_of
from parvis.core.receipts import format_code
from parvis.core.rules import Refused


@never_cache
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """List what the words propose to group, or the groups that stand."""
    consultations = queries.consultations_grouped_by(request.user)
    if not consultations and not request.user.is_keeper:
        raise PermissionDenied(_("This page is for moderators, conveners and responders."))
    is_grouped = request.GET.get("show") == "grouped"
    read: Any = queries.groups_of if is_grouped else queries.proposals
    page = read(consultations, request.GET.get("after", ""))
    tabs = [
        {"href": "?", "words": _("Proposed"), "is_current": not is_grouped},
        {"href": "?show=grouped", "words": _("Grouped"), "is_current": is_grouped},
    ]
    return render(request, "consultations/said_alike.html", {"page": page, "is_grouped": is_grouped, "tabs": tabs})


@never_cache
def proposal(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show what could be grouped with one contribution, and do what somebody decides."""
    lead = contribution_of(receipt)
    may_group(request.user, lead.consultation).admit()
    # Responders group too, and read only what everybody can.
    if not Contribution.objects.visible_to(request.user).filter(pk=lead.pk).exists():
        raise PermissionDenied(CANNOT_BE_READ)
    found = queries.group_with(lead)
    if found and found.lead_id != lead.pk:
        return redirect("desk_alike_one", format_code(found.lead.code))
    step = request.POST.get("step", "") if request.method == "POST" else ""
    members = queries.chosen(lead, _ticked(request)) if step else []
    if step in _STEPS:
        _decide(request, lead, found, members, step)
        return redirect("desk_alike_one", format_code(lead.code))
    if step == "preview" and not members:
        messages.error(request, str(actions.NOTHING_TO_GROUP))
    context: dict[str, Any] = {"lead": lead, "group": found, "members": members}
    if step == "preview" and members:
        return render(
            request, "consultations/group_preview.html", context | {"preview": queries.preview_of(lead, members)}
        )
    page = queries.members_page(found, request.GET.get("after", "")) if found else None
    context |= {"candidates": queries.candidates(lead) if _is_readable(lead) else [], "page": page}
    return render(request, "consultations/group.html", context)


CANNOT_BE_READ = _lazy("This contribution cannot be read at the moment.")
_STEPS = {"group", "apart", "ungroup", "take_out"}


def _decide(
    request: HttpRequest, lead: Contribution, found: Group | None, members: list[Contribution], step: str
) -> None:
    """Do one thing, and say what was done or why it was not."""
    try:
        if step == "group":
            group = actions.group(lead, by=request.user, members=members)
            messages.success(request, said_by(group.people, group.size))
        elif step == "apart":
            count = actions.keep_apart(lead, by=request.user, members=members)
            words = ngettext("%(count)d will not be proposed again.", "%(count)d will not be proposed again.", count)
            messages.success(request, words % {"count": count})
        elif step == "take_out":
            for each in members:
                actions.take_out(each, by=request.user)
            messages.success(request, _("Taken out: it stands for itself again."))
        elif found:
            actions.ungroup(found, by=request.user)
            messages.success(request, _("The group is undone: each stands for itself again."))
    except Refused as refusal:
        messages.error(request, str(refusal))


def _is_readable(lead: Contribution) -> bool:
    return lead.status == Contribution.Status.PUBLISHED


def _ticked(request: HttpRequest) -> list[int]:
    values = request.POST.getlist("contribution")
    return [int(value) for value in values if value.isascii() and value.isdecimal()][: actions.MOST_GROUPED]
