"""Signing in by a code, again for a grave step, and out; the passkey button posts to allauth's own view."""

from http import HTTPStatus

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.core.limits import again_in, client_prefix, too_many
from parvis.core.rules import Refused
from parvis.people import signing_in
from parvis.people.adapters import is_own_address
from parvis.people.forms import AddressForm, CodeForm
from parvis.people.models import Person


@login_not_required
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send a code there; the answer is the same whether we know it or not."""
    if request.user.is_authenticated:
        return redirect(_next(request) or reverse("you"))
    form = AddressForm(request.POST or None, initial={"email": signing_in.awaited_address(request.session)})
    if form.is_valid():
        try:
            return _send(request, form.cleaned_data["email"])
        except Refused as refused:
            form.add_error(None, f"{refused} {again_in(signing_in.LIFE)}")
            return _page(request, "sign_in", form, status=429)
    return _page(request, "sign_in", form)


@login_not_required
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Take the code and sign the person in."""
    if request.user.is_authenticated:
        return redirect(_next(request) or reverse("you"))
    email = signing_in.awaited_address(request.session)
    if not email:
        return redirect(_with_next(request, "account_login"))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            person = signing_in.check_code(request.session, form.cleaned_data["code"], language=_language())
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            return _enter(request, person)
    return _page(request, "code", form, email=email)


@never_cache
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Say why a recent sign-in is asked for; when agreed, sign out and send a new code at once."""
    if request.method != "POST":
        return render(request, "people/sign_in_again.html", {"next": _next(request)})
    email, target = request.user.email, _next(request)
    logout(request)
    try:
        signing_in.send_code(request.session, email, network=client_prefix(request), language=_language())
    except Refused as refused:
        return _page(request, "sign_in", AddressForm(initial={"email": email}), status=429, refused=refused)
    return redirect(f"{reverse('sign_in_code')}?{urlencode({'next': target})}")


@login_not_required
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask, then sign out; by POST only, so that no link does it."""
    if request.method == "POST":
        logout(request)
    if not request.user.is_authenticated:
        return redirect(settings.LOGOUT_REDIRECT_URL)
    return render(request, "people/sign_out.html")


@login_not_required
@never_cache
@require_safe
def inactive(request: HttpRequest) -> HttpResponse:
    """Say that an account has been closed."""
    return render(request, "people/inactive.html", status=403)


def enter_as(request: HttpRequest, person: Person, method: str) -> HttpResponse:
    """Sign a person in who has been recognised by `method`, and send them where they were going."""
    record_authentication(request, person, method=method)
    return perform_login(request, Login(user=person, email=person.email, redirect_url=_next(request) or None))


def _enter(request: HttpRequest, person: Person) -> HttpResponse:
    return enter_as(request, person, "code")


def _send(request: HttpRequest, email: str) -> HttpResponse:
    signing_in.send_code(request.session, email, network=client_prefix(request), language=_language())
    return redirect(_with_next(request, "sign_in_code"))


def _page(request: HttpRequest, name: str, form: object, status: int = 200, **rest: object) -> HttpResponse:
    context = {"form": form, "next": _next(request), **rest}
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return too_many(request, f"people/{name}.html", signing_in.LIFE, context)
    return render(request, f"people/{name}.html", context, status=status)


def _next(request: HttpRequest) -> str:
    """Return where the visitor was going, if that is a page of this site."""
    target = request.POST.get("next") or request.GET.get("next", "")
    return target if is_own_address(target) else ""


def _with_next(request: HttpRequest, route: str) -> str:
    target = _next(request)
    return f"{reverse(route)}?{urlencode({'next': target})}" if target else reverse(route)


def _language() -> str:
    return get_language() or "en"
