"""How often something may be done: counted for all processes together, by sources we cannot name.

A source is an address, a person or a network; only a keyed hash of it is kept, under a key that changes each day.
"""

import hashlib
import hmac
import ipaddress
import logging
import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from parvis.core import clock
from parvis.core.models.limits import Tally

logger = logging.getLogger("parvis.limits")

# Caches that count correctly when several processes do so at once. Files and memory do not; the database does.
_COUNTING_CACHES = ("redis.RedisCache", "memcached.PyMemcacheCache", "memcached.PyLibMCCache")
# The part of an address that belongs to one household, company or village.
_PREFIXES = {4: 24, 6: 48}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WRONG_RECEIPTS = 10
_ADD = """
    INSERT INTO core_tally (token, count, ends_at) VALUES {places}
    ON CONFLICT (token) DO UPDATE SET count = core_tally.count + 1 RETURNING token, count
"""


def allow(name: str, key: str, limit: int, per: timedelta) -> bool:
    """Count one more `name` by `key`; tell whether that makes at most `limit` in the present span of length `per`.

    Ask outside a transaction that may be rolled back. Above a limit, prefer friction to refusal when `key` is a
    network: many people share one.
    """
    return allow_each((name, key, limit), per=per)[0]


def allow_each(*wanted: tuple[str, str, int], per: timedelta) -> list[bool]:
    """Count one more of each (name, key, limit), all in one go; tell of each whether it was within its limit."""
    tokens, ends_at = zip(*(span_of(name, key, per) for name, key, _limit in wanted), strict=True)
    counts = _add_one_to_each(tokens, ends_at[0])
    return [counts[token] <= limit for token, (_name, _key, limit) in zip(tokens, wanted, strict=True)]


def once(name: str, key: str, until: datetime) -> bool:
    """Tell whether this is the first time that `name` is done with `key`, remembering it until a moment."""
    token = hmac.new(settings.SECRET_KEY.encode(), f"once {name}\0{key}".encode(), hashlib.sha256).hexdigest()
    return _add_one_to_each([token], until)[token] == 1


def is_exhausted(name: str, key: str, limit: int, per: timedelta) -> bool:
    """Tell whether `limit` was reached in the present span, counting nothing."""
    token, _ends_at = span_of(name, key, per)
    reached = _in_cache(lambda: int(cache.get(token, 0)) >= limit)
    if reached is not None:
        return reached
    return Tally.objects.filter(token=token, count__gte=limit).exists()


def retry_after(per: timedelta) -> int:
    """Return the seconds until the present span ends, for a `Retry-After` header."""
    seconds = per.total_seconds()
    return math.ceil(seconds - clock.now().timestamp() % seconds)


def again_in(per: timedelta) -> str:
    """Say in words when the present span of length `per` ends."""
    minutes = math.ceil(retry_after(per) / 60)
    words = ngettext("It works again in %(minutes)d minute.", "It works again in %(minutes)d minutes.", minutes)
    return words % {"minutes": minutes}


def too_many(
    request: HttpRequest, template: str, per: timedelta, context: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer that there was too much in the present span of length `per`, and when to come back, also as `again`."""
    response = render(request, template, {**(context or {}), "again": again_in(per)}, status=429)
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


def span_of(name: str, key: str, per: timedelta) -> tuple[str, datetime]:
    """Return what stands for `name` by `key` in the present span, of which it tells nobody, and when the span ends."""
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


def _add_one_to_each(tokens: Sequence[str], ends_at: datetime) -> dict[str, int]:
    counted = _in_cache(lambda: {token: _add_one_in_cache(token, ends_at) for token in tokens})
    return _add_in_database(tokens, ends_at) if counted is None else counted


def _add_one_in_cache(token: str, ends_at: datetime) -> int:
    cache.add(token, 0, timeout=max(1, math.ceil((ends_at - clock.now()).total_seconds())))
    try:
        return int(cache.incr(token))
    except ValueError:
        # It ended between the two lines.
        return 1


def _add_in_database(tokens: Sequence[str], ends_at: datetime) -> dict[str, int]:
    """Add one to each count in one statement; always in the same order, so that nobody waits for each other."""
    ends = connection.ops.adapt_datetimefield_value(ends_at)
    rows = [value for token in sorted(tokens) for value in (token, ends)]
    places = ", ".join(["(%s, 1, %s)"] * len(tokens))
    with connection.cursor() as cursor:
        cursor.execute(_ADD.format(places=places), rows)
        return dict(cursor.fetchall())
