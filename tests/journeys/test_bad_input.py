"""Bad input over HTTP: each gets a clear answer, what cannot be read waits in quarantine, and nothing else is disturbed."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

pytestmark = pytest.mark.anyio

NINJS = "application/vnd.iptc.ninjs+json"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
ITEM = "<item><title>Harbour</title><description>{}</description></item>"
RSS = "<rss version='2.0'><channel><title>Harbour</title>" + ITEM + "</channel></rss>"
_numbers = itertools.count(1)


@asynccontextmanager
async def undisturbed(running: Any, *, taken: int = 0) -> AsyncIterator[None]:
    """A dispatch filed before and one filed after are whole, and only `taken` positions lie between them."""

    async def bystander() -> tuple[str, int]:
        n = next(_numbers)
        text = (
            f"Harbour bystander {n}\n\nBystander number {n} stood at the harbour all day, and saw bollard{n} alone.\n"
        )
        answer = await running.file(text)
        assert answer.status == 202, answer.body
        return answer.json["id"], answer.json["position"]

    before, first = await bystander()
    yield
    after, second = await bystander()
    assert second == first + taken + 1
    for id in (before, after):
        whole = await running.get(f"/dispatches/{id}", "gazette")
        assert (whole.status, whole.json["version"]) == (200, 1)
        assert b"bollard" in whole.body
    assert len((await running.get("/dispatches?q=bystander", "gazette")).json["items"]) == 2


async def send(running: Any, body: bytes, media_type: str, who: str = "harbour") -> Any:
    return await running.call("POST", "/filings", who, body=body, headers={"content-type": media_type})


def deep(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + b"A harbour text" + b"</div>" * depth


REFUSED: list[tuple[str, bytes, str, int, str, str]] = [
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png", 415, "unknown-format", "send one of"),
    ("made-up-type", b"Harbour", "text/x-harbour; charset=utf-8", 415, "unknown-format", "send one of"),
    ("newsml", b"<newsItem><itemMeta/></newsItem>", "application/xml", 415, "unknown-format", "send RSS, Atom, ninjs"),
    ("pdf-as-text", b"%PDF-1.7 harbour", "text/plain", 422, "unreadable", "this is a PDF"),
    ("noise", hashlib.shake_128(b"noise").digest(4096), "text/plain; charset=utf-8", 422, "unreadable", "send UTF-8"),
    ("nul-bytes-alone", bytes(5000), "text/plain", 422, "unreadable", "send UTF-8"),
    ("blank", b" \r\n\t\n", "text/plain", 422, "unreadable", "send the dispatch itself"),
    ("deep-html", deep(100_000), "text/html", 422, "unreadable", "send the text of the dispatch"),
    ("wide-html", b"<p>a" * 100_000, "text/html", 422, "unreadable", "send the text of the dispatch"),
    ("empty-html", b"<html><head><title></title></head><body></body>", "text/html", 422, "unreadable", "no text"),
    ("deep-json", b'{"uri":' * 200_000, NINJS, 422, "unreadable", "send one flat ninjs item"),
    ("broken-json", b'{"uri": "urn:x:1"', NINJS, 422, "unreadable", "not readable as JSON"),
    ("json-array", b'[{"uri": "urn:x:1"}]', "application/json", 422, "unreadable", "one by one"),
    ("json-of-others", b'{"price": 3}', "application/json", 422, "unreadable", "no ninjs property|without any ninjs"),
    ("ninjs-without-text", b'{"uri": "urn:x:2", "pubStatus": "usable"}', NINJS, 422, "unreadable", "send them, or pubStatus canceled"),
    ("deep-xml", b"<rss>" + b"<a>" * 60_000, "application/rss+xml", 422, "unreadable", "nested|well-formed"),
    ("not-xml", b"<rss", "application/rss+xml", 422, "unreadable", "correct it and send it again"),
    (
        "file-entity",
        b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + RSS.format("&x;").encode(),
        "application/rss+xml", 422, "unreadable", "send it without DOCTYPE",
    ),
    (
        "billion-laughs",
        f"<!DOCTYPE r [<!ENTITY l0 'ha'>{LAUGHS}]>{RSS.format('&l8;')}".encode(),
        "application/rss+xml", 422, "unreadable", "send it without DOCTYPE",
    ),
    (
        "outside-dtd",
        b"<!DOCTYPE feed SYSTEM 'http://127.0.0.1:9/x.dtd'><feed xmlns='http://www.w3.org/2005/Atom'/>",
        "application/atom+xml", 422, "unreadable", "send it without DOCTYPE",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "media_type", "status", "code", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
async def test_what_cannot_be_read_is_refused_with_what_to_do_and_waits_in_quarantine(
    running: Any, body: bytes, media_type: str, status: int, code: str, words: str
) -> None:
    async with undisturbed(running):
        answer = await send(running, body, media_type)
        assert answer.status == status, answer.body[:300]
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json["type"].endswith("/" + code)
        assert any(word in answer.json["detail"] for word in words.split("|")), answer.json["detail"]
        again = await send(running, body, media_type)
        assert again.json["quarantine"] == answer.json["quarantine"], "the same bytes are kept once"
    (entry,) = (await running.get("/quarantine", "desk")).json["items"]
    assert entry["id"] == answer.json["quarantine"]
    assert (entry["code"], entry["reason"], entry["source"]) == (code, answer.json["detail"], "harbour")
    assert (entry["size"], entry["whole"]) == (len(body), True)
    assert entry["sha256"] == hashlib.sha256(body).hexdigest()
    retried = (await running.call("POST", f"/quarantine/{entry['id']}/retry", "desk")).json
    assert (retried["filed"], retried["rejected"][0]["reason"]) == ([], entry["reason"])


@pytest.mark.parametrize("media_type", ["text/plain", "text/plain; charset=utf-8", "text/html; charset=us-ascii"])
async def test_a_text_in_another_charset_than_declared_keeps_its_accents(running: Any, media_type: str) -> None:
    text = (
        "Le port fermé dès l’été\n\nLe port de Quéménec a été fermé à midi, selon la régie. Il rouvrira après l’été.\n"
    )
    sent = f"<html><body><h1>{text}</h1>" if "html" in media_type else text
    async with undisturbed(running, taken=1):
        answer = await send(running, sent.encode("cp1252"), media_type)
        assert answer.status == 202, answer.body
    shown = (await running.get(f"/dispatches/{answer.json['id']}", "desk")).json["item"]
    assert "Quéménec a été fermé à midi" in json.dumps(shown, ensure_ascii=False)


async def test_a_place_that_is_no_utf_8_is_lost_alone(running: Any) -> None:
    text = "Hafen Fährhöhe geschlossen\n\nDer Hafen Fährhöhe ist geschlossen, sagte die Behörde über Nacht.\n".encode()
    async with undisturbed(running, taken=1):
        answer = await send(running, text.replace(b"Nacht", b"N\xffcht"), "text/plain; charset=utf-8")
        assert answer.status == 202
    shown = (await running.get(f"/dispatches/{answer.json['id']}", "desk")).json["item"]
    assert "Fährhöhe ist geschlossen" in json.dumps(shown, ensure_ascii=False)
    assert "N\ufffdcht" in json.dumps(shown, ensure_ascii=False)


async def test_nul_bytes_are_taken_out_and_the_text_is_found(running: Any) -> None:
    text = running.story.replace("ferries", "fer\0ries").encode()
    item = running.ninjs("urn:harbour:nul", "Harbour of N\0ul", "The harbour wall held\0 overnight.")
    async with undisturbed(running, taken=2):
        plain = await send(running, text, "text/plain")
        declared = await send(running, item.encode(), NINJS)
        assert (plain.status, declared.status) == (202, 202)
    found = (await running.get("/dispatches?q=ferries", "gazette")).json["items"]
    assert [e["id"] for e in found] == [plain.json["id"]]
    assert declared.json["filed"][0]["headline"] == "Harbour of Nul"
    for path in ("/dispatches?q=%00", "/dispatches?uri=urn:%00", "/dispatches?q=fer%00ries", "/dispatches/%00"):
        assert (await running.get(path, "gazette")).status in (200, 404, 422), path


async def test_half_a_character_in_json_is_replaced_and_disturbs_nothing(running: Any) -> None:
    item = running.ninjs("urn:harbour:half", "Harbour half", "The harbour \ud83d was half asleep.")
    async with undisturbed(running, taken=1):
        answer = await send(running, item.encode("ascii"), NINJS)
        assert answer.status == 202, answer.body
    shown = (await running.get(f"/dispatches/{answer.json['id']}", "gazette")).json["item"]
    assert "The harbour \ufffd was half asleep." in shown["bodies"][0]["value"]


LONG = "harbour " * 130_000
LONG_FORMS = {
    NINJS: lambda running: running.ninjs("urn:harbour:long", LONG, "The harbour said nothing else."),
    "text/plain": lambda running: f"{LONG}\n\nThe harbour said nothing else.\n",
    "text/html": lambda running: f"<body><h1>{LONG}</h1><p>The harbour said nothing else.</p>",
    "application/rss+xml": lambda running: RSS.format("The harbour said nothing else.").replace(
        "<item><title>Harbour", f"<item><title>{LONG}"
    ),
}


@pytest.mark.parametrize("media_type", LONG_FORMS)
async def test_a_headline_of_a_megabyte_is_text_and_no_headline(running: Any, media_type: str) -> None:
    async with undisturbed(running, taken=1):
        answer = await send(running, LONG_FORMS[media_type](running).encode(), media_type, "desk")
        assert answer.status == 202, answer.body[:300]
        assert answer.json["filed"][0]["headline"] is None
    shown = await running.get(f"/dispatches/{answer.json['id']}", "gazette")
    assert "The harbour said nothing else." in shown.body.decode()
    assert all(len(e["item"].get("headlines", [{"value": ""}])[0]["value"]) <= 500
               for e in (await running.get("/dispatches", "gazette")).json["items"])  # fmt: skip


BAD_DATES = {
    NINJS: lambda running: running.ninjs(
        "urn:harbour:dates", "Harbour dates", "The harbour keeps no calendar.",
        versionCreated="the day before", firstCreated="2026-02-31T25:61:00Z", contentCreated=20260310,
    ),
    "application/rss+xml": lambda running: RSS.format("The harbour keeps no calendar.").replace(
        "<description>", "<pubDate>Thirday, 32 Mar 2026 99:00:00 GMT</pubDate><description>"
    ),
    "text/html": lambda running: (
        "<html><head><meta property='article:published_time' content='2026-13-45'></head><body><h1>Harbour dates</h1>"
        "<p>Published on 31 February 2026 at 25:70</p><p>The harbour keeps no calendar.</p></body></html>"
    ),
    "text/plain": lambda running: (
        "Harbour dates\n\nPublished: 31/02/2026 25:70\n\nThe harbour keeps no calendar, said Ilse Brandt of the port.\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("media_type", BAD_DATES)
async def test_dates_that_do_not_parse_stay_empty_and_the_dispatch_goes_out(running: Any, media_type: str) -> None:
    async with undisturbed(running, taken=1):
        answer = await send(running, BAD_DATES[media_type](running).encode(), media_type, "desk")
        assert answer.status == 202, answer.body
        filed = answer.json["filed"][0]
        assert (filed["state"], filed["published"], filed["updated"]) == ("published", None, None)
    shown = (await running.get(f"/dispatches/{answer.json['id']}", "gazette")).json
    assert (shown["published"], shown["event_date"]) == (None, None)
    assert shown["item"]["versionCreated"].startswith("2026-03-10T08:00")


async def test_fifty_megabytes_leave_neither_a_filing_nor_a_quarantine_entry_nor_a_position(running: Any) -> None:
    body = b"A harbour text that never ends. " * 1_600_000
    async with undisturbed(running):
        answer = await send(running, body, "text/plain")
        assert (answer.status, answer.headers["content-type"]) == (413, "application/problem+json")
        assert "nothing was stored; split it" in answer.json["detail"]
    assert (await running.get("/quarantine", "desk")).json["items"] == []
    kept = await running.house.store.filings.page(after=None, limit=10)
    assert [k.state for k in kept] == ["published", "published"]
    assert running.house.settings.store.with_name("wire.db-wal").stat().st_size < len(body) / 2


async def test_a_lower_version_is_history_and_search_finds_the_newest_alone(running: Any) -> None:
    third = running.ninjs("urn:harbour:v", "Harbour, third take", "The harbour counts seventy lanterns.", version="3")
    first = running.ninjs("urn:harbour:v", "Harbour, first take", "The harbour counts forty candles.", version="1")
    async with undisturbed(running, taken=2):
        id = (await send(running, third.encode(), NINJS)).json["id"]
        late = (await send(running, first.encode(), NINJS)).json
        assert (late["id"], late["version"], late["state"]) == (id, 1, "late")
        assert (await send(running, first.encode(), NINJS)).json["state"] == "duplicate"
    for path in (f"/dispatches/{id}", "/dispatches?uri=urn:harbour:v"):
        answer = await running.get(path, "gazette")
        assert b"lanterns" in answer.body and b"candles" not in answer.body
    history = (await running.get(f"/dispatches/{id}/versions", "gazette")).json["items"]
    assert sorted(v["version"] for v in history) == [1, 3]
    assert b"candles" not in (await running.get("/dispatches", "gazette")).body
    assert (await running.get("/dispatches?q=candles", "gazette")).json["items"] == []
    assert [e["version"] for e in (await running.get("/dispatches?q=lanterns", "gazette")).json["items"]] == [3]


async def test_a_dispatch_killed_before_it_came_is_born_killed_and_stays_dead(running: Any) -> None:
    cancel = running.ninjs("urn:harbour:dead", "x", "x", pubStatus="canceled", version="2", edNote="Withdrawn: untrue.")
    original = running.ninjs("urn:harbour:dead", "Harbour scoop", "The harbour is sold to a fishmonger.", version="1")
    third = running.ninjs(
        "urn:harbour:dead", "Harbour scoop again", "The harbour is sold to a fishmonger.", version="3"
    )
    async with undisturbed(running, taken=3):
        killed = (await send(running, cancel.encode(), NINJS)).json
        assert killed["state"] == "killed"
        for text in (original, third):
            answer = await send(running, text.encode(), NINJS)
            assert (answer.status, answer.json["id"], answer.json["state"]) == (202, killed["id"], "late")
    for who in ("gazette", "desk"):
        for path in (
            "/dispatches",
            "/dispatches?after=0",
            "/dispatches?q=fishmonger",
            f"/dispatches/{killed['id']}/versions",
        ):
            assert b"fishmonger" not in (await running.get(path, who)).body, (who, path)
    assert (await running.get(f"/dispatches/{killed['id']}", "gazette")).status == 404
    stub = (await running.get(f"/dispatches/{killed['id']}", "desk")).json
    assert stub["item"]["pubStatus"] == "canceled"


async def test_the_same_filing_twice_is_one_dispatch_however_it_is_repeated(running: Any) -> None:
    body, key = running.story.encode(), {"idempotency-key": "tide-1"}
    async with undisturbed(running, taken=1):
        first = await running.call("POST", "/filings", "harbour", body=body, headers=key)
        again = await running.call("POST", "/filings", "harbour", body=body, headers=key)
        bytes_alone = await running.call("POST", "/filings", "harbour", body=body)
        other = await running.call("POST", "/filings", "harbour", body=body + b"More.\n", headers=key)
        assert (first.status, again.status, bytes_alone.status, other.status) == (202, 202, 202, 409)
        assert {a.json["id"] for a in (first, again, bytes_alone)} == {first.json["id"]}
        assert bytes_alone.json["state"] == "duplicate"
        assert other.json["type"].endswith("/conflict")
        assert "use a new key" in other.json["detail"]
    assert (await running.get("/quarantine", "desk")).json["items"] == []


async def test_an_item_of_another_source_is_kept_for_the_desk_and_does_not_reach_the_wire(running: Any) -> None:
    own = running.ninjs("urn:rival:1", "Harbour by the rival", "The rival wrote this of the harbour.")
    async with undisturbed(running, taken=1):
        filed = await running.file(own, media_type=NINJS, source="rival")
        stolen = running.ninjs("urn:rival:1", "Harbour by a thief", "A thief rewrote the harbour.", version="2")
        answer = await send(running, stolen.encode(), NINJS)
        assert (answer.status, answer.json["type"].rpartition("/")[2]) == (403, "foreign-item")
        assert "an editor files it" in answer.json["detail"]
    assert [q["code"] for q in (await running.get("/quarantine", "desk")).json["items"]] == ["foreign-item"]
    assert (await running.get(f"/dispatches/{filed.json['id']}", "gazette")).json["version"] == 1
