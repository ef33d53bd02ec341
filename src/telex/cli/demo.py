"""`telex demo`."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from telex.cli.options import Misuse
from telex.errors import Invalid, Unsafe

FASTEST = 10_000.0


def demo(
    *,
    port: int = 8080,
    host: str = "127.0.0.1",
    folder: Annotated[
        Path | None, Parameter(help="Keep the demo here; default a folder of yours under the temporary one.")
    ] = None,
    fresh: Annotated[bool, Parameter(negative="", help="Throw an earlier demo away and start again.")] = False,
    pace: Annotated[float, Parameter(help="10 = ten times as fast.")] = 1.0,
) -> int:
    """Start a live demonstration wire: one process, one SQLite file, demo dispatches coming in a few a minute.

    Ctrl-C stops it cleanly; the next start goes on where it was. The accounts are public: never use it for real news.

    Example: telex demo --port 9000 --fresh
    """
    if not 0 < pace <= FASTEST:
        raise Misuse(f"--pace is a number above 0, {FASTEST:.0f} at most")
    place = _folder(folder, fresh)
    asyncio.run(_run(place, host, port, pace))
    return 0


def _folder(folder: Path | None, fresh: bool) -> Path:
    """The demo's own folder, for its user alone."""
    place = folder or Path(tempfile.gettempdir()) / f"telex-demo-{os.getuid()}"
    if fresh and place.exists():
        if not (place / "demo.db").exists() and any(place.iterdir()):
            raise Invalid(f"{place} holds something else than a demo: not thrown away")
        shutil.rmtree(place)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(f"{place} cannot be the demo's folder ({error.strerror}); give another --folder") from error
    if place.stat().st_uid != os.getuid():
        raise Unsafe(f"{place} belongs to somebody else; give another --folder")
    return place


async def _run(place: Path, host: str, port: int, pace: float) -> None:
    from telex.cli.terminal import console
    from telex.demo.play import furnish, play
    from telex.house import open_house
    from telex.settings import DEMO_SECRET, load
    from telex.web.server import serve

    settings = load(
        None, {}, store=place / "demo.db", host=host, port=port, demo=True, secret=DEMO_SECRET,
        agency_name="Agence de l’Estuaire", poll=False, contact_email="abonnements@demo.telex.example",
    )  # fmt: skip
    async with open_house(settings) as house:
        await furnish(house)
        player: list[asyncio.Task[None]] = []

        def ready() -> None:
            _welcome(settings.url, place)
            tell = lambda line: console.print(f"[dim]{line}[/dim]")  # noqa: E731
            player.append(asyncio.get_running_loop().create_task(play(house, tell, pace=pace)))

        try:
            await serve(house, secret=DEMO_SECRET, on_ready=ready)
        finally:
            for task in player:
                task.cancel()
            await asyncio.gather(*player, return_exceptions=True)
    console.print(f"Stopped. The next start goes on where it was ({place}).")


def _welcome(url: str, place: Path) -> None:
    from telex.cli.terminal import console
    from telex.demo.customers import users
    from telex.demo.play import PASSWORD

    console.print(f"[bold]Telex demo[/bold] on [bold]{url}[/bold]  (store in {place}; Ctrl-C stops it)")
    console.print(
        f"  public site   {url}/\n  live wire     {url}/wire\n  desk          {url}/desk\n  API           {url}/api/v1/openapi.json"
    )
    console.print(f"  accounts, password [bold]{PASSWORD}[/bold]:")
    for user in users():
        console.print(f"    {user.email:<34} {user.role.value:<21} {user.company or 'the agency':<11} {user.shows}")
    console.print(
        "  about 25 dispatches are there at once; the others come in over the next minutes, with a correction, a kill, an embargo "
        "and alerts about them."
    )
