"""The page of an event: accounts side by side with their places, two orders, what each reader may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from telex.model.filing import Filed, Filing, Order
from telex.model.vocabulary import Act, Role

pytestmark = pytest.mark.anyio
SAID = "The wall behind the north quay has moved by two hands since Sunday night"
FIRST = (
    "Skerra harbour closes its north quay\n\n"
    "The harbour of Skerra shut its basin after the barge Orvane went astray, the Tessmark Pilots Board said.\n\n"
    f"“{SAID},” harbour master Ilse Brandt told reporters in Skerra.\n\nEleven trawlers were sent to Lower Tessmark."
)
SECOND = (
    "Pilots keep ships off the Skerra harbour wall\n\n"
    "Fishermen of Skerra moored overnight in Lower Tessmark while the barge Orvane lay across the basin.\n\n"
    f"Ilse Brandt had warned the Tessmark Pilots Board: “{SAID}.”\n\nDivers go down again before the gale reaches Skerra."
)


@dataclass
class Told:
    """The event as filed: two accounts five minutes apart."""

    first: str
    second: str
    event: str


async def file(running: Any, text: str, source: str, order: Order | None = None) -> Filed:
    filing = Filing(text.encode(), running.clock(), "text/plain", None if order else source, order=order)
    (filed,) = await running.house.agency.take(filing)
    assert isinstance(filed, Filed)
    return filed


async def told(running: Any) -> Told:
    first = await file(running, FIRST, "harbour")
    running.clock.advance(minutes=5)
    second = await file(running, SECOND, "rival")
    stored = await running.house.store.dispatches.newest(second.id)
    one = await running.house.store.dispatches.newest(first.id)
    assert stored.member.event == one.member.event
    assert stored.member.relation.value == "account"
    return Told(first.id, second.id, stored.member.event)


async def test_a_common_quotation_leads_to_its_paragraph_in_both_texts(running: Any, reader: Any) -> None:
    event = await told(running)
    page = await reader.get(f"/events/{event.event}")
    row = next(row for row in page.all("table.sbs tbody tr") if "Même citation" in row.text_content())
    links = [a.get("href") for a in row.cssselect("td a.span")]
    assert len(links) == 2
    assert row.cssselect("td mark")[0].text_content().startswith("The wall behind")
    for link in links:
        address, _, anchor = link.partition("#")
        paragraph = next(p for p in (await reader.get(address)).all(".body p") if p.get("id") == anchor)
        assert SAID in paragraph.text_content()


async def test_who_was_first_is_said_with_its_method(running: Any, reader: Any) -> None:
    event = await told(running)
    page = await reader.get(f"/events/{event.event}")
    assert "Premier texte arrivé ici : Harbour Office" in page.text.replace("\u00a0", " ")
    assert page.texts(".sbs thead th b")[0] == "Harbour Office"


async def test_the_timeline_has_two_orders_by_links_alone(running: Any, reader: Any) -> None:
    event = await told(running)
    page = await reader.get(f"/events/{event.event}")
    assert page.texts("#tl ~ nav.seg a[aria-current]") == ["Jour des faits"]
    (link,) = [a.get("href") for a in page.all("#tl ~ nav.seg a") if not a.get("aria-current")]
    other = await reader.get(link)
    assert other.texts("#tl ~ nav.seg a[aria-current]") == ["Ordre d’arrivée"]
    assert other.all("ol.tl > li > a")[0].text_content() == "Skerra harbour closes its north quay"
    assert (await reader.get(f"/events/{event.event}?order=nonsense&beside=99999999")).status == 200


async def test_an_earlier_version_is_folded_under_the_newest_and_can_be_opened(running: Any, reader: Any) -> None:
    event = await told(running)
    order = Order(Act.CORRECT, event.first, note="Twelve trawlers, not eleven.")
    await file(running, FIRST.replace("Eleven", "Twelve"), "harbour", order)
    page = await reader.get(f"/events/{event.event}")
    assert page.texts("ol.tl .below a") == ["Version 1"]
    older = await reader.get(page.all("ol.tl .below a")[0].get("href"))
    assert "Eleven trawlers" in older.text


async def test_the_grounds_and_the_neighbours_are_for_editors(running: Any, reader: Any, editor: Any) -> None:
    event = await told(running)
    shown, plain = await editor.get(f"/events/{event.event}"), await reader.get(f"/events/{event.event}")
    assert "Pourquoi ce regroupement" in shown.text
    assert "même événement" in shown.text
    assert "Voisins, non regroupés" in shown.text
    assert "Pourquoi ce regroupement" not in plain.text
    assert "Voisins" not in plain.text


async def test_summaries_are_not_compared_and_show_no_word_of_a_body(running: Any, visitors: Any) -> None:
    event = await told(running)
    await running.house.office.put_user("dora@digest.example", "Dora", Role.READER, "digest", "a-long-enough-password")
    found = visitors()
    await found.sign_in("dora@digest.example")
    page = await found.get(f"/events/{event.event}")
    assert page.status == 200
    assert page.all("table.sbs") == []
    assert "Eleven trawlers" not in page.source
    assert "Divers go down" not in page.source


async def test_a_hidden_account_leaves_no_trace(running: Any, reader: Any) -> None:
    first = await file(running, FIRST, "harbour")
    running.clock.advance(minutes=5)
    second = await file(running, SECOND.replace("harbour", "basin"), "rival")
    one, other = [await running.house.store.dispatches.newest(f.id) for f in (first, second)]
    assert one.member.event == other.member.event
    assert not other.carried
    page = await reader.get(f"/events/{one.member.event}")
    assert "1 texte, 1 source" in page.text
    assert page.all("table.sbs") == []
    for trace in ("Rival Office", second.id, "Pilots keep", "Premier texte"):
        assert trace not in page.source


async def test_the_page_promises_nothing_and_exists_in_english(running: Any, reader: Any) -> None:
    event = await told(running)
    french, english = await reader.get(f"/events/{event.event}"), await reader.get(f"/en/events/{event.event}")
    for promise in ("confirmé", "vérifié", "concordant", "contredit", "faux"):
        assert promise not in french.text.lower()
    assert "Same quotation" in english.text
    assert "Order of arrival" in english.text


async def test_the_api_gives_the_claims_with_their_spans(running: Any) -> None:
    event = await told(running)
    found = (await running.get(f"/events/{event.event}?order=arrival", "gazette")).json
    (claim,) = [c for c in found["accounts"]["claims"] if (c["kind"], c["what"]) == ("same", "quote")]
    assert [one["dispatch"] for one in claim["told"]] == [event.first, event.second]
    assert all(set(one["span"]) == {"block", "start", "end"} for one in claim["told"])
    assert found["accounts"]["first"][-1]["id"] == event.first
    assert (await running.get(f"/events/{event.event}?order=sideways", "gazette")).status == 422
