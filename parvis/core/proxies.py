"""Whom to believe about where a request comes from."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


def believe_trusted_proxies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: take the visitor's address from the proxies in PARVIS_TRUSTED_PROXIES, and from nobody else."""

    def respond(request: HttpRequest) -> HttpResponse:
        meta = request.META
        if is_trusted(meta.get("REMOTE_ADDR", "")):
            meta["REMOTE_ADDR"] = visitor(meta["REMOTE_ADDR"], meta.get("HTTP_X_FORWARDED_FOR", ""))
        else:
            for header in FORWARDED:
                meta.pop(header, None)
        return get_response(request)

    return respond


def is_trusted(address: str) -> bool:
    """Whether `address` is one of the proxies this site was told about."""
    try:
        seen = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(seen in network for network in settings.TRUSTED_PROXIES)


def visitor(nearest: str, forwarded_for: str) -> str:
    """The last address a trusted proxy saw: what stands further left was written by the visitor."""
    for address in reversed([part.strip() for part in forwarded_for.split(",") if part.strip()]):
        try:
            ipaddress.ip_address(address)
        except ValueError:
            return nearest
        nearest = address
        if not is_trusted(address):
            return address
    return nearest
