"""Who is of the support unit and who keeps the site: roles and invitations no place gives, for the keeper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.core.keeping import keeper_page
from parvis.core.rules import Refused
from parvis.people import actions, rules
from parvis.people.forms import EndForm, SiteInvitationForm
from parvis.people.models import Invitation, SiteRole
from parvis.people.views.attempts import RENEWED, SENT, WITHDRAWN, attempt

_ENDED_SHOWN = 50


@keeper_page
def people(request: HttpRequest) -> HttpResponse:
    """Show who is of the support unit and who keeps the site, and invite others."""
    form = SiteInvitationForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if form.is_valid():
        try:
            actions.invite_to_site(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, SENT)
            return redirect("site_people")
    roles = SiteRole.objects.select_related("person")
    context = {
        "form": form,
        "roles": roles.current().order_by("kind", "since"),
        "ended": roles.ended().order_by("-until")[:_ENDED_SHOWN],
        "invitations": Invitation.objects.unsettled().to_the_site(),
    }
    return render(request, "people/site_people.html", context)


@keeper_page
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """End somebody's role for the site, at once or after a last day."""
    role = get_object_or_404(SiteRole.objects.current().select_related("person"), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"last_day": role.last_day})
    verdict = rules.may_end_for_the_site(request.user, role)
    if form.is_valid():
        try:
            actions.end_site_role(role, by=request.user, last_day=form.cleaned_data["last_day"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved.") if role.is_current else _("The role has ended."))
            request.user.forget_roles()
            return redirect("site_people" if request.user.is_keeper else "you")
    return render(request, "people/end_site_role.html", {"role": role, "form": form, "verdict": verdict})


@require_POST
@keeper_page
def renew_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again."""
    invitation = get_object_or_404(Invitation.objects.to_the_site(), pk=pk)
    attempt(request, lambda: actions.renew_invitation(invitation, by=request.user), RENEWED)
    return redirect("site_people")


@require_POST
@keeper_page
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation.objects.to_the_site(), pk=pk)
    attempt(request, lambda: actions.withdraw_invitation(invitation, by=request.user), WITHDRAWN)
    return redirect("site_people")
