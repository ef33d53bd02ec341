"""`telex demo` as a newcomer runs it: addresses, pages, Ctrl-C, and a second start that goes on."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from telex.demo import script


class Stay(HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *_: Any) -> None:
        return None


def get(url: str, token: str | None = None) -> tuple[int, str]:
    request = Request(url, headers={"authorization": f"Bearer {token}"} if token else {})
    try:
        with build_opener(Stay).open(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_the_demo_comes_up_stops_at_ctrl_c_and_goes_on(shell: Any, port: int) -> None:
    words = ("demo", "--port", str(port), "--folder", "demo")
    address = f"http://127.0.0.1:{port}"
    found: list[list[str]] = []
    for pace, ready in (("5", "accounts, password"), ("5000", "last dispatch")):
        with shell.running(*words, "--pace", pace, ready=ready) as demo:
            shown = demo.out.read_text()
            assert address in shown and "desk@demo.telex.example" in shown
            assert (get(f"{address}/")[0], get(f"{address}/wire")[0], get(f"{address}/desk")[0]) == (200, 303, 303)
            demo.until(lambda: len(log(shell, address)) > 20)
            found.append(log(shell, address))
            taken = shell("demo", "--port", str(port), "--folder", "second")
            assert (taken.code, f"port {port} is taken" in taken.complaint) == (1, True)
            busy = shell("demo", "--port", "0", "--folder", "demo")
            assert (busy.code, "a store has one writer" in busy.complaint) == (1, True)
            assert demo.interrupt() == 0
            assert demo.complaints == ""
            assert "The next start goes on where it was" in demo.out.read_text()
    first, second = found
    items = {e.uri for c in script.cues() for e in c.expected if e.relation is not None}
    assert len(second) == len(set(second)) == len(items) - 1, "all but the one under embargo, each once"
    assert set(first) < set(second)
    refused = shell("serve", "--store", "demo/demo.db", env={"TELEX_PORT": "0"})
    assert (refused.code, "demo account" in refused.complaint) == (1, True)


def log(shell: Any, address: str) -> list[str]:
    """Ids of all items that the operator sees, in the order of their last change."""
    token = json.loads((shell.folder / "demo" / "demo.db.lock").read_text())["token"]
    status, body = get(f"{address}/api/v1/dispatches?after=earliest&limit=200", token)
    assert status == 200
    return [e["id"] for e in json.loads(body)["items"]]
