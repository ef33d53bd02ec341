"""Stylesheet, icon and scripts: our own files, kept in memory, named with the hash of their bytes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def asset(name: str) -> tuple[bytes, str, str] | None:
    """(bytes, media type, short hash) of a file in `static/`; None when there is no such file."""
    kind = name.rpartition(".")[2]
    path = files("telex.web") / "static" / name
    if "/" in name or kind not in TYPES or not path.is_file():
        return None
    body = path.read_bytes()
    return body, TYPES[kind], hashlib.sha256(body).hexdigest()[:12]


def versioned(name: str) -> str:
    """Address of a file, changing with its bytes."""
    found = asset(name)
    return f"/static/{name}?v={found[2]}" if found else f"/static/{name}"


async def serve(request: Request) -> Response:
    """One file of `static/`."""
    name = request.path_params["name"]
    found = asset(name) if len(name) < 80 else None
    if found is None:
        raise HTTPException(404)
    body, kind, version = found
    headers = {
        "etag": f'"{version}"',
        "cache-control": FOR_EVER if request.query_params.get("v") == version else "no-cache",
    }
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    return Response(body, 200, headers, kind)


async def favicon(request: Request) -> Response:
    """Browsers ask for it without being told to; the icon is an SVG."""
    found = asset("icon.svg")
    if found is None:
        raise HTTPException(404)
    return Response(found[0], 200, {"cache-control": "public, max-age=86400"}, found[1])
