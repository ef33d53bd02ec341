"""The pickup report on a running agency: API, pages, CSV and command line, through a correction and a kill."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from telex.model.filing import Filed, Filing, Order
from telex.model.vocabulary import Act

pytestmark = pytest.mark.anyio
TEXT = (
    "Skerra harbour closes its north quay\n\n"
    "The harbour of Skerra shut its basin after the barge Orvane went astray, the Tessmark Pilots Board said on Tuesday.\n\n"
    "Eleven trawlers were sent to Lower Tessmark, and two ferries wait in the roads until the divers have been down twice.\n\n"
    "The quay stays shut until the gale has passed, harbour master Ilse Brandt told reporters in the customs house."
)
COPY = TEXT.replace("Skerra harbour closes its north quay", "Ferries wait off Skerra").rpartition("\n\n")[0]


async def file(running: Any, text: str, source: str | None, order: Order | None = None) -> str:
    (filed,) = await running.house.agency.take(
        Filing(text.encode(), running.clock(), "text/plain", source, order=order)
    )
    assert isinstance(filed, Filed)
    return filed.id


async def taken_up(running: Any) -> tuple[str, str]:
    ours = await file(running, TEXT, "harbour")
    running.clock.advance(minutes=25)
    return ours, await file(running, COPY, "rival")


async def report(running: Any, id: str) -> Any:
    answer = await running.get(f"/dispatches/{id}/pickup", "desk")
    assert answer.status == 200
    return answer.json


async def test_a_copy_is_told_with_its_share_delay_headline_and_credit(running: Any) -> None:
    ours, copy = await taken_up(running)
    found = await report(running, ours)
    (carried,) = found["carried"]
    assert (carried["id"], carried["source_name"], carried["link"]) == (copy, "Rival Office", "repost")
    assert (carried["delay_seconds"], carried["headline"], carried["credit"]) == (1500, "changed", None)
    assert carried["taken"] == 1.0
    assert 0.5 < carried["kept"] < 0.8
    assert [sentence[:14] for sentence in carried["cut"]] == ["The quay stays"]
    assert (carried["stale"], found["killed"], found["whole"]) == (None, False, True)
    assert (await report(running, copy))["carried"] == []


async def test_a_copy_that_names_us_is_credited(running: Any) -> None:
    ours = await file(running, TEXT, "harbour")
    await file(running, f"{COPY}\n\nWith reporting by the Harbour Office in Skerra, where rain fell all day.", "rival")
    (carried,) = (await report(running, ours))["carried"]
    assert carried["credit"] == "Harbour Office"


async def test_a_copy_of_a_corrected_text_is_stale_until_it_is_corrected_too(running: Any, editor: Any) -> None:
    ours, _ = await taken_up(running)
    corrected = TEXT.replace("Eleven trawlers", "Seven trawlers")
    await file(running, corrected, None, Order(Act.CORRECT, ours, note="Seven trawlers, not eleven."))
    (carried,) = (await report(running, ours))["carried"]
    assert (carried["stale"], carried["version"]) == ("corrected", 1)
    assert "Eleven trawlers" in carried["stale_words"][0]
    page = await editor.get(f"/desk/d/{ours}/pickup")
    assert "Reprend un texte corrigé depuis" in page.text
    assert "Eleven trawlers" in page.texts(".taker details mark")[0]
    listed = (await running.get("/pickup", "desk")).json
    assert [(line["id"], line["carried"], line["stale"]) for line in listed["items"]] == [(ours, 1, 1)]


async def test_a_copy_of_a_killed_text_is_still_told_with_the_recorded_shares(running: Any, editor: Any) -> None:
    ours, copy = await taken_up(running)
    before = (await report(running, ours))["carried"][0]
    await file(running, "kill", None, Order(Act.KILL, ours, note="The Orvane never left."))
    found = await report(running, ours)
    (carried,) = found["carried"]
    assert (found["killed"], carried["id"], carried["stale"]) == (True, copy, "killed")
    assert carried["kept"] == pytest.approx(before["kept"], abs=0.02)
    page = await editor.get(f"/desk/d/{ours}/pickup")
    assert "Reprend une dépêche annulée" in page.text
    assert "customs house" not in page.source
    overview = await editor.get("/desk/pickup")
    assert overview.texts("table.pickups .st.bad") == ["1 ancien texte"]
    await file(running, "kill", None, Order(Act.KILL, copy, note="Taken down."))
    assert (await report(running, ours))["carried"] == []


async def test_the_csv_holds_one_line_a_carrying_text_and_no_formula(running: Any, editor: Any) -> None:
    ours = await file(running, TEXT.replace("Skerra harbour closes", "=cmd closes the harbour of"), "harbour")
    copy = await file(running, COPY, "rival")
    for address in (f"/desk/d/{ours}/pickup.csv", "/desk/pickup.csv?days=2&source=harbour"):
        answer = await editor.get(address)
        assert answer.headers["content-type"].startswith("text/csv")
        head, line = csv.reader(io.StringIO(answer.source.removeprefix("\ufeff")))
        row = dict(zip(head, line, strict=True))
        assert (row["source"], row["carried_by"], row["taken_percent"]) == ("harbour", "Rival Office", "100")
        assert row["carrier"].lstrip("'") == copy
        assert row["headline"].startswith("'=cmd")
    empty = await editor.get("/desk/pickup.csv?source=rival")
    assert len(empty.source.splitlines()) == 1


async def test_only_editors_may_ask(running: Any, reader: Any) -> None:
    ours, _ = await taken_up(running)
    for address in ("/desk/pickup", "/desk/pickup.csv", f"/desk/d/{ours}/pickup", f"/desk/d/{ours}/pickup.csv"):
        assert (await reader.get(address)).status == 403
    for path in (f"/dispatches/{ours}/pickup", "/pickup"):
        assert (await running.get(path, "gazette")).status == 403
        assert (await running.get(path)).status == 401


async def test_what_is_unknown_or_cannot_be_read_is_refused(running: Any, editor: Any) -> None:
    assert (await running.get("/dispatches/nothing/pickup", "desk")).status == 404
    assert (await editor.get("/desk/d/nothing/pickup")).status == 404
    assert (await running.get("/pickup?since=yesterday", "desk")).status == 422
    for odd in ("days=0", "days=99999", "since=nonsense", "since=0001-01-01", "since=9999-12-31"):
        page = await editor.get(f"/desk/pickup?{odd}")
        assert page.status == 200, odd
        assert "Aucune reprise relevée" in page.text


async def test_a_text_under_embargo_carries_nothing_before_its_hour(running: Any) -> None:
    ours = await file(running, TEXT, "harbour")
    await running.file(COPY, embargo="2026-03-10T20:00:00+01:00", source="rival")
    assert (await report(running, ours))["carried"] == []


async def test_the_pages_exist_in_english(running: Any, editor: Any) -> None:
    ours, _ = await taken_up(running)
    page = await editor.get(f"/en/desk/d/{ours}/pickup")
    assert "no mention found" in page.text
    assert "Dispatches carried by other sources" in (await editor.get("/en/desk/pickup")).text
