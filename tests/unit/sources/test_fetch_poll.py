"""Fetching: real requests to a loopback server, forbidden addresses by a resolver of our own. Nothing leaves the machine."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from telex.errors import Busy, Invalid, Refused, TooLarge, Unreadable
from telex.model.company import Source
from telex.model.filing import Filing
from telex.sources import fetch
from telex.sources.fetch import Unreachable
from telex.sources.poll import Polled, Validators, poll

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)
FEED = b"<rss><channel><item><title>Le pont rouvre</title></item></channel></rss>"


class Names(AbstractResolver):
    """Resolves every name to the addresses given."""

    def __init__(self, *addresses: str, port: int | None = None) -> None:
        self.addresses = addresses
        self.port = port

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_UNSPEC) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host=ip, port=self.port or port, family=socket.AF_INET6 if ":" in ip else socket.AF_INET,
                proto=0, flags=socket.AI_NUMERICHOST,
            )
            for ip in self.addresses
        ]  # fmt: skip

    async def close(self) -> None:
        return None


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Addresses that a socket was connected to; anything but loopback is refused here as well."""
    seen: list[str] = []
    real = asyncio.selector_events.BaseSelectorEventLoop.sock_connect  # type: ignore[attr-defined]

    async def connect(loop: Any, sock: socket.socket, address: tuple[str, int]) -> None:
        seen.append(address[0])
        assert ipaddress.ip_address(address[0]).is_loopback
        await real(loop, sock, address)

    monkeypatch.setattr(asyncio.selector_events.BaseSelectorEventLoop, "sock_connect", connect)  # type: ignore[attr-defined]
    yield seen


def served(
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]], use: Callable[[str], Awaitable[Any]]
) -> Any:
    """Runs `use` with the address of a loopback server that answers by `handler`."""

    async def run() -> Any:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        runner = web.AppRunner(app)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            port = runner.addresses[0][1]
            return await use(f"http://127.0.0.1:{port}")
        finally:
            await runner.cleanup()

    return asyncio.run(run())


async def hello(request: web.Request) -> web.Response:
    if request.headers.get("If-None-Match") == '"1"':
        return web.Response(status=304)
    return web.Response(body=FEED, content_type="application/rss+xml", headers={"ETag": '"1"', "Last-Modified": "x"})


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",), ("10.0.0.1",), ("169.254.169.254",), ("::1",), ("::ffff:127.0.0.1",), ("64:ff9b::7f00:1",),
        ("2002:7f00:1::",), ("::7f00:1",), ("fec0::1",), ("192.88.99.1",), ("224.0.0.1",), ("10.0.0.1", "127.0.0.1"),
    ],
)  # fmt: skip
def test_a_name_that_resolves_to_a_forbidden_address_is_refused_before_a_socket_exists(
    addresses: tuple[str, ...], dialled: list[str]
) -> None:
    with pytest.raises(Refused, match="not a public address"):
        asyncio.run(fetch.get("http://news.example/feed", resolver=Names(*addresses)))
    assert dialled == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "localhost", "0.0.0.0", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"]
)
def test_no_way_of_writing_loopback_reaches_it(host: str, dialled: list[str]) -> None:
    with pytest.raises(Refused):
        asyncio.run(fetch.get(f"http://{host}:9999/"))
    assert dialled == []


def test_no_password_of_a_url_is_shown() -> None:
    with pytest.raises(Refused) as fault:
        asyncio.run(fetch.get("http://user:secret@news.example/feed?key=secret"))
    assert "secret" not in str(fault.value)


def test_an_allowed_network_is_reached(dialled: list[str]) -> None:
    answer = served(hello, lambda url: fetch.get(url + "/feed", allow=LOOPBACK))
    assert (answer.status, answer.body, answer.etag) == (200, FEED, '"1"')
    assert answer.media_type.startswith("application/rss+xml")
    assert dialled == ["127.0.0.1"]


def test_a_redirect_to_a_forbidden_place_is_refused(dialled: list[str]) -> None:
    for target in (
        "http://127.0.0.2.example:1/",
        "file:///etc/hostname",
        "http://u:p@127.0.0.1/",
        "http://127.0.0.1:22/",
    ):

        async def away(request: web.Request, target: str = target) -> web.Response:
            return web.Response(status=302, headers={"Location": target})

        only = (ipaddress.ip_network("127.0.0.1/32"),)
        with pytest.raises(Refused):
            served(away, lambda url, only=only: fetch.get(url, allow=only, resolver=Names("127.0.0.2")))
    assert set(dialled) == {"127.0.0.1"}


