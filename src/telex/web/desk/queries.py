"""`/desk/queries`: what the standing queries cost, for the operator: the dearest, those always asked, those that are broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from telex.house import House
from telex.model.vocabulary import Limit
from telex.routing.matching.costs import Cost
from telex.routing.matching.monitor import Monitor
from telex.routing.standing import BLOCK, FILTER, TOPIC
from telex.web.auth import administrator, house
from telex.web.pages import render

LISTED = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A standing query, and where it is changed."""

    kind: str
    """`product`, `block`, `filter` or `topic`."""
    name: str
    query: str
    of: str | None
    """Name of the company whose it is; None = the agency's."""
    link: str | None
    """None where only its owner can change it."""
    cost: float | None = None
    """Estimated work on each dispatch: about a microsecond, only ratios mean something."""
    why: str = ""
    """What makes it dear: `always` (asked about every dispatch), `apart` (conditions that must be looked at) or `common`;
    of a broken one, what is wrong with it, in English."""


async def page(request: Request) -> Response:
    """Without the index (setting `monitor`), every query is asked about every dispatch: no costs are told then."""
    who = await administrator(request)
    running = house(request)
    monitor = running.book.monitor
    index = monitor if isinstance(monitor, Monitor) else None
    always = sorted(index.always) if index is not None else list[str]()
    dear = index.expensive(LISTED) if index is not None else []
    return render(
        request, "desk_queries.html", who=who, total=len(monitor), conditions=index.conditions if index else None,
        dear=[_asked(running, c.id, c.estimate, _reason(c, always)) for c in dear],
        always=[_asked(running, id) for id in always[:LISTED]], always_total=len(always),
        broken=[_asked(running, id, why=why) for id, why in sorted(running.book.broken.items())],
        faults=sorted(index.faults.items()) if index is not None else [],
    )  # fmt: skip


def _reason(cost: Cost, always: Sequence[str]) -> str:
    if cost.id in always:
        return "always"
    return "apart" if cost.why.startswith("its phrases") else "common"


def _asked(running: House, id: str, cost: float | None = None, why: str = "") -> Asked:
    if id.startswith(TOPIC):
        return _topic(running, id, cost, why)
    if id.startswith((BLOCK, FILTER)):
        return _limit(running, id, cost, why)
    product = running.book.products.get(id)
    if product is None:  # changed since it was listed
        return Asked("product", id, "", None, None, cost, why)
    return Asked("product", product.name, product.query, None, f"/desk/products/{id}", cost, why)


def _topic(running: House, id: str, cost: float | None, why: str) -> Asked:
    """A reader's topic is his own to change; the agency's page of it is that of its company."""
    topic = running.book.topics.get(id.removeprefix(TOPIC))
    if topic is None:
        return Asked("topic", id, "", None, None, cost, why)
    company = running.book.company(topic.company) if topic.company is not None else None
    link = f"/desk/companies/{company.id}" if company is not None else f"/topics/{topic.id}"
    return Asked("topic", topic.name, topic.query, company.name if company else None, link, cost, why)


def _limit(running: House, id: str, cost: float | None, why: str) -> Asked:
    known = running.book.members.restrictions.get(id)
    if known is None:
        return Asked(id.partition(":")[0], id, "", None, None, cost, why)
    company = running.book.company(known.company) if known.company is not None else None
    link = f"/desk/limits?id={known.id}" if known.kind is Limit.BLOCK else f"/desk/companies/{known.company}"
    name = company.name if company is not None else None
    return Asked(known.kind.value, known.name or known.id, known.query, name, link, cost, why)
