"""The gate, driven against every exit there is, with random companies, people with seats, products, blocks, filters,
embargoes, copies in advance, kills and clock.

No exit may show a byte of what the gate refuses. A route that is not in the list below makes the first test fail.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import os
import re
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.routing import Mount, Route

from telex.cli.line import DirectLine
from telex.cli.tail import _list
from telex.cli.terminal import console
from telex.house import House, open_house
from telex.model.company import Viewer
from telex.model.vocabulary import Channel, Role, Scope
from telex.office import Caller
from telex.settings import load
from telex.web.app import build_app

_spec = spec_from_file_location("gate_world", Path(__file__).with_name("gate_world.py"))
assert _spec is not None and _spec.loader is not None
gate_world = module_from_spec(_spec)
__import__("sys").modules["gate_world"] = gate_world
_spec.loader.exec_module(gate_world)

STEPS = int(os.environ.get("TELEX_GATE_STEPS", "600"))
"""Actions of each world; after every one an exit or two are walked, and now and then all of them."""
PASSWORD = "long-enough-for-us"
TOPIC_QUERIES = ("almora", "brivane OR corzel", "titre", "zq*")


@dataclass
class Got:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Visitor:
    """One who looks: a company by token and by session, the public, or an editor."""

    company: str | None
    headers: dict[str, str]
    cookies: dict[str, str]
    editor: bool = False


class Web:
    """Calls the application in this process, without a socket; a stream is read until it rests."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def get(
        self, path: str, headers: dict[str, str], query: dict[str, str] | None = None, *, rest: float = 0
    ) -> Got:
        sent = {"host": "localhost", **headers}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": path, "raw_path": path.encode(), "root_path": "", "query_string": urlencode(query or {}).encode(),
            "client": ("127.0.0.1", 1), "server": ("localhost", 80),
            "headers": [(k.lower().encode(), v.encode()) for k, v in sent.items()],
        }  # fmt: skip
        got: list[dict[str, Any]] = []
        asked = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> dict[str, Any]:
            return asked.pop() if asked else await asyncio.Future()

        async def send(message: dict[str, Any]) -> None:
            got.append(message)

        task = asyncio.ensure_future(self.app(scope, receive, send))
        done, _ = await asyncio.wait({task}, timeout=rest or 60)
        if done:
            await task
        else:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        start = next(m for m in got if m["type"] == "http.response.start")
        body = b"".join(m.get("body", b"") for m in got if m["type"] == "http.response.body")
        return Got(start["status"], {k.decode(): v.decode("latin-1") for k, v in start["headers"]}, body)


