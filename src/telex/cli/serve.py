"""`telex serve`."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

from telex.cli.options import Config, Store


def serve(*, store: Store = None, host: str | None = None, port: int | None = None, config: Config = None) -> int:
    """Run the wire: API, portal, desk and public site in one process, on one file.

    Stops with Ctrl-C, cleanly. Refuses to start with demo secrets or demo accounts, or when another process writes to
    the same store.

    Example: telex serve --store wire.db --port 8080
    """
    from telex.cli.line import settings_for
    from telex.cli.terminal import console
    from telex.house import open_house
    from telex.reading import language
    from telex.safety import load_secret, refuse_unsafe
    from telex.web.server import serve as run_server

    settings = settings_for(store, config, host=host, port=port)

    async def run() -> None:
        async with open_house(settings, progress=_progress) as house:
            house.agency.tell = lambda note: console.print(note, style="yellow", markup=False)
            for warning in await refuse_unsafe(settings, house):
                console.print(f"[yellow]{warning}[/yellow]")
            language.prepare()
            gc.collect()
            gc.freeze()  # what was read at the start stays: full collections over it cost .2 ms a dispatch, and pauses of 60 ms
            await run_server(house, secret=load_secret(settings), on_ready=lambda: _ready(settings.url, settings.store))

    asyncio.run(run())
    return 0


def _progress(what: str, n: int) -> None:
    """A start on a large store takes its time, and says with what."""
    from telex.cli.terminal import console

    doing = {
        "search": "search: {} dispatches indexed anew",
        "queries": "queries: {} ready",
        "events": "events: {} dispatches read",
    }
    console.print(f"[dim]{doing[what].format(n)}[/dim]")


def _ready(url: str, store: Path) -> None:
    from telex.cli.terminal import console

    console.print(f"Telex on [bold]{url}[/bold] (store {store}); Ctrl-C stops it")
    console.print(f"  public site {url}/   portal {url}/wire   desk {url}/desk   API {url}/api/v1/openapi.json")
