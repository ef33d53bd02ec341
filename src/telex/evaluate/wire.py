"""A labelled wire: its documents in order of arrival, each with the event it is known to report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from telex.errors import Invalid
from telex.evaluate import files
from telex.evaluate.files import Row
from telex.model.vocabulary import Relation

SOME_DAY = datetime(2024, 1, 1, tzinfo=UTC)
"""Instant of receipt of every document of a wire without times. It says nothing: `Settings.event_times` is off then."""
RELATIONS = tuple(str(relation) for relation in Relation)


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it arrived, and its labels."""

    id: str
    received_at: datetime
    event: str
    title: str | None = None
    paragraphs: tuple[str, ...] = ()
    """Of a row of a JSON-lines file: its structure is given."""
    raw: bytes | None = None
    """Of a folder: the file as it arrived; its structure is to be read."""
    source: str | None = None
    language: str | None = None
    relation: str | None = None
    """None where the label does not say."""
    related_to: str | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """All documents in order of arrival."""

    documents: tuple[Document, ...]
    timed: bool = True
    """False: no document says when it came."""
    twins: tuple[tuple[str, str], ...] = ()
    """Pairs of events that must stay apart."""


def load(path: Path, limit: int | None = None) -> Wire:
    """The wire of a JSON-lines file, or of a folder laid out as docs/*.txt with labels.jsonl.

    `limit` keeps the first documents alone. Raises Invalid with the file, the line and the field at fault.
    """
    if path.is_dir():
        return _folder(path, limit)
    rows = [(f"{path}, line {number}", row) for number, row in files.lines(path)][:limit]
    return _wire([_row(row, where) for where, row in rows], [_when(row, where) for where, row in rows])


def _folder(path: Path, limit: int | None) -> Wire:
    labels = path / "labels.jsonl"
    if not labels.is_file():
        raise Invalid(f"{path} holds no labels.jsonl; the layout is docs/*.txt with labels.jsonl, one line a document")
    rows = [(f"{labels}, line {number}", row) for number, row in files.lines(labels)][:limit]
    documents = [_filed(path / "docs", row, where) for where, row in rows]
    return _wire(documents, [_when(row, where) for where, row in rows], _twins(path / "twins.json"))


def _filed(folder: Path, row: Row, where: str) -> Document:
    labelled = _labelled(row, where)
    path = folder / f"{labelled.id}.txt"
    if Path(labelled.id).name != labelled.id or not path.is_file():
        raise Invalid(f"{where}: there is no {path}")
    return replace(labelled, raw=path.read_bytes())


def _row(row: Row, where: str) -> Document:
    """Paragraphs are the lines of `text`; a first line that repeats the title is not one of them."""
    title = files.maybe(row, "title", where)
    shown = [line.strip() for line in (files.maybe(row, "text", where) or "").splitlines() if line.strip()]
    if title and shown and shown[0] == title.strip():
        shown = shown[1:]
    if not title and not shown:
        raise Invalid(f"{where}: neither title nor text; one of them is needed")
    return replace(_labelled(row, where), title=title, paragraphs=tuple(shown))


def _labelled(row: Row, where: str) -> Document:
    relation = files.maybe(row, "relation", where)
    if relation is not None and relation not in RELATIONS:
        raise Invalid(f"{where}: the relation {relation!r} is none of {', '.join(RELATIONS)}")
    return Document(
        id=files.word(row, "id", where),
        received_at=SOME_DAY,
        event=files.word(row, "event", where),
        source=files.maybe(row, "source", where) or files.maybe(row, "publisher", where),
        language=files.maybe(row, "language", where),
        relation=relation,
        related_to=files.maybe(row, "related_to", where),
    )


def _when(row: Row, where: str) -> datetime | None:
    """`received_at`, else `date`; UTC where no zone is written, midnight where no hour is."""
    written = files.maybe(row, "received_at", where) or files.maybe(row, "date", where)
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Invalid(f"{where}: {written[:40]!r} is no time; write it as 2026-03-10T08:15:00Z") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _wire(
    documents: Sequence[Document], times: Sequence[datetime | None], twins: tuple[tuple[str, str], ...] = ()
) -> Wire:
    """A document without a time came with the one before it; the first ones with the first that has one."""
    repeated = _repeated(document.id for document in documents)
    if repeated:
        raise Invalid(f"the id {repeated!r} stands on two lines; every document needs an id of its own")
    known = [moment for moment in times if moment is not None]
    moment, dated = known[0] if known else SOME_DAY, []
    for document, stated in zip(documents, times, strict=True):
        moment = stated or moment
        dated.append(replace(document, received_at=moment))
    return Wire(tuple(dated), bool(known), twins)


def _repeated(ids: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            return id
        seen.add(id)
    return None


def _twins(path: Path) -> tuple[tuple[str, str], ...]:
    if not path.is_file():
        return ()
    pairs = [row.get("events") for row in files.many(path)]
    if not all(isinstance(pair, list) and len(pair) == 2 and all(isinstance(e, str) for e in pair) for pair in pairs):
        raise Invalid(f"{path}: every entry needs `events`, the names of two events")
    return tuple((pair[0], pair[1]) for pair in pairs if pair)
