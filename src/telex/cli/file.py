"""`telex file`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from telex.cli.line import ApiError, Line, run, settings_for
from telex.cli.options import Json, Misuse, Store, looks_like_option
from telex.errors import Invalid, TelexError
from telex.settings import Settings

TYPES = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/plain", ".html": "text/html", ".htm": "text/html",
    ".xhtml": "application/xhtml+xml", ".json": "application/json", ".xml": "application/xml",
    ".rss": "application/rss+xml", ".atom": "application/atom+xml",
}  # fmt: skip


ALWAYS: dict[str, None] = dict.fromkeys(
    ("uri", "version", "position", "headline", "language", "event", "relation", "related_to", "evidence", "recipients")
)
"""Keys that every object of `--json` has, null where nothing is known."""


@dataclass(frozen=True, slots=True)
class Given:
    """One thing to file."""

    name: str
    body: bytes
    media_type: str | None


def file(
    *paths: Annotated[
        str,
        Parameter(help="Files, folders, addresses (http, https), or - for standard input.", allow_leading_hyphen=True),
    ],
    store: Store = None,
    source: Annotated[str | None, Parameter(help="Id of a configured source.")] = None,
    received_at: Annotated[
        str | None, Parameter(help="When it was received (ISO 8601 with zone); default now.")
    ] = None,
    media_type: Annotated[str | None, Parameter(help="Media type, when it cannot be told.")] = None,
    embargo: Annotated[str | None, Parameter(help="Hold until this instant (ISO 8601 with zone).")] = None,
    json: Json = False,
) -> int:
    """File dispatches: text, HTML pages, ninjs 3.1, RSS or Atom. Prints what was understood of each.

    Answers only after the commit. What cannot be read goes to quarantine with its reason, and the exit code is 1.

    Example: telex file communique.txt page.html --source prefecture
    Example: curl -s https://example.org/feed.xml | telex file - --json
    """
    if not paths:
        raise Misuse("say what to file: paths, addresses, or - for standard input")
    settings = settings_for(store)
    todo = [piece for path in paths for piece in _pieces(path)]
    params = {"source": source, "received_at": received_at, "embargo": embargo}

    async def work(line: Line) -> int:
        failed = 0
        for path in _progress(todo, quiet=json):
            try:
                given = await _open(path, media_type, settings)
                failed += _report(await _file(line, given, params), json)
            except TelexError as error:
                failed += 1
                _failed(path, error, json)
        return 1 if failed else 0

    return run(settings, work)


def _pieces(path: str) -> Iterator[str]:
    """A folder stands for its files, in order of name."""
    if looks_like_option(path):
        raise Misuse(f"Unknown option: {path}.")
    if path != "-" and "://" not in path and Path(path).is_dir():
        try:
            yield from sorted(str(p) for p in Path(path).iterdir() if p.is_file() and not p.name.startswith("."))
        except OSError as error:
            raise Invalid(f"{path} cannot be read: {error.strerror}") from error
    else:
        yield path


def _progress(paths: list[str], *, quiet: bool) -> Iterator[str]:
    """A progress bar on stderr when there are many."""
    if len(paths) < 5 or quiet or not sys.stderr.isatty():
        yield from paths
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(paths, description="Filing", console=Console(stderr=True))


async def _open(path: str, media_type: str | None, settings: Settings) -> Given:
    if path == "-":
        return Given("-", sys.stdin.buffer.read(), media_type)
    if "://" in path:
        from telex.sources.fetch import filing

        fetched = await filing(
            path, now=datetime.now(UTC), allow=settings.intake_allow, max_bytes=settings.max_filing_bytes
        )
        return Given(path, fetched.body, media_type or fetched.media_type)
    try:
        return Given(path, Path(path).read_bytes(), media_type or TYPES.get(Path(path).suffix.lower()))  # noqa: ASYNC240 - a command waits for its file
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}") from error


async def _file(line: Line, given: Given, params: dict[str, str | None]) -> dict[str, Any]:
    headers = {"content-type": given.media_type} if given.media_type else {}
    answer = await line.call(
        "POST", "/filings", params={**params, "name": given.name}, body=given.body, headers=headers
    )
    found: dict[str, Any] = answer.checked()
    return found


def _report(answer: dict[str, Any], json: bool) -> int:
    from telex.cli.terminal import objects

    filed, rejected = answer.get("filed", []), answer.get("rejected", [])
    if json:
        objects([*({**ALWAYS, **entry} for entry in filed), *rejected])
    else:
        for entry in filed:
            _understood(entry)
        for entry in rejected:
            _refused(entry.get("name") or "", entry["reason"], entry.get("quarantine"))
    return len(rejected)


def _understood(entry: dict[str, Any]) -> None:
    """What was understood of one dispatch, a line a fact; what is absent is said to be absent."""
    from rich.markup import escape

    from telex.cli.terminal import console

    title = entry.get("headline")
    console.print(f"[bold]{escape(title) if title else '(no headline)'}[/bold]  [dim]{entry['state']}[/dim]")
    evidence = entry.get("evidence") or {}
    proof = [str(evidence.get("method") or "")]
    if evidence.get("score") is not None:
        proof.append(f"{evidence['score']:.2f} against {evidence.get('threshold')}")
    if evidence.get("terms"):
        proof.append(", ".join(evidence["terms"][:6]))
    day = entry.get("event_date") or {}
    lines = {
        "id": entry["id"],
        "uri": entry["uri"],
        "version, position": f"{entry.get('version') or '-'}, {entry.get('position') or '-'}",
        "language": entry.get("language"),
        "published": entry.get("published"),
        "updated": entry.get("updated"),
        "event day": day.get("start") or day.get("weekday"),
        "event": entry.get("event"),
        "relation": " ".join(str(p) for p in (entry.get("relation"), entry.get("related_to")) if p) or None,
        "evidence": "; ".join(p for p in proof if p) or None,
        "held": " until ".join(str(p) for p in (entry.get("held_because"), entry.get("held_until")) if p) or None,
        "recipients": ", ".join(r["company"] for r in entry.get("recipients") or []) or "nobody yet",
    }
    for name, value in lines.items():
        if value:
            console.print(f"  [dim]{name:<18}[/dim]{escape(str(value))}")


def _failed(path: str, error: TelexError, json: bool) -> None:
    quarantine = error.problem.get("quarantine") if isinstance(error, ApiError) else None
    if json:
        from telex.cli.terminal import objects

        objects([{"name": path, "code": error.code, "reason": str(error), "quarantine": quarantine}])
    _refused(path, str(error), quarantine)


def _refused(name: str, reason: str, quarantine: str | None) -> None:
    kept = (
        f"; kept in quarantine as {quarantine}, try again with: telex quarantine retry {quarantine}"
        if quarantine
        else ""
    )
    named = "" if not name or reason.startswith((f"{name} ", f"{name}:")) else f"{name}: "
    print(f"telex: {named}{reason}{kept}", file=sys.stderr)
