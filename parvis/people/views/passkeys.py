"""Passkeys on one's own page: make, rename, remove. allauth checks what the browser answers."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from allauth.mfa.webauthn.internal.auth import WebAuthn, begin_registration
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.core.mail import post
from parvis.people.forms import PasskeyNameForm
from parvis.people.models import Person
from parvis.people.views.freshness import freshly_signed_in

MOST = 20


class AddPasskeyForm(PasskeyNameForm, SignupWebAuthnForm):
    """A name, and what the browser answered; allauth verifies it against the challenge of this session."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # The device has made the passkey before its name is read: without a name it gets one.
        self.fields["name"].required = False


@never_cache
@freshly_signed_in
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Make a passkey in this browser."""
    if _passkeys(request.user).count() >= MOST:
        messages.error(request, _("You have many passkeys. Remove one you no longer use first."))
        return redirect("you")
    form = AddPasskeyForm(request.POST or None, user=request.user)
    if form.is_valid():
        _keep(request.user, form.cleaned_data["name"], form.cleaned_data["credential"])
        messages.success(request, _("The passkey is ready. You can sign in with it from now on."))
        return redirect("you")
    options = {"creation_options": begin_registration(request.user, passwordless=True)}
    return render(request, "people/add_passkey.html", {"form": form, "options": options})


@never_cache
@freshly_signed_in
def rename_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a passkey another name."""
    passkey = get_object_or_404(_passkeys(request.user), pk=pk)
    form = PasskeyNameForm(request.POST or None, initial={"name": str(passkey)})
    if form.is_valid():
        passkey.wrap().name = form.cleaned_data["name"]
        passkey.save(update_fields=["data"])
        return redirect("you")
    return render(request, "people/rename_passkey.html", {"form": form, "passkey": passkey})


@never_cache
@freshly_signed_in
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then remove a passkey; signing in by code remains."""
    passkey = get_object_or_404(_passkeys(request.user), pk=pk)
    if request.method == "POST":
        passkey.delete()
        messages.success(request, _("The passkey is removed. Delete it from your device too."))
        return redirect("you")
    return render(request, "people/remove_passkey.html", {"passkey": passkey})


@transaction.atomic
def _keep(person: Person, name: str, credential: dict[str, Any]) -> None:
    """Keep a passkey, and tell the person by mail: if it was not them, somebody else has their session."""
    passkey = WebAuthn.add(person, name, credential).instance
    post(
        to=person.email,
        kind="account.passkey_added",
        key=f"passkey {passkey.pk}",
        language=person.language,
        context={"name": name},
    )


def _passkeys(person: Person):
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
