"""An embargo that cannot be read means withheld: nobody but the desk knows of it until an editor decides."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

pytestmark = pytest.mark.anyio

WORD = "lanternfish"
UNTIL = "2026-03-10T09:00:00Z"


def item(running: Any, **more: Any) -> str:
    return running.ninjs("urn:harbour:held", f"Harbour {WORD}", f"The harbour hides a {WORD}.", **more)  # type: ignore[no-any-return]


FORMS = {
    "ninjs-words": lambda r: (item(r, embargoed="until the minister has spoken"), "application/json"),
    "ninjs-no-zone": lambda r: (item(r, embargoed="10.03.2026 9 h"), "application/json"),
    "ninjs-number": lambda r: (item(r, embargoed=1773133200), "application/json"),
    "ninjs-empty-object": lambda r: (item(r, embargoed={}), "application/json"),
    "ninjs-twice": lambda r: (
        item(r, embargoed=UNTIL)[:-1] + ', "embargoed": "2026-03-09T09:00:00Z"}', "application/json",
    ),
    "text-english": lambda r: (
        f"EMBARGO: not before the end of the press conference\n\nHarbour {WORD}\n\nThe harbour hides a {WORD}.\n", "text/plain",
    ),
    "text-french": lambda r: (
        f"SOUS EMBARGO jusqu’à la fin du conseil\n\nLe port et le {WORD}\n\nLe port cache un {WORD}.\n", "text/plain",
    ),
    "html-line": lambda r: (
        f"<h1>Harbour {WORD}</h1><p>Embargo: until further notice</p><p>The harbour hides a {WORD}.</p>", "text/html",
    ),
    "ninjs-note": lambda r: (item(r, edNote="EMBARGO: until the vote is over"), "application/json"),
}  # fmt: skip


async def everything(running: Any, who: str | None) -> bytes:
    """Whatever that caller gets from every list, the search, the log and the stream's past."""
    paths = ("/dispatches", "/dispatches?after=0", f"/dispatches?q={WORD}", "/dispatches?q=harbour")
    found = [(await running.get(path, who)).body for path in paths]
    async with running.stream(who, after="0") as stream:
        await running.file("Harbour marker\n\nThe harbour marker stands.\n")
        while b"marker" not in found[-1]:
            found.append(str(await asyncio.wait_for(stream.next(), 30)).encode())
    return b"".join(found)


async def public(running: Any) -> bytes:
    """The public site's pages and feeds."""
    found = []
    for path in ("/", "/en/", "/rss.xml", "/atom.xml", "/feed.json", "/corrections"):
        async with running.session.get(running.url + path) as answer:
            assert answer.status == 200, path
            found.append(await answer.read())
    return b"".join(found)


@pytest.mark.parametrize("form", FORMS)
async def test_an_embargo_that_cannot_be_read_withholds_the_dispatch_from_everybody_but_the_desk(
    running: Any, form: str
) -> None:
    await running.house.office.put_product("open", "Open", "harbour OR port", public=True)
    text, media_type = FORMS[form](running)
    shown = (await running.file(running.story)).json
    answer = await running.call("POST", "/filings", "harbour", body=text.encode(), headers={"content-type": media_type})
    assert answer.status == 202, answer.body
    filed = answer.json["filed"][0]
    assert (filed["state"], filed["position"], filed["version"]) == ("held", None, None)
    assert (filed["held_because"], filed["held_until"]) == ("embargo_unreadable", None)
    running.clock.advance(days=400)
    assert await running.house.agency.release_due() == []
    for who in ("gazette", "digest"):
        assert WORD.encode() not in await everything(running, who)
        for path in (
            f"/dispatches/{filed['id']}",
            f"/dispatches/{filed['id']}/versions",
            f"/dispatches?uri={filed['uri']}",
        ):
            assert (await running.get(path, who)).status == 404
    assert WORD.encode() not in await everything(running, "desk")
    assert WORD.encode() not in await public(running)
    assert (await running.get(f"/dispatches/{shown['id']}", "gazette")).status == 200
    (held,) = (await running.get("/holds", "desk")).json["items"]
    assert (held["dispatch"], held["due"], held["reason"]) == (filed["id"], None, "embargo_unreadable")


async def test_an_editor_alone_lets_it_go_or_gives_it_an_hour(running: Any) -> None:
    text, media_type = FORMS["text-english"](running)
    id = (await running.file(text, "harbour", media_type)).json["id"]
    (held,) = (await running.get("/holds", "desk")).json["items"]
    for who in ("gazette", "harbour"):
        assert (await running.call("POST", f"/holds/{held['id']}/release", who)).status == 403
    moved = await running.call("POST", f"/holds/{held['id']}/move", "desk", json={"until": UNTIL})
    assert moved.status == 200, moved.body
    assert (await running.get(f"/dispatches/{id}", "gazette")).status == 404
    async with running.stream("gazette") as stream:
        running.clock.advance(hours=1, seconds=1)
        event = await asyncio.wait_for(stream.event(), 30)
    assert event["event"] == "release"
    assert WORD.encode() in (await running.get(f"/dispatches/{id}", "gazette")).body


async def test_the_desk_page_shows_what_is_held_and_a_reader_never_sees_it(running: Any) -> None:
    text, media_type = FORMS["ninjs-words"](running)
    await running.file(running.story)
    await running.file(text, "harbour", media_type)
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    for name in ("edith@agency", "rosa@gazette"):
        secret = await running.house.office.sign_in(f"{name}.example", "a-long-enough-password", "127.0.0.1")
        for path in ("/desk", "/wire", "/wire?q=harbour", "/events"):
            cookie = {"cookie": f"telex_session={secret}"}
            async with running.session.get(running.url + path, headers=cookie) as answer:
                seen[name, path] = answer.status, await answer.text()
    assert WORD in seen["edith@agency", "/desk"][1]
    assert "Skerra harbour" in seen["rosa@gazette", "/wire?q=harbour"][1]
    assert seen["rosa@gazette", "/desk"][0] in (403, 404)
    assert [key for key, (_, page) in seen.items() if WORD in page] == [("edith@agency", "/desk")]
