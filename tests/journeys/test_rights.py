"""Blocks, filters, seats, archive depth, advance copies and roles, over HTTP and on open streams."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from telex.model.company import Entitlement
from telex.model.vocabulary import Limit, Role, Scope

pytestmark = pytest.mark.anyio
PASSWORD = "a-long-enough-password"
MORE = "\n\nThe harbour of {0} opened again, the port said.\n"


async def ok(running: Any, method: str, path: str, json: Any = None, status: int = 200, who: str = "desk") -> Any:
    answer = await running.call(method, path, who, **({"json": json} if json is not None else {}))
    assert answer.status == status, answer.body
    return answer.json if answer.body else None


async def someone(running: Any, role: Role, company: str | None, name: str, scope: Scope | None = None) -> str:
    """A user's id; with `scope` he also has a token under his name."""
    email = f"{name}@{company or 'agency'}.example"
    user = await running.house.office.put_user(email, name.title(), role, company, PASSWORD)
    if scope is not None:
        running.tokens[name], _ = await running.house.office.issue_token(scope, name, user=user.id)
    return str(user.id)


async def told(running: Any, place: str) -> str:
    """Files a short dispatch on a harbour and gives its id."""
    filed = await running.file(f"Harbour of {place}{MORE.format(place)}")
    assert filed.status == 202, filed.body
    return str(filed.json["id"])


async def pulled(running: Any, who: str) -> set[str]:
    return {item["id"] for item in (await ok(running, "GET", "/dispatches?after=earliest", who=who))["items"]}


async def listed(running: Any, who: str, **asked: str) -> set[str]:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return {item["id"] for item in (await ok(running, "GET", f"/dispatches?{query}", who=who))["items"]}


# blocks and filters


async def test_a_block_closes_what_is_there_and_what_comes_everywhere_for_its_company_alone(running: Any) -> None:
    old = await told(running, "Almora")
    kept = await told(running, "Brivane")
    made = await ok(
        running, "PUT", "/restrictions/sanctions", {"kind": "block", "query": "almora", "company": "gazette"}
    )
    assert (made["kind"], made["company"], made["carried"]) == ("block", "gazette", 1)
    new = await told(running, "Almora again")
    assert await pulled(running, "gazette") == {kept}
    assert await listed(running, "gazette", q="harbour") == {kept}
    for id in (old, new):
        assert (await running.get(f"/dispatches/{id}", "gazette")).status == 404
        assert (await running.get(f"/dispatches/{id}", "digest")).status == 200
    await ok(running, "PUT", "/restrictions/sanctions", {"kind": "block", "query": "brivane", "company": "gazette"})
    assert await pulled(running, "gazette") == {old, new}
    body = {"kind": "block", "query": "brivane", "company": "gazette", "active": False}
    await ok(running, "PUT", "/restrictions/sanctions", body)
    assert await pulled(running, "gazette") == {old, new, kept}


async def test_a_general_block_closes_the_public_site_too(running: Any) -> None:
    await running.house.office.put_product("ports", "Ports", "port OR harbour", public=True)
    id = await told(running, "Almora")
    await ok(running, "PUT", "/restrictions/all", {"kind": "block", "query": "almora"})
    assert await pulled(running, "gazette") == set() == await pulled(running, "digest")
    async with running.session.get(f"{running.url}/news/2026/03/x-{id}") as answer:
        assert answer.status == 404
    async with running.session.get(f"{running.url}/") as answer:
        assert "Almora" not in await answer.text()


async def test_a_block_also_closes_an_earlier_version_that_it_concerns(running: Any) -> None:
    id = await told(running, "Almora")
    await running.file(f"Harbour of Brivane{MORE.format('Brivane')}", act="correct", of=id, note="Brivane.")
    await ok(running, "PUT", "/restrictions/b", {"kind": "block", "query": "almora", "company": "gazette"})
    seen = (await ok(running, "GET", f"/dispatches/{id}/versions", who="gazette"))["items"]
    assert [v["version"] for v in seen] == [2]
    assert len((await ok(running, "GET", f"/dispatches/{id}/versions", who="digest"))["items"]) == 2


