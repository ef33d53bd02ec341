"""Answers with their validators: a strong ETag of the very bytes, and 304 when the caller has them."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from telex.errors import Invalid, TooLarge

MAX_JSON_BYTES = 1_000_000
T = TypeVar("T")
READ_HEADERS = {"vary": "Authorization, Cookie, Accept", "cache-control": "private, no-cache"}
"""`no-cache`: a cache asks again before each use, so a killed text is not shown from it."""


def read_answer(request: Request, value: object, headers: dict[str, str] | None = None) -> Response:
    """200 with an ETag, or 304 (RFC 9110 section 13.1.2)."""
    body = msgspec.json.encode(value)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    sent = {**READ_HEADERS, "etag": tag, **(headers or {})}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=sent)
    return Response(body, 200, sent, "application/json")


def done(value: object = None, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """The answer to a call that changed something; never kept by a cache."""
    sent = {"cache-control": "no-store", **(headers or {})}
    if value is None:
        return Response(status_code=204, headers=sent)
    return Response(msgspec.json.encode(value), status, sent, "application/json")


def _has(given: str, tag: str) -> bool:
    return given.strip() == "*" or any(part.strip().removeprefix("W/") == tag for part in given.split(","))


async def limited(request: Request, limit: int) -> bytes:
    """The body, refused as soon as it is over the limit: by its stated length, else while it arrives."""
    stated = request.headers.get("content-length", "")
    if stated.isdigit() and int(stated) > limit:
        raise TooLarge(f"{stated} bytes are over the limit of {limit}: nothing was stored; split it")
    parts = bytearray()
    async for chunk in request.stream():
        parts += chunk
        if len(parts) > limit:
            raise TooLarge(f"more than {limit} bytes: nothing was stored; split it")
    return bytes(parts)


async def sent(request: Request, kind: type[T]) -> T:
    """The JSON body as a value. Raises Invalid naming the field, TooLarge."""
    body = await limited(request, MAX_JSON_BYTES)
    try:
        return msgspec.json.decode(body or b"{}", type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"the JSON sent is not acceptable: {error}") from error
