"""`telex quarantine`."""

from __future__ import annotations

from cyclopts import App

from telex.cli.admin import call, listed
from telex.cli.options import Id, Json, Store, segment

app = App(name="quarantine", help="What could not be read, and reading it again.\n\nExample: telex quarantine list")


@app.command(name="list")
def list_(*, store: Store = None, json: Json = False) -> int:
    """List what could not be read, with the reason.

    Example: telex quarantine list --json
    """
    columns = ("id", "at", "code", "reason", "source", "name", "size")
    return listed(call(store, "GET", "/quarantine"), columns, "Nothing in quarantine.", json)


@app.command
def retry(id: Id, *, store: Store = None, json: Json = False) -> int:
    """Read an entry again, after the reader or its source's settings were mended.

    Example: telex quarantine retry q7Yt2
    """
    from telex.cli.file import _report

    return 1 if _report(call(store, "POST", f"/quarantine/{segment(id)}/retry"), json) else 0


@app.command
def show(id: Id, *, store: Store = None) -> int:
    """Write the bytes of an entry, as they came, to standard output: to look at them, or to file them by hand.

    Example: telex quarantine show q7Yt2 > as-received.txt
    """
    import sys

    from telex.cli.line import Answer, Line, run, settings_for

    async def work(line: Line) -> Answer:
        return await line.call("GET", f"/quarantine/{segment(id)}")

    answer = run(settings_for(store), work)
    if answer.status != 200:
        answer.checked()
    sys.stdout.buffer.write(answer.body)
    return 0
