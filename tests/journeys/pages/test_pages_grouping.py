"""The desk's pages on events: suggestions, members, rulings, history. By forms, without scripts."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.anyio
QUAY = (
    "Skerra harbour closes its north quay",
    "The harbour of Skerra closed its north quay after a barge went astray.",
)
LAMP = (
    "Tern lighthouse gets a new lamp",
    "The harbour of Tern hailed its keeper, Odd Marrin, who asked for it in 1998.",
)
FOG = (
    "Fog holds the ferries at Pell",
    "The port of Pell is closed, its pilot Una Reeve said, and nobody knows for how long.",
)


async def file(running: Any, *texts: tuple[str, str]) -> list[str]:
    """Ids of dispatches, each in an event of its own."""
    return [(await running.file(f"{head}\n\n{body}")).json["filed"][0]["id"] for head, body in texts]


async def event(running: Any, id: str) -> str:
    return str((await running.house.store.dispatches.newest(id)).member.event)


async def suggest(running: Any, kind: str, item: str, id: str = "ask", **more: Any) -> None:
    """An open suggestion, as placing keeps it."""
    given = {"event": None, "target": None, "score": 0.18, "threshold": 0.25, "terms": '["quay", "barge"]', **more}
    position = await running.house.store.head()
    await running.house.store._database.write(
        lambda db: db.execute(
            "INSERT INTO suggestion (id, kind, item, event, target, score, threshold, terms, at, position, state) "
            "VALUES (:id, :kind, :item, :event, :target, :score, :threshold, :terms, 0, :position, 'open')",
            {"id": id, "kind": kind, "item": item, "position": position, **given},
        )
    )


@pytest.mark.parametrize("path", ["/desk/suggestions", "/desk/suggestions/x/kill", "/desk/events/x"])
async def test_a_reader_is_kept_out(reader: Any, path: str) -> None:
    assert (await reader.get(path)).status == 403


async def test_the_members_are_shown_with_relation_and_proof(running: Any, editor: Any) -> None:
    one, two = await file(running, QUAY, (QUAY[0], QUAY[1] + " Divers are on their way."))
    page = await editor.get(f"/en/desk/events/{await event(running, one)}")
    assert page.status == 200
    assert [box.get("value") for box in page.all("input[name=item][type=checkbox]")] == [one, two]
    assert "None: this grouping is the computed one." in page.text
    assert await event(running, one) not in {o.get("value") for o in page.all("#to option")}


async def test_ticked_texts_are_split_off_and_the_decision_can_be_undone(
    running: Any, editor: Any, reader: Any
) -> None:
    one, two, three = await file(running, QUAY, LAMP, FOG)
    kept = await event(running, one)
    at = f"/desk/events/{kept}"
    for other in (two, three):
        page = await editor.send(at, at, {"verb": "merge", "to": await event(running, other), "why": "même port"})
        assert page.status == 200
    assert page.text.count("même port") == 2
    assert [await event(running, id) for id in (two, three)] == [kept, kept]
    split = await editor.send(at, at, {"verb": "split", "item": two})
    fresh = await event(running, two)
    assert fresh != kept
    assert f"/desk/events/{fresh}" in {a.get("href") for a in split.all(".strip a")}
    assert two not in (await reader.get(f"/events/{kept}")).source
    newest = split.all(".history input[name=decision]")[0].get("value")
    undone = await editor.send(at, f"{at}/undo", {"decision": newest})
    assert await event(running, two) == kept
    assert len(undone.all(".history li.undone")) == 1
    assert (await editor.post(f"{at}/undo", {**undone.hidden(at), "decision": newest})).status == 409


async def test_a_merge_leads_readers_from_the_old_page_to_the_new_one(running: Any, editor: Any, reader: Any) -> None:
    one, two = await file(running, QUAY, LAMP)
    kept, gone = await event(running, one), await event(running, two)
    page = await editor.send(f"/desk/events/{gone}", f"/desk/events/{gone}", {"verb": "merge", "to": kept})
    assert page.url.partition("?")[0].endswith(f"/desk/events/{kept}")
    led = await reader.get(f"/en/events/{gone}", follow=False)
    assert (led.status, led.headers["location"]) == (302, f"/en/events/{kept}")
    assert LAMP[0] in (await reader.get(f"/events/{gone}")).text
    assert (await reader.get("/events/none")).status == 404


async def test_texts_are_moved_to_an_event_named_by_its_address(running: Any, editor: Any) -> None:
    one, two = await file(running, QUAY, LAMP)
    at = f"/desk/events/{await event(running, two)}"
    address = f"{running.url}/en/events/{await event(running, one)}"
    page = await editor.send(at, at, {"verb": "move", "item": two, "elsewhere": address})
    assert page.status == 200
    assert await event(running, two) == await event(running, one)


async def test_a_relation_is_changed_for_one_text(running: Any, editor: Any) -> None:
    one, two = await file(running, QUAY, (QUAY[0], QUAY[1] + " Divers are on their way."))
    at = f"/desk/events/{await event(running, one)}"
    page = await editor.get(at)
    form = next(f for f in page.root.forms if f.get("action") == f"{at}/relabel" and f.fields["item"] == two)
    fields = {name: value for name, value in form.fields.items() if value is not None}
    done = await editor.post(f"{at}/relabel", {**fields, "relation": "translation"})
    assert done.status == 200
    assert [o.get("value") for o in done.all("select[name=relation] option[selected]")] == ["new", "translation"]
    assert (await editor.post(f"{at}/relabel", {**fields, "relation": "kill"})).status == 422
    assert (await editor.post(f"{at}/relabel", {**fields, "relation": "cousin"})).status == 400


async def test_what_is_missing_or_out_of_date_is_said_and_changes_nothing(running: Any, editor: Any) -> None:
    one, two = await file(running, QUAY, LAMP)
    kept = await event(running, one)
    at = f"/desk/events/{kept}"
    old = await editor.get(at)
    assert (await editor.send(at, at, {"verb": "split"})).status == 422
    assert (await editor.send(at, at, {"verb": "merge"})).status == 422
    assert (await editor.send(at, at, {"verb": "split", "item": one})).status == 422
    assert (await editor.send(at, at, {"verb": "merge", "elsewhere": "/events/nowhere"})).status == 422
    assert (await editor.send(at, at, {"verb": "annex"})).status == 400
    assert await running.house.store.grouping.decisions(None, before=None, limit=9) == []
    await editor.send(at, at, {"verb": "merge", "to": await event(running, two)})
    late = await editor.post(at, {**old.hidden(at), "verb": "split", "item": one})
    assert late.status == 409
    assert [box.get("value") for box in late.all("input[name=item][checked]")] == [one]
    assert await event(running, two) == kept


async def test_a_form_of_another_site_decides_nothing(running: Any, editor: Any) -> None:
    one, two = await file(running, QUAY, LAMP)
    at = f"/desk/events/{await event(running, one)}"
    assert (await editor.post(at, {"verb": "merge", "to": await event(running, two), "csrf": "x"})).status == 403


async def test_nothing_of_a_killed_member_is_shown_and_it_may_still_be_moved(running: Any, editor: Any) -> None:
    one, two = await file(running, QUAY, LAMP)
    at = f"/desk/events/{await event(running, one)}"
    await editor.send(at, at, {"verb": "merge", "to": await event(running, two)})
    await running.file("", act="kill", of=two, note="Wrong", withhold_headline="true")
    page = await editor.get(at)
    assert "Odd Marrin" not in page.source
    assert LAMP[0] not in page.source
    assert (await editor.send(at, at, {"verb": "split", "item": two})).status == 200
    assert await event(running, two) != await event(running, one)


async def test_the_suggestions_wait_newest_first_and_are_counted_in_the_queue(running: Any, editor: Any) -> None:
    assert "Aucune suggestion" in (await editor.get("/desk/suggestions")).text
    one, two, three = await file(running, QUAY, LAMP, FOG)
    await suggest(running, "join", two, "first", event=await event(running, one))
    await suggest(running, "translation", three, "second", target=one)
    page = await editor.get("/desk/suggestions")
    assert page.texts(".asks h2") == [FOG[0], LAMP[0]]
    assert "quay, barge (0,18 < 0,25)" in page.text.replace("\xa0", " ").replace("\u202f", " ")
    assert "(0.18 < 0.25)" in (await editor.get("/en/desk/suggestions")).text
    chip = next(a for a in (await editor.get("/desk")).all(".chip") if a.get("href") == "/desk/suggestions")
    assert chip.text_content().split()[-1] == "2"


async def test_confirming_joins_and_rejecting_settles_for_good(running: Any, editor: Any) -> None:
    one, two, three = await file(running, QUAY, LAMP, FOG)
    await suggest(running, "join", two, "yes", event=await event(running, one))
    await suggest(running, "join", three, "no", event=await event(running, one))
    page = await editor.send("/desk/suggestions", "/desk/suggestions/yes", {"verb": "confirm"})
    assert page.status == 200
    assert await event(running, two) == await event(running, one)
    again = await editor.post("/desk/suggestions/yes", {**page.hidden("/desk/suggestions/no"), "verb": "reject"})
    assert again.status == 409
    done = await editor.post("/desk/suggestions/no", {**page.hidden("/desk/suggestions/no"), "verb": "reject"})
    assert "Aucune suggestion" in done.text
    assert await event(running, three) != await event(running, one)
    assert (
        await editor.post("/desk/suggestions/none", {**page.hidden("/desk/suggestions/no"), "verb": "reject"})
    ).status == 404


async def test_a_kill_is_confirmed_on_a_page_of_its_own_with_a_reason(running: Any, editor: Any, reader: Any) -> None:
    one, two = await file(running, QUAY, LAMP)
    await suggest(running, "kill", two, "ask", target=one, score=None, threshold=None, terms="[]")
    page = await editor.send("/desk/suggestions", "/desk/suggestions/ask", {"verb": "confirm"})
    at = "/desk/suggestions/ask/kill"
    assert page.url.endswith(at)
    assert QUAY[0] in page.text
    assert (await running.house.store.dispatches.newest(one)).dispatch.body != ()
    assert (await editor.send(at, at, {"reason": "  "})).status == 422
    done = await editor.send(at, at, {"reason": "The barge was never astray."})
    assert done.status == 200
    assert "The barge was never astray." in (await reader.get(f"/d/{one}")).text
    assert (await editor.get(at)).status == 409


async def test_a_withheld_dispatch_is_named_to_the_desk_that_must_decide_on_it(running: Any, editor: Any) -> None:
    (one,) = await file(running, QUAY)
    await running.house.agency.withhold(one)
    (two,) = await file(running, LAMP)
    await suggest(running, "kill", two, "ask", target=one)
    page = await editor.get("/en/desk/suggestions")
    assert QUAY[0] in page.text
    assert "Withheld from readers meanwhile" in page.text
    assert (await editor.get("/desk/suggestions/ask/kill")).status == 200
    done = await editor.send("/desk/suggestions", "/desk/suggestions/ask", {"verb": "reject"})
    assert done.status == 200
    assert (await running.house.store.dispatches.newest(one)).dispatch.pubstatus.value == "usable"


async def test_an_event_with_more_members_than_a_form_holds_is_shown_in_parts(running: Any, editor: Any) -> None:
    copies = [
        (f"Notice {n}", QUAY[1] + " Again and again, as it was said on the quay." * 3 + f" {n}.") for n in range(83)
    ]
    ids = await file(running, *copies)
    at = f"/desk/events/{await event(running, ids[0])}"
    page = await editor.get(at)
    boxes = len(page.all("input[name=item][type=checkbox]"))
    assert boxes == 80
    (further,) = [a.get("href") for a in page.all(".more a")]
    rest = await editor.get(further)
    assert [a.get("href") for a in rest.all(".more a")] == [at]
    assert (await editor.send(at, at, {"verb": "split", "item": ids[80]})).status == 200