class Exits:
    """Every way out, as functions from a visitor to bytes."""

    def __init__(self, world: Any, web: Web, house: House) -> None:
        self.world, self.web, self.house = world, web, house
        self.previewed = ""
        """The company as which the desk looked last."""

    def an_id(self) -> str:
        items = [i for i in self.world.items if i.id]
        return str(self.world.rng.choice(items).id) if items else "nothing"

    async def an_event(self) -> str:
        if self.world.events and self.world.rng.random() < 0.3:
            return str(self.world.rng.choice(self.world.events))
        stored = await self.house.store.dispatches.newest(self.an_id())
        return stored.member.event if stored is not None and stored.member is not None else "nothing"

    async def fetch(
        self, v: Visitor, path: str, query: dict[str, str] | None = None, rest: float = 0, *, person: bool = False
    ) -> bytes:
        """As the machine of a company on the API, as its person on pages and where `person` is said."""
        machine = path.startswith("/api/") and not person
        headers = dict(v.headers) if machine else {}
        if not machine and v.cookies:
            headers["cookie"] = "; ".join(f"{k}={val}" for k, val in v.cookies.items())
        got = await self.web.get(path, headers, query, rest=rest)
        assert got.status < 500, (path, query, got.body[:500])
        return got.body + repr(got.headers).encode()

    async def api_list(self, v: Visitor) -> bytes:
        product = self.world.rng.choice(("", *gate_world.PRODUCTS))
        query = {"after": "0", "limit": "200"} | ({"product": product} if product else {})
        return await self.fetch(v, "/api/v1/dispatches", query)

    async def api_search(self, v: Visitor) -> bytes:
        return await self.fetch(v, "/api/v1/dispatches", {"q": self.world.rng.choice(TOPIC_QUERIES), "limit": "100"})

    async def api_uri(self, v: Visitor) -> bytes:
        return await self.fetch(v, "/api/v1/dispatches", {"uri": self.world.rng.choice(self.world.items).uri})

    async def api_item(self, v: Visitor) -> bytes:
        return await self.fetch(v, f"/api/v1/dispatches/{self.an_id()}")

    async def api_versions(self, v: Visitor) -> bytes:
        return await self.fetch(v, f"/api/v1/dispatches/{self.an_id()}/versions")

    async def api_event(self, v: Visitor) -> bytes:
        return await self.fetch(v, f"/api/v1/events/{await self.an_event()}")

    async def api_pickup(self, v: Visitor) -> bytes:
        return await self.fetch(v, f"/api/v1/dispatches/{self.an_id()}/pickup")

    async def api_pickups(self, v: Visitor) -> bytes:
        return await self.fetch(v, "/api/v1/pickup")

    async def desk_pickup(self, v: Visitor) -> bytes:
        ending = self.world.rng.choice(("", ".csv"))
        page = self.world.rng.choice(("/desk/pickup", f"/desk/d/{self.an_id()}/pickup"))
        return await self.fetch(v, page + ending)

    async def api_stream(self, v: Visitor) -> bytes:
        return await self.fetch(v, "/api/v1/stream", {"after": "earliest"}, rest=0.2)

    async def preview(self, v: Visitor) -> bytes:
        self.previewed = str(self.world.rng.choice(gate_world.COMPANIES))
        more = self.world.rng.choice(({"after": "0", "limit": "200"}, {"q": "titre"}, {}))
        path = self.world.rng.choice(("", f"/{self.an_id()}", f"/{self.an_id()}/versions"))
        return await self.fetch(v, f"/api/v1/dispatches{path}", {"as_company": self.previewed} | ({} if path else more))

    async def advance(self, v: Visitor) -> bytes:
        return await self.fetch(v, "/api/v1/advance")

    async def advance_one(self, v: Visitor) -> bytes:
        held = await self.house.store.holds.all()
        return await self.fetch(v, f"/api/v1/advance/{self.world.rng.choice(held).id if held else 'nothing'}")

    async def portal(self, v: Visitor) -> bytes:
        rng = self.world.rng
        query = {"group": rng.choice("01"), "open": self.an_id()}
        if rng.random() < 0.5:
            query["product"] = rng.choice(gate_world.PRODUCTS)
        if rng.random() < 0.5:
            query["q"] = rng.choice(TOPIC_QUERIES)
        return await self.fetch(v, rng.choice(("/wire", "/en/wire")), query)

    async def portal_stream(self, v: Visitor) -> bytes:
        return await self.fetch(v, "/wire/stream", {"after": "0"}, rest=0.2)

    async def portal_item(self, v: Visitor) -> bytes:
        show = self.world.rng.choice(({}, {"show": "changes"}, {"show": "v1"}, {"show": "v2"}))
        return await self.fetch(v, f"/d/{self.an_id()}", show)

    async def download(self, v: Visitor) -> bytes:
        return await self.fetch(v, f"/d/{self.an_id()}.{self.world.rng.choice(('json', 'txt'))}")

    async def portal_events(self, v: Visitor) -> bytes:
        return await self.fetch(v, "/events")

    async def portal_event(self, v: Visitor) -> bytes:
        query = self.world.rng.choice(({}, {"order": "arrival"}, {"beside": "2"}))
        return await self.fetch(v, f"/events/{await self.an_event()}", query)

    async def site(self, v: Visitor) -> bytes:
        return await self.fetch(v, self.world.rng.choice(("/", "/en/", "/corrections")))

    async def article(self, v: Visitor) -> bytes:
        return await self.fetch(v, f"/news/2026/03/quelque-chose-{self.an_id()}")

    async def feeds(self, v: Visitor) -> bytes:
        return await self.fetch(v, self.world.rng.choice(("/rss.xml", "/atom.xml", "/feed.json")))

    async def section(self, v: Visitor) -> bytes:
        return await self.fetch(v, "/section/politique")

    async def api_trial(self, v: Visitor) -> bytes:
        query = {"q": self.world.rng.choice(TOPIC_QUERIES), "edit": self.world.rng.choice(TOPIC_QUERIES)}
        return await self.fetch(v, "/api/v1/query/try", query, person=self.world.rng.random() < 0.5)

    async def api_why(self, v: Visitor) -> bytes:
        query = {"company": self.world.rng.choice(gate_world.COMPANIES)} if v.editor else None
        path = f"/api/v1/dispatches/{self.an_id()}/why"
        return await self.fetch(v, path, query, person=self.world.rng.random() < 0.5)

    async def why(self, v: Visitor) -> bytes:
        id = self.an_id()
        query = {"company": self.world.rng.choice(gate_world.COMPANIES)} if v.editor else {}
        if self.world.rng.random() < 0.5:
            return await self.fetch(v, f"/d/{id}/why", query)
        return await self.fetch(v, "/why", query | {"item": id})

    def a_topic(self) -> str:
        return str(self.world.rng.choice(sorted(self.house.book.topics)))

    async def topics(self, v: Visitor) -> bytes:
        pages = (
            "/topics",
            "/topics/new",
            "/topics/try",
            f"/topics/{self.a_topic()}",
            f"/topics/{self.a_topic()}/delete",
        )
        path = self.world.rng.choice(pages)
        return await self.fetch(v, path, {"q": self.world.rng.choice(TOPIC_QUERIES)} if path.endswith("try") else None)

    async def topic_on_the_wire(self, v: Visitor) -> bytes:
        return await self.fetch(v, "/wire", {"topic": self.a_topic()})

    async def api_topics(self, v: Visitor) -> bytes:
        path = self.world.rng.choice(("/api/v1/topics", f"/api/v1/topics/{self.a_topic()}"))
        return await self.fetch(v, path, person=True)

    async def alerts(self, v: Visitor) -> bytes:
        return await self.fetch(v, self.world.rng.choice(("/alerts", "/en/alerts")))

    async def alerts_of_programs(self, v: Visitor) -> bytes:
        query = self.world.rng.choice(({}, {"after": "0"}, {"unread": "true"}))
        path = self.world.rng.choice(("/api/v1/alerts", "/api/v1/alerts/waiting"))
        return await self.fetch(v, path, {} if path.endswith("waiting") else query, person=True)

    async def ahead_page(self, v: Visitor) -> bytes:
        held = await self.house.store.holds.all()
        id = self.world.rng.choice(held).id if held else "nothing"
        return await self.fetch(v, self.world.rng.choice(("/advance", f"/advance/{id}")))

    async def preview_page(self, v: Visitor) -> bytes:
        self.previewed = str(self.world.rng.choice(gate_world.COMPANIES))
        more = self.world.rng.choice(({}, {"q": "titre"}, {"open": self.an_id()}))
        return await self.fetch(v, "/desk/preview", {"company": self.previewed} | more)

    async def command_line(self, v: Visitor) -> bytes:
        if "authorization" not in v.headers:
            return b""
        line = DirectLine(self.web.app, v.headers["authorization"].removeprefix("Bearer "))
        shown, console.file = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(shown):
            console.file = shown
            await _list(line, {"after": "earliest"}, json=self.world.rng.random() < 0.5)
        return shown.getvalue().encode()