async def test_a_block_counts_from_the_call_on_while_the_archive_is_still_being_gone_through(running: Any) -> None:
    office, store = running.house.office, running.house.store
    id = await told(running, "Almora")
    await ok(running, "PUT", "/restrictions/b", {"kind": "block", "query": "corzel", "company": "gazette"})
    reached, go_on, read = asyncio.Event(), asyncio.Event(), store.read

    async def slowly(after: int, limit: int) -> Any:
        reached.set()
        await go_on.wait()
        return await read(after, limit)

    office.store = Slow(store, slowly)
    making = asyncio.create_task(office.put_restriction(Limit.BLOCK, "b", "almora", company="gazette"))
    await asyncio.wait_for(reached.wait(), 30)
    assert (await running.get(f"/dispatches/{id}", "gazette")).status == 404
    assert await pulled(running, "gazette") == set() == await listed(running, "gazette", limit="5")
    viewer = running.house.book.viewer("gazette")
    from telex.delivery.reader import Question
    from telex.model.vocabulary import Channel

    assert (await running.house.reader.count(viewer, Channel.PORTAL, Question())).number == 0
    new = await told(running, "Almora again")
    assert (await running.get(f"/dispatches/{new}", "gazette")).status == 404
    refused = await running.call(
        "PUT", "/restrictions/b", "desk", json={"kind": "block", "query": "x", "company": "gazette"}
    )
    assert refused.status == 409
    go_on.set()
    assert (await making)[1] == 2
    assert running.house.book.pending == {}
    assert await pulled(running, "gazette") == set()


async def test_a_block_that_could_not_be_saved_is_as_it_was_before(running: Any) -> None:
    office, store = running.house.office, running.house.store
    await ok(running, "PUT", "/restrictions/b", {"kind": "block", "query": "corzel", "company": "gazette"})
    id = await told(running, "Almora")

    async def fails(after: int, limit: int) -> Any:
        raise RuntimeError("the disk is gone")

    office.store = Slow(store, fails)
    for name in ("b", "another"):
        with pytest.raises(RuntimeError):
            await office.put_restriction(Limit.BLOCK, name, "almora", company="gazette")
    office.store = store
    assert (await running.get(f"/dispatches/{id}", "gazette")).status == 200
    blocked = await told(running, "Corzel")
    assert (await running.get(f"/dispatches/{blocked}", "gazette")).status == 404
    assert running.house.book.viewer("gazette").blocks == {"block:b"}
    assert running.house.book.pending == {}


class Slow:
    """The real store, whose log is read in another way."""

    def __init__(self, store: Any, read: Any) -> None:
        self._store, self.read = store, read

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


async def test_a_restriction_is_checked_and_its_kind_and_company_stay(running: Any) -> None:
    await ok(running, "PUT", "/restrictions/b", {"kind": "block", "query": "almora", "company": "gazette"})
    for body, status in (
        ({"kind": "block", "query": "almora AND (", "company": "gazette"}, 422),
        ({"kind": "filter", "query": "almora"}, 422),
        ({"kind": "filter", "query": "almora", "company": "gazette"}, 409),
        ({"kind": "block", "query": "almora", "company": "digest"}, 409),
        ({"kind": "block", "query": "almora"}, 409),
        ({"kind": "wish", "query": "almora"}, 422),
        ({"kind": "block", "query": "almora", "company": "nobody"}, 404),
    ):
        assert (await running.call("PUT", "/restrictions/b", "desk", json=body)).status == status, body
    assert (
        await running.call("PUT", "/restrictions/Bad Id", "desk", json={"kind": "block", "query": "x"})
    ).status == 422
    (only,) = (await ok(running, "GET", "/restrictions"))["items"]
    assert (only["id"], only["query"], only["active"]) == ("b", "almora", True)


async def test_a_filter_narrows_the_wire_and_not_the_search(running: Any) -> None:
    old = await told(running, "Almora")
    await ok(running, "PUT", "/restrictions/f", {"kind": "filter", "query": "almora", "company": "gazette"})
    new = await told(running, "Almora again")
    other = await told(running, "Brivane")
    assert await pulled(running, "gazette") == {other} == await listed(running, "gazette")
    assert await listed(running, "gazette", q="almora") == {old, new}
    assert (await running.get(f"/dispatches/{new}", "gazette")).status == 200
    assert await pulled(running, "digest") == {old, new, other}


