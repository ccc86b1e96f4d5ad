"""How allauth, which signs people in and keeps their passkeys, is fitted to this site."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.core.limits import client_prefix


class AccountAdapter(DefaultAccountAdapter):
    """A code or a passkey is enough to sign in; all other words and mails are ours."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This passkey was not recognised. Try again, or sign in with a code."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes, then try again."),
    }

    def get_login_stages(self) -> list[str]:
        """A passkey takes the place of the code, it does not come on top: losing it locks nobody out."""
        return []

    def is_reauthentication_required(self, app: str) -> bool:
        """Our own pages ask for a recent sign-in where it matters (see `views.freshly_signed_in`)."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever signs in without having been on the way elsewhere arrives at their own page."""
        return reverse("you")

    def is_safe_url(self, url: str) -> bool:
        """Only addresses on this site are followed, and only relative ones."""
        return is_own_address(url)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the network somebody comes from, never their whole address: it is kept with their sessions."""
        network = client_prefix(request).partition("/")[0]
        return network if network != "unknown" else "0.0.0.0"  # noqa: S104 - told, not listened on

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **rest: Any
    ) -> None:
        """Show our sentences only: a template of allauth's would not be in our words."""
        if message:
            super().add_message(request, level, message=message)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing leaves by this way: mails are posted by our own functions."""


class PasskeyAdapter(DefaultMFAAdapter):
    """Names what the browser shows when it makes a passkey."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This passkey was not recognised. Try again, or sign in with a code."),
    }

    def _get_site_name(self) -> str:
        return "Parvis"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Offer a name nobody needs to change."""
        return gettext("My passkey")


def is_own_address(url: str) -> bool:
    """Tell whether `url` leads to a page of this site and is written without a host."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
