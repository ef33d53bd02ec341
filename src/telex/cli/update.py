"""`telex update`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from telex.cli.line import Line, run, settings_for
from telex.cli.options import Id, Json, Misuse, Store, looks_like_option


def update(
    id: Id,
    path: Annotated[
        str, Parameter(help="The new text: a file, an address, or - for standard input.", allow_leading_hyphen=True)
    ],
    *,
    note: Annotated[str | None, Parameter(help="Note to subscribers.")] = None,
    source: Annotated[str | None, Parameter(help="Id of a configured source.")] = None,
    store: Store = None,
    json: Json = False,
) -> int:
    """File a new dispatch that updates an earlier one: the story went on, nothing was wrong.

    Example: telex update urn:telex:fE2x second-take.txt
    """
    if looks_like_option(path):
        raise Misuse(f"Unknown option: {path}.")
    settings = settings_for(store)

    async def work(line: Line) -> int:
        from telex.cli.file import _file, _open, _report

        given = await _open(path, None, settings)
        params = {"act": "update", "of": id, "note": note, "source": source}
        return _report(await _file(line, given, params), json)

    return run(settings, work)