async def test_a_correction_and_a_kill_of_what_a_company_had_pass_its_filter(running: Any) -> None:
    had = await told(running, "Brivane")
    await ok(running, "PUT", "/restrictions/f", {"kind": "filter", "query": "almora", "company": "gazette"})
    async with running.stream("gazette") as stream:
        held_back = await told(running, "Almora")
        await running.file(f"Harbour of Almora{MORE.format('Almora')}", act="correct", of=had, note="Almora.")
        event = await stream.event()
        assert (event["event"], f'"id":"{had}"' in event["data"]) == ("correct", True)
        await running.call("POST", "/filings", "desk", params={"act": "kill", "of": held_back, "note": "No."}, body=b"")
        event = await stream.event()
        assert (event["event"], f'"id":"{held_back}"' in event["data"]) == ("kill", True)
    assert had in await pulled(running, "gazette")


# seats and archive


async def test_a_seat_opens_the_text_to_a_person_and_a_machine_needs_none(running: Any) -> None:
    await ok(running, "POST", "/companies/gazette/entitlements", {"product": "ports", "seats": 1})
    ana = await someone(running, Role.READER, "gazette", "ana")
    id = await told(running, "Almora")
    house = running.house

    async def opened(user: str) -> bool:
        from telex.model.vocabulary import Channel

        return await house.reader.one(house.book.viewer("gazette", user), Channel.PORTAL, id) is not None

    assert (await running.get(f"/dispatches/{id}", "gazette")).status == 200
    assert not await opened(ana)
    seats = await ok(running, "PUT", "/companies/gazette/seats/ports", {"users": ["ANA@gazette.example"]})
    assert seats["items"][0]["users"][0]["id"] == ana
    assert await opened(ana)
    await ok(running, "PUT", "/companies/gazette/seats/ports", {"users": []})
    assert not await opened(ana)
    rosa = (await house.store.accounts.user_by_email("rosa@gazette.example"))[0].id
    for path, users, status in (
        ("gazette/seats/ports", [ana, rosa], 409),
        ("gazette/seats/ports", ["sam@digest.example"], 404),
        ("gazette/seats/forests", [ana], 404),
        ("digest/seats/ports", [], 422),
        ("nobody/seats/ports", [], 404),
    ):
        assert (await running.call("PUT", f"/companies/{path}", "desk", json={"users": users})).status == status, path


async def test_fewer_seats_than_are_taken_are_refused_and_a_suspended_person_leaves_his(running: Any) -> None:
    await ok(running, "POST", "/companies/gazette/entitlements", {"product": "ports", "seats": 2})
    ana = await someone(running, Role.READER, "gazette", "ana")
    rosa = (await running.house.store.accounts.user_by_email("rosa@gazette.example"))[0].id
    await ok(running, "PUT", "/companies/gazette/seats/ports", {"users": [ana, rosa]})
    fewer = {"product": "ports", "seats": 1}
    assert (await running.call("POST", "/companies/gazette/entitlements", "desk", json=fewer)).status == 409
    gone = {"email": "ana@gazette.example", "name": "Ana", "role": "reader", "company": "gazette", "active": False}
    await ok(running, "POST", "/users", gone)
    assert running.house.book.members.seated("gazette", "ports") == {rosa}
    await ok(running, "POST", "/companies/gazette/entitlements", fewer)
    (seats,) = (await ok(running, "GET", "/companies/gazette/seats"))["items"]
    assert (seats["product"], seats["seats"], [u["id"] for u in seats["users"]]) == ("ports", 1, [rosa])
    assert {(s.user, s.product) for s in await running.house.store.companies.all_seats()} == {(rosa, "ports")}


