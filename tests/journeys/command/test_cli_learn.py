"""`telex source learn`: a profile proposed from samples, shown, and kept only when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from telex.cli.app import main

PAGE = """{rubrics}

{headline}

{author} | {day}.03.2026 - Mis à jour : {day}.03.2026
{headline}

ZZ/{place}/{author}

{place} : {headline}, ont annoncé jeudi les autorités du port après une longue réunion.

Ce site ne montre que des extraits des dépêches de l'agence ; pour les recevoir, écrivez-lui.
"""
ROWS = (
    ("Mer, Économie", "La criée rouvre vendredi", "Odile Brannec", "Porzac"),
    ("Patrimoine, Mer", "Le phare change de main", "Lila Menez", "Kervalan"),
    ("Économie, Social", "Un budget de crise pour la sucrerie", "Aubin Tresco", "Lanvéoc"),
)


@pytest.fixture
def pages(tmp_path: Path) -> list[str]:
    paths = []
    for number, (rubrics, headline, author, place) in enumerate(ROWS):
        path = tmp_path / f"page{number}.txt"
        path.write_text(
            PAGE.format(rubrics=rubrics, headline=headline, author=author, place=place, day=13 + number), "utf-8"
        )
        paths.append(str(path))
    return paths


def ran(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


def test_a_proposal_is_shown_with_what_it_reads_and_nothing_is_kept(
    pages: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ran("source", "learn", *pages) == 0
    out = capsys.readouterr().out
    assert 'form = "byline_dates"' in out and 'agencies = ["ZZ"]' in out
    assert "Odile Brannec" in out and "page2.txt" in out
    assert not list(tmp_path.glob("*.db"))


def test_a_proposal_is_kept_under_an_id_and_printed_as_json(
    pages: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "t.db")
    assert ran("source", "learn", *pages, "--save", "zz", "--store", store, "--json") == 0
    first, *read = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first["toml"].startswith('id = "zz"') and first["remarks"] == []
    assert [row["headline"] for row in read] == [headline for _, headline, _, _ in ROWS]
    assert read[0]["profile"] == "zz" and read[0]["byline"] == ["Odile Brannec"]
    assert ran("source", "add", "port", "--profile", "zz", "--store", store) == 0


@pytest.mark.parametrize(("count", "said"), [(0, "0 samples"), (1, "1 samples")])
def test_too_few_samples_are_refused_in_one_line(
    pages: list[str], count: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("source", "learn", *pages[:count]) == 1
    assert said in capsys.readouterr().err


def test_a_sample_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert ran("source", "learn", str(tmp_path / "none.txt"), str(tmp_path / "none.txt")) == 1
    assert "cannot be read" in capsys.readouterr().err
