"""`telex file` and what follows a dispatch, with and without a server on the store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

KEYS = {
    "uri",
    "version",
    "position",
    "headline",
    "language",
    "event",
    "relation",
    "related_to",
    "evidence",
    "recipients",
}
RSS = """<rss version="2.0"><channel><title>Buoys</title><link>https://buoys.example/</link>
<item><title>Harbour buoy adrift</title><guid>b1</guid><description>A buoy drifted off the harbour.</description></item>
<item><title>Harbour buoy found</title><guid>b2</guid><description>The harbour has its buoy again.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:lamps</id><title>Lamps</title><updated>2026-03-10T08:00:00Z</updated>
<entry><id>urn:lamps:1</id><title>Lamp lit at the harbour mouth</title><updated>2026-03-10T08:00:00Z</updated>
<summary>The lamp of the harbour mouth burns again.</summary></entry></feed>"""
ITEM = {
    "standard": {"name": "ninjs", "version": "3.1"}, "uri": "urn:quay:7", "version": "1", "language": "en",
    "versionCreated": "2026-03-10T08:00:00Z", "headlines": [{"role": "main", "value": "Crane falls into harbour"}],
    "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>A crane fell into the harbour of Otterness.</p>"}],
}  # fmt: skip


def furnish(shell: Any) -> None:
    shell.ok("product", "add", "ports", "port* OR harbour")
    shell.ok("company", "add", "gazette", "--name", "La Gazette")
    shell.ok("company", "grant", "gazette", "ports")


def test_every_format_is_filed_and_told_with_the_documented_keys(shell: Any, story: Any) -> None:
    furnish(shell)
    page = f"<html lang='en'><body><h1>Bolsay pier burns</h1><p>{story('Bolsay', 'Heron')}</p></body></html>"
    for name, content in {
        "in/a.txt": story("Skerra", "Otter"), "in/b.html": page, "in/c.json": json.dumps(ITEM), "in/d.rss": RSS,
        "in/e.atom": ATOM, "in/.hidden.txt": "Not this one\n\nNobody files a hidden file of the harbour.\n",
    }.items():  # fmt: skip
        shell.write(name, content)
    ran = shell.ok("file", "in", "--json")
    headlines = [o["headline"] for o in ran.objects]
    assert headlines == [
        "Skerra harbour closes its north quay", "Bolsay pier burns", "Crane falls into harbour", "Harbour buoy found",
        "Harbour buoy adrift", "Lamp lit at the harbour mouth",
    ]  # fmt: skip
    assert all(o.keys() >= KEYS for o in ran.objects)
    assert len({o["position"] for o in ran.objects}) == 6
    assert {o["version"] for o in ran.objects} == {1}
    assert {r["company"] for o in ran.objects for r in o["recipients"]} == {"gazette"}
    assert ran.objects[2]["uri"] == "urn:quay:7"
    assert all(o["event"] and o["relation"] and o["evidence"]["method"] for o in ran.objects)
    assert {o["language"] for o in ran.objects} == {"en"}
    again = shell.ok("file", "in/a.txt", "in/c.json", "--json").objects
    assert [(o["state"], o["position"]) for o in again] == [("duplicate", ran.objects[n]["position"]) for n in (0, 2)]


def test_standard_input_the_time_of_receipt_the_source_and_an_embargo(served: Any, story: Any) -> None:
    served.ok("source", "add", "tower", "--name", "Harbour Tower")
    (one,) = served.ok("file", "-", "--json", "--source", "tower", "--received-at", "2026-03-10T09:00:00+01:00",
                      given=story("Skerra", "Otter")).objects  # fmt: skip
    shown = served.ok("show", one["id"], "--json").objects[0]
    assert shown["item"]["infoSources"][0]["name"] == "Harbour Tower"
    feed = served.ok("file", "--media-type", "application/rss+xml", "-", given=RSS)
    assert "Harbour buoy adrift" in feed.out and "relation" in feed.out and "nobody yet" in feed.out
    held = served.ok("file", "-", "--embargo", "2199-01-01T06:00:00Z", given=story("Bolsay", "Heron"))
    assert "embargo until 2199-01-01T06:00:00Z" in held.out
    (hold,) = served.ok("hold", "list", "--json").objects
    served.ok("hold", "move", hold["id"], "2198-01-01T06:00:00Z")
    assert served("show", hold["dispatch"]).code == 1
    assert "published at position" in served.ok("hold", "release", hold["id"]).out
    assert "Bolsay harbour closes its north quay" in served.ok("show", hold["dispatch"]).out
    missing = served("file", "-", "--source", "nobody", given="x")
    assert (missing.code, "no source 'nobody'" in missing.complaint) == (1, True)


def test_what_cannot_be_read_is_told_in_a_line_and_kept(shell: Any, story: Any) -> None:
    for name, content in {"a.json": '{"uri": ', "b.txt": story("Skerra", "Otter"), "c.bin": bytes(2000)}.items():
        shell.write(f"in/{name}", content)
    ran = shell("file", "in", "nowhere.txt")
    assert ran.code == 1
    assert "Skerra harbour closes" in ran.out
    first, second, third = ran.err.splitlines()
    assert first.startswith("telex: in/a.json: not readable as JSON") and "telex quarantine retry " in first
    assert (
        second.startswith("telex: in/c.bin: ")
        and third == "telex: nowhere.txt cannot be read: No such file or directory"
    )
    listed = shell.ok("quarantine", "list", "--json").objects
    assert {q["name"] for q in listed} == {"in/a.json", "in/c.bin"}
    broken = next(q["id"] for q in listed if q["name"] == "in/a.json")
    retried = shell("quarantine", "retry", broken, "--json")
    assert (retried.code, retried.objects[0]["quarantine"]) == (1, broken)
    big = shell("file", "-", given=b"harbour " * 2_000_000)
    assert (big.code, "nothing was stored; split it" in big.complaint) == (1, True)
    assert len(shell.ok("quarantine", "list", "--json").objects) == 2
    refused = shell("file", "--json", "in/a.json")
    assert (refused.objects[0]["code"], refused.objects[0]["name"]) == ("unreadable", "in/a.json")


def test_a_dispatch_is_corrected_updated_and_killed(served: Any, story: Any) -> None:
    furnish(served)
    (one,) = served.ok("file", "-", "--json", given=story("Skerra", "Otter")).objects
    corrected = served.ok("correct", one["id"], "--note", "Three ferries, not two.", "--replace", "two ferries", "three ferries",
                         "--json").objects[0]  # fmt: skip
    assert (corrected["id"], corrected["version"], corrected["recipients"][0]["company"]) == (one["id"], 2, "gazette")
    text = served.ok("show", one["uri"]).out
    assert "three ferries" in text and "two ferries" not in text and "Otter" in text
    absent = served("correct", one["id"], "--note", "x", "--replace", "no such words", "y")
    assert (absent.code, "stands neither" in absent.complaint) == (1, True)
    unsaved = served("correct", one["id"], "--note", "x", "--text", served.write("bin.txt", b"\xff\xfe\xff"))
    assert (unsaved.code, "UTF-8" in unsaved.complaint) == (1, True)
    whole = served.write("whole.txt", "The quay is open.\n\nThe harbour was never shut.\n")
    served.ok("correct", one["id"], "--note", "It was never shut.", "--text", whole, "--headline", "Skerra quay open")
    update = served.ok("update", one["uri"], "-", "--json", given=story("Skerra", "Heron")).objects[0]
    assert (update["relation"], update["related_to"]) == ("update", one["id"])
    killed = served.ok("kill", one["id"], "--reason", "Not so.", "--json").objects[0]
    assert (killed["state"], killed["version"]) == ("killed", 4)
    shown = served.ok("show", one["id"]).out
    assert "KILLED" in shown and "Not so." in shown and "never shut" not in shown
    dead = served("correct", one["id"], "--note", "x", "--headline", "y")
    assert (dead.code, "a killed dispatch is not corrected" in dead.complaint) == (1, True)
    ahead = served.ok("kill", "urn:quay:7", "--reason", "Withdrawn.", "--json").objects[0]
    late = served.ok("file", "-", "--json", "--media-type", "application/json", given=json.dumps(ITEM)).objects[0]
    assert (late["id"], late["state"]) == (ahead["id"], "late")
    assert "Crane falls" not in served.ok("show", "urn:quay:7").out


def test_an_address_is_fetched_through_the_guard(shell: Any, port: int, story: Any, tmp_path: Path) -> None:
    served = shell.folder / "site"
    served.mkdir()
    (served / "story.txt").write_text(story("Skerra", "Otter"))
    address = f"http://127.0.0.1:{port}/story.txt"
    import subprocess
    import sys

    site = subprocess.Popen([sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"], cwd=served,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        refused = shell("file", address)
        assert (refused.code, "127.0.0.1 is not a public address" in refused.complaint) == (1, True)
        others = ("file:///etc/passwd", "ftp://127.0.0.1/x", "http://169.254.169.254/x", "http://user@127.0.0.1/")
        ran = shell("file", *others)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", len(others))
        allowed = {"TELEX_INTAKE_ALLOW": "127.0.0.0/8"}
        for _ in range(100):
            ran = shell("file", address, "--json", env=allowed)
            if ran.code == 0:
                break
        assert ran.objects[0]["headline"] == "Skerra harbour closes its north quay"
        over = shell("file", address, env={**allowed, "TELEX_MAX_FILING_BYTES": "100"})
        assert (over.code, "over the limit of 100 bytes" in over.complaint) == (1, True)
    finally:
        site.kill()
        site.wait()
