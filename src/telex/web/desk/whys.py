"""`/desk/why`: why a company, or one of its people, has a dispatch, or the first reason why not. For editors, about anyone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex import why
from telex.delivery.seen import Question
from telex.errors import Invalid, NotFound
from telex.house import House
from telex.model.company import Company, User
from telex.model.dispatch import Dispatch
from telex.model.text import fold
from telex.model.vocabulary import Channel
from telex.office import Caller
from telex.routing.language.parser import parse
from telex.web.auth import editor, house
from telex.web.dryrun import Pieces, passage, pieces
from telex.web.pages import SESSION_PAGE, render

LONGEST = 500
_ADDRESS = re.compile(r"/(?:d|holds)/([^/?#\s]+)|/news/\d{4}/\d{2}/[^/?#\s]*?-?([A-Za-z0-9_-]{16})(?:[/?#]|$)")


@dataclass(frozen=True, slots=True)
class Told:
    """One step, with the place of the true words where they stand in a text."""

    step: why.Step
    passage: Pieces


async def page(request: Request) -> Response:
    """`item` (id, uri, address or headline), `company` and `user` (id or address); also as JSON, by its API address."""
    who = await editor(request)
    running, given = house(request), request.query_params
    text = given.get("item", "").strip()[:LONGEST]
    company, user = given.get("company", "").strip()[:100], given.get("user", "").strip()[:300]
    found = await find(running, who, text) if text else None
    if found is not None and "application/json" in request.headers.get("accept", ""):
        return RedirectResponse(_twin(found, company, user), 307, SESSION_PAGE)
    wrong, told = {}, None
    if text and found is None:
        wrong["item"] = "unknown"
    if text and not company and not user:
        wrong["company"] = "choose"
    if found is not None and not wrong:
        try:
            told = await why.explain(running, who.viewer, found, company=company or None, user=user or None)
        except (NotFound, Invalid):
            wrong["user" if user else "company"] = "stranger" if user else "choose"
    return render(
        request, "desk_why.html", status=422 if wrong else 200, who=who, item=text, company=company, user=user,
        wrong=wrong, w=told, d=await _named(running, who, found) if found else None, steps=_steps(told),
        subject=running.book.company(told.company) if told is not None else None,
        person=running.book.user(told.user) if told is not None and told.user is not None else None,
        twin=_twin(found, company, user) if told is not None and found is not None else None,
        companies=_companies(running), people=_people(running, company),
    )  # fmt: skip


async def find(running: House, who: Caller, text: str) -> str | None:
    """The id of what an editor named, held versions too."""
    if place := _ADDRESS.search(text):
        text = place[1] or place[2]
    held = await running.store.holds.get(text)
    if held is not None and held.id == text:
        return held.id
    if await running.reader.one(who.viewer, Channel.DESK, text) is not None or held is not None:
        return text
    by_uri = await running.reader.by_uri(who.viewer, Channel.DESK, text)
    if by_uri is not None:
        return by_uri.dispatch.id
    try:
        query = parse('headline:"' + text.replace('"', " ") + '"')
    except Invalid:
        return None
    page = await running.reader.live(who.viewer, Channel.DESK, Question(query=query), limit=1)
    if page.items:
        return page.items[0].dispatch.id
    asked = text.casefold()
    holds = await running.store.holds.all()
    return next((h.id for h in holds if h.dispatch.headline and asked in h.dispatch.headline.casefold()), None)


async def _named(running: House, who: Caller, id: str) -> Dispatch | None:
    seen = await running.reader.one(who.viewer, Channel.DESK, id)
    if seen is not None:
        return seen.dispatch
    held = await running.store.holds.get(id)
    return held.dispatch if held is not None else None


def _steps(told: why.Explanation | None) -> list[Told]:
    if told is None:
        return []
    return [Told(step, _passage(told.dispatch, step)) for step in told.steps]


def _passage(d: Dispatch | None, step: why.Step) -> Pieces:
    """Where the true words stand: in the text, else in the headline; nothing for codes, numbers and times."""
    marks = step.explained.marks if d is not None and step.explained is not None else ()
    if d is None or not marks:
        return ()
    inside = [mark for mark in marks if mark.text == ("body" if d.body else "abstract")]
    if inside:
        return passage(d, inside)
    return pieces(d.headline or "", [(mark.start, mark.end) for mark in marks if mark.text == "headline"])


def _twin(id: str, company: str, user: str) -> str:
    asked = urlencode({name: value for name, value in (("company", company), ("user", user)) if value})
    return f"/api/v1/dispatches/{quote(id, safe='')}/why" + (f"?{asked}" if asked else "")


def _companies(running: House) -> list[Company]:
    return sorted(running.book.members.companies(), key=lambda c: fold(c.name))


def _people(running: House, company: str) -> list[User]:
    """Those of the company asked about, to choose from."""
    return sorted(running.book.members.users_of(company), key=lambda u: fold(u.name)) if company else []
