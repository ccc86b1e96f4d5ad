"""Whose word Parvis takes for a visitor's address."""

from ipaddress import ip_network

import pytest
from django.http import HttpResponse

from parvis.core.proxies import believe_trusted_proxies


def seen(rf, **meta):
    """The request as a view meets it."""
    request = rf.get("/", **meta)
    believe_trusted_proxies(lambda request: HttpResponse())(request)
    return request


@pytest.fixture(autouse=True)
def _two_proxies(settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), ip_network("::1")]


@pytest.mark.parametrize(
    ("nearest", "forwarded", "visitor"),
    [
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "rubbish", "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4, rubbish, 10.0.0.2", "10.0.0.2"),
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("", "1.2.3.4", ""),
    ],
)
def test_only_what_a_trusted_proxy_saw_is_believed(rf, nearest, forwarded, visitor):
    assert seen(rf, REMOTE_ADDR=nearest, HTTP_X_FORWARDED_FOR=forwarded).META["REMOTE_ADDR"] == visitor


def test_only_a_trusted_proxy_may_say_that_the_visitor_came_by_https(rf):
    assert seen(rf, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert not seen(rf, REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_PROTO="https").is_secure()


def test_nobody_may_name_another_host(rf):
    assert "HTTP_X_FORWARDED_HOST" not in seen(rf, REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_HOST="evil").META
