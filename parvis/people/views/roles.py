"""Who does what in a place: roles, invitations and institutions, for those who convene."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.core.rules import Refused
from parvis.people import actions, rules
from parvis.people.forms import InvitationForm, OrganisationForm
from parvis.people.models import Invitation, digest_of
from parvis.people.views.attempts import RENEWED, SENT, WITHDRAWN, attempt
from parvis.places.models import Place


@never_cache
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who holds which role in a place, and invite others."""
    place = _place(request, slug)
    form = InvitationForm(request.POST or None, place=place, by=request.user, initial={"language": "en"})
    if form.is_valid():
        try:
            actions.invite(place, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, SENT)
            return redirect("people", slug)
    roles = place.roles.current().select_related("person", "organisation").order_by("kind", "since")
    context = {
        "place": place,
        "form": form,
        "roles": roles,
        "given": rules.kinds_given_by(request.user, place),
        "invitations": place.invitations.unsettled().select_related("organisation"),
    }
    return render(request, "people/people.html", context)


@require_POST
@never_cache
def end_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End somebody's role in a place."""
    place = _place(request, slug)
    role = get_object_or_404(place.roles.select_related("place", "person"), pk=pk)
    attempt(request, lambda: actions.end_role(role, by=request.user), _("The role has ended."))
    return redirect("people", slug)


@require_POST
@never_cache
def renew_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send an invitation again."""
    place = _place(request, slug)
    invitation = get_object_or_404(place.invitations.select_related("place", "organisation"), pk=pk)
    attempt(request, lambda: actions.renew_invitation(invitation, by=request.user), RENEWED)
    return redirect("people", slug)


@require_POST
@never_cache
def withdraw_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    place = _place(request, slug)
    invitation = get_object_or_404(place.invitations.select_related("place"), pk=pk)
    attempt(request, lambda: actions.withdraw_invitation(invitation, by=request.user), WITHDRAWN)
    return redirect("people", slug)


@never_cache
def add_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an institution or organisation to a place."""
    place = _place(request, slug)
    form = OrganisationForm(request.POST or None, place=place)
    if form.is_valid():
        actions.add_organisation(place, by=request.user, **form.cleaned_data)
        return redirect("people", slug)
    return render(request, "people/add_organisation.html", {"place": place, "form": form})


@login_not_required
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what one is invited to, and take it up; only who signs in with the invited address can."""
    offered = Invitation.objects.select_related("place", "organisation")
    found = offered.filter(token_digest=digest_of(token)).first()
    if found is None:
        return render(request, "people/no_such_invitation.html", status=404)
    verdict = rules.may_accept(request.user, found)
    refused = None
    if request.method == "POST" and request.user.is_authenticated:
        try:
            role = actions.accept_invitation(found, by=request.user)
        except Refused as refusal:
            refused = refusal
        else:
            messages.success(request, _("Welcome. You are now: %(role)s.") % {"role": role.get_kind_display()})
            return redirect("you")
    context = {"invitation": found, "verdict": verdict, "refused": refused}
    status = 200 if found.is_open and not refused else 409
    response = render(request, "people/invitation.html", context, status=status)
    # The address of this page is a secret. Not "no-referrer": a browser would then not say where the form comes from,
    # and the form would be refused.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _place(request: HttpRequest, slug: str) -> Place:
    """Find the place; for those who may not see its people there is none."""
    place = get_object_or_404(Place, slug=slug)
    if not rules.may_see_people(request.user, place):
        raise Http404
    return place
