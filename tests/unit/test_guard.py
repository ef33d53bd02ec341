"""Which addresses may be called: judged as resolved, with every wrapped form taken out."""

from __future__ import annotations

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telex import guard
from telex.guard import ForbiddenAddress

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "192.0.0.8", "192.0.2.1",
    "192.88.99.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "2002:7f00:1::",
    "64:ff9b::7f00:1", "64:ff9b:1::1", "64:ff9b:1::808:808", "2001:0:7f00:1::f5ff:fffe", "2001:0:808:808::80ff:fffe", "localhost", "",
]  # fmt: skip


@pytest.mark.parametrize("ip", PRIVATE)
def test_what_is_not_public_is_refused(ip: str) -> None:
    with pytest.raises(ForbiddenAddress):
        guard.check_address(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"])
def test_a_public_address_may_be_called(ip: str) -> None:
    guard.check_address(ip)


def test_the_operator_may_allow_a_network_and_nothing_beside_it() -> None:
    allow = (ipaddress.ip_network("10.0.0.0/8"),)
    guard.check_address("10.1.2.3", allow)
    guard.check_address("::ffff:10.1.2.3", allow)
    for other in ("192.168.1.1", "127.0.0.1", "::1", "::ffff:127.0.0.1"):
        with pytest.raises(ForbiddenAddress):
            guard.check_address(other, allow)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0xFFFF << 32, 0, 0xFFFF << 48, 0x64FF9B << 96]))
def test_no_wrapping_opens_an_address_that_is_closed_by_itself(number: int, prefix: int) -> None:
    try:
        guard.check_address(str(IPv4Address(number)))
    except ForbiddenAddress:
        with pytest.raises(ForbiddenAddress):
            guard.check_address(str(IPv6Address(prefix | number)))


@pytest.mark.parametrize(
    "url", ["https://e.example/", "http://e.example:8080/x?y#z", "https://é.example/", "http://[2606:4700::1111]/"]
)
def test_an_ordinary_url_passes(url: str) -> None:
    guard.check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://e.example/", "file:///etc/hosts", "gopher://e.example", "//e.example/", "", "http:///x", "http://u:p@e.example/",
        "http://e.example@f.example/", "http://e.example\\@f.example/", "http://e.example:22/", "http://e.example:99999/",
        "http://e.example/\r\nx: y", "http://[::1", "http://e example/",
    ],
)  # fmt: skip
def test_a_url_that_could_mean_something_else_is_refused(url: str) -> None:
    with pytest.raises(ForbiddenAddress):
        guard.check_url(url)


def test_https_only_refuses_http() -> None:
    guard.check_url("https://e.example/", https_only=True)
    with pytest.raises(ForbiddenAddress):
        guard.check_url("http://e.example/", https_only=True)


def test_the_socket_factory_judges_before_it_makes_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(socket, "socket", lambda **kinds: made.append(kinds))
    factory = guard.socket_factory()
    with pytest.raises(ForbiddenAddress):
        factory((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80)))
    assert made == []
    factory((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 80)))
    assert len(made) == 1
