"""`telex serve` and the commands that go through it: the lock file, the live tail, administration, the end."""

from __future__ import annotations

import json
from typing import Any


def test_commands_find_the_server_and_the_tail_follows_it_until_ctrl_c(shell: Any, port: int, story: Any) -> None:
    shell.more["TELEX_PORT"] = str(port)
    with shell.running("serve", ready="Ctrl-C stops it") as server:
        lock = shell.folder / "wire.db.lock"
        assert lock.stat().st_mode & 0o777 == 0o600
        assert json.loads(lock.read_text())["address"] == f"http://127.0.0.1:{port}"
        shell.ok("product", "add", "ports", "harbour")
        shell.ok("company", "add", "gazette")
        shell.ok("company", "grant", "gazette", "ports")
        before = shell.ok("file", "-", "--json", given=story("Bolsay", "Heron")).objects[0]
        with shell.running("tail", "--after", str(before["position"]), ready="") as tail:
            filed = shell.ok("file", "-", "--json", given=story("Skerra", "Otter")).objects[0]
            assert (filed["position"], filed["recipients"][0]["company"]) == (before["position"] + 1, "gazette")
            tail.until(lambda: "Skerra harbour closes its north quay" in tail.out.read_text())
            shell.ok("kill", filed["id"], "--reason", "Not so.")
            tail.until(lambda: "KILLED" in tail.out.read_text() and "Not so." in tail.out.read_text())
            assert "Bolsay" not in tail.out.read_text()
            assert (tail.interrupt(), tail.complaints) == (130, "")
        secret = shell.ok("token", "issue", "read", "--company", "gazette", "--json").objects[0]["secret"]
        shown = shell.ok("show", before["id"], "--url", f"http://127.0.0.1:{port}", env={"TELEX_TOKEN": secret})
        assert "a barge called Heron" in shown.out
        second = shell("serve", env={"TELEX_PORT": "0"})
        assert (second.code, "a store has one writer" in second.complaint) == (1, True)
        assert f"http://127.0.0.1:{port}" in second.complaint
        taken = shell("serve", "--store", "other.db", "--port", str(port))
        assert (taken.code, taken.complaint) == (
            1, f"telex: port {port} is taken; choose another with --port / PORT=...",
        )  # fmt: skip
        doctor = shell("doctor", "--json", env={"TELEX_CONTACT_EMAIL": "desk@quay.example"})
        assert doctor.code == 0
        assert any("is in use by process" in f["found"] for f in doctor.objects)
        assert server.interrupt() == 0
        assert server.complaints == ""
    assert lock.read_bytes() == b""
    ended = shell("tail", "--json")
    assert [e["item"]["pubStatus"] for e in ended.objects] == ["usable", "canceled"]
    assert "no server is running" in ended.complaint
    checked = shell("doctor", "--json", env={"TELEX_CONTACT_EMAIL": "desk@quay.example"})
    assert (checked.code, all(f["ok"] for f in checked.objects)) == (0, True)
    assert next(f for f in checked.objects if f["what"] == "store")["found"].startswith(str(shell.store))


def test_customers_sources_and_people_are_administered(served: Any) -> None:
    assert "No company yet" in served.ok("company", "list").out
    served.ok("product", "add", "ports", "port* OR harbour", "--name", "Ports", "--public")
    served.ok("company", "add", "gazette", "--name", "La Gazette")
    served.ok("company", "grant", "gazette", "ports", "--right", "summary", "--until", "2199-01-01T00:00:00Z")
    (company,) = served.ok("company", "list", "--json").objects
    assert (company["name"], company["entitlements"][0]["right"]) == ("La Gazette", "summary")
    served.ok("company", "suspend", "gazette")
    assert served.ok("company", "list", "--json").objects[0]["active"] is False
    served.ok("company", "suspend", "gazette", "--resume")
    served.ok("company", "revoke", "gazette", "ports")
    served.ok("product", "stop", "ports")
    (product,) = served.ok("product", "list", "--json").objects
    assert (product["active"], product["public"]) == (False, True)

    served.ok(
        "user", "add", "ana@gazette.example", "--company", "gazette", "--password-stdin", given="ten-letters-and-more\n"
    )
    served.ok("user", "add", "edith@quay.example", "--role", "editor", given="ten-letters-and-more\n")
    served.ok("user", "disable", "ana@gazette.example")
    users = {u["email"]: u for u in served.ok("user", "list", "--json").objects}
    assert (users["ana@gazette.example"]["active"], users["edith@quay.example"]["role"]) == (False, "editor")
    issued = served.ok("token", "issue", "desk", "--user", "edith@quay.example", "--json").objects[0]
    listed = served.ok("token", "list")
    assert issued["id"] in listed.out and issued["secret"] not in listed.out
    served.ok("token", "revoke", issued["id"])
    assert "No token yet" in served.ok("token", "list").out

    served.write("bollard.toml", 'id = "bollard"\nversion = 1\nmarks = ["start:The Bollard Gazette"]\n')
    served.ok("source", "profile", "bollard.toml")
    served.ok("source", "add", "bollard", "--profile", "bollard")
    served.write("drop/x.part", "unfinished")
    served.ok("source", "add", "drop", "--kind", "folder", "--address", "drop")
    sources = {s["id"]: s for s in served.ok("source", "list", "--json").objects}
    assert (sources["bollard"]["profile"], sources["drop"]["address"]) == ("bollard", str(served.folder / "drop"))
    served.ok(
        "file",
        "-",
        "--source",
        "bollard",
        given="The Bollard Gazette\n\nA ferry came.\n\nThe ferry of Otterness came.\n",
    )
    again = served.ok("source", "reread", "bollard")
    assert "1 read again, 0 with a difference" in again.out


def test_serving_refuses_whatever_is_of_the_demo(shell: Any) -> None:
    secret = shell("serve", env={"TELEX_SECRET": "telex-demo-only", "TELEX_PORT": "0"})
    assert (secret.code, "secret is the demo's" in secret.complaint) == (1, True)
    setting = shell("serve", env={"TELEX_DEMO": "1", "TELEX_PORT": "0"})
    assert (setting.code, "is for `telex demo`" in setting.complaint) == (1, True)
    shell.ok("user", "add", "desk@demo.telex.example", "--role", "editor", given="ten-letters-and-more\n")
    account = shell("serve", env={"TELEX_PORT": "0"})
    assert (account.code, "demo account with a public password" in account.complaint) == (1, True)
