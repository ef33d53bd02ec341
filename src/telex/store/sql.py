"""The named queries of `queries/*.sql`, one file a noun. A name is `noun.query`; nothing else in Telex writes SQL to read with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import apsw

_NAME = re.compile(r"^-- name: ([a-z_]+)$", re.MULTILINE)
_FRAGMENT = re.compile(r"\{([a-z]+\.[a-z_]+)\}")


@cache
def sql(name: str) -> str:
    """The text of one query, its `{noun.fragment}` parts filled in. Raises KeyError for a name that is in no file."""
    noun, _, query = name.partition(".")
    return _FRAGMENT.sub(lambda part: sql(part.group(1)), _file(noun)[query])


@cache
def _file(noun: str) -> dict[str, str]:
    text = resources.files("telex.store").joinpath("queries", f"{noun}.sql").read_text(encoding="utf-8")
    parts = _NAME.split(text)
    return {name: body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def names(noun: str) -> list[str]:
    """The queries of one file, for the test that prepares each of them."""
    return list(_file(noun))


def rows(db: apsw.Connection, name: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a named query."""
    return db.execute(sql(name), values).fetchall()
