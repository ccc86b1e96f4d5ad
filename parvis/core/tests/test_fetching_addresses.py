"""Whoever types an address cannot make this server talk to its neighbours."""

import socket

import pytest

from parvis.core.fetching import NotFetched, Why, fetch, is_public
from parvis.core.tests.web import answer, redirect, site

# Addresses that are not public, wrapped or not; what the properties of `ipaddress` miss is among them.
NOT_PUBLIC = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254",  # noqa: S104 - refused, not bound to
    "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.254", "255.255.255.255", "240.0.0.1", "224.0.0.1",
    "239.255.255.250", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.0.0.1", "::1", "::", "fe80::1",
    "fe80::1%1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "::127.0.0.1", "::10.0.0.1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:c0a8:1::1", "2001:0:7f00:1::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2001:4860:4860::8888"]

# What is typed, and what none of it may reach.
HOSTILE = [
    "http://127.0.0.1/", "http://127.1/", "http://0.0.0.0/", "http://0/", "http://2130706433/", "http://0177.0.0.1/",
    "http://0x7f000001/", "http://0x7f.0.0.1/", "http://127.0.0.1./", "http://１２７.0.0.1/", "http://127。0。0。1/",
    "http://localhost/", "http://localhost./", "http://LOCALHOST/", "http://intranet/", "http://[::1]/", "http://[::]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[fe80::1%25lo]/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/",
    "http://100.64.0.1/", "http://255.255.255.255/", "http://224.0.0.1/", "http://ok@127.0.0.1/",
    "http://ok:pass@example.org/", "http://ok\\@127.0.0.1/", "http://example.org\\@127.0.0.1/",
    "http://127.0.0.1%00.example.org/", "http://127%2e0%2e0%2e1/", "http://example.org:22/", "http://example.org:25/",
    "http://example.org:6379/", "http://example.org:5432/", "http://example.org:0/", "http://example.org:99999/",
    "http://example.org:x/", "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "dict://127.0.0.1/",
    "data:text/plain,ok", "javascript:alert(1)", "//example.org/", "example.org", "", "http://", "http:///etc/passwd",
    "http://[::1", "http://exa mple.org/", "http://example.org/\r\nHost: x", "http://example.org/\x00",
    "http://-example.org/", "http://example..org/", "http://" + "a" * 300 + ".org/", "http://example.org/" + "a" * 3000,
]  # fmt: skip


class Watched:
    """A resolver that answers in turn, and remembers what it was asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def __call__(self, host, port):
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def connections(monkeypatch):
    """Every connection anybody tries to make."""
    tried = []

    def note(address, *_arguments, **_options):
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", note)
    return tried


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public_is_seen_through_its_wrapping(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("url", HOSTILE)
def test_hostile_addresses_are_refused_before_any_packet_leaves(connections, url):
    with pytest.raises(NotFetched) as refused:
        fetch(url)

    assert refused.value.why in {Why.NO_ADDRESS, Why.FORBIDDEN}
    assert str(refused.value)
    assert connections == []


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_name_that_leads_to_a_private_address_is_refused(connections, address):
    with pytest.raises(NotFetched, match="not on the public web"):
        fetch("https://example.org/", resolve=Watched([address]))

    assert connections == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(connections):
    with pytest.raises(NotFetched, match="not on the public web"):
        fetch("https://example.org/", resolve=Watched(["8.8.8.8", "10.0.0.1"]))

    assert connections == []


def test_a_name_is_looked_up_once_and_the_address_checked_is_the_one_spoken_to(connections):
    resolver = Watched(["8.8.8.8"], ["127.0.0.1"])
    with pytest.raises(NotFetched):
        fetch("http://example.org/", resolve=resolver)

    assert resolver.asked == ["example.org"]
    assert connections == [("8.8.8.8", 80)]


def test_a_name_that_changes_its_address_between_redirects_is_checked_again(settings, monkeypatch):
    """The first look-up is public, the second private: the second request is not made."""
    with site(settings, {"/": redirect("http://example.org/again")}) as server:
        settings.FETCH_ALSO = frozenset()
        there = socket.create_connection
        monkeypatch.setattr(socket, "create_connection", lambda _a, **o: there(("127.0.0.1", server.server_port), **o))
        resolver = Watched(["8.8.8.8"], ["127.0.0.1"])
        with pytest.raises(NotFetched, match="not on the public web"):
            fetch("http://example.org/", resolve=resolver)

        assert resolver.asked == ["example.org", "example.org"]
        assert [asked.path for asked in server.asked] == ["/"]


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1:1/", "http://169.254.169.254/", "http://[::1]/", "file:///etc/passwd"]
)
def test_a_redirect_to_a_private_address_is_refused(settings, to):
    with site(settings, {"/": redirect(to)}) as server, pytest.raises(NotFetched) as refused:
        fetch(server.url())

    assert refused.value.why in {Why.FORBIDDEN, Why.NO_ADDRESS}


def test_only_what_was_named_as_ours_may_be_private_and_only_on_its_port(settings):
    with site(settings, {"/": answer("hello")}) as server:
        assert fetch(server.url()).text == "hello"
        settings.FETCH_ALSO = frozenset({"127.0.0.1:1"})
        with pytest.raises(NotFetched, match="not on the public web"):
            fetch(server.url())
