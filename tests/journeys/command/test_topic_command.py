"""`telex topic` and `telex alerts`, as the operator runs them for a person and a reader for himself."""

from __future__ import annotations

from typing import Any

import pytest

PASSWORD = "a-long-enough-password\n"
ANA = ("--user", "ana@gazette.example")
STORY = """Skerra harbour closes its north quay

SKERRA, March 10 — The harbour of Skerra closed its north quay on Tuesday after a barge went astray, the port said.
"""


@pytest.fixture
def agency(shell: Any) -> Any:
    """A company with everything of the ports, and two of its readers."""
    shell.ok("product", "add", "ports", "--query", "harbour OR port")
    shell.ok("company", "add", "gazette", "--name", "La Gazette")
    shell.ok("company", "grant", "gazette", "ports")
    for name in ("ana", "bob"):
        shell.ok("user", "add", f"{name}@gazette.example", "--company", "gazette", "--password-stdin", given=PASSWORD)
    return shell


def topic(agency: Any, *words: str) -> dict[str, Any]:
    (made,) = agency.ok("topic", *words, *ANA, "--json").objects
    return dict(made)


def alerts(agency: Any, *words: str, user: tuple[str, ...] = ANA) -> list[Any]:
    return list(agency.ok("alerts", *words, *user, "--json").objects)


def test_a_topic_is_saved_shown_changed_shared_followed_and_retired(agency: Any) -> None:
    made = topic(agency, "add", "Skerra AND quay", "--name", "Quays", "--hour", "08:00", "--which", "material")
    assert (made["query"], made["follow"]["mode"], made["follow"]["hours"]) == ("Skerra AND quay", "digest", ["08:00"])
    id = made["id"]
    assert topic(agency, "show", id)["name"] == "Quays"
    changed = topic(agency, "edit", id, "--query", "harbour")
    assert (changed["name"], changed["query"], changed["reach"]) == ("Quays", "harbour", "personal")
    agency.ok("topic", "share", id, *ANA)
    shown = agency.ok("topic", "list", "--user", "bob@gazette.example").out
    assert id in shown
    assert "another's" in shown
    assert "once per event" in agency.ok("topic", "follow", id, "--user", "bob@gazette.example").out
    agency.ok("topic", "unfollow", id, "--user", "bob@gazette.example")
    agency.ok("topic", "remove", id, *ANA)
    assert "telex topic add" in agency.ok("topic", "list", *ANA).out


def test_alerts_are_listed_marked_as_read_and_wait_while_muted(agency: Any) -> None:
    topic(agency, "add", "Skerra", "--name", "Skerra")
    topic(agency, "watch", "person", "Ilse Brandt")
    agency.write("story.txt", STORY)
    agency.ok("file", "story.txt")
    assert "Skerra harbour closes its north quay" in agency.ok("alerts", *ANA).out
    (found,) = alerts(agency, "--unread", "--read")
    assert (found["kind"], found["read"], [t["name"] for t in found["topics"]]) == ("match", False, ["Skerra"])
    assert alerts(agency, "--unread") == []
    assert [a["n"] for a in alerts(agency, "--after", "0")] == [found["n"]]
    assert alerts(agency, "--after", str(found["n"])) == []
    assert alerts(agency, user=("--user", "bob@gazette.example")) == []
    agency.ok("topic", "mute", "2099-01-01T00:00:00+00:00", *ANA)
    agency.write("other.txt", "Ilvane harbour\n\nNothing but fog in the harbour of Ilvane, and of Skerra too.\n")
    agency.ok("file", "other.txt")
    assert len(alerts(agency)) == 1
    assert [a["muted"] for a in alerts(agency, "--waiting")] == [True]
    assert "no longer muted" in agency.ok("topic", "mute", *ANA).out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("topic", "list"), "say whose"),
        (("topic", "list", "--user", "nobody@gazette.example"), "no active user"),
        (("topic", "add", "harbour (", *ANA), "never closed"),
        (("topic", "add", "harbour", "--mode", "digest", *ANA), "08:00"),
        (("topic", "show", "0123456789ab", *ANA), "telex topic list"),
        (("topic", "watch", "event", "nothing", *ANA), "no such event"),
        (("topic", "mute", "2001-01-01T00:00:00+00:00", *ANA), "not ahead"),
        (("alerts",), "say whose"),
        (("topic", "list", "--url", "http://127.0.0.1:1", *ANA), "token"),
    ],
    ids=["nobody", "unknown", "query", "hours", "topic", "event", "past", "alerts", "token"],
)
def test_what_is_refused_is_refused_in_one_line_that_says_what_to_do(
    agency: Any, words: tuple[str, ...], complaint: str
) -> None:
    ran = agency(*words)
    assert ran.code != 0
    assert complaint in ran.complaint
