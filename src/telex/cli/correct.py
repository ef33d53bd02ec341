"""`telex correct`."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Annotated, Any

import msgspec
from cyclopts import Parameter

from telex.cli.line import Line, run, settings_for
from telex.cli.options import Id, Json, Misuse, Store
from telex.errors import Invalid

NINJS = "application/vnd.iptc.ninjs+json"


def correct(
    id: Id,
    *,
    note: Annotated[str, Parameter(help="What was wrong: goes to every subscriber who had the text.")],
    replace: Annotated[
        tuple[str, str] | None, Parameter(help="OLD NEW: words to replace in headline and text.")
    ] = None,
    headline: Annotated[str | None, Parameter(help="New headline.")] = None,
    text: Annotated[Path | None, Parameter(help="File with the whole new text, a line a paragraph.")] = None,
    store: Store = None,
    json: Json = False,
) -> int:
    """Correct a dispatch: same item, next version, with a note to subscribers.

    Example: telex correct urn:telex:fE2x --note "35 millions, et non 53" --replace "53 millions" "35 millions"
    """
    if replace is None and headline is None and text is None:
        raise Misuse("say what changes: --replace OLD NEW, --headline, or --text FILE")

    async def work(line: Line) -> int:
        from telex.cli.file import _report
        from telex.cli.show import fetch

        envelope = await fetch(line, id)
        item = envelope["item"]
        if item.get("pubStatus") == "canceled":
            raise Invalid(f"{id} was killed: a killed dispatch is not corrected")
        body = msgspec.json.encode(corrected(item, replace, headline, text))
        params = {"act": "correct", "of": item["uri"], "note": note, "based_on": item.get("version")}
        answer = await line.call("POST", "/filings", params=params, body=body, headers={"content-type": NINJS})
        return _report(answer.checked(), json)

    return run(settings_for(store), work)


def corrected(
    item: dict[str, Any], replace: tuple[str, str] | None, headline: str | None, text: Path | None
) -> dict[str, Any]:
    """A ninjs document that says what is new. Raises Invalid when the words to replace are not there."""
    from telex.cli.show import paragraphs
    from telex.cli.terminal import headline as main_headline

    title, body = headline or main_headline(item), paragraphs(item)
    if text is not None:
        body = [part.strip() for part in _written(text).splitlines() if part.strip()]
    if replace is not None:
        old, new = replace
        if old not in (title or "") and not any(old in part for part in body):
            raise Invalid(f"{old!r} stands neither in the headline nor in the text (mind no-break spaces)")
        title = title.replace(old, new) if title else title
        body = [part.replace(old, new) for part in body]
    kept: dict[str, Any] = {k: item[k] for k in ("uri", "language", "urgency", "by", "slugline") if k in item}
    value = "".join(f"<p>{html.escape(part)}</p>" for part in body)
    document: dict[str, Any] = {**kept, "bodies": [{"role": "main", "contentType": "text/html", "value": value}]}
    return {**document, "headlines": [{"role": "main", "value": title}]} if title else document


def _written(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"{path} is no text in UTF-8: save it as UTF-8 and try again") from error
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}") from error