async def test_the_archive_is_open_so_many_days_back(running: Any) -> None:
    old = await told(running, "Almora")
    running.clock.advance(days=3)
    new = await told(running, "Brivane")
    await ok(running, "POST", "/companies/gazette/entitlements", {"product": "ports", "archive": 2})
    assert await pulled(running, "gazette") == {new} == await listed(running, "gazette", q="harbour")
    assert (await running.get(f"/dispatches/{old}", "gazette")).status == 404
    assert await pulled(running, "digest") == {old, new}
    for body in (
        {"archive": 0},
        {"archive": 10**9},
        {"seats": -1},
        {"since": "2026-03-10T00:00:00Z", "until": "2026-03-09T00:00:00Z"},
    ):
        answer = await running.call(
            "POST", "/companies/gazette/entitlements", "desk", json={"product": "ports", **body}
        )
        assert answer.status == 422, body


# open streams


async def passed(running: Any, stream: Any) -> None:
    """Waits until the stream has gone past everything that is recorded, and fails if it tells any of it."""
    head = await running.house.store.head()
    while True:
        block = await asyncio.wait_for(stream.next(), 30)
        assert block and "data" not in block, block
        if block.get("id") == str(head):
            return


async def test_what_is_given_or_taken_counts_from_the_next_dispatch_on_an_open_stream(running: Any) -> None:
    office = running.house.office
    block, wish = (Limit.BLOCK, "b", "harbour"), (Limit.FILTER, "f", "harbour")
    async with running.stream("gazette") as stream:
        for name, take, give in (
            (
                "block",
                lambda: office.put_restriction(*block, company="gazette"),
                lambda: office.put_restriction(*block, company="gazette", active=False),
            ),
            (
                "filter",
                lambda: office.put_restriction(*wish, company="gazette"),
                lambda: office.put_restriction(*wish, company="gazette", active=False),
            ),
            (
                "company",
                lambda: office.put_company("gazette", "G", active=False),
                lambda: office.put_company("gazette", "G"),
            ),
            ("right", lambda: office.revoke("gazette", "ports"), lambda: office.grant("gazette", Entitlement("ports"))),
        ):
            await take()
            running.clock.advance(seconds=1)
            await told(running, f"Almora {name}")
            await passed(running, stream)
            await give()
            running.clock.advance(seconds=1)
            id = await told(running, f"Brivane {name}")
            assert f'"id":"{id}"' in (await stream.event())["data"]


async def test_a_seat_taken_counts_from_the_next_event_on_the_stream_of_a_person(running: Any) -> None:
    from telex.delivery.reader import Question
    from telex.delivery.stream import follow
    from telex.model.vocabulary import Channel

    house = running.house
    await house.office.grant("gazette", Entitlement("ports", seats=1))
    ana = await someone(running, Role.READER, "gazette", "ana")

    async def who() -> Any:
        return house.book.viewer("gazette", ana)

    events = follow(house.reader, house.wire, who, Channel.STREAM, Question(), after=None, heartbeat=0.2)
    waiting = asyncio.ensure_future(anext(e async for e in events if e.seen is not None))
    await told(running, "Almora")
    await house.office.put_seats("gazette", "ports", [ana])
    seated = await told(running, "Brivane")
    first = await asyncio.wait_for(waiting, 30)
    assert first.seen is not None and first.seen.dispatch.id == seated


# advance copies


async def test_a_copy_in_advance_is_at_its_own_address_until_its_hour_and_nowhere_else(running: Any) -> None:
    await ok(running, "POST", "/companies/gazette/entitlements", {"product": "ports", "advance": True})
    filed = (await running.file(running.story, embargo="2026-03-10T09:00:00Z")).json
    assert (await ok(running, "GET", "/advance", who="gazette"))["items"] == []
    (hold,) = (await ok(running, "GET", "/holds"))["items"]
    opened = await ok(running, "POST", f"/holds/{hold['id']}/advance", {"open": True})
    assert opened["advance"] == ["ports"]
    (copy,) = (await ok(running, "GET", "/advance", who="gazette"))["items"]
    assert (copy["dispatch"], copy["until"], copy["what"]) == (filed["id"], "2026-03-10T09:00:00Z", "full")
    assert copy["item"]["embargoedUntil"] == "2026-03-10T09:00:00Z"
    assert running.secret in copy["item"]["bodies"][0]["value"]
    one = await running.get(f"/advance/{copy['id']}", "gazette")
    assert (one.status, one.headers["cache-control"]) == (200, "no-store")
    for who in ("digest", "empty"):
        assert (await ok(running, "GET", "/advance", who=who))["items"] == []
        assert (await running.get(f"/advance/{copy['id']}", who)).status == 404
    for path in (f"/dispatches/{filed['id']}", f"/dispatches/{filed['id']}/versions", f"/dispatches/{copy['id']}"):
        assert (await running.get(path, "gazette")).status == 404
    assert await pulled(running, "gazette") == set()
    await ok(running, "POST", f"/holds/{hold['id']}/advance", {"open": False})
    assert (await ok(running, "GET", "/advance", who="gazette"))["items"] == []
    await ok(running, "POST", f"/holds/{hold['id']}/advance", {"open": True})
    running.clock.advance(hours=1)
    assert (await ok(running, "GET", "/advance", who="gazette"))["items"] == [], "its hour has come: it is on the wire"
    assert len(await running.house.agency.release_due()) == 1
    assert (await running.get(f"/dispatches/{filed['id']}", "gazette")).status == 200


