"""The inbox of alerts: what the topics told a reader, as he may see it now."""

from __future__ import annotations

from typing import Any

import pytest

from telex import topics
from telex.model.company import Entitlement
from telex.model.filing import Filing, Order
from telex.model.topic import Mode, Which
from telex.model.vocabulary import Act
from telex.office import Caller
from telex.topics import Manner, Wanted

pytestmark = pytest.mark.anyio
QUIET_DAY = "A quiet day at the harbour\n\nThe harbour of Tolm saw no ship at all on Friday, said its only pilot."


async def alerted(running: Any, query: str = "harbour", **manner: Any) -> Any:
    """Rosa follows a topic."""
    user, _ = await running.house.store.accounts.user_by_email("rosa@gazette.example")
    who = Caller(running.house.book.viewer_of(user), user)
    return await topics.create(running.house, who, Wanted("Quais", query), Manner(**manner))


async def take(running: Any, body: str, act: Act, of: str, note: str) -> None:
    order = Order(act, of=of, note=note)
    await running.house.agency.take(Filing(body.encode(), running.clock(), "text/plain", order=order))


async def test_an_alert_is_unread_until_its_dispatch_is_opened(running: Any, reader: Any) -> None:
    await alerted(running)
    filed = (await running.file(running.story)).json["id"]
    page = await reader.get("/alerts")
    assert page.texts(".alerts h3") == ["Skerra harbour closes its north quay"]
    assert page.texts(".alerts .tag") == ["Non lue"]
    assert page.texts(".alerts .for a")[0] == "Quais"
    assert page.texts(".bar [data-badge]") == ["1 1 non lue"]
    await reader.get(f"/d/{filed}", headers={"Telex-Fragment": "pane", "Telex-Unasked": "1"})
    assert (await reader.get("/alerts")).texts(".alerts .tag") == ["Non lue"]
    page = await reader.get(f"/d/{filed}")
    assert page.texts(".bar [data-badge]") == [""]
    page = await reader.get("/alerts")
    assert page.texts(".alerts .tag") == []
    assert page.texts(".bar [data-badge]") == [""]


async def test_everything_is_marked_as_read_at_once(running: Any, reader: Any) -> None:
    await alerted(running, which=Which.EVERY)
    await running.file(running.story)
    await running.file(QUIET_DAY)
    page = await reader.send("/alerts", "/alerts", {})
    assert "Tout est marqué comme lu." in page.text
    assert page.texts(".alerts .tag") == []
    assert len(page.all(".alerts > li")) == 2


async def test_the_badge_is_a_fragment_of_the_page(running: Any, reader: Any) -> None:
    await alerted(running)
    await running.file(running.story)
    piece = await reader.get("/alerts", headers={"Telex-Fragment": "badge"})
    assert piece.source.startswith("<span")
    assert piece.texts(".badge") == ["1"]
    assert "Skerra" not in piece.source


async def test_a_killed_dispatch_is_struck_and_no_word_of_it_is_left(running: Any, reader: Any) -> None:
    await alerted(running)
    filed = (await running.file(running.story)).json["id"]
    await take(running, "kill", Act.KILL, filed, "An exercise, taken for a fact.")
    page = await reader.get("/alerts")
    assert page.texts(".alerts .killed h3 s") == ["Skerra harbour closes its north quay"] * len(
        page.all(".alerts > li")
    )
    assert "An exercise, taken for a fact." in page.text
    assert "retirez-la" in page.text
    assert "ferries" not in page.source
    assert running.secret not in page.source


async def test_a_correction_stands_on_a_line_of_its_own_with_what_changed(running: Any, reader: Any) -> None:
    await alerted(running)
    filed = (await running.file(running.story)).json["id"]
    corrected = running.story.replace("two ferries", "three ferries")
    await take(running, corrected, Act.CORRECT, filed, "Three ferries, not two.")
    page = await reader.get("/alerts")
    assert len(page.all(".alerts > li")) == 2
    assert page.texts(".alerts .tag.fix") == ["Rectificatif v2"]
    assert page.texts(".alerts .chg") == ["Three ferries, not two."]


