"""Which addresses of the network anybody may make us talk to: public ones, on the ports of the web."""

import ipaddress
import queue
import re
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from parvis.core.fetching.failures import NotFetched, Why

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address
type Resolver = Callable[[str, int], Iterable[str]]

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2000
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_SITE_LOCAL = ipaddress.IPv6Network("fec0::/10")
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
# Names as the web has them: letters, digits and hyphens between dots. What is left out is what programs disagree about.
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.(?!-)[a-z0-9_-]{1,63})*\.?", re.ASCII)
# A last label of digits, or one that begins with 0x, is read as an address by some programs and as a name by others.
_READ_AS_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.ASCII)


@dataclass(frozen=True)
class Target:
    """Where a request goes: taken from an address that was typed, before anything is looked up."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Who is spoken to."""
        return self.scheme, self.host, self.port

    @property
    def host_header(self) -> str:
        """The host as requests name it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def is_ours(self) -> bool:
        """Whether whoever runs this site has named this host and port as safe, wherever it is."""
        return f"{self.host}:{self.port}" in settings.FETCH_ALSO


def is_public(address: Address | str) -> bool:
    """Tell whether an address belongs to the public network; wrapped addresses are unwrapped, if in doubt it is not.

    No single property of `ipaddress` is enough, and their answers change from one version to the next: see the test.
    """
    ip = ipaddress.ip_address(address) if isinstance(address, str) else address
    if not _is_plainly_public(ip):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        return all(_is_plainly_public(inner) for inner in _inside(ip))
    return True


def _is_plainly_public(ip: Address) -> bool:
    if isinstance(ip, ipaddress.IPv6Address) and (ip in _SITE_LOCAL or ip in _IPV4_COMPATIBLE or ip.scope_id):
        return False
    special = ip.is_multicast or ip.is_reserved or ip.is_link_local or ip.is_loopback or ip.is_unspecified
    return ip.is_global and not special


def _inside(ip: ipaddress.IPv6Address) -> Iterable[Address]:
    """Return the IPv4 addresses an IPv6 address leads to: mapped, 6to4, Teredo (server and client), NAT64."""
    if ip.ipv4_mapped:
        yield ip.ipv4_mapped
    if ip.sixtofour:
        yield ip.sixtofour
    if ip.teredo:
        yield from ip.teredo
    if any(ip in network for network in _NAT64):
        yield ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)


def read_url(url: str) -> Target:
    """Return where a typed address leads; raise NotFetched when it is none that we go to."""
    parts = _split(url)
    if parts.scheme not in PORTS or not parts.netloc or parts.username is not None or parts.password is not None:
        raise NotFetched(Why.NO_ADDRESS)
    target = Target(
        scheme=parts.scheme,
        host=_host(parts.hostname or ""),
        port=_port(parts),
        path=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
    )
    is_named_outside = "." in target.host.rstrip(".") or ":" in target.host
    if not target.is_ours and (target.port not in PORTS.values() or not is_named_outside):
        raise NotFetched(Why.FORBIDDEN)
    return target


def _split(url: str) -> SplitResult:
    # Spaces, controls and backslashes are read differently by different programs; addresses of the web hold none.
    if len(url) > LONGEST_URL or any(ord(letter) <= 32 or letter == "\\" or ord(letter) == 127 for letter in url):
        raise NotFetched(Why.NO_ADDRESS)
    try:
        return urlsplit(_ascii(url))
    except ValueError:
        raise NotFetched(Why.NO_ADDRESS) from None


def _ascii(url: str) -> str:
    """Write the letters of other scripts after the host as the web sends them; the host is left to `_host`."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    encoded = "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)
    return f"{scheme}{mark}{host}{slash}{encoded}"


def _port(parts: SplitResult) -> int:
    try:
        return PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError:
        raise NotFetched(Why.NO_ADDRESS) from None


def _host(host: str) -> str:
    try:
        # An address of one of our own cables is nobody else's.
        return str(ipaddress.ip_address(host.replace("%", " ")))
    except ValueError:
        pass
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise NotFetched(Why.NO_ADDRESS) from None
    name = name.lower()
    last = name.rstrip(".").rpartition(".")[2]
    if len(name) > 253 or not _NAME.fullmatch(name) or _READ_AS_NUMBER.fullmatch(last):
        raise NotFetched(Why.NO_ADDRESS)
    return name


def addresses_of(target: Target, *, resolve: Resolver, seconds: float) -> list[str]:
    """Look the host up once, and return its addresses, all of them checked; raise NotFetched.

    One address that is not public is enough to refuse: a name that has both is a trap.
    """
    found = list(dict.fromkeys(_look_up(target, resolve, seconds)))
    if not found:
        raise NotFetched(Why.UNKNOWN_HOST)
    if not target.is_ours and not all(is_public(address) for address in found):
        raise NotFetched(Why.FORBIDDEN)
    return found


def ask_system(host: str, port: int) -> list[str]:
    """Return the addresses the system knows a host by."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for _family, _type, _protocol, _name, sockaddr in found]


def _look_up(target: Target, resolve: Resolver, seconds: float) -> list[str]:
    """Ask the resolver, which cannot be hurried, for as long as there is time."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(resolve(target.host, target.port)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="look-up").start()
    try:
        answer = answers.get(timeout=max(seconds, 0.01))
    except queue.Empty:
        raise NotFetched(Why.SLOW) from None
    if isinstance(answer, Exception):
        raise NotFetched(Why.UNKNOWN_HOST)
    return answer
