"""How often something may be done: counted for all processes together, by sources we cannot name.

A source is an address, a person or a network; only a keyed hash of it is kept, under a key that changes each day.
"""

import hashlib
import hmac
import ipaddress
import logging
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core import clock
from parvis.core.models.limits import Tally

logger = logging.getLogger("parvis.limits")

# Caches that count correctly when several processes do so at once. Files and memory do not; the database does.
_COUNTING_CACHES = ("redis.RedisCache", "memcached.PyMemcacheCache", "memcached.PyLibMCCache")
# The part of an address that belongs to one household, company or village.
_PREFIXES = {4: 24, 6: 48}
HOUR = timedelta(hours=1)
WRONG_RECEIPTS = 10


def allow(name: str, key: str, limit: int, per: timedelta) -> bool:
    """Count one more `name` by `key`; tell whether that makes at most `limit` in the present span of length `per`.

    Ask outside a transaction that may be rolled back. Above a limit, prefer friction to refusal when `key` is a
    network: many people share one.
    """
    token, ends_at = _span(name, key, per)
    return _add_one(token, ends_at) <= limit


def is_exhausted(name: str, key: str, limit: int, per: timedelta) -> bool:
    """Tell whether `limit` was reached in the present span, counting nothing."""
    token, _ends_at = _span(name, key, per)
    reached = _in_cache(lambda: int(cache.get(token, 0)) >= limit)
    if reached is not None:
        return reached
    return Tally.objects.filter(token=token, count__gte=limit).exists()


def retry_after(per: timedelta) -> int:
    """Return the seconds until the present span ends, for a `Retry-After` header."""
    seconds = per.total_seconds()
    return math.ceil(seconds - clock.now().timestamp() % seconds)


def too_many(
    request: HttpRequest, template: str, per: timedelta, context: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer that there was too much in the present span of length `per`, and when to come back."""
    response = render(request, template, context, status=429)
    response.headers["Retry-After"] = str(retry_after(per))
    return response


def may_guess_again(request: HttpRequest) -> bool:
    """Count one more receipt that is none of ours; tell whether its network may go on guessing this hour."""
    return allow("receipt", client_prefix(request), WRONG_RECEIPTS, HOUR)


def client_prefix(request: HttpRequest) -> str:
    """Return the network a request comes from: the first 24 bits of an IPv4 address, 48 of an IPv6 address.

    The address is the visitor's: the middleware has taken it from trusted proxies, and from nobody else.
    """
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, _PREFIXES[address.version]), strict=False))


def forget_what_is_over() -> None:
    """Erase the counts of spans that have ended."""
    Tally.objects.filter(ends_at__lt=clock.now()).delete()


def _span(name: str, key: str, per: timedelta) -> tuple[str, datetime]:
    now, seconds = clock.now(), per.total_seconds()
    number = int(now.timestamp() // seconds)
    today = hmac.digest(settings.SECRET_KEY.encode(), f"limits {now:%Y-%m-%d}".encode(), "sha256")
    token = hmac.new(today, f"{name}\0{key}\0{seconds}\0{number}".encode(), hashlib.sha256).hexdigest()
    return token, datetime.fromtimestamp((number + 1) * seconds, UTC)


def _cache_counts() -> bool:
    return str(settings.CACHES["default"]["BACKEND"]).endswith(_COUNTING_CACHES)


def _in_cache[Answer](ask: Callable[[], Answer]) -> Answer | None:
    """Return what the cache answers; None where it does not count, or is away: nobody is kept from speaking by that."""
    if not _cache_counts():
        return None
    # Imported here: loading it takes longer than all else in this file, and most sites do without.
    from redis.exceptions import RedisError

    try:
        return ask()
    except RedisError:
        logger.warning("The cache of REDIS_URL does not answer; counting in the database.")
        return None


def _add_one(token: str, ends_at: datetime) -> int:
    counted = _in_cache(lambda: _add_one_in_cache(token, ends_at))
    return _add_one_in_database(token, ends_at) if counted is None else counted


def _add_one_in_cache(token: str, ends_at: datetime) -> int:
    cache.add(token, 0, timeout=max(1, math.ceil((ends_at - clock.now()).total_seconds())))
    try:
        return int(cache.incr(token))
    except ValueError:
        # It ended between the two lines.
        return 1


def _add_one_in_database(token: str, ends_at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO core_tally (token, count, ends_at) VALUES (%s, 1, %s)
            ON CONFLICT (token) DO UPDATE SET count = core_tally.count + 1 RETURNING count
            """,
            [token, connection.ops.adapt_datetimefield_value(ends_at)],
        )
        [(count,)] = cursor.fetchall()
        return int(count)
