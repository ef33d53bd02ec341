"""What the reference says is complete: every command, option and setting stands in it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from cyclopts import App

from telex.cli.app import COMMANDS, GROUPS, build
from telex.settings import Settings

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"


def commands() -> list[tuple[str, App]]:
    found = [(name, build(name)[name]) for name in COMMANDS]
    for group in GROUPS:
        sub = build(group)[group]
        found += [(f"{group} {name}", sub[name]) for name in sub if not name.startswith("-")]
    return found


def test_every_setting_is_in_the_reference() -> None:
    text = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    missing = [f.name for f in fields(Settings) if f"| `{f.name}` |" not in text]
    assert missing == []


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_is_in_the_reference(name: str) -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert f"## telex {name}\n" in text


@pytest.mark.parametrize(("name", "app"), commands())
def test_every_command_has_help_with_an_example_and_its_options_in_the_reference(name: str, app: App) -> None:
    assert f"Example: telex {name}" in (app.help or ""), "the help of every command shows an example"
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    part = text.partition(f"## telex {name}\n")[2].partition("\n## ")[0]
    options = [
        argument.names[0]
        for argument in app.assemble_argument_collection()
        if argument.parameter.show is not False and argument.names and argument.names[0].startswith("--")
    ]
    assert [option for option in options if option not in part] == []
