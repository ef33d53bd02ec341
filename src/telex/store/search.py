"""Selections as SQL, and the words of the newest usable versions in FTS5.

A selection is put together from the conditions of `queries/visible.sql`; `visible` itself, the gate, is always among them.
"""

from __future__ import annotations

from typing import Any

import apsw

from telex.model.dispatch import Dispatch
from telex.model.record import Grant, Selection
from telex.routing.document import columns
from telex.store import codec
from telex.store.sql import sql

_FILTERS = ("language", "urgency", "source", "event")


def live(selection: Selection) -> str:
    """Newest item first. With words the index is walked in that order, so a common word costs no more than a rare one."""
    if selection.match is None:
        rows, first = sql("dispatches.live"), "i.first_position < :before"
    else:
        rows, first = sql("dispatches.matching"), "search MATCH :match AND search.rowid < :before"
    order = "i.first_position" if selection.match is None else "search.rowid"
    return f"{rows}\nWHERE {first} AND {_conditions(selection)}\nORDER BY {order} DESC LIMIT :limit"


def changed(selection: Selection) -> str:
    """In log order, an item once, by its last row."""
    where = f"i.position > :after AND {_conditions(selection, match=True)}"
    return f"{sql('dispatches.live')}\nWHERE {where}\nORDER BY i.position LIMIT :limit"


def count(selection: Selection) -> str:
    return f"SELECT count(*) FROM item i WHERE {_conditions(selection, match=True)}"


def blind(selection: Selection) -> bool:
    """Whether no row can pass, so that the archive need not be walked: nobody's rights, as on a site without products."""
    return not selection.desk and not _grants(selection)


def _grants(selection: Selection) -> list[Grant]:
    """With a product, only the viewer's rights to that product count."""
    return [g for g in selection.grants if selection.product is None or g.product == selection.product]


def parameters(selection: Selection, **more: int) -> dict[str, Any]:
    """Values for the names in the SQL."""
    grants = [(g.product, codec.micros_or_none(g.since), codec.micros_or_none(g.until)) for g in _grants(selection)]
    return {
        "now": codec.micros(selection.now),
        "desk": selection.desk,
        "active": selection.active,
        "grants": codec.encode(grants),
        "product": selection.product,
        "match": selection.match,
        **{name: getattr(selection, name) for name in _FILTERS},
        **more,
    }


def _conditions(selection: Selection, *, match: bool = False) -> str:
    parts = [sql("visible.visible")]
    if selection.texts_only:
        parts.append(sql("visible.texts_only"))
    if selection.product is not None:
        parts.append(sql("visible.carried_by"))
    parts += [sql(f"visible.{name}") for name in _FILTERS if getattr(selection, name) is not None]
    if match and selection.match is not None:
        parts.append(sql("visible.match"))
    return " AND ".join(parts)


def put(db: apsw.Connection, dispatch: Dispatch) -> None:
    """The words of an item's newest version, in place of those of the one before. For the writer alone."""
    place = remove(db, dispatch.id)
    db.execute(sql("search.add"), {"place": place, **columns(dispatch)})


def remove(db: apsw.Connection, item: str) -> int:
    """Takes an item's words out (`secure-delete`: out of the index's pages too) and returns its place in the table."""
    place: int = db.execute(sql("search.place"), (item,)).get
    db.execute(sql("search.remove"), (place,))
    return place
