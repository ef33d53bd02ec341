"""`/d/{id}/why` and `/why?item=`: why the reader has a dispatch, or the first reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.delivery.seen import Question, Seen
from telex.errors import Invalid
from telex.house import House
from telex.model.company import SUBSCRIBER_CHANNELS, Company, Entitlement
from telex.model.topic import Alert, Topic
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.routing.entitlement import alive
from telex.routing.language.parser import parse
from telex.web.auth import house, signed_in
from telex.web.dryrun import Pieces, passage, pieces
from telex.web.pages import SESSION_PAGE, address
from telex.web.portal.asked import asked, on_shelf
from telex.web.portal.opened import opened
from telex.web.portal.wire import wire_page
from telex.why import explain
from telex.why.answer import Explanation, Step

MATCHED = frozenset({"carried", "topic"})
MISSED = frozenset({"not-carried", "no-topic"})
CHANNELS = tuple(c for c in Channel if c in SUBSCRIBER_CHANNELS)
_ADDRESS = re.compile(r"/(?:d/([^/?#\s]+)|news/\d{4}/\d{2}/[^/?#\s]*?-?([A-Za-z0-9_-]{8,}))(?:[/?#]|$)")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Match:
    """A product or topic beside the dispatch."""

    step: Step
    query: Pieces
    """With the clauses that were true marked."""
    topic: Topic | None = None
    """Of a topic, as it is now."""

    @property
    def failed(self) -> str | None:
        """The first clause that was not true, where that may be told."""
        return self.step.explained.failed if self.step.explained is not None else None


@dataclass(frozen=True, slots=True)
class Right:
    """The right to a product that carries it."""

    name: str
    entitlement: Entitlement


@dataclass(frozen=True, slots=True)
class Why:
    """An explanation as the page tells it."""

    told: Explanation
    seen: Seen
    matched: tuple[Match, ...]
    missed: tuple[Match, ...]
    rights: tuple[Right, ...]
    alerts: tuple[Alert, ...]
    passage: Pieces
    """Where the words of the strongest match stand."""
    paragraph: int | None
    channels: frozenset[Channel]
    """Channels on which the right holds."""
    company: Company | None
    """Whom an editor asks about."""

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(step.code for step in self.told.steps)

    def step(self, code: str) -> Step | None:
        return next((step for step in self.told.steps if step.code == code), None)


async def page(request: Request) -> Response:
    """404 is the same for hidden and unknown. An editor asks about a company (`company`)."""
    who = await signed_in(request)
    id = request.path_params["id"]
    if _wants_json(request):
        return RedirectResponse(address(request)(f"/api/v1/dispatches/{id}/why"), 307, SESSION_PAGE)
    running = house(request)
    found = await opened(running, who, id, None)
    if found is None:
        raise HTTPException(404)
    company = request.query_params.get("company") or None
    why = await _why(running, who, found.seen, company)
    what = replace(on_shelf(running, who.user, asked(request)), open=found.seen.dispatch.id)
    return await wire_page(
        request, who, what, found, reading=True, template="why.html", w=why, item="", unknown=False, channels=CHANNELS,
        companies=_companies(running, who),
    )  # fmt: skip


async def search(request: Request) -> Response:
    """Finds what `item` names: an id, a uri, an address of a page, a headline. Says nothing of what the reader may not see."""
    who = await signed_in(request)
    running, text = house(request), request.query_params.get("item", "").strip()[:_LONGEST]
    company = request.query_params.get("company") or None
    found = await _find(running, who, text) if text else None
    if found is not None:
        return RedirectResponse(address(request)(f"/d/{found}/why", company=company), 303, SESSION_PAGE)
    what = replace(on_shelf(running, who.user, asked(request)), open=text or None)
    return await wire_page(
        request, who, what, None, reading=True, template="why.html", w=None, item=text, unknown=bool(text), channels=CHANNELS,
        companies=_companies(running, who),
    )  # fmt: skip


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


async def _why(running: House, who: Caller, seen: Seen, company: str | None) -> Why | None:
    """None for an editor who has not said about whom he asks, and for whom nothing is told."""
    if who.editor and company is None:
        return None
    told = await explain(running, who.viewer, seen.dispatch.id, company=company if who.editor else None)
    if told is None:
        return None
    viewer = running.book.viewer(told.company) if who.editor else who.viewer
    entitlements = viewer.entitlements if viewer is not None else ()
    now = running.agency.clock()
    carried = {step.id for step in told.steps if step.code == "carried" and step.passed}
    held = [e for e in entitlements if e.product in carried and alive(e, now)]
    topics = running.book.topics
    matched = [Match(s, _marked(s), topics.get(s.id or "")) for s in told.steps if s.code in MATCHED]
    shown, paragraph = _passage(told, [match.step for match in matched])
    return Why(
        told, seen, tuple(matched), tuple(Match(s, _marked(s), topics.get(s.id or "")) for s in told.steps if s.code in MISSED and s.id),
        tuple(Right(running.book.products[e.product].name, e) for e in held if e.product in running.book.products),
        tuple(step.alert for step in told.steps if step.alert is not None), shown, paragraph,
        frozenset(channel for e in held for channel in e.channels),
        running.book.members.company(told.company) if who.editor else None,
    )  # fmt: skip


def _companies(running: House, who: Caller) -> list[Company]:
    """Whom an editor may ask about, by name."""
    return sorted(running.book.members.companies(), key=lambda c: c.name.casefold()) if who.editor else []


def _marked(step: Step) -> Pieces:
    """A query with its true conditions marked."""
    text, found = step.query or "", step.explained
    if found is None:
        return pieces(text, ())
    spans: list[tuple[int, int]] = []
    leaves = {leaf for clause in found.clauses for leaf in clause.because}
    for leaf in sorted(leaves, key=lambda leaf: (-len(leaf), leaf)):
        for place in re.finditer(rf'(?<![\w:"-]){re.escape(leaf)}(?![\w*~"])', text):
            if all(place.end() <= start or place.start() >= end for start, end in spans):
                spans.append(place.span())
    return pieces(text, sorted(spans))


def _passage(told: Explanation, steps: Iterable[Step]) -> tuple[Pieces, int | None]:
    """The place of the words of a topic, else of a product, and the number of its paragraph."""
    if told.dispatch is None:
        return (), None
    ordered: Sequence[Step] = sorted(steps, key=lambda step: step.code != "topic")
    for step in ordered:
        marks = step.explained.marks if step.explained is not None else ()
        inside = [mark for mark in marks if mark.text == ("body" if told.dispatch.body else "abstract")]
        if inside:
            return passage(told.dispatch, inside), inside[0].block + 1 if told.dispatch.body else None
    return (), None


async def _find(running: House, who: Caller, text: str) -> str | None:
    """The id of what a reader named, if he may see it."""
    reader, viewer = running.reader, who.viewer
    if place := _ADDRESS.search(text):
        text = place[1] or place[2]
    seen = await reader.one(viewer, Channel.PORTAL, text) or await reader.by_uri(viewer, Channel.PORTAL, text)
    if seen is not None:
        return seen.dispatch.id
    try:
        query = parse('headline:"' + text.replace('"', " ") + '"')
    except Invalid:
        return None
    found = await reader.live(viewer, Channel.PORTAL, Question(query=query), limit=1)
    return found.items[0].dispatch.id if found.items else None
