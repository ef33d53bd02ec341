"""Settings come from file, environment and arguments, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from telex.errors import Invalid
from telex.settings import load


def test_the_environment_wins_over_the_file_and_arguments_over_both(tmp_path: Path) -> None:
    file = tmp_path / "t.toml"
    file.write_text('port = 9000\nagency_name = "Agence"\nlanguages = ["fr"]\n', encoding="utf-8")
    settings = load(file, {"TELEX_PORT": "9001", "TELEX_POLL": "no"}, host="127.0.0.2")
    assert (settings.port, settings.agency_name, settings.languages) == (9001, "Agence", ("fr",))
    assert (settings.host, settings.poll) == ("127.0.0.2", False)
    assert load(file, {"TELEX_PORT": "9001"}, port=9002).port == 9002


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"TELEX_PORT": "many"}, "port"),
        ({"TELEX_PORT": "70000"}, "port"),
        ({"TELEX_ZONE": "Europe/Nowhere"}, "zone"),
        ({"TELEX_POLL": "perhaps"}, "poll"),
        ({"TELEX_INTAKE_ALLOW": "10.0.0.0/99"}, "intake_allow"),
        ({"TELEX_SECRET": "short"}, "secret"),
        ({"TELEX_MONITOR": "magic"}, "monitor"),
    ],
)
def test_an_unacceptable_value_is_named(environ: dict[str, str], named: str) -> None:
    with pytest.raises(Invalid, match=named):
        load(None, environ)


def test_an_unknown_setting_in_the_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.toml"
    file.write_text("prot = 9000\n", encoding="utf-8")
    with pytest.raises(Invalid, match="prot"):
        load(file, {})