def test_redirects_are_followed_five_times_and_no_more() -> None:
    async def further(request: web.Request) -> web.Response:
        left = int(request.query["left"])
        return (
            web.Response(status=307, headers={"Location": f"/?left={left - 1}"})
            if left
            else web.Response(body=b"enfin")
        )

    assert served(further, lambda url: fetch.get(url + "/?left=5", allow=LOOPBACK)).body == b"enfin"
    with pytest.raises(Unreachable, match="redirects"):
        served(further, lambda url: fetch.get(url + "/?left=6", allow=LOOPBACK))


@pytest.mark.parametrize("status", [404, 500, 204, 300])
def test_any_other_answer_is_unreachable_and_no_query_is_shown(status: int) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status)

    with pytest.raises(Unreachable, match=str(status)) as fault:
        served(answer, lambda url: fetch.get(url + "/feed?token=secret", allow=LOOPBACK))
    assert "secret" not in str(fault.value)


def test_a_filing_from_a_url_carries_its_name_and_type() -> None:
    filing = served(hello, lambda url: fetch.filing(url + "/feed", now=NOON, allow=LOOPBACK))
    assert (filing.body, filing.received_at, filing.name[-5:]) == (FEED, NOON, "/feed")


def test_a_filing_over_the_limit_is_too_large() -> None:
    with pytest.raises(TooLarge):
        served(hello, lambda url: fetch.filing(url, now=NOON, allow=LOOPBACK, max_bytes=10))


async def drop(filing: Filing) -> None:
    return None


def polled(
    handler: Any = hello, validators: Validators = Validators(), take: Any = drop, max_bytes: int = 10_000_000
) -> Polled:
    source = Source("gazette", "Gazette", "feed", profile="val")
    answer: Polled = served(
        handler,
        lambda url: poll(replace(source, address=url), validators, take, now=NOON, allow=LOOPBACK, max_bytes=max_bytes),
    )
    return answer


def test_a_poll_hands_the_whole_body_on_as_one_filing() -> None:
    taken: list[Filing] = []

    async def take(filing: Filing) -> None:
        taken.append(filing)

    answer = polled(take=take)
    assert (answer.state, answer.validators) == ("taken", Validators('"1"', "x"))
    assert [(one.body, one.source, one.profile, one.received_at) for one in taken] == [(FEED, "gazette", "val", NOON)]


def test_what_did_not_change_is_not_taken_again() -> None:
    async def never(filing: Filing) -> None:
        raise AssertionError("taken twice")

    validators = Validators('"1"', "x")
    assert polled(validators=validators, take=never) == Polled("unchanged", validators)


def test_what_cannot_be_read_is_in_quarantine_and_not_fetched_again() -> None:
    async def unreadable(filing: Filing) -> None:
        raise Unreadable("encoding: junk")

    answer = polled(take=unreadable)
    assert (answer.state, answer.reason, answer.validators.etag) == ("quarantined", "encoding: junk", '"1"')


def test_when_the_store_is_busy_the_body_comes_again_at_the_next_poll() -> None:
    async def busy(filing: Filing) -> None:
        raise Busy("later")

    with pytest.raises(Busy):
        polled(take=busy)


def test_an_oversized_body_is_kept_in_part_with_its_hash_and_not_taken() -> None:
    import hashlib

    body = bytes(range(256)) * 2000

    async def huge(request: web.Request) -> web.Response:
        return web.Response(body=body, headers={"ETag": '"h"'})

    async def never(filing: Filing) -> None:
        raise AssertionError("taken")

    answer = polled(huge, take=never, max_bytes=100_000)
    kept = answer.oversized
    assert kept is not None
    assert (answer.state, kept.length, kept.sha256) == ("oversized", len(body), hashlib.sha256(body).hexdigest())
    assert (kept.first, kept.complete) == (body[:65_536], True)


def test_a_body_without_end_is_left_at_ten_times_the_limit() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(bytes(65_536))
        except ConnectionError:
            return response

    answer = polled(endless, max_bytes=100_000)
    assert answer.oversized is not None
    assert not answer.oversized.complete


def test_a_source_without_address_is_told_so() -> None:
    with pytest.raises(Invalid, match="gazette"):
        asyncio.run(poll(Source("gazette", "Gazette"), Validators(), drop, now=NOON))
