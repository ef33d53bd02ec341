"""`telex pickup`."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from telex.cli.line import Line, run, settings_for
from telex.cli.options import Json, Store, Token, Url, looks_like_option, segment

COLUMNS = ("carried by", "after", "kept", "of theirs", "headline", "credit", "still out", "id")
OVERVIEW = ("id", "headline", "source", "carried", "credited", "stale", "by")


def _not_an_option(kind: object, text: str | None) -> None:
    if text is not None and looks_like_option(text):
        raise ValueError(f"Unknown option: {text}.")


def pickup(
    id: Annotated[str | None, Parameter(allow_leading_hyphen=True, validator=_not_an_option)] = None,
    *,
    since: Annotated[str | None, Parameter(help="Without an id: from this instant (ISO 8601 with zone).")] = None,
    source: Annotated[str | None, Parameter(help="Without an id: only dispatches of this source.")] = None,
    store: Store = None,
    url: Url = None,
    token: Token = None,
    json: Json = False,
) -> int:
    """Who carried a dispatch: how soon, how much of it word for word, with credit or not, and what is out in an old form.

    Without an id: every dispatch that others carried in the last seven days.

    Example: telex pickup fE2x --json
    """
    from telex.cli.terminal import objects, table

    async def work(line: Line) -> int:
        if id is None:
            found = (await line.call("GET", "/pickup", params={"since": since, "source": source})).checked()
            rows = found["items"]
            shown = [[_brief(row.get(c, row["sources"])) for c in OVERVIEW] for row in rows]
            empty = "Nothing was taken up: a text of another source that repeats one of these dispatches shows here."
            objects(rows) if json else table(OVERVIEW, shown, empty)
            return 0
        one = (await line.call("GET", f"/dispatches/{segment(id)}/pickup")).checked()
        if json:
            objects([one])
        else:
            table(COLUMNS, [_row(each) for each in one["carried"]], "No text of another source was found to carry it.")
        return 0

    return run(settings_for(store), work, url=url, token=token)


def _row(c: dict[str, Any]) -> tuple[object, ...]:
    return (
        c["source_name"] or c["source"], _span(c["delay_seconds"]), _percent(c["kept"]), _percent(c["taken"]),
        c["headline"], c["credit"] or "no mention found", c["stale"], c["id"],
    )  # fmt: skip


def _span(seconds: int) -> str:
    minutes = seconds // 60
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} d"


def _percent(share: float | None) -> str:
    return "not known" if share is None else f"{100 * share:.0f} %"


def _brief(value: Any) -> object:
    return ", ".join(value) if isinstance(value, list) else value
