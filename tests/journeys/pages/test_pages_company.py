"""`/company` for its administrator and for its readers, and `/advance`: copies before their hour, opened at the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from telex import topics
from telex.model.company import Entitlement
from telex.model.filing import Filing, Order
from telex.model.topic import Reach
from telex.model.vocabulary import Act, Limit, Role
from telex.office import Caller

pytestmark = pytest.mark.anyio
PASSWORD = "a-long-enough-password"
AT = "/company"


@pytest.fixture
async def boss(running: Any, visitors: Any) -> Any:
    """The administrator of the company of `reader`."""
    await running.house.office.put_user(
        "boss@gazette.example", "Bea Oss", Role.COMPANY_ADMINISTRATOR, "gazette", PASSWORD
    )
    found = visitors()
    await found.sign_in("boss@gazette.example")
    return found


async def filed(running: Any) -> str:
    return str((await running.file(running.story)).json["filed"][0]["id"])


def user(running: Any, name: str) -> Any:
    return next(u for u in running.house.book.members.users_of("gazette") if u.name == name)


def csrf(page: Any) -> str:
    return str(page.all("input[name=csrf]")[0].get("value"))


async def test_a_reader_sees_what_the_company_has_and_whom_to_ask(running: Any, boss: Any, reader: Any) -> None:
    await running.house.office.grant("gazette", Entitlement("forests", until=running.clock() + timedelta(days=9)))
    page = await reader.get(AT)
    assert page.texts("h1") == ["Gazette"]
    assert "Prend fin dans 9 jours" in page.text
    assert "Bea Oss" in page.text
    assert page.all("main form") == []
    assert "rosa@gazette.example" not in page.text


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "person", "person": "N", "email": "n@gazette.example", "role": "reader", "password": PASSWORD},
        {"verb": "filter", "name": "x", "query": "port"}, {"verb": "give", "seats_of": "ports"}, {"verb": "try", "query": "*"},
    ],
    ids=lambda f: f["verb"],
)  # fmt: skip
async def test_nobody_but_its_administrator_manages_a_company(
    running: Any, reader: Any, editor: Any, fields: dict[str, str]
) -> None:
    before = await running.house.store.head()
    token = csrf(await reader.get("/account/keys"))
    assert (await reader.post(AT, {**fields, "csrf": token})).status == 403
    token = csrf(await editor.get("/account/keys"))
    assert (await editor.post(AT, {**fields, "csrf": token})).status == 404
    assert await running.house.store.head() == before


async def test_the_agencys_own_people_have_no_company(editor: Any) -> None:
    assert (await editor.get(AT)).status == 404


async def test_the_administrator_of_a_suspended_company_changes_nothing(running: Any, boss: Any) -> None:
    token = csrf(await boss.get(AT))
    await running.house.office.put_company("gazette", "Gazette", active=False)
    page = await boss.get(AT)
    assert "L’abonnement est suspendu." in page.text
    assert page.all("main form") == []
    assert (await boss.post(AT, {"verb": "filter", "name": "x", "query": "port", "csrf": token})).status == 403


async def test_its_administrator_adds_and_suspends_its_people(running: Any, boss: Any, visitors: Any) -> None:
    fields = {"verb": "person", "person": "Nora Quist", "email": "nora@gazette.example", "role": "reader"}
    page = await boss.send(AT, AT, fields | {"password": PASSWORD})
    assert "La personne est ajoutée." in page.text
    nora = visitors()
    assert (await nora.sign_in("nora@gazette.example")).url.endswith("/wire")
    assert user(running, "Nora Quist").company == "gazette"
    await boss.send(AT, AT, {"verb": "person-off", "user": user(running, "Nora Quist").id})
    assert "/login" in (await nora.get("/wire")).url


@pytest.mark.parametrize("email", ["edith@agency.example", "dan@digest.example", "rosa@gazette.example"])
async def test_an_address_that_somebody_has_is_refused_in_the_same_words(running: Any, boss: Any, email: str) -> None:
    await running.house.office.put_user("dan@digest.example", "Dan", Role.READER, "digest", PASSWORD)
    fields = {"verb": "person", "person": "N", "email": email, "role": "company-administrator", "password": PASSWORD}
    page = await boss.send(AT, AT, fields)
    assert page.status == 422
    assert page.texts("#email-fault") == ["Cette adresse ne peut pas servir ici : demandez à votre contact à l’agence."]
    assert page.all("#email")[0].get("value") == email
    assert (await running.house.store.accounts.user_by_email(email))[0].role is not Role.COMPANY_ADMINISTRATOR


async def test_a_role_of_the_agency_is_never_given(running: Any, boss: Any) -> None:
    fields = {"verb": "person", "person": "N", "email": "n@gazette.example", "role": "editor", "password": PASSWORD}
    page = await boss.send(AT, AT, fields)
    assert page.all("#role-fault")
    assert await running.house.store.accounts.user_by_email("n@gazette.example") is None


async def test_people_of_others_and_oneself_are_not_suspended(running: Any, boss: Any) -> None:
    dan = await running.house.office.put_user("dan@digest.example", "Dan", Role.READER, "digest", PASSWORD)
    assert (await boss.send(AT, AT, {"verb": "person-off", "user": dan.id})).status == 404
    page = await boss.send(AT, AT, {"verb": "person-off", "user": user(running, "Bea Oss").id})
    assert page.status == 409
    assert "Vous ne pouvez pas vous suspendre vous-même" in page.text
    assert running.house.book.user(dan.id).active
    assert user(running, "Bea Oss").active


async def test_a_seat_given_counts_at_once(running: Any, boss: Any, reader: Any) -> None:
    id = await filed(running)
    await running.house.office.grant("gazette", Entitlement("ports", seats=1))
    assert (await reader.get(f"/d/{id}")).status == 404
    assert "Vous n’en avez pas" in (await reader.get(AT)).text
    rosa = user(running, "Rosa Lind").id
    await boss.send(AT, AT, {"verb": "give", "seats_of": "ports", "user": rosa})
    assert (await reader.get(f"/d/{id}")).status == 200
    page = await boss.get(AT)
    assert "1 sur 1" in page.text
    fields = {**page.hidden(AT), "verb": "give", "seats_of": "ports", "user": user(running, "Bea Oss").id}
    page = await boss.post(AT, fields)
    assert page.status == 409
    await boss.send(AT, AT, {"verb": "take", "seats_of": "ports", "user": rosa})
    assert (await reader.get(f"/d/{id}")).status == 404


async def test_a_filter_is_tried_saved_changed_and_stopped(running: Any, boss: Any, reader: Any) -> None:
    id = await filed(running)
    page = await boss.send(AT, AT, {"verb": "try", "name": "Sans quais", "query": "quay"})
    assert page.texts(".hits h4") == ["Skerra harbour closes its north quay"]
    assert page.all("#name")[0].get("value") == "Sans quais"
    await boss.send(AT, AT, {"verb": "filter", "name": "Sans quais", "query": "quay"})
    assert page.texts("#query") == ["quay"]
    assert (await reader.get("/wire")).texts(".list h4") == []
    assert (await reader.get(f"/d/{id}")).status == 200
    made = next(iter(running.house.book.members.restrictions.values()))
    page = await boss.get(f"/company?filter={made.id}")
    assert page.texts("#query") == ["quay"]
    assert page.texts(".hits h4") == ["Skerra harbour closes its north quay"]
    await boss.send(
        f"/company?filter={made.id}", AT, {"verb": "filter", "name": "Morses", "query": "walrus", "filter": made.id}
    )
    assert (await reader.get("/wire")).texts(".list h4") == ["Skerra harbour closes its north quay"]
    assert len(running.house.book.members.restrictions) == 1
    await boss.send(AT, AT, {"verb": "stop-filter", "filter": made.id})
    assert (await boss.get(f"/company?filter={made.id}")).status == 404


async def test_a_filter_with_an_unreadable_query_keeps_its_text(running: Any, boss: Any) -> None:
    page = await boss.send(AT, AT, {"verb": "filter", "name": "Bancal", "query": "port AND ("})
    assert page.status == 422
    assert page.texts("#query") == ["port AND ("]
    assert page.all("#query-e")
    assert running.house.book.members.restrictions == {}


async def test_filters_of_others_and_blocks_are_neither_shown_nor_stopped(running: Any, boss: Any) -> None:
    office = running.house.office
    await office.put_restriction(Limit.FILTER, "theirs", "boxe", company="digest", name="D’un autre")
    await office.put_restriction(Limit.BLOCK, "secret", "rugby", company="gazette", name="Exclusivité secrète")
    page = await boss.get(AT)
    assert "D’un autre" not in page.text
    assert "secrète" not in page.text
    for id in ("theirs", "secret"):
        assert (await boss.send(AT, AT, {"verb": "stop-filter", "filter": id})).status == 404
        assert (await boss.get(f"/company?filter={id}")).status == 404
    assert all(r.active for r in running.house.book.members.restrictions.values())


async def test_shared_topics_are_listed_and_personal_ones_are_not(running: Any, boss: Any, reader: Any) -> None:
    rosa = user(running, "Rosa Lind")
    who = Caller(running.house.book.viewer_of(rosa), rosa)
    shared = await topics.create(running.house, who, topics.Wanted("Les quais", "quay", Reach.COMPANY))
    await topics.create(running.house, who, topics.Wanted("Mes grues", "crane"))
    for visitor in (boss, reader):
        page = await visitor.get(AT)
        assert f"/topics/{shared.id}" in [a.get("href") for a in page.all("main a")]
        assert "Mes grues" not in page.text


# copies before their hour


async def held(running: Any) -> Any:
    house, now = running.house, running.clock()
    order = Order(Act.NEW, embargo=now + timedelta(hours=5))
    filed = (await house.agency.take(Filing(running.story.encode(), now, "text/plain; charset=utf-8", order=order)))[0]
    return await house.store.holds.get(filed.id)


@pytest.fixture
async def ahead(running: Any) -> Any:
    """A held text that Gazette may have in advance, and Digest may not."""
    await running.house.office.grant("gazette", Entitlement("ports", advance=True))
    return await held(running)


async def test_an_editor_opens_a_held_text_to_those_with_the_right_and_closes_it(
    running: Any, editor: Any, reader: Any, ahead: Any
) -> None:
    at = f"/desk/holds/{ahead.id}"
    page = await editor.get(at)
    assert page.texts("button[value=offer]") == ["Ouvrir en avance à 1 client"]
    assert page.texts(".advance li") == ["Gazette"]
    assert (await reader.get(f"/advance/{ahead.id}")).status == 404
    page = await editor.send(at, at, {"verb": "offer"})
    assert "Ouverte en avance à 1 client" in page.text
    page = await reader.get("/advance")
    assert "jusqu’au 10 mars 2026 à 14 h 00, heure normale d’Europe centrale" in page.text
    page = await reader.get(f"/advance/{ahead.id}")
    assert running.secret in page.text
    assert page.texts("main h2")[0].startswith("Ne publiez rien avant le 10 mars 2026 à 14 h 00")
    assert page.headers["cache-control"] == "no-store"
    for path in ("/wire", "/events", f"/d/{ahead.dispatch.id}", f"/wire?q={running.secret}", "/wire?q=skerra", "/"):
        page = await reader.get(path)
        assert "Ilse Brandt" not in page.text
        assert "closes its north quay" not in page.text
    page = await editor.send(at, at, {"verb": "close"})
    assert page.texts("button[value=offer]") == ["Ouvrir en avance à 1 client"]
    assert (await reader.get(f"/advance/{ahead.id}")).status == 404
    assert "Rien n’est ouvert en avance" in (await reader.get("/advance")).text


async def test_without_the_right_there_is_no_page_of_copies(
    running: Any, editor: Any, ahead: Any, visitors: Any
) -> None:
    await running.house.office.offer_advance(ahead.id)
    await running.house.office.put_user("dan@digest.example", "Dan", Role.READER, "digest", PASSWORD)
    dan = visitors()
    await dan.sign_in("dan@digest.example")
    nothing = await dan.get("/nothing-here")
    for visitor in (dan, editor):
        for path in ("/advance", f"/advance/{ahead.id}"):
            assert (await visitor.get(path)).status == 404
    assert (await dan.get("/advance")).source == nothing.source
    assert "/advance" not in (await dan.get("/wire")).source


async def test_the_hour_takes_the_copy_away(running: Any, reader: Any, ahead: Any) -> None:
    await running.house.office.offer_advance(ahead.id)
    assert "/advance" in (await reader.get("/wire")).source
    running.clock.advance(hours=5)
    assert (await reader.get(f"/advance/{ahead.id}")).status == 404


async def test_a_text_that_nobody_has_a_right_to_in_advance_cannot_be_opened_on_the_page(
    running: Any, editor: Any
) -> None:
    hold = await held(running)
    page = await editor.get(f"/desk/holds/{hold.id}")
    assert "Aucun client n’a droit à des copies en avance" in page.text
    assert page.all("button[value=offer]") == []


async def test_a_reader_does_not_open_a_held_text(running: Any, reader: Any, ahead: Any) -> None:
    token = csrf(await reader.get("/account/keys"))
    assert (await reader.post(f"/desk/holds/{ahead.id}", {"verb": "offer", "csrf": token})).status == 403
    assert (await running.house.store.holds.get(ahead.id)).advance is None
