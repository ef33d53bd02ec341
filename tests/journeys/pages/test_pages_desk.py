"""The desk: filing, correcting, updating, killing, embargoes, rejects. Everything by forms, without scripts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from telex.model.filing import Filing, Order
from telex.model.vocabulary import Act

pytestmark = pytest.mark.anyio
TEXT = {
    "headline": "The port of Brenn reopens", "subheadline": "", "slugline": "Brenn-Port", "urgency": "3", "place": "Brenn",
    "byline": "Ilse Brandt", "language": "en", "note": "", "embargo": "",
    "body": "The port of Brenn reopened on Monday.\n\nA tug led eleven ships out before noon.",
}  # fmt: skip


async def publish(editor: Any, **changes: str) -> str:
    """Files TEXT through the form; returns the id of the dispatch."""
    page = await editor.send("/desk/new", "/desk/new", TEXT | changes)
    assert page.status == 200, page.text
    return str(page.url.partition("?")[0].rpartition("/")[2])


async def newest(running: Any, id: str) -> Any:
    return (await running.house.store.dispatches.newest(id)).dispatch


@pytest.mark.parametrize(
    "path", ["/desk", "/desk/new", "/desk/d/AAAAAAAAAAAAAAAA", "/desk/d/AAAAAAAAAAAAAAAA/kill", "/desk/holds/x"]
)
async def test_a_reader_is_kept_out_of_the_desk(reader: Any, path: str) -> None:
    assert (await reader.get(path)).status == 403


async def test_a_text_filed_by_fields_is_out_at_once_as_typed(running: Any, editor: Any, reader: Any) -> None:
    id = await publish(editor)
    d = await newest(running, id)
    assert (d.headline, d.slugline, d.urgency, d.language) == ("The port of Brenn reopens", "Brenn-Port", 3, "en")
    assert d.byline == ("Ilse Brandt",)
    assert d.located == "Brenn"
    assert d.body == ("The port of Brenn reopened on Monday.", "A tug led eleven ships out before noon.")
    page = await reader.get(f"/d/{id}")
    assert page.texts("h2.h") == ["The port of Brenn reopens"]
    assert "Urgent" in page.texts(".tag.u")


async def test_a_double_press_of_the_button_files_once(running: Any, editor: Any) -> None:
    fields = (await editor.get("/desk/new")).hidden("/desk/new") | TEXT
    first, second = await editor.post("/desk/new", fields), await editor.post("/desk/new", fields)
    assert first.url == second.url
    assert len((await editor.get("/desk?q=out")).all(".queue li.d")) == 1
    other = await editor.post("/desk/new", fields | {"headline": "The port of Brenn does not reopen"})
    assert other.status == 409
    assert other.texts("#headline") == ["The port of Brenn does not reopen"]


async def test_what_is_missing_is_named_and_nothing_typed_is_lost(running: Any, editor: Any) -> None:
    page = await editor.send("/desk/new", "/desk/new", TEXT | {"headline": "", "urgency": "12"})
    assert page.status == 422
    assert page.all("#headline")[0].get("aria-invalid") == "true"
    assert page.all("#headline")[0].get("aria-describedby") == "headline-fault"
    assert "A tug led eleven ships out before noon." in page.texts("#body")[0]
    assert (await editor.get("/desk?q=out")).all(".queue li.d") == []


async def test_an_embargo_that_cannot_be_read_files_nothing(running: Any, editor: Any) -> None:
    for wrong in ("tomorrow morning", "2026-13-40T25:00", "2026-03-29T02:30", "2020-01-01T00:00"):
        page = await editor.send("/desk/new", "/desk/new", TEXT | {"embargo": wrong})
        assert page.status == 422, wrong
        assert page.all("#embargo")[0].get("aria-invalid") == "true"
    assert await running.house.store.holds.all() == []
    assert (await editor.get("/desk?q=out")).all(".queue li.d") == []


async def test_an_embargoed_text_is_for_the_desk_alone_until_it_is_lifted(
    running: Any, editor: Any, reader: Any
) -> None:
    page = await editor.send("/desk/new", "/desk/new", TEXT | {"embargo": "2026-03-10T20:00"})
    assert "/desk/holds/" in page.url
    assert "Diffusion le 10 mars 2026 à 20 h 00" in page.text.replace("\u00a0", " ")
    assert "A tug led eleven ships" in page.text
    held = (await running.house.store.holds.all())[0]
    assert held.due.isoformat() == "2026-03-10T19:00:00+00:00"
    for path in ("/wire", f"/d/{held.dispatch.id}", "/wire?q=brenn", "/events"):
        assert "Brenn reopens" not in (await reader.get(path)).source
    assert (await reader.get(f"/d/{held.dispatch.id}")).status == 404
    assert (await reader.get(f"/desk/holds/{held.id}")).status == 403
    where = f"/desk/holds/{held.id}"
    moved = await editor.send(where, where, {"verb": "move", "until": "2026-03-10T21:30"})
    assert "21 h 30" in moved.text.replace("\u00a0", " ")
    wrong = await editor.send(where, where, {"verb": "move", "until": "yesterday"})
    assert wrong.status == 422
    out = await editor.send(where, where, {"verb": "release"})
    assert "/desk/d/" in out.url
    assert (await reader.get(f"/d/{held.dispatch.id}")).status == 200
    assert (await editor.get(where)).status in (200, 404)


async def test_a_correction_needs_a_note_and_keeps_the_reference(running: Any, editor: Any, reader: Any) -> None:
    id = await publish(editor)
    where = f"/desk/d/{id}"
    change = TEXT | {"verb": "correct", "body": TEXT["body"].replace("eleven", "twelve")}
    refused = await editor.send(where, where, change)
    assert refused.status == 422
    assert refused.all("#note")[0].get("aria-invalid") == "true"
    assert "twelve ships" in refused.texts("#body")[0]
    done = await editor.send(where, where, change | {"note": "Twelve ships, not eleven."})
    assert done.status == 200
    d = await newest(running, id)
    assert (d.id, d.version, d.act) == (id, 2, Act.CORRECT)
    assert d.ednote == "Twelve ships, not eleven."
    assert "same_version_other_text" not in {a.code for a in d.anomalies}
    page = await reader.get(f"/d/{id}")
    assert page.texts(".redline del") == ["supprimé : eleven"]


async def test_a_correction_keeps_what_the_form_does_not_show(running: Any, editor: Any) -> None:
    text = running.ninjs(
        "urn:x:kept", "A port opens", "The port opened on Monday.", subjects=[{"literal": "Sea trade"}],
        copyrightNotice="© Harbour Office", contentCreated="2026-03-10T07:15:00+01:00",
    )  # fmt: skip
    filed = (await running.house.agency.take(Filing(text.encode(), running.clock(), "application/json")))[0]
    where = f"/desk/d/{filed.id}"
    fields = {**TEXT, "verb": "correct", "headline": "A port opens again", "note": "Again."}
    before = await newest(running, filed.id)
    await editor.send(where, where, fields)
    after = await newest(running, filed.id)
    assert (after.categories, after.copyright, after.published) == (
        before.categories,
        before.copyright,
        before.published,
    )
    assert after.uri == before.uri


async def test_a_day_without_an_hour_stays_a_day_through_a_correction(running: Any, editor: Any) -> None:
    text = running.ninjs("urn:x:day", "A port opens", "The port opened on Monday.", contentCreated="2026-03-10")
    filed = (await running.house.agency.take(Filing(text.encode(), running.clock(), "application/json")))[0]
    where = f"/desk/d/{filed.id}"
    before = await newest(running, filed.id)
    await editor.send(where, where, {**TEXT, "verb": "correct", "note": "Headline."})
    assert (await newest(running, filed.id)).published == before.published


async def test_an_update_is_a_new_dispatch_linked_to_the_old_one(running: Any, editor: Any) -> None:
    id = await publish(editor)
    where = f"/desk/d/{id}"
    page = await editor.send(where, where, TEXT | {"verb": "update", "headline": "The port of Brenn is full"})
    new = page.url.partition("?")[0].rpartition("/")[2]
    assert new != id
    d = await newest(running, new)
    assert (d.evolved_from, d.version, d.headline) == (id, 1, "The port of Brenn is full")
    assert (await newest(running, id)).version == 1


async def test_two_editors_at_once_are_shown_both_texts_and_lose_none(running: Any, editor: Any, visitors: Any) -> None:
    id = await publish(editor)
    where = f"/desk/d/{id}"
    stale = (await editor.get(where)).hidden(where)
    other = visitors()
    await other.sign_in("edith@agency.example")
    first = TEXT | {"verb": "correct", "note": "Noon.", "body": TEXT["body"].replace("noon", "dawn")}
    await other.send(where, where, first)
    mine = TEXT | {"verb": "correct", "note": "Twelve.", "body": TEXT["body"].replace("eleven", "twelve")}
    page = await editor.post(where, stale | mine)
    assert page.status == 409
    assert page.texts(".versus del") == ["supprimé : eleven", "supprimé : dawn"]
    assert "twelve ships out before noon." in page.texts("#body")[0]
    assert (await newest(running, id)).version == 2
    done = await editor.post(where, page.hidden(where) | mine)
    assert done.status == 200
    d = await newest(running, id)
    assert (d.version, d.body[-1]) == (3, "A tug led twelve ships out before noon.")


async def test_a_kill_asks_for_a_reason_and_the_slug_before_anything_happens(
    running: Any, editor: Any, reader: Any
) -> None:
    id = await publish(editor)
    where = f"/desk/d/{id}/kill"
    page = await editor.get(where)
    assert page.texts("h1") == ["Annuler la dépêche chez 2 destinataires ?"]
    assert page.texts(".names li") == ["Digest", "Gazette"]
    assert page.texts(".btn.dangerous") == ["Annuler chez 2 destinataires"]
    for wrong in ({"reason": "", "confirm": "Brenn-Port"}, {"reason": "An exercise.", "confirm": "brenn"}):
        again = await editor.send(where, where, wrong)
        assert again.status == 422
        assert again.texts("#reason") == [wrong["reason"]]
    assert (await reader.get(f"/d/{id}")).texts("h2.h") == ["The port of Brenn reopens"]
    await editor.send(where, where, {"reason": "An exercise.", "confirm": "Brenn-Port", "withhold": "yes"})
    notice = await reader.get(f"/d/{id}")
    assert "An exercise." in notice.text
    for word in ("Brenn reopens", "tug", "eleven"):
        assert word not in notice.source
        assert word not in (await editor.get(f"/desk/d/{id}")).source
    assert "/kill" not in (await editor.get(where)).url


async def test_a_dispatch_killed_while_one_writes_gives_the_typed_text_back(running: Any, editor: Any) -> None:
    id = await publish(editor)
    where = f"/desk/d/{id}"
    stale = (await editor.get(where)).hidden(where)
    order = Order(Act.KILL, of=id, note="An exercise.")
    await running.house.agency.take(Filing(b"kill", running.clock(), "text/plain", order=order))
    page = await editor.post(where, stale | TEXT | {"verb": "correct", "note": "x", "headline": "My own words"})
    assert page.status == 409
    assert "My own words" in page.text


async def test_a_pasted_text_is_read_and_an_unreadable_file_goes_to_the_rejects(running: Any, editor: Any) -> None:
    page = await editor.send("/desk/new", "/desk/new", {"raw": running.story})
    assert page.all("#headline")[0].text.strip() == "Skerra harbour closes its north quay"
    assert "Ce que le lecteur a compris" in page.text
    assert "headline" in page.texts(".roles dt")
    fields = (await editor.get("/desk/new")).hidden("/desk/new")
    form = aiohttp.FormData({**fields, "raw": ""})
    form.add_field("file", b" \n \n", filename="noise.txt", content_type="text/plain")
    async with editor.session.post(f"{editor.base}/desk/new", data=form) as answer:
        source, url = await answer.text(), str(answer.url)
    assert "/desk/rejects/" in url
    assert "noise.txt" in source
    where = url.removeprefix(editor.base)
    again = await editor.send(where, where, {})
    assert again.status == 422
    assert "Toujours illisible" in again.text
    assert "noise.txt" in (await editor.get("/desk?q=rejects")).text


async def test_the_queue_has_a_word_for_emptiness_in_every_tab(editor: Any) -> None:
    for tab, words in (("todo", "Rien à traiter"), ("embargo", "Aucune dépêche retenue"), ("rejects", "Aucun rejet")):
        page = await editor.get(f"/desk?q={tab}")
        assert words in page.text
        assert page.all(".chips [aria-current]")


async def test_the_desk_shows_held_texts_and_counts_them(running: Any, editor: Any) -> None:
    order = Order(Act.NEW, embargo=running.clock() + timedelta(hours=2))
    await running.house.agency.take(Filing(running.story.encode(), running.clock(), "text/plain", order=order))
    page = await editor.get("/desk?q=embargo")
    assert page.texts(".queue h3.qt") == ["Skerra harbour closes its north quay"]
    assert "Embargo 1" in page.texts(".chip")


@pytest.mark.parametrize("language", ["", "/en"])
async def test_every_link_of_a_desk_page_leads_somewhere(running: Any, editor: Any, language: str) -> None:
    id = await publish(editor)
    order = Order(Act.NEW, embargo=running.clock() + timedelta(hours=2))
    await running.house.agency.take(Filing(running.story.encode(), running.clock(), "text/plain", order=order))
    held = (await running.house.store.holds.all())[0]
    for path in ("/desk", "/desk?q=out", "/desk/new", f"/desk/d/{id}", f"/desk/d/{id}/kill", f"/desk/holds/{held.id}"):
        page = await editor.get(language + path)
        assert page.status == 200
        assert page.all("html")[0].get("lang") == (language or "/fr")[1:]
        assert len(page.all("h1")) == 1
        assert not page.all("[style], style, script:not([src])")
        assert page.headers["cache-control"] == "no-store"
        for field in page.all("input:not([type=hidden]), textarea, select"):
            label = page.all(f"label[for='{field.get('id')}']") if field.get("id") else field.xpath("ancestor::label")
            assert label, field.get("name")
        for link in {e.get("href") for e in page.all("a[href^='/']")}:
            assert (await editor.get(link)).status == 200, link


async def test_no_form_of_the_desk_works_without_its_token(running: Any, editor: Any) -> None:
    id = await publish(editor)
    for path in ("/desk/new", f"/desk/d/{id}", f"/desk/d/{id}/kill"):
        answer = await editor.post(
            path, TEXT | {"verb": "correct", "reason": "x", "confirm": "Brenn-Port", "note": "x"}
        )
        assert answer.status == 403
    assert (await newest(running, id)).version == 1
