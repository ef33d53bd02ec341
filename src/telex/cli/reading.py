"""`telex reading`."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from cyclopts import App, Parameter

from telex.cli.admin import call, said
from telex.cli.options import Id, Json, Misuse, Store, segment

app = App(
    name="reading", help="What was read of a dispatch, and setting it right.\n\nExample: telex reading show h4Tq9"
)


@app.command
def show(id: Id, *, store: Store = None, json: Json = False) -> int:
    """Show every field that was read, with its place, its method and its confidence.

    A place is line:characters of the filing for header fields, paragraph:characters of the body for what it speaks of.

    Example: telex reading show h4Tq9
    """
    from telex.cli.terminal import objects, table

    answer = call(store, "GET", f"/dispatches/{segment(id)}/reading")
    if json:
        objects([answer])
        return 0
    rows = [_row(name, field) for name, field in answer["fields"].items()]
    for name, found in answer["mentions"].items():
        rows.extend(_row(name, field) for field in (found if isinstance(found, list) else [found]))
    rows.extend(
        ["!", f"{a['code']}: {a['detail']}" if a["detail"] else a["code"], "", "", ""] for a in answer["anomalies"]
    )
    table(("field", "value", "place", "method", "confidence"), rows, "Nothing was read.")
    return 0


@app.command
def names(*, store: Store = None, json: Json = False) -> int:
    """Have the model find names in what is out already. Needs the extra `telex[nlp]`; what arrives is read by itself.

    Stop it when you like: what was read stays, and the next call goes on.

    Example: telex reading names
    """
    from rich.progress import Progress

    from telex.cli.line import Line, run, settings_for
    from telex.cli.terminal import console, objects

    async def work(line: Line) -> dict[str, Any]:
        total: dict[str, Any] = {"model": "", "texts": 0, "added": 0, "failed": 0}
        with Progress(console=console, transient=True, disable=json) as progress:
            bar = progress.add_task("names", total=None)
            after, done = 0, False
            while not done:
                step = (await line.call("POST", "/names", params={"after": after})).checked()
                after, done, total["model"] = step["position"], step["done"], step["model"]
                total |= {key: total[key] + step[key] for key in ("texts", "added", "failed")}
                progress.update(bar, completed=after, total=step["head"], description=f"names: {total['texts']} texts")
        return total

    total = run(settings_for(store), work)
    if json:
        objects([total])
        return 0
    failed = f", {total['failed']} could not be read" if total["failed"] else ""
    return said(f"{total['texts']} texts read by {total['model']}, {total['added']} names proposed{failed}")


@app.command(name="set")
def set_(
    id: Id,
    field: str,
    value: Annotated[str, Parameter(help="Text, or JSON for a value of several parts; `null` = there is none.")],
    *,
    key: Annotated[str, Parameter(help="Which entry of a list: its name or text, as read.")] = "",
    why: Annotated[str, Parameter(help="Reason, kept with the value.")] = "",
    based_on: Annotated[int | None, Parameter(help="Version that you were looking at; another one is refused.")] = None,
    store: Store = None,
) -> int:
    """Set a field in place of what was read. It stays through later versions and re-reads.

    Example: telex reading set h4Tq9 headline "Le bac repart lundi"
    Example: telex reading set h4Tq9 people '{"name": "Ysaline Corvec", "role": "capitaine"}' --key "Ysaline Corvec"
    """
    body = {"value": _value(value), "key": key, "why": why, "based_on": based_on}
    raw = msgspec.json.encode(body)
    filed = call(store, "PUT", f"/dispatches/{segment(id)}/reading/{segment(field)}", raw=raw)
    state = "nothing changed" if filed["state"] == "duplicate" else filed["state"]
    return said(
        f"{filed['id']}: {field} set, {state}" + (f" as version {filed['version']}" if filed["version"] else "")
    )


def _value(text: str) -> Any:
    if text[:1] not in ("{", "[") and text != "null" and not text.isdigit():
        return text
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise Misuse(f"the value is not valid JSON: {error}") from error


def _row(name: str, field: dict[str, Any]) -> list[object]:
    value = field["value"]
    text = value
    if isinstance(value, dict):
        text = ", ".join(f"{k}={v}" for k, v in value.items() if v not in (None, [], "", False))
    elif isinstance(value, list):
        text = ", ".join(map(str, value))
    span = field["span"]
    place = f"{span['block'] + 1}:{span['start']}-{span['end']}" if span else ""
    return [name, text, place, field["method"], field["confidence"]]
