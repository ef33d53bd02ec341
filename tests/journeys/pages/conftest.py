"""Visitors of the pages: each with cookies of its own, reading HTML and sending the forms that it was given."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from lxml import html

from telex.house import House

PASSWORD = "a-long-enough-password"


@dataclass
class Page:
    """An answer as a reader of HTML has it."""

    status: int
    headers: Mapping[str, str]
    source: str
    url: str

    @property
    def root(self) -> Any:
        return html.document_fromstring(self.source)

    @property
    def text(self) -> str:
        return " ".join(self.root.text_content().split())

    def all(self, css: str) -> list[Any]:
        return list(self.root.cssselect(css))

    def texts(self, css: str) -> list[str]:
        return [" ".join(e.text_content().split()) for e in self.all(css)]

    def hidden(self, action: str) -> dict[str, str]:
        """The hidden fields of the form that goes to `action`."""
        form = next(f for f in self.root.forms if f.get("action") == action and f.get("method") == "post")
        return {i.get("name"): i.get("value", "") for i in form.cssselect("input[type=hidden]")}


class Visitor:
    """One browser without scripts."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self.base, self.session = base, session

    async def get(self, path: str, *, follow: bool = True, headers: Mapping[str, str] | None = None) -> Page:
        async with self.session.get(self.base + path, allow_redirects=follow, headers=headers) as answer:
            return Page(answer.status, answer.headers.copy(), (await answer.read()).decode(), str(answer.url))

    async def post(self, path: str, fields: Mapping[str, Any], *, follow: bool = True) -> Page:
        async with self.session.post(self.base + path, data=dict(fields), allow_redirects=follow) as answer:
            return Page(answer.status, answer.headers.copy(), (await answer.read()).decode(), str(answer.url))

    async def send(self, at: str, action: str, fields: Mapping[str, Any], *, follow: bool = True) -> Page:
        """Opens a page, fills its form for `action` and sends it."""
        page = await self.get(at)
        return await self.post(action, {**page.hidden(action), **fields}, follow=follow)

    async def sign_in(self, email: str, password: str = PASSWORD, *, next: str = "") -> Page:
        return await self.send(f"/login?next={next}", "/login", {"email": email, "password": password})


@pytest.fixture
async def visitors(running: Any) -> AsyncIterator[Any]:
    """Call it for a new browser: `visitors()`."""
    async with AsyncExitStack() as stack:
        made: list[aiohttp.ClientSession] = []

        def new() -> Visitor:
            session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
            made.append(session)
            return Visitor(running.url, session)

        yield new
        for session in made:
            await stack.enter_async_context(session)


@pytest.fixture
async def reader(visitors: Any) -> Visitor:
    """Signed in for a company with the full text of one product."""
    found: Visitor = visitors()
    await found.sign_in("rosa@gazette.example")
    return found


@pytest.fixture
async def editor(visitors: Any) -> Visitor:
    found: Visitor = visitors()
    await found.sign_in("edith@agency.example")
    return found


@pytest.fixture
async def public(running: Any, visitors: Any) -> Visitor:
    """Nobody in particular, on a site that shows the product in summary."""
    house: House = running.house
    await house.office.put_product("ports", "Ports et mer", "port OR harbour", public=True)
    found: Visitor = visitors()
    return found
