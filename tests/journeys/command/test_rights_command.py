"""Rights from the command line: seats, depth of archive, blocks, copies in advance, roles, ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

PASSWORD = "a-long-enough-password\n"


def furnish(shell: Any) -> None:
    shell.ok("company", "add", "gazette")
    shell.ok("product", "add", "ports", "harbour")


def test_a_company_is_entitled_with_seats_archive_and_advance_and_its_seats_are_given_out(shell: Any) -> None:
    furnish(shell)
    shell.ok("company", "grant", "gazette", "ports", "--seats", "1", "--archive", "30", "--advance")
    (company,) = shell.ok("company", "list", "--json").objects
    (right,) = company["entitlements"]
    assert (right["seats"], right["archive"], right["advance"]) == (1, 30, True)
    for name in ("ana", "ben"):
        shell.ok("user", "add", f"{name}@gazette.example", "--company", "gazette", "--password-stdin", given=PASSWORD)
    shown = shell.ok("company", "seats", "gazette", "ports", "ana@gazette.example", "--json").objects
    assert shown == [{"product": "ports", "seats": 1, "users": "ana@gazette.example", "given": 1}]
    both = shell("company", "seats", "gazette", "ports", "ana@gazette.example", "ben@gazette.example")
    assert both.code == 1 and "1 seats" in both.complaint
    assert "ana@gazette.example" in shell.ok("company", "seats", "gazette").out
    assert shell("company", "seats", "nobody").code == 1


def test_a_block_and_a_filter_are_made_listed_changed_and_stopped(shell: Any, story: Any) -> None:
    furnish(shell)
    shell.write("a.txt", story("Skerra", "Otter"))
    shell.ok("file", "a.txt")
    made = shell.ok("block", "add", "b", "skerra", "--company", "gazette", "--name", "Exclusivité").out
    assert "block of gazette" in made and "concerns 1" in made
    shell.ok("block", "add", "b", "otter")
    shell.ok("block", "add", "f", "ferries", "--company", "gazette", "--filter")
    assert [(r["id"], r["kind"], r["company"], r["query"], r["name"]) for r in shell.ok("block", "list", "--json").objects] == [
        ("b", "block", "gazette", "otter", "Exclusivité"),
        ("f", "filter", "gazette", "ferries", ""),
    ]  # fmt: skip
    assert "ended" in shell.ok("block", "stop", "b").out
    assert [r["active"] for r in shell.ok("block", "list", "--json").objects] == [False, True]
    assert shell("block", "stop", "nothing").code == 1
    refused = shell("block", "add", "b", "skerra AND (", "--company", "gazette")
    assert refused.code == 1 and refused.complaint
    assert shell("block", "add").code == 2


def test_a_held_version_is_opened_in_advance_and_closed_again(shell: Any, story: Any) -> None:
    furnish(shell)
    shell.write("a.txt", story("Skerra", "Otter"))
    ahead = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    shell.ok("file", "a.txt", "--embargo", ahead)
    (hold,) = shell.ok("hold", "list", "--json").objects
    assert hold["advance"] is None
    assert "carried by: ports" in shell.ok("hold", "advance", hold["id"]).out
    assert shell.ok("hold", "list", "--json").objects[0]["advance"] == ["ports"]
    assert "closed" in shell.ok("hold", "advance", hold["id"], "--close").out
    assert shell.ok("hold", "list", "--json").objects[0]["advance"] is None
    assert shell("hold", "advance", "nothing").code == 1


def test_what_ends_soon_is_listed_and_the_last_administrator_stays(shell: Any) -> None:
    furnish(shell)
    soon = (datetime.now(UTC) + timedelta(days=5, hours=1)).isoformat()
    shell.ok("company", "grant", "gazette", "ports", "--until", soon)
    (ending,) = shell.ok("company", "expiring", "--json").objects
    assert (ending["company"], ending["product"], ending["days"]) == ("gazette", "ports", 5)
    assert "No entitlement ends soon" in shell.ok("company", "expiring", "--days", "2").out
    shell.ok("user", "add", "ed@agency.example", "--role", "administrator", "--password-stdin", given=PASSWORD)
    refused = shell("user", "disable", "ed@agency.example")
    assert refused.code == 1 and "last administrator" in refused.complaint
    shell.ok("user", "add", "c@gazette.example", "--role", "company-administrator", "--company", "gazette",
             "--password-stdin", given=PASSWORD)  # fmt: skip
    (made,) = shell.ok("token", "issue", "company", "--user", "c@gazette.example", "--json").objects
    assert (made["scope"], made["company"]) == ("company", "gazette")
    assert shell("token", "issue", "company", "--user", "ed@agency.example").code == 1
