"""`/desk/preview`: the wire as a company sees it; `/desk/why`: why it has a dispatch, or the first reason why not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from telex.model.company import Entitlement
from telex.model.filing import Filing, Order
from telex.model.vocabulary import Act, Limit, Role

pytestmark = pytest.mark.anyio
PASSWORD = "a-long-enough-password"
GONE = "L’adresse est peut-être fausse, ou la dépêche ne fait pas partie de votre abonnement."


@pytest.fixture
async def desk(running: Any, visitors: Any) -> Any:
    """An editor who is no administrator."""
    await running.house.office.put_user("ella@agency.example", "Ella Storm", Role.EDITOR, None, PASSWORD)
    found = visitors()
    await found.sign_in("ella@agency.example")
    return found


async def filed(running: Any, text: str = "") -> str:
    return str((await running.file(text or running.story)).json["filed"][0]["id"])


def links(page: Any, css: str = ".wire a") -> list[str]:
    return [a.get("href") for a in page.all(css)]


async def test_the_preview_shows_the_list_and_the_text_of_the_company(running: Any, desk: Any, reader: Any) -> None:
    id = await filed(running)
    await filed(running, "Forest fire near Ardel\n\nA forest burns near Ardel, the prefecture said.\n")
    mine, seen = await reader.get("/wire"), await desk.get("/desk/preview?company=gazette")
    assert seen.texts(".list h4") == mine.texts(".list h4") == ["Skerra harbour closes its north quay"]
    assert seen.texts(".side li") == mine.texts(".side div:first-child li")
    assert "Aperçu : le fil tel que le voit Gazette." in seen.text
    page = await desk.get(f"/desk/preview?company=gazette&open={id}")
    assert running.secret in page.texts(".read .body")[0]
    page = await desk.get(f"/desk/preview?company=digest&open={id}")
    assert running.secret not in page.source
    assert "Votre abonnement donne droit au résumé de cette dépêche." in page.text


async def test_what_a_filter_or_a_block_of_the_company_does_is_seen(running: Any, desk: Any) -> None:
    id = await filed(running)
    await running.house.office.put_restriction(Limit.FILTER, "f", "quay", company="gazette")
    await running.house.office.put_restriction(Limit.BLOCK, "b", "quay", company="digest")
    assert (await desk.get("/desk/preview?company=gazette")).texts(".list h4") == []
    assert (await desk.get(f"/desk/preview?company=gazette&open={id}")).status == 200
    assert (await desk.get(f"/desk/preview?company=digest&open={id}")).status == 404


async def test_a_dispatch_that_the_company_may_not_see_answers_as_to_the_company(running: Any, desk: Any) -> None:
    id = await filed(running)
    page = await desk.get(f"/desk/preview?company=empty&open={id}")
    assert page.status == 404
    assert GONE in page.text
    assert "Skerra" not in page.texts(".wire")[0]
    why = next(a for a in page.all("a") if "Pourquoi pas" in a.text_content()).get("href")
    page = await desk.get(why)
    assert "le client n’a pas droit aux produits qui la portent" in page.texts(".answer")[0]


async def test_a_held_text_is_in_no_preview(running: Any, desk: Any) -> None:
    now = running.clock()
    order = Order(Act.NEW, embargo=now + timedelta(hours=5))
    held = (await running.house.agency.take(Filing(running.story.encode(), now, "text/plain", order=order)))[0]
    page = await desk.get(f"/desk/preview?company=gazette&open={held.id}")
    assert page.status == 404
    assert running.secret not in page.source


async def test_whoever_looks_stays_in_the_preview_and_can_change_nothing(running: Any, desk: Any) -> None:
    id = await filed(running)
    await filed(running, running.story.replace("A barge", "The barge").replace("Nobody was hurt", "No one was hurt"))
    for path in (f"/desk/preview?company=gazette&open={id}", "/desk/preview?company=gazette&q=quay"):
        page = await desk.get(path)
        assert page.all(".wire form[method=post]") == []
        assert page.all(".wire [data-copy], .wire a[download]") == []
        inside = [link for link in links(page) if not link.startswith(("#", "/desk/why"))]
        assert inside
        assert [link for link in inside if not link.startswith("/desk/preview?company=gazette")] == []
        assert page.all("script[src*=live], script[src*=pane]") == []


async def test_the_way_out_and_the_desks_own_links_lead_out_of_the_preview(running: Any, desk: Any) -> None:
    page = await desk.get("/desk/preview?company=gazette")
    assert "/desk/companies/gazette" in links(page, ".band a")
    assert "/wire" in links(page, ".bar nav a")
    assert "/desk" in links(page, ".bar nav a")


async def test_a_search_in_the_preview_finds_what_the_company_may_find(running: Any, desk: Any) -> None:
    await filed(running)
    assert len((await desk.get(f"/desk/preview?company=gazette&q={running.secret}")).all(".list h4")) == 1
    assert (await desk.get(f"/desk/preview?company=digest&q={running.secret}")).all(".list h4") == []
    page = await desk.get("/desk/preview?company=gazette&q=port+AND+(")
    assert page.status == 422
    assert page.all("#query-error")


async def test_the_preview_of_nobody_offers_the_customers(desk: Any) -> None:
    page = await desk.get("/desk/preview")
    assert page.texts("#company option") == ["Digest", "Empty", "Gazette"]
    assert (await desk.get("/desk/preview?company=nobody")).status == 404


async def test_a_topic_of_a_reader_is_no_part_of_a_preview(running: Any, desk: Any) -> None:
    await filed(running)
    assert (await desk.get("/desk/preview?company=gazette&topic=whatever")).status == 200


# why


async def test_why_tells_the_clauses_and_the_words_that_matched(running: Any, desk: Any) -> None:
    id = await filed(running)
    page = await desk.get(f"/desk/why?item={id}&company=gazette")
    assert page.texts(".answer") == ["Gazette : Oui, le texte intégral."]
    assert "Le produit « Ports et mer » la porte" in page.texts(".steps h3")
    assert "harbour" in page.texts(".steps .clauses .hint")[0]
    assert "harbour" in page.texts(".steps mark")
    assert page.texts(".steps h3")[0] == "La version 1 est arrivée sur le fil"


@pytest.mark.parametrize(
    ("company", "says"),
    [
        ("empty", "Empty : Non : le client n’a pas droit aux produits qui la portent."),
        ("digest", "Digest : Non : un blocage la ferme."), ("later", "Later : Non : son droit à ces produits n’a pas commencé, ou a pris fin."),
        ("off", "Off : Non : le client est suspendu."),
    ],
)  # fmt: skip
async def test_why_not_tells_the_first_reason(running: Any, desk: Any, company: str, says: str) -> None:
    id, office = await filed(running), running.house.office
    await office.put_restriction(Limit.BLOCK, "quays", "quay", company="digest", name="Exclusivité")
    await office.put_company("later", "Later")
    await office.grant("later", Entitlement("ports", since=running.clock() + timedelta(days=2)))
    await office.put_company("off", "Off", active=False)
    await office.grant("off", Entitlement("ports"))
    page = await desk.get(f"/desk/why?item={id}&company={company}")
    assert page.texts(".answer") == [says]
    assert ("Le blocage « Exclusivité » la ferme" in page.text) == (company == "digest")


async def test_a_person_without_a_seat_is_told_so(running: Any, desk: Any) -> None:
    id = await filed(running)
    await running.house.office.grant("gazette", Entitlement("ports", seats=1))
    assert "Oui" in (await desk.get(f"/desk/why?item={id}&company=gazette")).texts(".answer")[0]
    page = await desk.get(f"/desk/why?item={id}&company=gazette&user=rosa@gazette.example")
    assert page.texts(".answer") == ["Rosa Lind (Gazette) : Non : il lui faut un poste pour ces produits."]


async def test_a_held_text_is_explained_at_the_desk(running: Any, desk: Any) -> None:
    now = running.clock()
    order = Order(Act.NEW, embargo=now + timedelta(hours=5))
    held = (await running.house.agency.take(Filing(running.story.encode(), now, "text/plain", order=order)))[0]
    page = await desk.get(f"/desk/why?item={held.id}&company=gazette")
    assert "elle est retenue" in page.texts(".answer")[0]
    assert "Le produit « Ports et mer » la porterait" in page.texts(".steps h3")
    assert f"/desk/holds/{held.id}" in [a.get("href") for a in page.all("main a")]


@pytest.mark.parametrize("how", ["id", "headline", "uri", "address"])
async def test_a_dispatch_is_found_by_what_an_editor_has_at_hand(running: Any, desk: Any, how: str) -> None:
    id = await filed(running)
    uri = (await running.house.store.dispatches.newest(id)).dispatch.uri
    asked = {"id": id, "headline": "Skerra harbour", "uri": uri, "address": f"https://wire.example/en/d/{id}?show=v1"}
    page = await desk.get(f"/desk/why?item={asked[how]}&company=gazette")
    assert page.texts("h2.h") == ["Skerra harbour closes its north quay"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("item=nothing-of-this-name&company=gazette", "item"), ("item=ID", "company"), ("item=ID&company=nobody", "company"),
        ("item=ID&company=gazette&user=dan@digest.example", "user"), ("item=ID&user=edith@agency.example", "user"),
    ],
)  # fmt: skip
async def test_what_cannot_be_asked_is_told_at_its_field(running: Any, desk: Any, query: str, field: str) -> None:
    id = await filed(running)
    await running.house.office.put_user("dan@digest.example", "Dan", Role.READER, "digest", PASSWORD)
    page = await desk.get(f"/desk/why?{query.replace('ID', id)}")
    assert page.status == 422
    assert page.all(f"#{field}-fault")
    assert page.all("#item")[0].get("value") == (id if "ID" in query else "nothing-of-this-name")


async def test_the_same_answer_is_there_for_programs(running: Any, desk: Any) -> None:
    id = await filed(running)
    page = await desk.get(f"/desk/why?item={id}&company=digest")
    twin = next(a.get("href") for a in page.all("main a") if "JSON" in a.text_content())
    assert twin == f"/api/v1/dispatches/{id}/why?company=digest"
    answer = await desk.get(f"/desk/why?item={id}&company=digest", headers={"accept": "application/json"})
    assert answer.url.endswith(twin)
    assert '"what":"summary"' in answer.source