WALKED: dict[str, str] = {
    "/api/v1/dispatches": "api_list api_search api_uri preview",
    "/api/v1/dispatches/{id}": "api_item",
    "/api/v1/advance": "advance",
    "/api/v1/advance/{id}": "advance_one",
    "/api/v1/dispatches/{id}/versions": "api_versions",
    "/api/v1/events/{id}": "api_event",
    "/api/v1/dispatches/{id}/pickup": "api_pickup",
    "/api/v1/pickup": "api_pickups",
    "/desk/pickup": "desk_pickup",
    "/desk/pickup.csv": "desk_pickup",
    "/desk/d/{id}/pickup": "desk_pickup",
    "/desk/d/{id}/pickup.csv": "desk_pickup",
    "/api/v1/stream": "api_stream",
    "/api/v1/query/try": "api_trial",
    "/api/v1/dispatches/{id}/why": "api_why",
    "/d/{id}/why": "why",
    "/why": "why",
    "/topics": "topics",
    "/topics/new": "topics",
    "/topics/try": "topics",
    "/topics/{id}": "topics",
    "/topics/{id}/delete": "topics",
    "/api/v1/topics": "api_topics",
    "/api/v1/topics/{id}": "api_topics",
    "/alerts": "alerts",
    "/api/v1/alerts": "alerts_of_programs",
    "/api/v1/alerts/waiting": "alerts_of_programs",
    "/advance": "ahead_page",
    "/advance/{id}": "ahead_page",
    "/desk/preview": "preview_page",
    "/wire": "portal topic_on_the_wire",
    "/wire/stream": "portal_stream",
    "/d/{id}": "portal_item",
    "/d/{id}.json": "download",
    "/d/{id}.txt": "download",
    "/events": "portal_events",
    "/events/{id}": "portal_event",
    "/": "site",
    "/corrections": "site",
    "/news/{year:int}/{month}/{tail}": "article",
    "/section/{name}": "section",
    "/rss.xml": "feeds",
    "/atom.xml": "feeds",
    "/feed.json": "feeds",
}
"""Route to the exits above that walk it. The command line's `tail` walks the API like any program."""
WITHOUT_DISPATCHES = (
    "/api/v1/filings", "/api/v1/openapi.json", "/healthz", "/login", "/logout", "/language", "/contact", "/legal",
    "/privacy", "/accessibility", "/static", "/favicon.ico", "/account/keys", "/robots.txt",
    "/api/v1/company", "/company", "/api/v1/query/check", "/api/v1/watches", "/api/v1/mute", "/api/v1/alerts/read",
    "/api/v1/topics/{id}/follow", "/topics/watch",
)  # fmt: skip
"""They answer nothing of any dispatch but what the caller himself has just filed."""
EDITORS_ONLY = ("/desk", "/api/v1/companies", "/api/v1/restrictions", "/api/v1/products", "/api/v1/users", "/api/v1/tokens", "/api/v1/sources",
                "/api/v1/profiles", "/api/v1/quarantine", "/api/v1/holds", "/api/v1/rereads", "/api/v1/names",
                "/api/v1/rulings", "/api/v1/suggestions", "/api/v1/pickup", "/api/v1/dispatches/{id}/pickup",
                "/api/v1/dispatches/{id}/reading", "/api/v1/dispatches/{id}/originals")  # fmt: skip
