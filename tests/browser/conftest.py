"""A real browser before a real server on loopback, with a wire that the test feeds while the page is open.

Without Chromium these tests are skipped with the reason; with TELEX_REQUIRE_BROWSER=1 its absence is a failure.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, ViewportSize

from telex.house import House, open_house
from telex.model.company import Entitlement
from telex.model.filing import Filed, Filing, Order
from telex.model.vocabulary import Act, Role
from telex.settings import Settings
from telex.web.server import bind, serve

CHROMIUM = Path(os.environ.get("TELEX_CHROMIUM", "/usr/bin/chromium"))
PASSWORD = "a-long-enough-password"
LIMIT = 30.0
T = TypeVar("T")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marked as browser tests, and last: the browser's loop stays open and would disturb others in one process."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: here in item.path.parents)


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    if not CHROMIUM.exists():
        reason = f"no browser at {CHROMIUM}: install Debian's chromium, or set TELEX_CHROMIUM"
        if os.environ.get("TELEX_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(f"SKIPPED: {reason}")
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM))
    yield browser
    browser.close()


class Newsroom:
    """An agency served from a thread of its own, so that the test may drive a browser meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._settings = Settings(
            store=folder / "wire.db", heartbeat_seconds=0.3, agency_name="Agence du Cap", nlp="off"
        )
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._closing = False
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._run(),), daemon=True)
        self.url = ""
        self.house: House

    def __enter__(self) -> Newsroom:
        self._thread.start()
        assert self._ready.wait(LIMIT)
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self.up()
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(LIMIT)

    async def _run(self) -> None:
        self._gone_on = asyncio.Event()
        async with open_house(self._settings) as house:
            self.house = house
            await self._furnish()
            port = 0
            while True:
                self._stop = asyncio.Event()
                sock = bind("127.0.0.1", port)
                port = sock.getsockname()[1]
                self.url = f"http://127.0.0.1:{port}"
                await serve(house, secret="s" * 40, listening=sock, stop=self._stop, on_ready=self._ready.set)
                if self._closing:
                    return
                await self._gone_on.wait()
                self._gone_on.clear()

    def down(self) -> None:
        """Cuts every connection and answers no more; the wire itself goes on."""
        self._ready.clear()
        self._loop.call_soon_threadsafe(self._stop.set)

    def up(self) -> None:
        """Answers again, at the same address."""
        if not self._ready.is_set():
            self._loop.call_soon_threadsafe(self._gone_on.set)
            assert self._ready.wait(LIMIT)

    async def _furnish(self) -> None:
        office = self.house.office
        await office.put_product("mer", "Ports et mer", "port", public=True)
        await office.put_company("gazette", "La Gazette du Cap")
        await office.grant("gazette", Entitlement("mer"))
        await office.put_user("rosa@gazette.example", "Rosa Lind", Role.READER, "gazette", PASSWORD)
        await office.put_user("edith@agency.example", "Édith Marlow", Role.EDITOR, None, PASSWORD)

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs something in the server's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(LIMIT)

    def file(self, headline: str, body: str = "", act: Act | None = None, **order: Any) -> Filed:
        """Files a French text about a port; `body` stands after a sentence that brings it into the product."""
        text = f"{headline}\n\nLe port de Brenn est calme ce matin, a dit la capitainerie. {body}"
        filing = Filing(
            text.encode(), self.house.agency.clock(), "text/plain; charset=utf-8",
            order=Order(act, **order) if act else None,
        )  # fmt: skip
        answer = self.call(self.house.agency.take(filing))[0]
        assert isinstance(answer, Filed)
        return answer


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom(tmp_path) as found:
        yield found


class Tab:
    """A page whose console must stay silent."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.base = base
        self.noise: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.noise.append(message.text)

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def sign_in(self, email: str, path: str = "/wire") -> Page:
        self.open(f"/login?next={path}")
        self.page.fill("#em", email)
        self.page.fill("#pw", PASSWORD)
        self.page.press("#pw", "Enter")
        self.page.wait_for_url(f"**{path}")
        return self.page


@pytest.fixture
def tab(chromium: Browser, newsroom: Newsroom) -> Iterator[Any]:
    """`tab()` opens a browser window; at the end nothing may stand on any console."""
    contexts: list[BrowserContext] = []
    tabs: list[Tab] = []

    def new(width: int = 1440, **options: Any) -> Tab:
        size = ViewportSize(width=width, height=900 if width > 800 else 844)
        context = chromium.new_context(viewport=size, locale="fr-FR", reduced_motion="reduce", **options)
        contexts.append(context)
        tabs.append(Tab(context, newsroom.url))
        return tabs[-1]

    yield new
    noise = [line for one in tabs for line in one.noise]
    for context in contexts:
        context.close()
    assert noise == []
