"""The HTTP API, version 1: `catalogue.py` lists it, `docs/reference/http.md` explains it."""

from __future__ import annotations

from starlette.routing import Route

from telex.web.api import catalogue, health
from telex.web.api.table import PREFIX
from telex.web.api.table import routes as _routes_of

routes: list[Route] = [*_routes_of(catalogue.ENDPOINTS), health.route]

__all__ = ["PREFIX", "routes"]