"""Checked by `test_the_desk_is_closed_to_everyone_else`."""
EVERY = [
    name
    for name in vars(Exits)
    if name not in ("__init__", "an_id", "an_event", "a_topic", "fetch", "previewed") and not name.startswith("__")
]


def routes(app: Any) -> list[str]:
    found = []
    for route in app.routes:
        assert isinstance(route, Route | Mount), route
        found.append(route.path)
    return found


def within(path: str, prefixes: tuple[str, ...]) -> bool:
    return any(path == p or path.startswith(p + "/") for p in prefixes)


@dataclass
class Stage:
    world: Any
    web: Web
    exits: Exits
    visitors: list[Visitor]


async def stage(stack: AsyncExitStack, folder: Path, seed: int) -> Stage:
    clock = gate_world.Clock()
    settings = load(None, {}, store=folder / "gate.db", poll=False, contact_email="desk@example.org",
                    session_hours=100_000)  # fmt: skip
    house = await stack.enter_async_context(open_house(settings, clock=clock))
    world = gate_world.World(house, clock, seed)
    await world.furnish()
    web = Web(build_app(house, "s" * 40))
    visitors = [Visitor(None, {}, {})]
    for company in gate_world.COMPANIES:
        token, _ = await house.office.issue_token(Scope.READ, company, company=company)
        email = f"reader@{company}.example"
        role = Role.COMPANY_ADMINISTRATOR if company == "c0" else Role.READER
        user = await house.office.put_user(email, company, role, company, PASSWORD)
        world.people[company] = Caller(house.book.viewer_of(user), user)
        session = await house.office.sign_in(email, PASSWORD, "127.0.0.1")
        visitors.append(Visitor(company, {"authorization": f"Bearer {token}"}, {"telex_session": session}))
    editor = await house.office.put_user("editor@agency.example", "E", Role.EDITOR, None, PASSWORD)
    session = await house.office.sign_in("editor@agency.example", PASSWORD, "127.0.0.1")
    token, _ = await house.office.issue_token(Scope.DESK, "desk", user="editor@agency.example")
    visitors.append(Visitor(None, {"authorization": f"Bearer {token}"}, {"telex_session": session}, editor=True))
    await world.follow(Caller(Viewer(user=editor.id, desk=True), editor))
    return Stage(world, web, Exits(world, web, house), visitors)


