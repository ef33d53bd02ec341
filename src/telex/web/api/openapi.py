"""OpenAPI 3.1, made from the table of endpoints and the types they answer with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct
from starlette.responses import Response

from telex import __version__
from telex.web.api.answers import read_answer
from telex.web.api.shapes import Problem
from telex.web.api.table import PREFIX, Call, Endpoint

REFUSALS = {
    401: "No token, or not a valid one", 403: "The token may not do this", 404: "Not there, or not yours to see",
    409: "Contradicts what is recorded", 410: "The cursor is out of range", 413: "Over the size limit",
    415: "Format not read", 422: "Cannot be read", 501: "Not installed here", 503: "Busy; try again", 505: "HTTP/1.1 is needed",
    507: "The disk is full",
}  # fmt: skip
_TEMPLATE = "#/components/schemas/{name}"


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The description of the API as a JSON value."""
    types = list(dict.fromkeys([Problem, *(t for e in endpoints for t in (*_types(e.sent), *_types(e.answers)))]))
    schemas, components = msgspec.json.schema_components(types, ref_template=_TEMPLATE)
    by_type = dict(zip(types, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for e in endpoints:
        paths.setdefault(PREFIX + e.path, {})[e.method.lower()] = _operation(e, by_type)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Telex", "version": __version__, "summary": "The wire of a press agency"},
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _is_type(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Struct)


def _types(value: Any) -> list[Any]:
    return [t for t in (value if isinstance(value, tuple) else (value,)) if _is_type(t)]


def _operation(e: Endpoint, schemas: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": _name(e),
        "summary": e.about,
        "description": (e.handler.__doc__ or e.about).strip(),
        "parameters": [*_path_params(e), *_params(e)],
        "responses": _responses(e, schemas),
    }
    if e.scopes:
        found["x-telex-scopes"] = [scope.value for scope in e.scopes]
    else:
        found["security"] = []
    if e.administrator:
        found["x-telex-administrator"] = True
    if e.sent is not None:
        found["requestBody"] = {"required": True, "content": _content(e.sent, schemas)}
    return found


def _name(e: Endpoint) -> str:
    words = [w.strip("{}.") for w in e.path.replace(".", "_").split("/") if w]
    return "_".join([e.method.lower(), *words])


def _path_params(e: Endpoint) -> Iterable[dict[str, Any]]:
    return ({"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in e.paths)


def _params(e: Endpoint) -> Iterable[dict[str, Any]]:
    return ({"name": p.name, "in": p.place, "description": p.about, "schema": {"type": p.kind}} for p in e.params)


def _responses(e: Endpoint, schemas: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    good: dict[str, Any] = {"description": e.about}
    if e.answers is not None:
        good["content"] = _content(e.answers, schemas)
    if e.headers:
        good["headers"] = {name: {"schema": {"type": "string"}} for name in e.headers}
    found = {str(e.status): good}
    if "etag" in e.headers:
        found["304"] = {"description": "You have it: If-None-Match names its ETag"}
    for status in (*((401, 403) if e.scopes else ()), *e.refusals):
        content = {"application/problem+json": {"schema": schemas[Problem]}}
        found[str(status)] = {"description": REFUSALS[status], "content": content}
    return found


def _content(kind: Any, schemas: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    if found := [schemas[t] for t in _types(kind)]:
        return {"application/json": {"schema": found[0] if len(found) == 1 else {"oneOf": found}}}
    return {media_type: {} for media_type in ((kind,) if isinstance(kind, str) else kind)}


def endpoint(others: Sequence[Endpoint]) -> Endpoint:
    """The endpoint that gives the description, itself included."""

    @lru_cache(maxsize=1)
    def described() -> dict[str, Any]:
        return document([*others, own])

    async def openapi(call: Call) -> Response:
        """This description."""
        return read_answer(call.request, described())

    own = Endpoint("GET", "/openapi.json", openapi, "This description, OpenAPI 3.1", answers="application/json",
                   headers=("etag",))  # fmt: skip
    return own