async def test_a_copy_in_advance_goes_with_a_block_a_kill_or_a_product(running: Any) -> None:
    await ok(running, "POST", "/companies/gazette/entitlements", {"product": "ports", "advance": True})

    async def opened(text: str) -> Any:
        filed = (await running.file(text, embargo="2026-03-10T09:00:00Z")).json
        await ok(running, "POST", f"/holds/{filed['id']}/advance", {"open": True})
        return filed["id"]

    async def ahead() -> set[str]:
        return {c["dispatch"] for c in (await ok(running, "GET", "/advance", who="gazette"))["items"]}

    first, second = await opened(running.story), await opened("Harbour fire\n\nThe harbour of Almora burns.\n")
    assert await ahead() == {first, second}
    await ok(running, "PUT", "/restrictions/b", {"kind": "block", "query": "almora", "company": "gazette"})
    assert await ahead() == {first}
    await ok(running, "PUT", "/products/ports", {"name": "Ports", "query": "nothing"})
    assert await ahead() == set()
    await ok(running, "PUT", "/products/ports", {"name": "Ports", "query": "harbour"})
    assert await ahead() == {first}
    await running.call("POST", "/filings", "desk", params={"act": "kill", "of": first, "note": "No."}, body=b"")
    assert await ahead() == set()


async def test_only_what_waits_for_a_known_hour_can_be_opened(running: Any) -> None:
    filed = (
        await running.file(
            running.ninjs("urn:x:w", "Harbour", "Port.", pubStatus="withheld"), media_type="application/json"
        )
    ).json
    assert filed["state"] == "held"
    assert (await running.call("POST", f"/holds/{filed['id']}/advance", "desk", json={"open": True})).status == 422
    assert (await running.call("POST", "/holds/nothing/advance", "desk", json={"open": True})).status == 404


# looking as a company does


async def test_the_desk_sees_the_wire_as_a_company_does_and_nobody_else_may(running: Any) -> None:
    a = await told(running, "Almora")
    b = await told(running, "Brivane")
    await ok(running, "PUT", "/restrictions/b", {"kind": "block", "query": "almora", "company": "gazette"})
    await ok(running, "PUT", "/restrictions/f", {"kind": "filter", "query": "brivane", "company": "digest"})
    assert await listed(running, "desk") == {a, b}
    for company, in_list, found in (("gazette", {b}, {b}), ("digest", {a}, {a, b}), ("empty", set(), set())):
        assert await listed(running, "desk", as_company=company) == in_list
        assert await listed(running, "desk", as_company=company, after="earliest") == in_list
        assert await listed(running, "desk", as_company=company, q="harbour") == found
    assert (await running.get(f"/dispatches/{a}?as_company=gazette", "desk")).status == 404
    assert (await running.get(f"/dispatches/{a}/versions?as_company=gazette", "desk")).status == 404
    shown = await ok(running, "GET", f"/dispatches/{b}?as_company=digest")
    assert (shown["what"], "anomalies" in shown, "bodies" in shown["item"]) == ("summary", False, False)
    assert (await running.get("/dispatches?as_company=nobody", "desk")).status == 404
    assert (await running.get("/dispatches?as_company=digest", "gazette")).status == 403