def forbidden(stage: Stage, visitor: Visitor, shown: bytes, exit: str = "") -> set[str]:
    """Secrets that stand in the bytes and may not. Pages are read by a person, the rest by a machine."""
    found = {word.decode() for word in gate_world.SECRET.findall(shown)}
    if visitor.editor:
        waiting = {i.waiting.number for i in stage.world.items if i.waiting is not None}
        killed = {v.number for i in stage.world.items if i.killed for v in i.versions}
        if exit == "api_why":  # like the list of what is held, it names to the desk what waits
            found = {w for w in found if w[-1] != "h" or int(w[2:8]) not in waiting}
        return {w for w in found if int(w[2:8]) in waiting or (int(w[2:8]) in killed and w[-1] in "sb")}
    if exit in ("advance", "advance_one", "ahead_page"):
        return found.difference(*stage.world.ahead(visitor.company, person=exit == "ahead_page").values())
    person = visitor.company is not None and not exit.startswith(("api_", "preview", "command_line"))
    return found - stage.world.allowed(visitor.company, person=person)


async def walk(stage: Stage, exits: list[str], visitor: Visitor) -> None:
    for name in exits:
        way: Callable[[Visitor], Awaitable[bytes]] = getattr(stage.exits, name)
        # the public pages show the public's view to whoever comes, so they are held to the public's rights
        seen_as = Visitor(None, {}, {}) if name in ("site", "article", "feeds", "section") else visitor
        shown = await way(visitor)
        if name in ("preview", "preview_page") and visitor.editor:
            seen_as = Visitor(stage.exits.previewed, {}, {})
        leaked = forbidden(stage, seen_as, shown, name)
        assert leaked == set(), (
            f"{name} showed {leaked} to {visitor.company or 'the public'} after {stage.world.trail[-12:]}"
        )


async def complete(stage: Stage, visitor: Visitor) -> None:
    """Nothing lost: the lists and counts hold exactly what the model says."""
    if visitor.editor or visitor.company is None:
        return
    ids, after = set(), 0
    while True:
        got = await stage.web.get("/api/v1/dispatches", visitor.headers, {"after": str(after), "limit": "50"})
        page = json.loads(got.body)
        ids |= {entry["id"] for entry in page["items"]}
        if len(page["items"]) < 50:
            break
        after = page["next"]
    assert ids == stage.world.visible(visitor.company, texts=False)
    house = stage.exits.house
    viewer = house.book.viewer(visitor.company)
    assert viewer is not None
    from telex.delivery.reader import Question

    count = await house.reader.count(viewer, Channel.PORTAL, Question())
    assert count.number == len(stage.world.visible(visitor.company, texts=True))
    person = house.book.viewer_of(stage.world.people[visitor.company].user)
    assert person is not None
    count = await house.reader.count(person, Channel.PORTAL, Question())
    assert count.number == len(stage.world.visible(visitor.company, texts=True, person=True))
    ahead = json.loads((await stage.web.get("/api/v1/advance", visitor.headers)).body)["items"]
    assert {copy["dispatch"] for copy in ahead} == set(stage.world.ahead(visitor.company))


