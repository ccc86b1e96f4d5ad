"""What is limited is counted once for everybody, by sources nobody can name."""

import ipaddress
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from parvis.core import clock, limits, proxies
from parvis.core.limits import allow, client_prefix, is_exhausted, retry_after
from parvis.core.models import Tally

HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_limit_bites_and_ends_with_its_hour():
    with clock.at(NOON):
        assert [allow("guess", "1.2.3.0/24", 3, HOUR) for _time in range(5)] == [True, True, True, False, False]
        assert allow("guess", "4.5.6.0/24", 3, HOUR)
        assert allow("speak", "1.2.3.0/24", 3, HOUR)
        assert retry_after(HOUR) == 3600
    with clock.at(NOON + HOUR):
        assert allow("guess", "1.2.3.0/24", 3, HOUR)


def test_looking_counts_nothing():
    assert not is_exhausted("guess", "here", 1, HOUR)
    assert not is_exhausted("guess", "here", 1, HOUR)
    allow("guess", "here", 1, HOUR)
    assert is_exhausted("guess", "here", 1, HOUR)
    assert allow("guess", "here", 2, HOUR)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_one_by_one():
    start, allowed = threading.Barrier(8), []

    def go():
        start.wait()
        allowed.extend(allow("guess", "here", 20, timedelta(days=1)) for _time in range(5))
        connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert allowed.count(True) == 20


def test_nobody_can_read_who_was_counted(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with clock.at(NOON):
        allow("guess", "amina@example.org", 3, HOUR)
    with clock.at(NOON + timedelta(days=1)):
        allow("guess", "amina@example.org", 3, HOUR)
    tokens = Tally.objects.values_list("token", flat=True)
    assert len(tokens) == 2
    assert not any("amina" in token for token in tokens)

    with clock.at(NOON + timedelta(days=1)):
        limits.forget_what_is_over()
    assert Tally.objects.count() == 1


def test_a_cache_that_counts_is_used_instead_of_the_database(monkeypatch, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # Memory counts for one process, which is all this test has.
    monkeypatch.setattr(limits, "_COUNTING_CACHES", ("LocMemCache",))
    assert [allow("guess", "here", 2, HOUR) for _time in range(3)] == [True, True, False]
    assert is_exhausted("guess", "here", 2, HOUR)
    assert not Tally.objects.exists()


def test_while_redis_is_away_the_database_counts(settings):
    nobody = "redis://127.0.0.1:1/0"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": nobody}}
    assert [allow("guess", "here", 2, HOUR) for _time in range(3)] == [True, True, False]
    assert is_exhausted("guess", "here", 2, HOUR)


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::5", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_a_source_is_a_network_and_not_a_person(rf, address, prefix):
    assert client_prefix(rf.get("/", REMOTE_ADDR=address)) == prefix


def test_only_a_trusted_proxy_is_believed(rf, settings):
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.0/8")]
    seen = proxies.believe_trusted_proxies(client_prefix)

    forged = {"HTTP_X_FORWARDED_FOR": "198.51.100.9"}
    assert seen(rf.get("/", REMOTE_ADDR="203.0.113.77", **forged)) == "203.0.113.0/24"
    assert seen(rf.get("/", REMOTE_ADDR="10.0.0.1", **forged)) == "198.51.100.0/24"
    chain = {"HTTP_X_FORWARDED_FOR": "192.0.2.1, 198.51.100.9, 10.1.1.1"}
    assert seen(rf.get("/", REMOTE_ADDR="10.0.0.1", **chain)) == "198.51.100.0/24"
