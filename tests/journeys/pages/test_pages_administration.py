"""The desk's pages for customers, products, blocks, people and standing queries. Everything by forms, without scripts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from telex.model.company import Entitlement, Product
from telex.model.vocabulary import Limit, Role

pytestmark = pytest.mark.anyio
PASSWORD = "a-long-enough-password"
COMPANY = "/desk/companies/gazette"
LOOK = [
    "/desk/companies",
    COMPANY,
    "/desk/products",
    "/desk/products/ports",
    "/desk/limits",
    "/desk/preview",
    "/desk/why",
]
ADMINISTRATORS = ["/desk/people", "/desk/queries"]
POSTS = [
    ("/desk/companies", {"name": "Le Phare"}), (COMPANY, {"verb": "suspend"}), (COMPANY, {"verb": "token", "label": "x"}),
    (COMPANY, {"verb": "grant", "product": "forests", "right": "full", "channel": "portal"}),
    ("/desk/products/new", {"verb": "save", "name": "Tout", "query": "*"}),
    ("/desk/products/ports", {"verb": "save", "name": "Ports", "query": "*", "active": "yes"}),
    ("/desk/limits", {"verb": "save", "name": "Exclusivité", "query": "port"}),
    ("/desk/people", {"verb": "add", "person": "X", "email": "x@agency.example", "role": "editor", "password": PASSWORD}),
]  # fmt: skip


@pytest.fixture
async def desk(running: Any, visitors: Any) -> Any:
    """An editor who is no administrator."""
    await running.house.office.put_user("ella@agency.example", "Ella Storm", Role.EDITOR, None, PASSWORD)
    found = visitors()
    await found.sign_in("ella@agency.example")
    return found


@pytest.fixture
async def boss(running: Any, visitors: Any) -> Any:
    """The administrator of a company."""
    await running.house.office.put_user(
        "boss@gazette.example", "Bea Oss", Role.COMPANY_ADMINISTRATOR, "gazette", PASSWORD
    )
    found = visitors()
    await found.sign_in("boss@gazette.example")
    return found


async def filed(running: Any) -> str:
    return str((await running.file(running.story)).json["filed"][0]["id"])


def csrf(page: Any) -> str:
    return str(page.all("input[name=csrf]")[0].get("value"))


@pytest.mark.parametrize("path", [*LOOK, *ADMINISTRATORS])
async def test_readers_and_company_administrators_are_kept_out(reader: Any, boss: Any, path: str) -> None:
    assert (await reader.get(path)).status == 403
    assert (await boss.get(path)).status == 403


@pytest.mark.parametrize("path", LOOK)
async def test_an_editor_may_look(desk: Any, path: str) -> None:
    assert (await desk.get(path)).status == 200


@pytest.mark.parametrize("path", ADMINISTRATORS)
async def test_people_and_costs_are_for_administrators(desk: Any, editor: Any, path: str) -> None:
    assert (await desk.get(path)).status == 403
    assert (await editor.get(path)).status == 200


@pytest.mark.parametrize(("path", "fields"), POSTS, ids=lambda v: v if isinstance(v, str) else v.get("verb", "add"))
async def test_nobody_but_an_administrator_changes_anything(
    running: Any, reader: Any, boss: Any, desk: Any, path: str, fields: dict[str, str]
) -> None:
    before = await running.house.store.head()
    for visitor in (reader, boss, desk):
        token = csrf(await visitor.get("/account/keys"))
        assert (await visitor.post(path, {**fields, "csrf": token})).status == 403
    assert await running.house.store.head() == before
    assert running.house.book.company("le-phare") is None


async def test_a_form_of_another_session_changes_nothing(running: Any, editor: Any) -> None:
    assert (await editor.post(COMPANY, {"verb": "suspend", "csrf": "0" * 64})).status == 403
    assert running.house.book.company("gazette").active


async def test_an_editor_sees_no_form_that_changes_a_customer(desk: Any) -> None:
    page = await desk.get(COMPANY)
    assert page.all("main form[method=post]") == []
    assert "Jetons" not in page.text


# companies


async def test_what_ends_soon_or_ended_lately_stands_first(running: Any, editor: Any) -> None:
    office, now = running.house.office, running.clock()
    await office.grant("gazette", Entitlement("forests", until=now + timedelta(days=10, hours=1)))
    await office.grant("digest", Entitlement("forests", until=now + timedelta(days=200)))
    await office.grant("empty", Entitlement("ports", until=now + timedelta(days=1)))
    running.clock.advance(days=2)
    await editor.sign_in("edith@agency.example")
    page = await editor.get("/desk/companies")
    assert page.texts(".endings li") == [
        "Empty Ports et mer A pris fin 11 mars 2026 à 9 h 00",
        "Gazette Forêts Prend fin dans 8 jours 20 mars 2026 à 10 h 00",
    ]
    assert page.texts(".soon") == ["jusqu’au 20 mars 2026"]


async def test_a_customer_is_added_under_an_id_made_of_the_name(running: Any, editor: Any) -> None:
    page = await editor.send("/desk/companies", "/desk/companies", {"name": "Le Phare d’Été", "id": ""})
    assert page.url.partition("?")[0].endswith("/desk/companies/le-phare-d-ete")
    assert page.texts("h1") == ["Le Phare d’Été"]
    assert running.house.book.company("le-phare-d-ete").entitlements == ()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "", "id": ""}, "name"), ({"name": "Gazette", "id": ""}, "name"), ({"name": "Neuf", "id": "gazette"}, "id"),
        ({"name": "Neuf", "id": "Neuf !"}, "id"), ({"name": "x" * 201, "id": ""}, "name"),
    ],
    ids=["no name", "name taken", "id taken", "id unreadable", "name too long"],
)  # fmt: skip
async def test_a_customer_that_cannot_be_added_is_told_at_the_field(
    running: Any, editor: Any, fields: dict[str, str], field: str
) -> None:
    page = await editor.send("/desk/companies", "/desk/companies", fields)
    assert page.status == 422
    assert page.all(f"#{field}-fault")
    assert [e.get("value") for e in page.all("input#id")] == [fields["id"]]
    assert len(running.house.book.members.companies()) == 3
    assert running.house.book.company("gazette").name == "Gazette"


async def test_a_right_is_granted_with_all_its_limits(running: Any, editor: Any) -> None:
    page = await editor.send(COMPANY, COMPANY, {
        "verb": "grant", "product": "forests", "right": "summary", "since": "", "until": "2026-04-01T00:00", "archive": "30",
        "seats": "2", "advance": "yes", "channel": "portal",
    })  # fmt: skip
    assert "Le droit est accordé" in page.text
    found = next(e for e in running.house.book.company("gazette").entitlements if e.product == "forests")
    assert (found.right.value, found.archive, found.seats, found.advance) == ("summary", 30, 2, True)
    assert {c.value for c in found.channels} == {"portal"}
    assert found.until.isoformat() == "2026-03-31T22:00:00+00:00"
    row = next(r for r in page.texts("table tr") if r.startswith("Forêts"))
    assert "1 avril 2026 à 0 h 00" in row
    assert "30 jours" in row


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"product": ""}, "product"), ({"until": "2026-03-09T08:00"}, "until"), ({"until": "demain"}, "until"),
        ({"since": "2026-05-01T00:00", "until": "2026-04-01T00:00"}, "until"), ({"archive": "un an"}, "archive"),
        ({"seats": "-1"}, "seats"), ({"channel": "nowhere"}, "channel"), ({"archive": "0"}, "archive"),
    ],
    ids=["no product", "past", "no date", "ends before it begins", "no number", "negative", "no channel", "no day"],
)  # fmt: skip
async def test_a_right_that_cannot_be_granted_is_told_at_the_field_and_nothing_typed_is_lost(
    running: Any, editor: Any, change: dict[str, str], field: str
) -> None:
    typed = {
        "verb": "grant",
        "product": "forests",
        "right": "summary",
        "seats": "7",
        "archive": "",
        "channel": "portal",
    }
    page = await editor.send(COMPANY, COMPANY, typed | change)
    assert page.status == 422
    assert page.all(f"#{field}-fault")
    assert page.all("details[open] select#right option[value=summary][selected]")
    assert [e.get("value") for e in page.all("#seats")] == [(typed | change)["seats"]]
    assert len(running.house.book.company("gazette").entitlements) == 1


async def test_fewer_seats_than_are_taken_are_refused(running: Any, editor: Any) -> None:
    office = running.house.office
    await office.grant("gazette", Entitlement("ports", seats=2))
    await office.put_seats("gazette", "ports", ["rosa@gazette.example"])
    fields = {"verb": "grant", "product": "ports", "right": "full", "seats": "0", "channel": "portal"}
    page = await editor.send(COMPANY, COMPANY, fields)
    assert page.status == 422
    assert "retirez-en d’abord" in page.texts("#seats-fault")[0]


async def test_a_right_that_is_ended_closes_the_text_at_once(running: Any, editor: Any, reader: Any) -> None:
    id = await filed(running)
    assert (await reader.get(f"/d/{id}")).status == 200
    running.clock.advance(minutes=1)
    page = await editor.send(COMPANY, COMPANY, {"verb": "revoke", "product": "ports"})
    assert "Le droit a pris fin." in page.text
    assert (await reader.get(f"/d/{id}")).status == 404
    assert "1 droit terminé" in page.text


async def test_a_suspended_customer_reads_nothing_until_it_is_back(running: Any, editor: Any, reader: Any) -> None:
    id = await filed(running)
    await editor.send(COMPANY, COMPANY, {"verb": "suspend"})
    assert (await reader.get(f"/d/{id}")).status == 404
    assert "Suspendu" in (await editor.get("/desk/companies")).text
    await editor.send(COMPANY, COMPANY, {"verb": "resume"})
    assert (await reader.get(f"/d/{id}")).status == 200


async def test_somebody_added_may_sign_in_and_no_more_once_suspended(running: Any, editor: Any, visitors: Any) -> None:
    fields = {"verb": "person", "person": "Nora Quist", "email": "nora@gazette.example", "role": "reader"}
    page = await editor.send(COMPANY, COMPANY, fields | {"password": PASSWORD})
    assert "Nora Quist" in page.text
    nora = visitors()
    assert (await nora.sign_in("nora@gazette.example")).url.endswith("/wire")
    id = next(u.id for u in running.house.book.members.users_of("gazette") if u.name == "Nora Quist")
    await editor.send(COMPANY, COMPANY, {"verb": "person-off", "user": id})
    assert "/login" in (await nora.get("/wire")).url
    await editor.send(COMPANY, COMPANY, {"verb": "person-on", "user": id})
    assert running.house.book.user(id).active


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "rosa@gazette.example"}, "email"), ({"email": "nobody"}, "email"), ({"password": "short"}, "password"),
        ({"person": " "}, "person"), ({"role": "administrator"}, "role"),
    ],
    ids=["known address", "no address", "short password", "no name", "a role of the agency"],
)  # fmt: skip
async def test_a_person_that_cannot_be_added_is_told_at_the_field(
    running: Any, editor: Any, change: dict[str, str], field: str
) -> None:
    typed = {"verb": "person", "person": "Nora", "email": "nora@x.example", "role": "reader", "password": PASSWORD}
    page = await editor.send(COMPANY, COMPANY, typed | change)
    assert page.status == 422
    assert page.all(f"#{field}-fault")
    assert page.all("#password")[0].get("value") is None
    assert len(running.house.book.members.users_of("gazette")) == 1
    assert running.house.book.user(running.house.book.members.users_of("gazette")[0].id).role is Role.READER


async def test_people_of_another_customer_are_not_reached(running: Any, editor: Any) -> None:
    user = await running.house.office.put_user("dan@digest.example", "Dan", Role.READER, "digest", PASSWORD)
    page = await editor.send(COMPANY, COMPANY, {"verb": "person-off", "user": user.id})
    assert page.status == 404
    assert running.house.book.user(user.id).active


async def test_seats_are_given_and_taken(running: Any, editor: Any, reader: Any) -> None:
    id = await filed(running)
    await running.house.office.grant("gazette", Entitlement("ports", seats=1))
    rosa = running.house.book.members.users_of("gazette")[0].id
    assert (await reader.get(f"/d/{id}")).status == 404
    page = await editor.send(COMPANY, COMPANY, {"verb": "give", "seats_of": "ports", "user": rosa})
    assert "Tous les postes sont donnés." in page.text
    assert (await reader.get(f"/d/{id}")).status == 200
    await editor.send(COMPANY, COMPANY, {"verb": "take", "seats_of": "ports", "user": rosa})
    assert (await reader.get(f"/d/{id}")).status == 404


async def test_a_token_is_shown_once_and_ends_at_once(running: Any, editor: Any) -> None:
    id = await filed(running)
    page = await editor.send(COMPANY, COMPANY, {"verb": "token", "label": "Matinale"})
    secret = page.texts(".secret")[0]
    assert (await running.get(f"/dispatches/{id}", secret)).status == 200
    page = await editor.get(COMPANY)
    assert secret not in page.source
    assert "Matinale" in page.text
    row = next(r for r in page.all("table tr") if "Matinale" in r.text_content())
    token = row.cssselect("input[name=token]")[0].get("value")
    await editor.send(COMPANY, COMPANY, {"verb": "token-off", "token": token})
    assert (await running.get(f"/dispatches/{id}", secret)).status == 401
    assert "Matinale" not in (await editor.get(COMPANY)).text


async def test_a_token_of_another_is_not_ended_here(running: Any, editor: Any) -> None:
    tokens = await running.house.store.accounts.all_tokens()
    other = next(t.id for t in tokens if t.company == "digest")
    assert (await editor.send(COMPANY, COMPANY, {"verb": "token-off", "token": other})).status == 404
    assert other in {t.id for t in await running.house.store.accounts.all_tokens()}


async def test_blocks_and_filters_of_a_customer_are_listed_and_a_filter_stopped(running: Any, editor: Any) -> None:
    office = running.house.office
    await office.put_restriction(Limit.BLOCK, "all", "sport", name="Pour tous")
    await office.put_restriction(Limit.BLOCK, "hers", "rugby", company="digest", name="D’un autre")
    await office.put_restriction(Limit.FILTER, "mine", "boxe", company="gazette", name="Pas de boxe")
    page = await editor.get(COMPANY)
    assert "Pour tous" in page.text
    assert "D’un autre" not in page.text
    page = await editor.send(COMPANY, COMPANY, {"verb": "stop-filter", "filter": "mine"})
    assert "Pas de boxe" not in page.text
    assert not running.house.book.members.restrictions["filter:mine"].active


# products


async def test_products_show_what_they_carried_lately_and_which_is_broken(running: Any, editor: Any) -> None:
    await filed(running)
    running.clock.advance(days=40)
    await editor.sign_in("edith@agency.example")
    await running.file(running.story.replace("north", "west"))
    running.house.book.put_product(Product("odd", "Bancal", "port AND ("))
    page = await editor.get("/desk/products")
    assert page.texts("tbody tr:not(:has(.bad)) td.n") == ["0", "0", "2", "1"]
    assert page.texts(".st.bad") == ["Recherche illisible"]
    page = await editor.get("/desk/products/odd")
    assert "ce produit n’attrape rien" in page.text


async def test_a_product_is_tried_before_it_is_saved(running: Any, editor: Any) -> None:
    await filed(running)
    at = "/desk/products/ports"
    page = await editor.send(at, at, {"verb": "try", "name": "Ports", "query": "walrus", "active": "yes"})
    assert page.status == 200
    assert "− 1 dépêche" in page.text
    assert page.texts("#query") == ["walrus"]
    assert running.house.book.products["ports"].query == "port OR harbour"
    rows = {r.cssselect("th")[0].text_content().strip(): [c.text_content() for c in r.cssselect("td.n")]
            for r in page.all("table tbody tr") if r.cssselect("th a[href*=companies]")}  # fmt: skip
    assert rows == {"Gazette": ["0", "1"], "Digest": ["0", "1"]}


async def test_who_has_another_product_that_carries_it_loses_nothing(running: Any, editor: Any) -> None:
    await filed(running)
    await running.house.office.put_product("all", "Tout", "*")
    await running.house.office.grant("gazette", Entitlement("all"))
    page = await editor.get("/desk/products/ports?q=walrus")
    rows = {r.cssselect("th")[0].text_content().strip(): [c.text_content() for c in r.cssselect("td.n")]
            for r in page.all("table tbody tr") if r.cssselect("th a[href*=companies]")}  # fmt: skip
    assert rows == {"Gazette": ["0", "0"], "Digest": ["0", "1"]}


async def test_a_saved_product_carries_the_archive(running: Any, editor: Any, reader: Any) -> None:
    id = await filed(running)
    at = "/desk/products/ports"
    page = await editor.send(at, at, {"verb": "save", "name": "Ports", "query": "walrus", "active": "yes"})
    assert "Le produit est enregistré" in page.text
    assert (await reader.get(f"/d/{id}")).status == 404
    await editor.send(at, at, {"verb": "save", "name": "Quais", "query": "quay", "active": "yes", "public": "yes"})
    assert (await reader.get(f"/d/{id}")).status == 200
    assert running.house.book.products["ports"] == Product("ports", "Quais", "quay", public=True)


async def test_a_new_product_takes_its_id_from_its_name(running: Any, editor: Any) -> None:
    at = "/desk/products/new"
    page = await editor.send(
        at, at, {"verb": "save", "name": "Mer du Nord", "id": "", "query": "ferry", "active": "yes"}
    )
    assert page.url.partition("?")[0].endswith("/desk/products/mer-du-nord")
    page = await editor.send(at, at, {"verb": "save", "name": "Ports", "id": "", "query": "*", "active": "yes"})
    assert page.status == 422
    assert page.all("#name-fault")
    assert running.house.book.products["ports"].query == "port OR harbour"


async def test_a_query_that_cannot_be_read_keeps_its_text_and_its_place(running: Any, editor: Any) -> None:
    at = "/desk/products/ports"
    page = await editor.send(at, at, {"verb": "save", "name": "Ports", "query": "port AND (ferry", "active": "yes"})
    assert page.status == 422
    assert page.texts("#query") == ["port AND (ferry"]
    assert page.texts("#query-e mark") == ["("]
    repair = page.all("button[name=repair]")[0].get("value")
    assert repair == "port AND (ferry)"
    page = await editor.send(at, at, {"repair": repair, "name": "Ports", "query": "port AND (ferry"})
    assert page.texts("#query") == [repair]
    assert running.house.book.products["ports"].query == "port OR harbour"


async def test_the_fragment_of_a_product_is_the_dry_run_alone(editor: Any) -> None:
    page = await editor.get("/desk/products/ports?q=walrus", headers={"telex-fragment": "dry"})
    assert "Essai sur les archives" in page.text
    assert page.all("form") == []


async def test_an_editor_tries_a_query_and_cannot_save_it(desk: Any) -> None:
    at = "/desk/products/ports"
    page = await desk.send(at, at, {"verb": "try", "name": "Ports", "query": "walrus", "active": "yes"})
    assert page.status == 200
    assert page.all("button[value=save]") == []


# blocks


async def test_a_block_closes_a_text_at_once_and_opens_it_when_it_is_stopped(
    running: Any, editor: Any, reader: Any
) -> None:
    id = await filed(running)
    at = "/desk/limits"
    page = await editor.send(at, at, {"verb": "save", "name": "Exclusivité", "company": "gazette", "query": "quay"})
    assert "En vigueur" in page.text
    assert (await reader.get(f"/d/{id}")).status == 404
    page = await editor.send(at, at, {"verb": "stop", "of": "exclusivite"})
    assert "Arrêté" in page.text
    assert (await reader.get(f"/d/{id}")).status == 200
    await editor.send(at, at, {"verb": "start", "of": "exclusivite"})
    assert (await reader.get(f"/d/{id}")).status == 404


async def test_the_query_of_a_block_is_changed_and_whose_it_is_stays(running: Any, editor: Any) -> None:
    await running.house.office.put_restriction(Limit.BLOCK, "one", "quay", company="gazette", name="Un")
    page = await editor.get("/desk/limits?id=one")
    assert page.texts("#query") == ["quay"]
    fields = {**page.hidden("/desk/limits"), "of": "one", "verb": "save", "name": "Deux", "company": "digest"}
    await editor.post("/desk/limits", fields | {"query": "walrus"})
    made = running.house.book.members.restrictions["block:one"]
    assert (made.name, made.query, made.company) == ("Deux", "walrus", "gazette")


async def test_a_block_with_an_unreadable_query_is_not_saved(running: Any, editor: Any) -> None:
    at = "/desk/limits"
    page = await editor.send(at, at, {"verb": "save", "name": "Odd", "company": "", "query": "hedline:x"})
    assert page.status == 422
    assert page.texts("#query-e mark") == ["hedline"]
    assert page.all("#name")[0].get("value") == "Odd"
    assert running.house.book.members.restrictions == {}


# people


async def test_the_last_administrator_stays(running: Any, editor: Any) -> None:
    edith = next(u for u in await running.house.store.accounts.all_users() if u.email.startswith("edith"))
    for fields in ({"verb": "suspend"}, {"verb": "role", "role": "editor"}):
        page = await editor.send("/desk/people", "/desk/people", {**fields, "user": edith.id})
        assert page.status == 409
        assert "C’est le dernier administrateur" in page.text
    assert (await running.house.store.accounts.get_user(edith.id)) == edith


async def test_people_of_the_agency_are_added_named_and_suspended(running: Any, editor: Any, visitors: Any) -> None:
    at = "/desk/people"
    fields = {"verb": "add", "person": "Ivo Brandt", "email": "ivo@agency.example", "role": "editor"}
    await editor.send(at, at, fields | {"password": PASSWORD})
    ivo = visitors()
    await ivo.sign_in("ivo@agency.example")
    assert (await ivo.get("/desk/queries")).status == 403
    id = (await running.house.store.accounts.user_by_email("ivo@agency.example"))[0].id
    await editor.send(at, at, {"verb": "role", "user": id, "role": "administrator"})
    assert (await ivo.get("/desk/queries")).status == 200
    await editor.send(at, at, {"verb": "suspend", "user": id})
    assert "/login" in (await ivo.get("/desk")).url


async def test_readers_are_not_changed_on_the_page_of_the_agency(running: Any, editor: Any) -> None:
    rosa = running.house.book.members.users_of("gazette")[0].id
    fields = {"verb": "role", "user": rosa, "role": "administrator"}
    assert (await editor.send("/desk/people", "/desk/people", fields)).status == 404
    assert running.house.book.user(rosa).role is Role.READER


# standing queries


async def test_the_dearest_queries_stand_first_and_always_asked_and_broken_ones_apart(
    running: Any, editor: Any
) -> None:
    office = running.house.office
    await office.put_product("all", "Tout", "*")
    await office.put_product("far", "Loin", "urgency:<=3 date:>=now-7d")
    await office.put_restriction(Limit.FILTER, "mine", "boxe", company="gazette", name="Pas de boxe")
    running.house.book.put_product(Product("odd", "Bancal", "port AND ("))
    page = await editor.get("/desk/queries")
    monitor = running.house.book.monitor
    assert page.texts(".figs dd")[0] == str(len(monitor)) == "5"
    tables = {t.cssselect("caption")[0].text_content(): t for t in page.all("table")}
    names = {k: [a.text_content() for a in t.cssselect("tbody th a")] for k, t in tables.items()}
    dear = [running.house.book.products[c.id].name for c in monitor.expensive() if ":" not in c.id]
    assert [n for n in names["Les plus coûteuses"] if n != "Pas de boxe"] == dear
    assert names["Posées à chaque dépêche"] == ["Tout"]
    assert names["Recherches illisibles"] == ["Bancal"]
    links = [a.get("href") for a in page.all("tbody th a")]
    assert {"/desk/products/odd", COMPANY} <= set(links)
