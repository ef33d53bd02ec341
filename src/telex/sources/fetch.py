"""One URL, through the guard: every address it resolves to and every redirect is judged before a socket exists."""

from __future__ import annotations

import asyncio
import hashlib
import re
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from telex.errors import NotFound, Refused, TelexError, TooLarge
from telex.guard import AddrInfo, ForbiddenAddress, Network, check_url, socket_factory
from telex.model.filing import Filing

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession
    from aiohttp.abc import AbstractResolver

MAX_BYTES = 10_000_000
TIMEOUT = 30.0
"""Seconds for one request, redirects included."""
REDIRECTS = 5
KEPT = 65_536
"""Bytes of an oversized body that go to quarantine."""
_HASHED = 10
"""An oversized body is read to its end for its hash, but no further than this many times the limit."""
Factory = Callable[[AddrInfo], socket.socket]
AGENT = "telex (+feed reader)"


class Unreachable(TelexError):
    """The address did not answer as asked; the message says what it did. It is tried again at the next poll."""

    status = 502
    code = "unreachable"


@dataclass(frozen=True, slots=True)
class Oversized:
    """What quarantine keeps of a body over the limit."""

    name: str
    """File name or URL."""
    media_type: str | None
    first: bytes
    """The first 64 kB."""
    length: int
    """Bytes read."""
    sha256: str
    """Of the bytes read: of the whole body when `complete`."""
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: one of body, oversized, or neither for 304."""

    status: int
    url: str
    """The last one, after redirects."""
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body: bytes | None = None
    oversized: Oversized | None = None


async def get(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    allow: Iterable[Network] = (),
    https_only: bool = False,
    max_bytes: int = MAX_BYTES,
    resolver: AbstractResolver | None = None,
) -> Answer:
    """GET with the guard. Raises Refused for a forbidden address or URL, Unreachable for anything but 200 and 304."""
    import aiohttp

    refusals: list[ForbiddenAddress] = []
    connector = aiohttp.TCPConnector(
        socket_factory=_noting(socket_factory(allow), refusals),
        resolver=resolver,
        limit=1,
        use_dns_cache=False,
        force_close=True,
    )
    agent = {"user-agent": AGENT, **(headers or {})}
    try:
        async with (
            asyncio.timeout(TIMEOUT),
            aiohttp.ClientSession(connector=connector, trust_env=False, headers=agent) as session,
        ):
            return await _followed(session, url, https_only, max_bytes)
    except ForbiddenAddress as fault:
        raise Refused(f"{_shown(url)}: {fault}") from None
    except aiohttp.InvalidURL:
        raise Refused(f"{_shown(url)} is not a URL that can be called; correct it") from None
    except TimeoutError:
        raise Unreachable(f"{_shown(url)} did not answer within {TIMEOUT:.0f} s") from None
    except (aiohttp.ClientError, OSError, ValueError) as fault:
        if refusals:
            raise Refused(f"{_shown(url)}: {refusals[0]}") from None
        reason = str(fault.os_error) if isinstance(fault, aiohttp.ClientConnectorError) else ""
        raise Unreachable(f"{_shown(url)}: {type(fault).__name__} {reason[:200]}".rstrip()) from None


def _noting(make: Factory, refusals: list[ForbiddenAddress]) -> Factory:
    """The factory, keeping what it refused: the connector wraps and merges the errors of several addresses."""

    def noted(address: AddrInfo) -> socket.socket:
        try:
            return make(address)
        except ForbiddenAddress as refusal:
            refusals.append(refusal)
            raise

    return noted


async def filing(url: str, *, now: datetime, allow: Iterable[Network] = (), max_bytes: int = MAX_BYTES) -> Filing:
    """The document at a URL as a filing, for `telex file URL`. Raises Refused, Unreachable, TooLarge."""
    answer = await get(url, allow=allow, max_bytes=max_bytes)
    if answer.oversized:
        raise TooLarge(f"{_shown(url)} is over the limit of {max_bytes:,} bytes; nothing of it was filed")
    if answer.body is None:
        raise NotFound(f"{_shown(url)} has no content")
    return Filing(answer.body, now, answer.media_type, name=answer.url)


async def _followed(session: ClientSession, url: str, https_only: bool, max_bytes: int) -> Answer:
    """Redirects by hand, so that the guard sees each."""
    for _ in range(REDIRECTS + 1):
        check_url(url, https_only=https_only)
        async with session.get(url, allow_redirects=False) as response:
            target = response.headers.get("location")
            if response.status not in (301, 302, 303, 307, 308) or not target:
                return await _answer(response, url, max_bytes)
            url = urljoin(url, target)
    raise Unreachable(f"{_shown(url)}: more than {REDIRECTS} redirects")


async def _answer(response: ClientResponse, url: str, max_bytes: int) -> Answer:
    headers = response.headers
    answer = Answer(
        response.status, url, headers.get("content-type"), headers.get("etag"), headers.get("last-modified")
    )
    if response.status == 304:
        return answer
    if response.status != 200:
        raise Unreachable(f"{_shown(url)} answered {response.status}")
    kept = bytearray()
    digest, length = hashlib.sha256(), 0
    async for chunk in response.content.iter_chunked(65_536):
        length += len(chunk)
        digest.update(chunk)
        if length <= max_bytes:
            kept += chunk
        elif len(kept) > KEPT:
            del kept[KEPT:]
        if length > _HASHED * max_bytes:
            break
    return _filled(answer, bytes(kept), length, digest.hexdigest(), max_bytes)


def _filled(answer: Answer, kept: bytes, length: int, sha256: str, max_bytes: int) -> Answer:
    if length <= max_bytes:
        return replace(answer, body=kept)
    complete = length <= _HASHED * max_bytes
    return replace(answer, oversized=Oversized(answer.url, answer.media_type, kept[:KEPT], length, sha256, complete))


def _shown(url: str) -> str:
    """The URL without its query and user-info, which may hold a token or a password."""
    return re.sub(r"//[^/]{0,500}@", "//", url.partition("?")[0])[:200]