async def test_alerts_of_one_event_fold_under_the_newest(running: Any, reader: Any) -> None:
    await alerted(running, which=Which.EVERY)
    await running.file(running.story)
    again = running.story.replace("Skerra harbour closes", "Harbour of Skerra: the port closes")
    await running.file(again)
    page = await reader.get("/alerts")
    assert len(page.all(".alerts > li")) == 1
    assert len(page.all(".alerts .folded li")) == 1


async def test_a_digest_waits_for_its_hour_and_stands_together(running: Any, reader: Any, clock: Any) -> None:
    await alerted(running, mode=Mode.DIGEST, which=Which.EVERY, hours=("17:00",))
    await running.file(running.story)
    await running.file(QUIET_DAY)
    page = await reader.get("/alerts")
    assert page.all(".alerts > li") == []
    assert "2 alertes attendent leur heure" in page.text.replace("\u00a0", " ")
    clock.advance(hours=10)
    page = await reader.get("/alerts")
    assert page.texts(".digest h2") == ["Résumé du 10 mars 2026 à 17 h 00"]
    assert len(page.all(".digest .alerts > li")) == 2


async def test_what_came_while_muted_says_so_afterwards(running: Any, reader: Any, clock: Any) -> None:
    await reader.send("/topics", "/topics", {"verb": "mute", "until": "2026-03-10T12:00"})
    await alerted(running)
    await running.file(running.story)
    assert (await reader.get("/alerts")).all(".alerts > li") == []
    clock.advance(hours=5)
    page = await reader.get("/alerts")
    assert "Pendant la sourdine" in page.texts(".alerts .tag")


async def test_what_may_no_longer_be_seen_leaves_no_word_in_the_inbox(running: Any, reader: Any) -> None:
    await alerted(running)
    filed = (await running.file(running.story)).json["id"]
    await take(running, running.story.replace("two", "three"), Act.CORRECT, filed, "Three ferries, not two.")
    await running.house.office.revoke("gazette", "ports")
    page = await reader.get("/alerts")
    assert page.texts(".alerts .gone") == ["Dépêche que votre abonnement n’ouvre plus"]
    assert "Skerra" not in page.source
    assert "ferries" not in page.source
    await running.house.office.grant("gazette", Entitlement("ports", since=running.clock()))
    assert len((await reader.get("/alerts")).all(".alerts h3 a")) == 2


async def test_an_empty_inbox_says_where_alerts_come_from(reader: Any) -> None:
    page = await reader.get("/alerts")
    assert page.texts(".empty h2") == ["Aucune alerte pour le moment"]
    assert [a.get("href") for a in page.all(".empty a")] == ["/topics"]


async def test_older_alerts_have_an_address_of_their_own(running: Any, reader: Any) -> None:
    await alerted(running, which=Which.EVERY)
    towns = [
        first + second
        for first in ("Arn", "Bel", "Cor", "Dun", "Esk", "Fal", "Gol", "Hur")
        for second in ("by", "ley", "mouth", "ness", "stad", "vik", "wick")
    ]
    for town in towns:
        await running.file(f"The harbour of {town} opens\n\n{town} has a harbour of its own, the mayor of {town} said.")
    page = await reader.get("/alerts")
    older = [a.get("href") for a in page.all(".more a")]
    assert len(older) == 1
    shown = {li.get("id") for li in page.all(".alerts > li")}
    page = await reader.get(older[0])
    assert page.all(".alerts > li")
    assert shown.isdisjoint({li.get("id") for li in page.all(".alerts > li")})


async def test_the_inbox_is_each_reader_s_own(running: Any, editor: Any) -> None:
    await alerted(running)
    await running.file(running.story)
    page = await editor.get("/alerts")
    assert page.all(".alerts > li") == []
    assert page.texts(".bar [data-badge]") == [""]
