"""The portal: sign-in, wire, dispatch, events, the stream of rows."""

from __future__ import annotations

from typing import Any

import pytest

from telex.model.filing import Filing, Order
from telex.model.vocabulary import Act, Role

pytestmark = pytest.mark.anyio


async def take(running: Any, body: str, act: Act | None = None, **more: Any) -> Any:
    order = Order(act, **more) if act else None
    kind = "application/json" if body.startswith("{") else "text/plain"
    return (await running.house.agency.take(Filing(body.encode(), running.clock(), kind, order=order)))[0]


async def test_a_stranger_is_sent_to_the_sign_in_and_back(running: Any, visitors: Any) -> None:
    stranger = visitors()
    answer = await stranger.get("/wire?q=port", follow=False)
    assert answer.status == 303
    assert answer.headers["location"] == "/login?next=%2Fwire%3Fq%3Dport"
    page = await stranger.sign_in("rosa@gazette.example", next="%2Fwire%3Fq%3Dport")
    assert page.url.endswith("/wire?q=port")
    assert page.status == 200


async def test_the_sign_in_says_the_same_for_a_wrong_address_and_a_wrong_password(visitors: Any) -> None:
    wrong = await visitors().sign_in("rosa@gazette.example", "not-her-password")
    unknown = await visitors().sign_in("nobody@gazette.example", "not-her-password")
    assert wrong.status == unknown.status == 403
    assert wrong.texts("[role=alert]") == unknown.texts("[role=alert]") == ["Adresse ou mot de passe incorrect."]
    assert wrong.all("#em")[0].get("value") == "rosa@gazette.example"
    assert not wrong.all("#pw")[0].get("value")


async def test_too_many_attempts_close_the_door_for_a_while(visitors: Any) -> None:
    visitor = visitors()
    answers = [await visitor.sign_in("rosa@gazette.example", f"wrong-password-{n}") for n in range(6)]
    assert [a.status for a in answers] == [403] * 5 + [429]
    assert "Trop d’essais" in answers[-1].text


@pytest.mark.parametrize(
    "target", ["//elsewhere.example", "https://elsewhere.example", "/%5Celsewhere.example", "wire"]
)
async def test_the_sign_in_never_leads_to_another_site(visitors: Any, running: Any, target: str) -> None:
    page = await visitors().sign_in("rosa@gazette.example", next=target)
    assert page.url == f"{running.url}/wire"


async def test_the_session_cookie_is_kept_from_scripts_and_other_sites(visitors: Any) -> None:
    visitor = visitors()
    fields = (await visitor.get("/login")).hidden("/login")
    fields |= {"email": "rosa@gazette.example", "password": "a-long-enough-password"}
    answer = await visitor.post("/login", fields, follow=False)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()


async def test_signing_out_ends_the_session_on_the_server(reader: Any) -> None:
    session = next(c for c in reader.session.cookie_jar if c.key == "telex_session").value
    await reader.send("/wire", "/logout", {})
    answer = await reader.get("/wire", follow=False, headers={"cookie": f"telex_session={session}"})
    assert answer.status == 303


@pytest.mark.parametrize("path", ["/logout", "/login", "/account/keys"])
async def test_a_form_of_another_site_is_refused(reader: Any, path: str) -> None:
    assert (await reader.post(path, {"csrf": "0" * 64})).status == 403
    assert (await reader.get("/wire", follow=False)).status == 200


async def test_the_wire_lists_what_the_viewer_has_and_counts_it(running: Any, reader: Any) -> None:
    await running.file(running.story)
    await running.file("A forest without ships\n\nBirches grow where nobody ever landed a boat at all.")
    page = await reader.get("/wire")
    assert page.status == 200
    assert page.texts(".list h4") == ["Skerra harbour closes its north quay"]
    assert "Birches" not in page.source
    assert page.texts(".side li") == ["Fil général 1", "Ports et mer 1"]
    assert page.headers["cache-control"] == "no-store"
    assert page.texts(".read h2.h") == ["Skerra harbour closes its north quay"]


async def test_an_empty_wire_says_so(reader: Any) -> None:
    assert "Le fil est vide" in (await reader.get("/wire")).text


async def test_a_search_finds_and_a_search_without_result_says_so(running: Any, reader: Any) -> None:
    await running.file(running.story)
    assert (await reader.get(f"/wire?q={running.secret}")).texts(".list h4") == ["Skerra harbour closes its north quay"]
    nothing = await reader.get("/wire?q=walrus")
    assert nothing.texts(".list h4") == []
    assert "Aucune dépêche ne répond" in nothing.text


async def test_a_query_error_names_the_place_and_keeps_the_text(reader: Any) -> None:
    page = await reader.get("/wire?q=port+AND+(ferry")
    assert page.status == 422
    assert page.all("#q")[0].get("value") == "port AND (ferry"
    assert page.texts("#query-error mark") == ["("]
    assert "Caractère 10" in page.text
    assert "Character 10" in (await reader.get("/en/wire?q=port+AND+(ferry")).text


