"""Errors as RFC 9457 problem+json for programs; pages have their own error template."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from telex.errors import QueryError, TelexError

TYPE_BASE = "https://telex.invalid/problems/"
"""Stable names, not addresses (RFC 9457 section 3.1.1 allows a type that is never fetched)."""
TITLES = {
    400: "Bad request", 401: "Sign in first", 403: "Not allowed", 404: "Not found", 405: "Method not allowed",
    406: "Not acceptable", 409: "Conflict", 410: "Gone", 413: "Too large", 415: "Format not read",
    422: "Cannot be read", 429: "Too many attempts", 500: "Internal error", 501: "Not installed", 503: "Busy",
    505: "HTTP version", 507: "Store full",
}  # fmt: skip


def problem(status: int, code: str, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """A problem+json answer. `code` is the last part of `type`; `more` are extension members."""
    body = {"type": TYPE_BASE + code, "title": TITLES.get(status, "Error"), "status": status, "detail": detail, **more}
    sent = {"cache-control": "no-store", **(headers or {})}
    if status in (429, 503):
        sent.setdefault("retry-after", "5" if status == 503 else "900")
    return Response(msgspec.json.encode(body), status, sent, "application/problem+json")


def from_error(error: TelexError, **more: Any) -> Response:
    """The problem that a TelexError stands for."""
    if isinstance(error, QueryError):
        more |= _fault(error)
        more["errors"] = [_fault(each) | {"detail": each.message} for each in error.errors]
    return problem(error.status, error.code, str(error), **more)


def _fault(error: QueryError) -> dict[str, Any]:
    """What a program, or the editor of queries, is told of one fault; `expected` in French and English."""
    return {
        "fault": error.fault, "position": error.position, "length": error.length, "hint": error.hint,
        "expected": error.expected, "proposals": error.proposals,
    }  # fmt: skip