# roles


async def test_an_editor_works_at_the_desk_and_does_not_administer(running: Any) -> None:
    await someone(running, Role.EDITOR, None, "noor", Scope.DESK)
    id = (await running.file(running.story, "noor")).json["id"]
    assert (await running.get(f"/dispatches/{id}", "noor")).status == 200
    for path in ("/holds", "/companies", "/products", "/restrictions", "/sources", "/companies/expiring"):
        assert (await running.get(path, "noor")).status == 200, path
    from telex.web.api.catalogue import ENDPOINTS

    closed = [e for e in ENDPOINTS if e.administrator]
    assert {e.path.split("/")[1] for e in closed} >= {
        "companies",
        "products",
        "restrictions",
        "users",
        "tokens",
        "sources",
        "profiles",
    }
    for e in closed:
        answer = await running.call(e.method, e.path.replace("{id}", "x").replace("{product}", "y"), "noor")
        assert answer.status == 403, (e.method, e.path)


async def test_a_role_that_is_taken_away_counts_with_the_next_call(running: Any) -> None:
    await someone(running, Role.ADMINISTRATOR, None, "noor", Scope.DESK)
    assert (await running.get("/users", "noor")).status == 200
    body = {"email": "noor@agency.example", "name": "Noor", "role": "editor"}
    await ok(running, "POST", "/users", body)
    assert (await running.get("/users", "noor")).status == 403
    await ok(running, "POST", "/users", {**body, "role": "reader", "company": "gazette"})
    assert (await running.get("/holds", "noor")).status == 401


async def test_the_last_administrator_stays(running: Any) -> None:
    edith = {"email": "edith@agency.example", "name": "Edith Marlow", "role": "administrator"}
    for change in ({"active": False}, {"role": "editor"}, {"role": "reader", "company": "gazette"}):
        answer = await running.call("POST", "/users", "desk", json={**edith, **change})
        assert answer.status == 409 and "last administrator" in answer.json["detail"]
    await someone(running, Role.ADMINISTRATOR, None, "noor")
    await ok(running, "POST", "/users", {**edith, "role": "editor"})


@pytest.mark.parametrize(
    ("role", "company"),
    [("reader", None), ("company-administrator", None), ("editor", "gazette"), ("administrator", "gazette")],
)
async def test_readers_belong_to_a_company_and_the_agencys_own_people_to_none(
    running: Any, role: str, company: str | None
) -> None:
    body = {"email": "x@y.example", "name": "X", "role": role, "company": company, "password": PASSWORD}
    assert (await running.call("POST", "/users", "desk", json=body)).status == 422


# a company manages itself


async def test_a_company_administrator_manages_his_own_people_seats_and_filters(running: Any) -> None:
    await ok(running, "POST", "/companies/gazette/entitlements", {"product": "ports", "seats": 1})
    await someone(running, Role.COMPANY_ADMINISTRATOR, "gazette", "carla", Scope.COMPANY)
    added = await ok(running, "POST", "/company/users",
                     {"email": "ana@gazette.example", "name": "Ana", "password": PASSWORD}, who="carla")  # fmt: skip
    assert (added["company"], added["role"]) == ("gazette", "reader")
    seats = await ok(running, "PUT", "/company/seats/ports", {"users": ["ana@gazette.example"]}, who="carla")
    assert seats["items"][0]["users"][0]["name"] == "Ana"
    too_many = {"users": ["ana@gazette.example", "rosa@gazette.example"]}
    assert (await running.call("PUT", "/company/seats/ports", "carla", json=too_many)).status == 409
    made = await ok(running, "POST", "/company/filters", {"query": "almora", "name": "Almora"}, 201, "carla")
    id = await told(running, "Almora")
    assert id not in await pulled(running, "gazette")
    await ok(running, "PUT", f"/company/filters/{made['id']}", {"query": "brivane"}, who="carla")
    assert id in await pulled(running, "gazette")
    mine = await ok(running, "GET", "/company", who="carla")
    assert {u["name"] for u in mine["users"]} == {"Ana", "Carla", "Rosa Lind"}
    assert [(f["query"], f["kind"]) for f in mine["filters"]] == [("brivane", "filter")]
    assert [(s["product"], s["seats"]) for s in mine["seats"]] == [("ports", 1)]
    await ok(running, "DELETE", f"/company/filters/{made['id']}", status=204, who="carla")
    assert (await ok(running, "GET", "/company", who="carla"))["filters"] == []
    suspended = {"email": "ana@gazette.example", "name": "Ana", "active": False}
    assert (await ok(running, "POST", "/company/users", suspended, who="carla"))["active"] is False
    assert running.house.book.members.seated("gazette", "ports") == frozenset()


