"""One's own page: who one is here, what we hold, taking it away, and leaving."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parvis.core import clock
from parvis.core.limits import allow
from parvis.people import actions, exports, rules
from parvis.people.blocks import blocks_of
from parvis.people.erasures import Choices
from parvis.people.forms import ErasureForm, ProfileForm
from parvis.people.models import Role, SiteRole
from parvis.people.views.attempts import attempt
from parvis.people.views.freshness import freshly_signed_in

MOST_EXPORTS_A_DAY = 5


@never_cache
def you(request: HttpRequest) -> HttpResponse:
    """Show a person what we hold of them, and let them change it."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("you")
    if form.errors:
        request.user.refresh_from_db()
    context = {
        "form": form,
        "roles": request.user.current_roles,
        "site_roles": request.user.current_site_roles,
        "passkeys": Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN),
        "session_count": UserSession.objects.filter(user=request.user).count(),
        "blocks": blocks_of(request.user),
    }
    return render(request, "people/you.html", context)


@require_POST
@never_cache
def leave_role(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own roles."""
    role = get_object_or_404(Role.objects.select_related("place"), pk=pk, person=request.user)
    attempt(request, lambda: actions.end_role(role, by=request.user), _("This role has ended."))
    return redirect("you")


@require_POST
@never_cache
def leave_site_role(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own roles for the whole site."""
    role = get_object_or_404(SiteRole.objects.select_related("person"), pk=pk, person=request.user)
    attempt(request, lambda: actions.end_site_role(role, by=request.user), _("This role has ended."))
    return redirect("you")


@never_cache
@freshly_signed_in
def export(request: HttpRequest) -> HttpResponse:
    """Hand a person everything we hold of them; nobody keeps a copy on the way."""
    if request.method != "POST":
        return render(request, "people/export.html")
    if not allow("people.export", str(request.user.pk), MOST_EXPORTS_A_DAY, timedelta(days=1)):
        messages.error(request, _("You have taken several copies today. Come back tomorrow for another one."))
        return redirect("you")
    name = f"parvis-{clock.now():%Y-%m-%d}.zip"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
    }
    return HttpResponse(exports.archive(request.user), content_type="application/zip", headers=headers)


@never_cache
@freshly_signed_in
def erase(request: HttpRequest) -> HttpResponse:
    """Explain what is erased and what stays, then erase it."""
    verdict = rules.may_erase(request.user, request.user)
    form = ErasureForm(request.POST or None, person=request.user)
    if verdict and form.is_valid():
        choices = Choices(words_too=form.cleaned_data["words"] == "erase")
        actions.erase_person(request.user, by=request.user, choices=choices)
        logout(request)
        return redirect("erased")
    return render(request, "people/erase.html", {"form": form, "verdict": verdict})


@login_not_required
@never_cache
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say goodbye."""
    return render(request, "people/erased.html")
