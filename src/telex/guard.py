"""Which addresses may be called from here (design/delivery.md section 6 and trap 17). Standard library only.

The address is judged after name resolution, just before the socket is made, so that a name that changes its address
between two look-ups (DNS rebinding) finds no gap.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
AddrInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]


class ForbiddenAddress(OSError, ValueError):
    """The address or URL may not be called from here; the operator may allow its network.

    An OSError as well, because that is all that aiohttp's connector expects of a socket factory: with two forbidden
    addresses it would answer any other exception with an IndexError (aiohappyeyeballs 2, `start_connection`).
    """


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_REFUSED: tuple[Network, ...] = tuple(
    ipaddress.ip_network(block)
    for block in ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4", "240.0.0.0/4", "fec0::/10", "ff00::/8", "3fff::/20",
                  "5f00::/16", "100::/64", "64:ff9b:1::/48")
)  # fmt: skip
"""What `is_global` of Python 3.11.7 lets through and nobody outside may ask us to call. The last one is NAT64 for use
inside one network (RFC 8215), whose place of the IPv4 address depends on that network: refused whole."""
_HOST = re.compile(r"[A-Za-z0-9._\-\[\]:%]{1,253}")


def check_address(ip: str, allow: Iterable[Network] = ()) -> None:
    """Raises ForbiddenAddress unless the address, and every address wrapped in it, is a public one or allowed."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        raise ForbiddenAddress(f"{ip[:80]!r} is no IP address") from None
    allowed = tuple(allow)
    if _within(address, allowed):
        return
    for judged in tuple(_wrapped(address)) or (address,):
        if not _within(judged, allowed) and (not judged.is_global or _within(judged, _REFUSED)):
            raise ForbiddenAddress(f"{ip} is not a public address; the operator may allow its network")


def check_url(url: str, *, https_only: bool = False) -> None:
    """Raises ForbiddenAddress for another scheme, user-info, a port other than 80, 443, 8443 and above 1023, or no host.

    The host is judged by `check_address` once it is resolved.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ForbiddenAddress("the URL cannot be read") from None
    schemes = ("https",) if https_only else ("https", "http")
    if parts.scheme not in schemes:
        raise ForbiddenAddress(f"the scheme {parts.scheme[:20]!r} is not {' or '.join(schemes)}")
    if "@" in parts.netloc or "\\" in url or re.search(r"[\x00-\x20\x7f]", url):
        raise ForbiddenAddress("user names, backslashes and blanks are not allowed in a URL")
    if not parts.hostname or not _HOST.fullmatch(_ascii(parts.hostname)):
        raise ForbiddenAddress("the URL names no host")
    if port is not None and port not in (80, 443, 8443) and port <= 1023:
        raise ForbiddenAddress(f"the port {port} is not allowed; use 80, 443, 8443 or one above 1023")


def socket_factory(allow: Iterable[Network] = ()) -> Callable[[AddrInfo], socket.socket]:
    """For aiohttp's `TCPConnector(socket_factory=...)`: judges the resolved address, then makes the socket."""
    allowed = tuple(allow)

    def make(address: AddrInfo) -> socket.socket:
        family, kind, protocol, _, where = address
        check_address(str(where[0]), allowed)
        return socket.socket(family=family, type=kind, proto=protocol)

    return make


def _within(address: Address, networks: Iterable[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _wrapped(address: Address) -> Iterator[Address]:
    """The IPv4 addresses that an IPv6 address carries: mapped, compatible, translated, 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address.sixtofour is not None:
        yield address.sixtofour
    elif address.teredo is not None:
        yield from address.teredo
    elif address in _NAT64 or address in _TRANSLATED or address in _COMPATIBLE:
        yield low


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return ""
