"""Pictures of the main pages at 1440 and 390 px: `python tools/screenshots.py FOLDER`.

Starts the demo agency in a temporary folder, files the demo wire at once and visits it with Chromium.
`docs/wire.png` is its `wire-open-1440.png`, `docs/event.png` its `event-1440.png`.
Needs the packages of `locks/dev.txt` and Debian's chromium; nothing is fetched from elsewhere.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from telex.demo import customers, script
from telex.demo.play import PASSWORD, file_cue, furnish
from telex.house import House, open_house
from telex.model.dispatch import Dispatch
from telex.model.filing import Filing, Order
from telex.model.record import Selection, Stored
from telex.model.vocabulary import Act, Channel, Role
from telex.settings import load
from telex.web.desk.fields import item, of
from telex.web.server import bind, serve
from telex.web.site.listing import stories

CHROMIUM = os.environ.get("TELEX_CHROMIUM", "/usr/bin/chromium")
WIDTHS = {1440: 900, 390: 844}
SECRET = "only for pictures, made and thrown away"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, the address, and whose session it is made with."""

    name: str
    path: str
    role: Role | None = None
    tall: bool = False


@asynccontextmanager
async def demo_house(folder: Path) -> AsyncIterator[tuple[House, str]]:
    """A demo agency with its whole wire filed, served on a free port of this machine."""
    sock = bind("127.0.0.1", 0)
    settings = load(
        None, {}, store=folder / "pictures.db", port=sock.getsockname()[1], poll=False, secret=SECRET,
        agency_name="Agence de l’Estuaire",
        contact_email="abonnements@demo.telex.example", contact_phone="01 99 00 12 34",
    )  # fmt: skip
    async with open_house(settings) as house:
        await furnish(house)
        for number, cue in enumerate(script.cues()):
            await file_cue(house, cue, number)
        stop, ready = asyncio.Event(), asyncio.Event()
        server = asyncio.create_task(serve(house, secret=SECRET, on_ready=ready.set, listening=sock, stop=stop))
        await ready.wait()
        try:
            yield house, settings.url
        finally:
            stop.set()
            await server


async def prepare(house: House) -> list[Shot]:
    """Makes sure that a correction and a kill are on the wire, and names the pages worth a picture."""
    everything_out = Selection(now=house.agency.clock(), desk=True)
    everything = await house.reader.store.dispatches.live(everything_out, before=None, limit=500)
    alive = [row for row in everything if row.dispatch.pubstatus.value == "usable"]
    killed = next((row.dispatch.id for row in everything if row.dispatch.pubstatus.value == "canceled"), None)
    if killed is None:
        killed = alive.pop().dispatch.id
        order = Order(Act.KILL, of=killed, note="Dépêche diffusée par erreur.")
        await house.agency.take(Filing(b"kill", house.agency.clock(), "text/plain", order=order))
    corrected = await correction(
        house, next(row.dispatch for row in alive if row.dispatch.headline and row.dispatch.body)
    )
    events: dict[str, int] = {}
    for row in alive:
        if row.member is not None:
            events[row.member.event] = events.get(row.member.event, 0) + 1
    event = max(events, key=lambda id: events[id])
    told = next((row.dispatch.id for row in alive if row.dispatch.id != corrected and _tells(row, events)), corrected)
    holds, rejects = await house.store.holds.all(), await house.store.quarantine.list()
    public = await public_path(house)
    shots = [
        Shot("public", "/", tall=True), Shot("login", "/login"), Shot("contact", "/contact"),
        Shot("wire", "/wire", Role.READER), Shot("wire-open", f"/wire?open={told}", Role.READER),
        Shot("wire-read", f"/d/{alive[0].dispatch.id}", Role.READER, tall=True),
        Shot("correction", f"/d/{corrected}", Role.READER, tall=True), Shot("kill", f"/d/{killed}", Role.READER),
        Shot("events", "/events", Role.READER), Shot("event", f"/events/{event}", Role.READER, tall=True),
        Shot("search-error", "/wire?q=port+AND+(ferry", Role.READER), Shot("desk-queue", "/desk", Role.EDITOR),
        Shot("desk", f"/desk/d/{alive[0].dispatch.id}", Role.EDITOR, tall=True),
        Shot("desk-new", "/desk/new", Role.EDITOR, tall=True),
        Shot("desk-kill", f"/desk/d/{alive[0].dispatch.id}/kill", Role.EDITOR),
        Shot("desk-reading", f"/desk/d/{told}/reading", Role.EDITOR, tall=True),
        Shot("desk-suggestions", "/desk/suggestions", Role.EDITOR), Shot("desk-pickup", "/desk/pickup", Role.EDITOR),
        Shot("desk-event", f"/desk/events/{event}", Role.EDITOR, tall=True),
    ]  # fmt: skip
    shots += [Shot("article", public, tall=True)] if public else []
    shots += [Shot("embargo", f"/desk/holds/{holds[0].id}", Role.EDITOR, tall=True)] if holds else []
    shots += [Shot("reject", f"/desk/rejects/{rejects[0].id}", Role.EDITOR)] if rejects else []
    return shots