async def test_a_repost_folds_under_the_text_that_it_repeats(running: Any, reader: Any) -> None:
    await running.file(running.story, "harbour")
    running.clock.advance(minutes=5)
    filing = Filing(running.story.encode() + b"\n", running.clock(), "text/plain", "rival")
    await running.house.agency.take(filing)
    page = await reader.get("/wire")
    assert len(page.all(".list li.d")) == 1
    assert "Rival Office" in page.texts(".accounts li")[0]
    assert "Reprise" in page.texts(".accounts li")[0]
    flat = await reader.get("/wire?group=0")
    assert len(flat.all(".list li.d")) == 2


async def test_an_event_shows_its_texts_side_by_side_with_their_time(running: Any, reader: Any) -> None:
    await running.file(running.story, "harbour")
    running.clock.advance(minutes=5)
    told = running.story.replace("Nobody was hurt, and", "No one got hurt;").replace("closed its", "shut its")
    await running.house.agency.take(Filing(told.encode(), running.clock(), "text/plain", "rival"))
    listed = await reader.get("/events")
    assert len(listed.all("ol.events li")) == 1
    page = await reader.get(listed.all("ol.events h3 a")[0].get("href"))
    assert page.status == 200
    assert page.texts("h1") == ["Skerra harbour closes its north quay"]
    assert "2 textes, 2 sources" in page.text
    assert page.all("ol.tl li")
    for promise in ("confirmé", "vérifié", "concordant", "contredit"):
        assert promise not in page.text.lower()


async def test_a_hidden_dispatch_and_an_unknown_one_answer_with_the_same_bytes(running: Any, reader: Any) -> None:
    filed = await take(running, "A forest without ships\n\nBirches grow where nobody ever landed a boat at all.")
    for path in ("/d/{}", "/d/{}.json", "/d/{}.txt", "/en/d/{}", "/events/{}"):
        hidden = await reader.get(path.format(filed.id))
        unknown = await reader.get(path.format("A" * 16))
        assert hidden.status == unknown.status == 404
        assert hidden.source == unknown.source


async def test_a_killed_dispatch_is_its_notice_and_no_word_of_its_text(running: Any, reader: Any) -> None:
    filed = await take(running, running.story)
    await take(running, "kill", Act.KILL, of=filed.id, note="Sent out by mistake.")
    for path in (f"/d/{filed.id}", "/wire", f"/wire?open={filed.id}", f"/d/{filed.id}.json", "/events", "/wire?q=quay"):
        page = await reader.get(path)
        assert running.secret not in page.source, path
        assert "Nobody was hurt" not in page.source, path
    page = await reader.get(f"/d/{filed.id}")
    assert page.status == 200
    assert page.texts("#notice h2") == ["N’utilisez plus cette dépêche"]
    assert "Sent out by mistake." in page.text
    row = (await reader.get("/wire")).all("li.killed s")
    assert row


async def test_a_kill_that_withholds_the_headline_shows_the_reference_alone(running: Any, reader: Any) -> None:
    filed = await take(running, running.story)
    await take(running, "kill", Act.KILL, of=filed.id, note="Court order.", withhold_headline=True)
    for path in (f"/d/{filed.id}", "/wire"):
        page = await reader.get(path)
        assert "north quay" not in page.source
        assert filed.uri in page.text


async def test_a_corrected_dispatch_opens_on_what_changed(running: Any, reader: Any) -> None:
    uri = "urn:x:port"
    first = await take(running, running.ninjs(uri, "The port lost 53 cranes", "The storm took 53 cranes of the port."))
    await take(
        running, running.ninjs(uri, "The port lost 35 cranes", "The storm took 35 cranes of the port.", version="2"),
        Act.CORRECT, of=first.id, note="Read 35, not 53.",
    )  # fmt: skip
    page = await reader.get(f"/d/{first.id}")
    assert page.texts(".redline del") == ["supprimé : 53"]
    assert page.texts(".redline ins") == ["ajouté : 35"]
    assert "Read 35, not 53." in page.text
    assert page.texts(".seg a[aria-current]") == ["Modifications"]
    old = await reader.get(f"/d/{first.id}?show=v1")
    assert old.texts("h2.h") == ["The port lost 53 cranes"]
    assert "Vous lisez la v1" in old.text
    new = await reader.get(f"/d/{first.id}?show=v2")
    assert not new.all(".redline")
    assert "Rectificatif v2" in (await reader.get("/wire")).text


async def test_whoever_has_the_summary_is_given_the_summary(running: Any, visitors: Any) -> None:
    await running.house.office.put_user("sam@digest.example", "Sam", Role.READER, "digest", "a-long-enough-password")
    filed = await take(running, running.story)
    visitor = visitors()
    await visitor.sign_in("sam@digest.example")
    page = await visitor.get(f"/d/{filed.id}")
    assert "Votre abonnement donne droit au résumé" in page.text
    assert running.secret not in page.source
    assert (await visitor.get(f"/d/{filed.id}.txt")).status == 404
    assert running.secret not in (await visitor.get(f"/d/{filed.id}.json")).source


