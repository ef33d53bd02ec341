"""Selections as SQL, put together from the conditions of `queries/visible.sql`; `visible` itself is always among them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from telex.model.record import Grant, Selection
from telex.store import codec
from telex.store.sql import sql

_FILTERS = ("language", "urgency", "source", "event")
_DAY = timedelta(days=1) // timedelta(microseconds=1)


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


def opened(selection: Selection) -> str:
    return f"{sql('windows.opened')} {_conditions(selection)}"


def blind(selection: Selection) -> bool:
    """Whether no row can pass, so that the archive need not be walked: nobody's rights, as on a site without products."""
    return not selection.desk and not _grants(selection)


def _grants(selection: Selection) -> list[Grant]:
    """With a product, only the viewer's rights to that product count."""
    return [g for g in selection.grants if selection.product is None or g.product == selection.product]


def parameters(selection: Selection, **more: int) -> dict[str, Any]:
    """Values for the names in the SQL."""
    grants = [
        (g.product, codec.micros_or_none(g.since), codec.micros_or_none(g.until), g.archive) for g in _grants(selection)
    ]
    return {
        "now": codec.micros(selection.now),
        "desk": selection.desk,
        "active": selection.active,
        "grants": codec.encode(grants),
        "reach": _reach(selection),
        "closed": codec.texts(sorted(_closed(selection))),
        "product": selection.product,
        "match": selection.match,
        **{name: getattr(selection, name) for name in _FILTERS},
        **more,
    }


def _limited(selection: Selection) -> bool:
    return any(grant.archive is not None for grant in selection.grants)


def _reach(selection: Selection) -> int:
    """The instant after which the deepest right reaches, so that older texts need no closer look."""
    days = [grant.archive for grant in _grants(selection)]
    if not days or None in days:
        return -codec.NEVER
    return max(codec.micros(selection.now) - max(day or 0 for day in days) * _DAY, -codec.NEVER)


def _closed(selection: Selection) -> frozenset[str]:
    """Blocks are no matter of the desk's."""
    return selection.without if selection.desk else selection.without | selection.blocks


def _conditions(selection: Selection, *, match: bool = False) -> str:
    parts = [sql("visible.visible")]
    if _limited(selection):
        parts.append(sql("visible.within"))
    if _closed(selection):
        parts.append(sql("visible.closed"))
    if selection.texts_only:
        parts.append(sql("visible.texts_only"))
    if selection.product is not None:
        parts.append(sql("visible.carried_by"))
    parts += [sql(f"visible.{name}") for name in _FILTERS if getattr(selection, name) is not None]
    if match and selection.match is not None:
        parts.append(sql("visible.match"))
    return " AND ".join(parts)