async def live(folder: Path, seed: int, steps: int) -> None:
    async with AsyncExitStack() as stack:
        s = await stage(stack, folder, seed)
        for n in range(steps):
            await s.world.step()
            if not s.world.items:
                continue
            visitor = s.world.rng.choice(s.visitors)
            quick = [e for e in EVERY if not e.endswith("stream")]
            await walk(s, s.world.rng.sample(quick, 1), visitor)
            if n % 15 == 14:
                await complete(s, s.world.rng.choice(s.visitors))
            if n % 100 == 99:
                for everyone in s.visitors:
                    await walk(s, EVERY, everyone)
                    await complete(s, everyone)


@pytest.mark.parametrize("seed", [1, 2, 11])
def test_no_exit_ever_shows_what_the_gate_refuses_and_lists_are_complete(seed: int, tmp_path: Path) -> None:
    asyncio.run(live(tmp_path, seed, STEPS))


def test_every_route_is_walked_or_is_known_to_tell_nothing(tmp_path: Path) -> None:
    async def run() -> list[str]:
        async with AsyncExitStack() as stack:
            s = await stage(stack, tmp_path, 0)
            return routes(s.web.app)

    known = set(WALKED)
    unknown = [
        path for path in asyncio.run(run())
        if path not in known and not within(path, WITHOUT_DISPATCHES) and not within(path, EDITORS_ONLY)
    ]  # fmt: skip
    assert unknown == [], "a new exit: walk it in this file"
    assert set(" ".join(WALKED.values()).split()) | {"command_line"} == set(EVERY)


def test_the_desk_is_closed_to_everyone_else(tmp_path: Path) -> None:
    async def run() -> list[tuple[str, int]]:
        async with AsyncExitStack() as stack:
            s = await stage(stack, tmp_path, 0)
            opened = []
            for path in routes(s.web.app):
                if not within(path, EDITORS_ONLY):
                    continue
                filled = re.sub(r"\{[^}]*\}", "x", path)
                for visitor in s.visitors[:-1]:
                    headers = dict(visitor.headers) if path.startswith("/api/") else {}
                    if not path.startswith("/api/") and visitor.cookies:
                        headers["cookie"] = f"telex_session={visitor.cookies['telex_session']}"
                    got = await s.web.get(filled, headers)
                    if got.status not in (303, 401, 403, 404, 405):
                        opened.append((path, got.status))
            return opened

    assert asyncio.run(run()) == []


def test_an_id_under_embargo_answers_exactly_like_one_that_does_not_exist(tmp_path: Path) -> None:
    async def run() -> None:
        async with AsyncExitStack() as stack:
            s = await stage(stack, tmp_path, 3)
            await s.world.embargo()
            id = s.world.items[-1].id
            false = "Q" * len(id)
            for visitor in s.visitors:
                for path in ("/api/v1/dispatches/{}", "/api/v1/dispatches/{}/versions", "/d/{}", "/news/2026/03/x-{}"):
                    api = path.startswith("/api/")
                    cookie = "; ".join(f"{k}={v}" for k, v in {**visitor.cookies, "telex_visit": "same"}.items())
                    headers = visitor.headers if api else {"cookie": cookie}
                    held, none = await s.web.get(path.format(id), headers), await s.web.get(path.format(false), headers)
                    assert held.status == none.status
                    assert held.body.replace(id.encode(), false.encode()) == none.body
                    shown = {k: v.replace(id, false) for k, v in held.headers.items()}
                    assert shown == none.headers

    asyncio.run(run())
