"""Why a reader has a dispatch, or has it not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from telex import topics
from telex.model.company import Entitlement
from telex.model.filing import Filing, Order
from telex.model.vocabulary import Act, Right, Role
from telex.office import Caller
from telex.topics import Wanted

pytestmark = pytest.mark.anyio
FOREST = "A forest without ships\n\nBirches grow where nobody ever landed a boat at all."


async def topic(running: Any, name: str, query: str) -> Any:
    user, _ = await running.house.store.accounts.user_by_email("rosa@gazette.example")
    return await topics.create(running.house, Caller(running.house.book.viewer_of(user), user), Wanted(name, query))


async def test_the_very_conditions_that_were_true_are_marked(running: Any, reader: Any) -> None:
    await topic(running, "Quais", '(quay OR ferries) AND "north quay" AND -forest')
    await topic(running, "Forêts", "forest")
    filed = (await running.file(running.story)).json["id"]
    page = await reader.get(f"/d/{filed}/why")
    assert page.status == 200
    assert page.texts(".read h2.h") == ["Pourquoi avez-vous reçu cette dépêche ?"]
    product, mine = page.all(".steps > li:first-child > dl.match > div")
    assert [m.text_content() for m in product.cssselect("mark")] == ["port", "harbour"]
    assert [m.text_content() for m in mine.cssselect("code mark")] == ["quay", "ferries", '"north quay"']
    assert "north quay" in page.texts(".steps .hint mark")
    missed = page.texts(".steps details.note dt")
    assert missed == ["Sujet « Forêts »"]
    assert page.texts(".steps details.note dd code")[-1] == "forest"


async def test_the_right_stands_with_its_dates(running: Any, reader: Any) -> None:
    now = running.clock()
    ends = Entitlement("ports", Right.FULL, since=now, until=now + timedelta(days=30), archive=90)
    await running.house.office.grant("gazette", ends)
    filed = (await running.file(running.story)).json["id"]
    page = await reader.get(f"/d/{filed}/why")
    told = page.text.replace("\u00a0", " ")
    assert "Produit « Ports et mer », texte intégral, du 10 mars 2026 au 9 avril 2026, archives de 90 jours." in told
    assert "Aucun embargo, aucune annulation" in told


async def test_each_channel_has_its_state_and_its_reason(running: Any, reader: Any) -> None:
    await topic(running, "Quais", "quay")
    filed = (await running.file(running.story)).json["id"]
    page = await reader.get(f"/d/{filed}/why")
    table = dict(zip(page.texts(".read table tbody th"), page.texts(".read table tbody .st"), strict=True))
    assert table["Boîte d’alertes"] == "Signalée"
    assert table["Fil en direct et pages"] == "Ouverte"


async def test_a_reader_without_alert_is_told_that_no_topic_speaks_of_it(running: Any, reader: Any) -> None:
    filed = (await running.file(running.story)).json["id"]
    page = await reader.get(f"/d/{filed}/why")
    assert "Aucun sujet suivi ne la signale" in page.texts(".steps h3")
    assert page.texts(".read table tbody .st")[0] == "Non signalée"


async def test_the_page_has_a_twin_in_json(running: Any, reader: Any) -> None:
    filed = (await running.file(running.story)).json["id"]
    answer = await reader.get(f"/d/{filed}/why", headers={"accept": "application/json"})
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert '"carried"' in answer.source


async def test_hidden_and_unknown_are_answered_alike(running: Any, reader: Any) -> None:
    hidden = (await running.file(FOREST)).json
    for headers in ({}, {"accept": "application/json"}):
        one = await reader.get(f"/d/{hidden['id']}/why", headers=headers)
        other = await reader.get(f"/d/{'x' * len(hidden['id'])}/why", headers=headers)
        assert one.status == other.status == 404
        assert one.source == other.source
    one = await reader.get(f"/why?item={hidden['id']}")
    other = await reader.get(f"/why?item={'x' * len(hidden['id'])}")
    assert one.status == other.status == 404
    assert one.source.replace(hidden["id"], "") == other.source.replace("x" * len(hidden["id"]), "")
    title = await reader.get("/why?item=A+forest+without+ships")
    assert title.status == 404
    assert "Dépêche introuvable" in title.text


async def test_a_dispatch_is_found_by_uri_address_and_headline(running: Any, reader: Any) -> None:
    filed = (await running.file(running.story)).json["id"]
    uri = (await running.house.store.dispatches.newest(filed)).dispatch.uri
    for name in (filed, uri, f"{running.url}/d/{filed}?show=v1", "Skerra harbour closes its north quay"):
        page = await reader.get(f"/why?item={quote(name, safe='')}")
        assert page.url.endswith(f"/d/{filed}/why"), name


async def test_the_question_alone_has_a_page(reader: Any) -> None:
    page = await reader.get("/why")
    assert page.status == 200
    assert page.all("#ref")
    assert not page.all(".steps")


async def test_a_killed_dispatch_is_explained_without_a_word_of_it(running: Any, reader: Any) -> None:
    await topic(running, "Quais", "quay")
    filed = (await running.file(running.story)).json["id"]
    order = Order(Act.KILL, of=filed, note="An exercise.")
    await running.house.agency.take(Filing(b"kill", running.clock(), "text/plain", order=order))
    page = await reader.get(f"/d/{filed}/why")
    assert page.status == 200
    assert "Elle a été annulée" in page.texts(".steps h3")
    assert "ferries" not in page.source
    assert running.secret not in page.source


async def test_a_summary_reader_learns_of_no_condition_beyond_the_summary(running: Any, visitors: Any) -> None:
    await running.house.office.put_user("dan@digest.example", "Dan", Role.READER, "digest", "a-long-enough-password")
    dan = visitors()
    await dan.sign_in("dan@digest.example")
    user, _ = await running.house.store.accounts.user_by_email("dan@digest.example")
    who = Caller(running.house.book.viewer_of(user), user)
    await topics.create(running.house, who, Wanted("Goujon", running.secret))
    filed = (await running.file(running.story)).json["id"]
    page = await dan.get(f"/d/{filed}/why")
    assert page.status == 200
    assert "Sujet « Goujon »" in page.texts(".steps details.note dt")
    assert not [m for m in page.texts("mark") if m == running.secret]
    assert "Première condition non remplie" not in page.text


async def test_an_editor_asks_about_a_company(running: Any, editor: Any) -> None:
    filed = (await running.file(running.story)).json["id"]
    page = await editor.get(f"/d/{filed}/why")
    assert page.status == 200
    assert not page.all(".steps")
    assert [o.get("value") for o in page.all("#company option")] == ["digest", "empty", "gazette"]
    page = await editor.get(f"/why?item={filed}&company=empty")
    assert page.url.endswith(f"/d/{filed}/why?company=empty")
    assert "Les produits qui la portent ne font pas partie de l’abonnement." in page.text


async def test_the_dispatch_leads_to_its_reasons(running: Any, reader: Any) -> None:
    await topic(running, "Quais", "quay")
    filed = (await running.file(running.story)).json["id"]
    page = await reader.get(f"/d/{filed}")
    assert "produit Ports et mer" in page.texts(".facts dd span")
    assert "sujet Quais" in page.texts(".facts dd span")
    assert [a.get("href") for a in page.all(".facts a") if a.get("href").endswith("/why")] == [f"/d/{filed}/why"]