def _tells(row: Stored, events: dict[str, int]) -> bool:
    """A French text with two quotations, one of three of its event: worth reading on a picture."""
    d = row.dispatch
    return d.language == "fr" and len(d.mentions.quotes) > 1 and row.member is not None and events[row.member.event] > 2


async def correction(house: House, d: Dispatch) -> str:
    """Corrects a figure, or a word, of the last paragraph, as an editor would."""
    last = re.sub(r"\d+", lambda found: str(int(found[0]) + 7), d.body[-1])
    body = "\n\n".join([*d.body[:-1], last if last != d.body[-1] else f"{d.body[-1]} (bis)"])
    given = replace(of(d), body=body, note="Au dernier paragraphe, lire le chiffre ci-dessous.")
    filing = Filing(
        item(given, d, house.settings.agency_name, version=d.version + 1), house.agency.clock(),
        "application/vnd.iptc.ninjs+json", order=Order(Act.CORRECT, of=d.id, note=given.note, based_on=d.version),
    )  # fmt: skip
    await house.agency.take(filing)
    return d.id


async def public_path(house: House) -> str | None:
    """Address of the newest public summary."""
    found = await stories(house, Channel.SITE)
    return found[0].path if found else None


async def sign_in(page: Page, base: str, role: Role) -> None:
    """Through the form, as everybody does."""
    user = next(user for user in customers.users() if user.role is role)
    await page.goto(f"{base}/login")
    await page.fill("#em", user.email)
    await page.fill("#pw", PASSWORD)
    await page.press("#pw", "Enter")
    await page.wait_for_url("**/wire" if role is Role.READER else "**/desk")


async def photograph(browser: Browser, base: str, shots: list[Shot], folder: Path) -> int:
    """Each page at each width; returns how many pictures were written."""
    written = 0
    for width, height in WIDTHS.items():
        for role in (None, Role.READER, Role.EDITOR):
            context = await browser.new_context(
                viewport=ViewportSize(width=width, height=height), locale="fr-FR", color_scheme="light",
                reduced_motion="reduce",
            )  # fmt: skip
            page = await context.new_page()
            if role is not None:
                await sign_in(page, base, role)
            for shot in (s for s in shots if s.role is role):
                await page.goto(base + shot.path, wait_until="load")
                await picture(page, folder / f"{shot.name}-{width}.png", shot.tall and (width < 800 or role is None))
                written += 1
            await context.close()
    return written


async def picture(page: Page, path: Path, tall: bool) -> None:
    """As high as the page when `tall`, so that the bar at the bottom of a phone is at the bottom."""
    size = page.viewport_size or ViewportSize(width=1440, height=900)
    if tall:
        height = await page.evaluate("Math.ceil(document.documentElement.scrollHeight)")
        await page.set_viewport_size(ViewportSize(width=size["width"], height=max(height, size["height"])))
    await page.screenshot(path=path)
    await page.set_viewport_size(size)


async def take(folder: Path) -> int:
    """All pictures into the folder; returns how many."""
    with tempfile.TemporaryDirectory() as place:
        async with demo_house(Path(place)) as (house, base), async_playwright() as p:
            shots = await prepare(house)
            browser = await p.chromium.launch(executable_path=CHROMIUM)
            written = await photograph(browser, base, shots, folder)
            await browser.close()
            return written


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    folder: Path = parser.parse_args().folder
    if not Path(CHROMIUM).exists():
        print(f"no browser at {CHROMIUM}: install Debian's chromium, or set TELEX_CHROMIUM", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{asyncio.run(take(folder))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
