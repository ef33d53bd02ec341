"""What was predicted of a wire, by Telex or by any other tool: one JSON line a document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from telex.errors import Invalid
from telex.evaluate import files
from telex.evaluate.wire import RELATIONS, Document

SHOWN = 10
"""Ids named in an error; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """Where one document was placed."""

    event: str
    """Any name: only which documents share it counts."""
    relation: str | None = None
    related_to: str | None = None
    """Id of a document of the wire."""


def load(path: Path, wire: Collection[Document]) -> tuple[dict[str, Prediction], int]:
    """The predictions of a file, one for each document of the wire; and how many lines were of other documents.

    Raises Invalid with the line at fault, and with the ids for which there is no line.
    """
    wanted = {document.id for document in wire}
    found: dict[str, Prediction] = {}
    others = 0
    for number, row in files.lines(path):
        where = f"{path}, line {number}"
        id = files.word(row, "id", where)
        if id not in wanted:
            others += 1
            continue
        if id in found:
            raise Invalid(f"{where}: a second line for {id!r}; one line a document")
        relation = files.maybe(row, "relation", where)
        if relation is not None and relation not in RELATIONS:
            raise Invalid(f"{where}: the relation {relation!r} is none of {', '.join(RELATIONS)}")
        found[id] = Prediction(files.word(row, "event", where), relation, files.maybe(row, "related_to", where))
    check_complete(path, wanted, found)
    return found, others


def check_complete(path: Path, wanted: Iterable[str], found: Collection[str]) -> None:
    """Raises Invalid naming the documents without a prediction."""
    missing = sorted(id for id in wanted if id not in found)
    if missing:
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        raise Invalid(f"{path} holds no line for {', '.join(missing[:SHOWN])}{more}; every document needs one")


def write(path: Path, predictions: Mapping[str, Prediction]) -> None:
    """One line a document, in order of arrival."""
    files.write(
        path,
        (
            {"id": id, "event": one.event, "relation": one.relation, "related_to": one.related_to}
            for id, one in predictions.items()
        ),
    )