async def test_a_text_without_headline_gets_none_invented(running: Any, reader: Any) -> None:
    text = running.ninjs("urn:x:2", "", "The harbour of Brenn is frozen. Nothing moves there.")
    filed = await take(running, text)
    page = await reader.get(f"/d/{filed.id}")
    assert page.texts("h2.h") == ["Sans titre"]
    assert "The harbour of Brenn is frozen. Première phrase" in page.text


async def test_the_pane_alone_is_a_block_of_the_very_page(running: Any, reader: Any) -> None:
    filed = await take(running, running.story)
    whole = await reader.get(f"/d/{filed.id}")
    part = await reader.get(f"/d/{filed.id}", headers={"telex-fragment": "pane"})
    assert part.status == 200
    assert "<html" not in part.source
    assert part.source.strip() in whole.source
    assert "Telex-Fragment" in part.headers["vary"]
    unknown = await reader.get("/wire?open=nothing", headers={"telex-fragment": "pane"})
    assert "Dépêche introuvable" in unknown.text


async def test_the_downloads_carry_the_text_as_stored(running: Any, reader: Any) -> None:
    filed = await take(
        running, running.ninjs("urn:x:3", "Le port : l'accord", "Il a dit : « non » au port.", language="fr")
    )
    text = await reader.get(f"/d/{filed.id}.txt")
    assert text.source == "Le port : l'accord\n\nIl a dit : « non » au port.\n"
    assert "attachment" in text.headers["content-disposition"]
    page = await reader.get(f"/d/{filed.id}")
    assert "Le port\u00a0: l’accord" in page.source


async def test_single_keys_can_be_switched_off_and_stay_off(reader: Any) -> None:
    assert (await reader.get("/wire")).all("body")[0].get("data-keys") == "on"
    await reader.send("/account/keys", "/account/keys", {"keys": "off"})
    assert (await reader.get("/wire")).all("body")[0].get("data-keys") == "off"


@pytest.mark.parametrize("path", ["/wire", "/events", "/account/keys", "/wire?q=(", "/wire?open=none"])
async def test_every_link_of_a_portal_page_leads_somewhere(running: Any, reader: Any, path: str) -> None:
    await running.file(running.story)
    page = await reader.get(path)
    for link in {e.get("href") for e in page.all("a[href^='/'], link[href^='/']")}:
        expected = {422, 200} if "q=" in path else {404, 200} if "open=" in path else {200}
        assert (await reader.get(link)).status in expected, link
    assert len(page.all("h1")) == 1
    assert not page.all("[style], style, script:not([src])")


async def test_the_stream_sends_rows_as_the_page_has_them(running: Any, reader: Any) -> None:
    first = await take(running, running.story)
    page = await reader.get("/wire")
    address = page.all("#list")[0].get("data-stream")
    async with reader.session.get(reader.base + address) as answer:
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        await take(running, running.ninjs("urn:x:4", "A second port", "The second port of Skerra opened."))
        rows = await events(answer, 1)
        assert rows[0]["event"] == "publish"
        assert "A second port" in rows[0]["data"]
        assert rows[0]["data"].startswith("<li id=")
        await take(running, "kill", Act.KILL, of=first.id, note="Sent out by mistake.")
        rows = await events(answer, 1)
        assert rows[0]["event"] == "kill"
        assert f'id="d-{first.id}"' in rows[0]["data"]
        assert running.secret not in rows[0]["data"]
        assert "Nobody was hurt" not in rows[0]["data"]


async def test_the_stream_goes_on_from_the_last_position(running: Any, reader: Any) -> None:
    head = await running.house.store.head()
    for n in range(3):
        await take(running, running.ninjs(f"urn:x:{n}", f"Port number {n}", f"Port number {n} of Skerra opened."))
    async with reader.session.get(reader.base + f"/wire/stream?after={head}") as answer:
        rows = await events(answer, 2)
    async with reader.session.get(
        reader.base + f"/wire/stream?after={head}", headers={"last-event-id": rows[-1]["id"]}
    ) as answer:
        rest = await events(answer, 1)
    assert ["Port number 0" in rows[0]["data"], "Port number 1" in rows[1]["data"], "Port number 2" in rest[0]["data"]] == [
        True, True, True,
    ]  # fmt: skip


async def test_a_stranger_gets_no_stream(visitors: Any) -> None:
    answer = await visitors().get("/wire/stream", follow=False)
    assert answer.status == 303


async def events(answer: Any, count: int) -> list[dict[str, str]]:
    """The next blocks with a row in them."""
    found: list[dict[str, str]] = []
    block: dict[str, str] = {}
    while len(found) < count:
        line = (await answer.content.readline()).decode()
        assert line, "the stream ended"
        if line == "\n":
            if block.get("data", "").startswith("<li"):
                found.append(block)
            block = {}
            continue
        name, _, value = line.rstrip("\n").partition(": ")
        block[name] = value
    return found
