"""The reading at the desk: every value with its place in the text, and the form that sets it right."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.anyio

TEXT = """Le bac de Port-Lubin repart lundi

PORT-LUBIN, 10 mars 2026 (Gazou) - « Rien ne presse », a déclaré mardi la capitaine du port, Ysaline Corvec.

Le bac transporte 1 200 passagers par jour, a-t-elle rappelé.
"""


async def filed(running: Any, **params: str) -> str:
    return str((await running.file(TEXT, "harbour", **params)).json["id"])


async def test_the_page_marks_in_the_text_what_was_read(running: Any, editor: Any) -> None:
    id = await filed(running)
    page = await editor.get(f"/desk/d/{id}/reading")
    assert page.status == 200
    assert "Rien ne presse" in page.texts("mark.quotes")
    (link,) = [a for a in page.all(".saidlist a") if a.text_content() == "Rien ne presse"]
    assert page.all(link.get("href")), "the link leads to the place in the text"
    assert f"/desk/d/{id}/reading" in [a.get("href") for a in (await editor.get(f"/desk/d/{id}")).all("a")]


async def test_a_value_set_by_the_form_goes_out_and_is_marked_as_the_desks(running: Any, editor: Any) -> None:
    id = await filed(running)
    at = f"/desk/d/{id}/reading"
    fields = (await editor.get(at)).hidden(at) | {"field": "headline", "key": "", "value": "Le bac repart"}
    page = await editor.post(at, fields)
    assert page.status == 200 and page.url.startswith(f"{running.url}{at}?said=set")
    stored = await running.house.store.dispatches.newest(id)
    assert (stored.dispatch.version, stored.dispatch.headline) == (2, "Le bac repart")
    shown = page.all("#headline + dd")[0].text_content()
    assert "Le bac repart" in shown and "fixé par le desk" in shown


async def test_an_entry_that_is_wrong_is_taken_out(running: Any, editor: Any) -> None:
    id = await filed(running)
    at = f"/desk/d/{id}/reading"
    fields = (await editor.get(at)).hidden(at) | {"field": "quotes", "key": "Rien ne presse", "remove": "1"}
    page = await editor.post(at, fields)
    assert "Rien ne presse" not in page.texts("mark.quotes")
    assert (await running.house.store.dispatches.newest(id)).dispatch.mentions.quotes == ()


async def test_what_cannot_be_used_comes_back_with_its_reason(running: Any, editor: Any) -> None:
    id = await filed(running)
    at = f"/desk/d/{id}/reading"
    fields = (await editor.get(at)).hidden(at) | {"field": "published", "key": "", "value": "avant-hier"}
    page = await editor.post(at, fields)
    assert page.status == 422
    assert "avant-hier" in [i.get("value") for i in page.all("input[name=value]")]
    assert "ISO 8601" in page.texts("[role=alert]")[0]
    assert (await running.house.store.dispatches.newest(id)).dispatch.version == 1


async def test_a_held_dispatch_can_be_set_right_before_it_leaves(running: Any, editor: Any) -> None:
    id = await filed(running, embargo="2026-03-10T12:00:00Z")
    at = f"/desk/d/{id}/reading"
    fields = (await editor.get(at)).hidden(at) | {"field": "urgency", "key": "", "value": "2"}
    page = await editor.post(at, fields)
    assert page.status == 200, page.text
    assert (await running.house.store.holds.get(id)).dispatch.urgency == 2


async def test_nobody_else_sees_a_reading(running: Any, reader: Any, visitors: Any) -> None:
    id = await filed(running)
    assert (await reader.get(f"/desk/d/{id}/reading")).status == 403
    assert "/login" in (await visitors().get(f"/desk/d/{id}/reading")).url


async def test_a_dispatch_that_was_never_received_is_not_found(editor: Any) -> None:
    assert (await editor.get("/desk/d/AAAAAAAAAAAAAAAA/reading")).status == 404
