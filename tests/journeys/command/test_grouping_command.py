"""`telex event`: an editor overrules the grouping from the terminal."""

from __future__ import annotations

from typing import Any

QUAY = "The harbour of Skerra closes its north quay\n\nA barge went astray at Skerra on Monday, said harbour master Ilse Brandt."
LAMP = "Tern lighthouse gets a new lamp\n\nOdd Marrin, who keeps the lighthouse of Tern, had asked for it in 1998."


def filed(shell: Any, text: str) -> dict[str, Any]:
    (item,) = shell.ok("file", "-", "--json", given=text).objects
    found: dict[str, Any] = shell.ok("show", item["id"], "--json").objects[0]
    return found


def event(shell: Any, id: str) -> str:
    return str(shell.ok("show", id, "--json").objects[0]["event"])


def test_rulings_are_made_listed_and_taken_back(shell: Any) -> None:
    quay, lamp = filed(shell, QUAY), filed(shell, LAMP)
    assert quay["event"] != lamp["event"]
    (merged,) = shell.ok("event", "merge", lamp["event"], quay["event"], "--why", "même phare", "--json").objects
    assert event(shell, lamp["id"]) == quay["event"]
    said = shell.ok("event", "split", quay["event"], lamp["id"]).out
    assert "telex event undo" in said
    shell.ok("event", "move", quay["event"], lamp["item"]["uri"])
    shell.ok("event", "relabel", lamp["id"], "update")
    rulings = shell.ok("event", "history", quay["event"], "--json").objects
    assert [(r["ruling"], r["by"]) for r in rulings] == [
        (name, "operator") for name in ("relabel", "move", "split", "merge")
    ]
    assert rulings[-1]["why"] == "même phare"
    for ruling in rulings:
        assert "is undone" in shell.ok("event", "undo", ruling["id"]).out
    assert event(shell, lamp["id"]) == lamp["event"]
    refused = shell("event", "undo", merged["id"])
    assert (refused.code, "undone already" in refused.complaint) == (1, True)


def test_a_list_without_suggestions_says_so_and_labels_are_then_no_line_at_all(shell: Any) -> None:
    filed(shell, QUAY)
    assert "No suggestion waits." in shell.ok("event", "suggestions").out
    assert shell.ok("event", "suggestions", "--labels").out == ""
    assert "no suggestion 'x'" in shell("event", "confirm", "x").complaint
    assert "no suggestion 'x'" in shell("event", "reject", "x").complaint
    assert "relation" in shell("event", "relabel", "x", "cousin").complaint