async def test_a_company_administrator_touches_nobody_else_and_gives_no_role_of_the_agency(running: Any) -> None:
    await someone(running, Role.COMPANY_ADMINISTRATOR, "gazette", "carla", Scope.COMPANY)
    await someone(running, Role.READER, "digest", "sam")
    await ok(running, "PUT", "/restrictions/theirs", {"kind": "filter", "query": "x", "company": "digest"})
    await ok(running, "PUT", "/restrictions/ours", {"kind": "block", "query": "x", "company": "gazette"})
    for body, status in (
        ({"email": "new@gazette.example", "name": "N", "role": "editor", "password": PASSWORD}, 403),
        ({"email": "new@gazette.example", "name": "N", "role": "administrator", "password": PASSWORD}, 403),
        ({"email": "sam@digest.example", "name": "Sam"}, 409),
        ({"email": "edith@agency.example", "name": "E"}, 409),
        ({"email": "carla@gazette.example", "name": "C", "role": "company-administrator", "active": False}, 409),
        ({"email": "carla@gazette.example", "name": "C"}, 409),
        ({"email": "new@gazette.example", "name": "N", "company": "digest"}, 422),
    ):
        assert (await running.call("POST", "/company/users", "carla", json=body)).status == status, body
    for id in ("theirs", "ours", "none"):
        assert (await running.call("PUT", f"/company/filters/{id}", "carla", json={"query": "x"})).status == 404
        assert (await running.call("DELETE", f"/company/filters/{id}", "carla")).status == 404
    body = {"users": ["sam@digest.example"]}
    assert (await running.call("PUT", "/company/seats/ports", "carla", json=body)).status in (404, 422)
    for path in ("/companies", "/users", "/holds", "/restrictions", "/dispatches"):
        assert (await running.get(path, "carla")).status == 403, path
    assert (await running.get("/company", "desk")).status == 403
    assert (await running.get("/company", "gazette")).status == 403
    await running.house.office.put_company("gazette", "Gazette", active=False)
    assert (await running.get("/company", "carla")).status == 403, "a suspended company manages nothing"


async def test_what_ends_soon_or_ended_lately_is_told_and_what_goes_on_is_not(running: Any) -> None:
    house, day = running.house, 24 * 3600
    from datetime import timedelta

    now = running.clock()
    await house.office.grant("gazette", Entitlement("ports", since=now, until=now + timedelta(days=10)))
    await house.office.grant("digest", Entitlement("ports", since=now, until=now + timedelta(days=40)))
    await house.office.grant("empty", Entitlement("ports", since=now, until=now + timedelta(days=5)))
    await house.office.grant("empty", Entitlement("ports", since=now + timedelta(days=5)))

    async def told_of(days: str = "") -> list[tuple[str, int]]:
        found = await ok(running, "GET", f"/companies/expiring{days}")
        return [(e["company"], e["days"]) for e in found["items"]]

    assert await told_of() == [("gazette", 10)]
    assert await told_of("?days=60") == [("gazette", 10), ("digest", 40)]
    running.clock.advance(seconds=10 * day + 1)
    assert await told_of() == [("gazette", -1), ("digest", 29)]
    notes: list[str] = []
    house.office.warn_of_ends(notes.append)
    assert [n.split(":")[0] for n in notes] == ["gazette", "digest"]
    assert "ended on 2026-03-20" in notes[0] and "ends on 2026-04-19" in notes[1]
    await house.office.put_company("digest", "Digest", active=False)
    assert await told_of() == [("gazette", -1)]
