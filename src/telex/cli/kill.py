"""`telex kill`."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from telex.cli.line import ApiError, Line, run, settings_for
from telex.cli.options import Id, Json, Store, Yes
from telex.errors import Invalid


def kill(
    id: Id,
    *,
    reason: Annotated[str, Parameter(help="Notice to everyone who had the text.")],
    withhold_headline: Annotated[bool, Parameter(negative="", help="Keep the headline out of the notice too.")] = False,
    yes: Yes = False,
    store: Store = None,
    json: Json = False,
) -> int:
    """Kill a dispatch: its text is removed everywhere at once, a notice remains.

    A uri that has not arrived yet is killed in advance: the dispatch is born killed. Asks first when run in a terminal.

    Example: telex kill urn:telex:fE2x --reason "Information non confirmée"
    """

    async def work(line: Line) -> int:
        from telex.cli.file import _report
        from telex.cli.show import fetch
        from telex.cli.terminal import headline

        try:
            item = (await fetch(line, id))["item"]
            title = headline(item) or item["uri"]
        except ApiError as error:
            if error.status != 404 or ":" not in id:
                raise
            title = f"{id} (not received yet)"
        if (
            not yes
            and sys.stdin.isatty()
            and input(  # noqa: ASYNC250 - a command waits for its user
                f"Kill “{title}”? Type kill to go on: "
            ).strip()
            != "kill"
        ):
            raise Invalid("nothing was changed")
        params = {"act": "kill", "of": id, "note": reason, "withhold_headline": "true" if withhold_headline else None}
        return _report((await line.call("POST", "/filings", params=params, body=b"")).checked(), json)

    return run(settings_for(store), work)
