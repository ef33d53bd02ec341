"""Every endpoint of the API, in the order in which the reference tells of them."""

from __future__ import annotations

from telex.web.api import (
    companies,
    dispatches,
    events,
    filings,
    grouping,
    holds,
    names,
    openapi,
    originals,
    pickup,
    products,
    quarantine,
    reading,
    sources,
    stream,
    tokens,
    users,
)
from telex.web.api.table import Endpoint

_DESCRIBED: tuple[Endpoint, ...] = (
    *filings.ENDPOINTS,
    *dispatches.ENDPOINTS,
    *events.ENDPOINTS,
    *originals.ENDPOINTS,
    *pickup.ENDPOINTS,
    *grouping.ENDPOINTS,
    *stream.ENDPOINTS,
    *companies.ENDPOINTS,
    *products.ENDPOINTS,
    *users.ENDPOINTS,
    *tokens.ENDPOINTS,
    *sources.ENDPOINTS,
    *quarantine.ENDPOINTS,
    *holds.ENDPOINTS,
    *reading.ENDPOINTS,
    *names.ENDPOINTS,
)
ENDPOINTS: tuple[Endpoint, ...] = (*_DESCRIBED, openapi.endpoint(_DESCRIBED))
