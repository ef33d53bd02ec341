"""Wrong calls of `telex`: one clear line on standard error, exit code 2 for misuse, 1 for what was refused."""

from __future__ import annotations

from typing import Any

import pytest

from telex.cli.app import COMMANDS, GROUPS, main
from telex.cli.options import looks_like_option

MISUSE: list[tuple[list[str], str]] = [
    (["nope"], 'Unknown command "nope"'),
    (["--nope"], "--nope"),
    (["file"], "say what to file"),
    (["file", "--jsn", "x.txt"], "Unknown option: --jsn"),
    (["file", "x.txt", "--source"], "--source"),
    (["kill"], "--id"),
    (["kill", "abc"], "--reason"),
    (["correct", "abc", "--note", "x"], "say what changes"),
    (["correct", "abc", "--note", "x", "--replace", "only-one"], "--replace"),
    (["update", "abc"], "--path"),
    (["show", "--jsn"], "Unknown option: --jsn"),
    (["show", "a/../b"], "is not an id"),
    (["show", ""], "is not an id"),
    (["serve", "--port", "abc"], "--port"),
    (["demo", "--pace", "0"], "--pace is a number above 0"),
    (["demo", "--pace", "nan"], "--pace is a number above 0"),
    (["company", "grant", "gazette"], "--product"),
    (["company", "grant", "a", "b", "--right", "most"], "--right"),
    (["company", "add", ""], "is not an id"),
    (["company", "add", "a/b"], "is not an id"),
    (["company", "revoke", "a", ".."], "is not an id"),
    (["source", "add", "x", "--kind", "feed"], "a feed needs --address"),
    (["token", "issue", "everything"], "everything"),
    (["user", "add"], "--email"),
    (["hold", "move", "x"], "--until"),
    (["tail", "--url", "http://127.0.0.1:1"], "--url needs a token"),
]
REFUSED: list[tuple[list[str], str]] = [
    (["show", "nothing-here"], "there is no such dispatch"),
    (["show", "-Jx0hyphen0first"], "there is no such dispatch"),
    (["show", "urn:telex:nothing"], "there is no such dispatch"),
    (["kill", "nothing-here", "--reason", "x"], "there is no such dispatch"),
    (["hold", "release", "-0x"], "nothing is held under '-0x'"),
    (["quarantine", "retry", "x"], "nothing in quarantine under 'x'"),
    (["token", "revoke", "x"], "no token 'x'"),
    (["token", "issue", "read", "--company", "x"], "no company 'x'"),
    (["company", "suspend", "x"], "no company 'x'"),
    (["company", "grant", "x", "y"], "no product 'y'"),
    (["product", "stop", "x"], "no product 'x'"),
    (["product", "add", "x", "a AND ("], "never closed"),
    (["user", "disable", "x@y.example"], "no user 'x@y.example'"),
    (["source", "reread", "x"], "no source 'x'"),
    (["source", "profile", "absent.toml"], "absent.toml cannot be read"),
    (["source", "add", "x", "--kind", "feed", "--address", "ftp://x"], "a feed needs its address"),
    (["tail", "--after", "yesterday"], "after='yesterday'"),
    (["tail", "--store", "absent/wire.db"], "check the folder"),
    (["correct", "nothing-here", "--note", "x", "--headline", "y"], "there is no such dispatch"),
    (["demo", "--folder", "/proc/absent"], "give another --folder"),
    (["serve", "--config", "absent.toml"], "absent.toml cannot be read"),
    (["serve", "--port", "99999"], "99999 is not a port"),
]


@pytest.mark.parametrize(("words", "said", "code"),
                         [(*case, 2) for case in MISUSE] + [(*case, 1) for case in REFUSED],
                         ids=lambda value: "-".join(value) if isinstance(value, list) else "")  # fmt: skip
def test_a_wrong_call_gives_one_line_and_its_exit_code(
    words: list[str], said: str, code: int, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELEX_STORE", str(tmp_path / "wire.db"))
    with pytest.raises(SystemExit) as ended:
        main(words)
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (code, ""), err
    assert err.count("\n") == 1 and err.startswith("telex: ") and said in err, err
    assert ("--help shows how)" in err) == (code == 2)


def test_the_process_ends_with_the_same_line_and_code(shell: Any) -> None:
    misuse, refused = shell("kill"), shell("show", "nothing-here")
    assert (misuse.code, refused.code) == (2, 1)
    assert "telex kill --help shows how" in misuse.complaint
    assert "there is no such dispatch" in refused.complaint
    damaged = shell("tail", "--store", shell.write("bad.db", b"no database at all" * 100))
    assert (damaged.code, "telex doctor" in damaged.complaint) == (1, True)


def test_the_list_of_commands_is_complete_and_each_shows_an_example(shell: Any, capsys: Any) -> None:
    shown = shell.ok("--help").out
    assert [name for name in (*COMMANDS, *GROUPS) if f" {name} " not in shown] == []
    assert "Example: telex company add gazette" in shell.ok("company", "--help").out
    for name in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert f"Example: telex {name}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("text", "option"), [("--json", True), ("-q", True), ("--after-all", True), ("-", False), ("abc", False),
                                              ("-abc0DEF", False), ("--aB3_dE4", False), ("-0j60W9makbXyKle", False)])  # fmt: skip
def test_an_id_may_begin_with_a_hyphen(text: str, option: bool) -> None:
    assert looks_like_option(text) == option


def test_adding_again_leaves_alone_what_is_not_said_again(shell: Any) -> None:
    shell.ok("company", "add", "gazette", "--name", "La Gazette")
    shell.ok("company", "suspend", "gazette")
    shell.ok("company", "add", "gazette")
    assert '"name":"La Gazette","active":false' in shell.ok("company", "list", "--json").out
    shell.ok("product", "add", "ports", "port*", "--name", "Ports et mer", "--public")
    shell.ok("product", "add", "ports", "port* OR quai*")
    assert '"name":"Ports et mer"' in shell.ok("product", "list", "--json").out
    assert '"public":true' in shell.ok("product", "list", "--json").out
    shell.ok("source", "add", "capitainerie", "--name", "La capitainerie", "--public-share", "1")
    shell.ok("source", "add", "capitainerie", "--profile", "otan")
    listed = shell.ok("source", "list", "--json").out
    assert '"name":"La capitainerie"' in listed
    assert '"public_share":1' in listed
