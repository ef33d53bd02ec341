"""Companies, products and rights; people and machines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from telex.errors import Conflict, NotFound
from telex.model.company import Company, Entitlement, Product, Restriction, Seat, Token, User
from telex.model.record import Grant, Selection
from telex.model.vocabulary import Channel, Kind, Limit, Right, Role, Scope

pytestmark = pytest.mark.anyio

COAST = Product("coast", "Côte", "port OR bac", public=True)
ANA = User("u1", "Ana@Example.org", "Ana Lorme", Role.READER, "acme", language="fr")


async def test_each_change_of_rights_is_a_row_of_the_log(store, make):
    positions = [
        await store.companies.put_company(Company("acme", "Acme"), make.noon),
        await store.companies.put_product(COAST, None, make.noon),
        await store.companies.grant("acme", Entitlement("coast"), make.noon),
        await store.companies.revoke("acme", "coast", make.noon),
    ]
    assert positions == [1, 2, 3, 4]
    assert {row.kind for row in await store.read(0, 9)} == {Kind.ENTITLE}


async def test_a_company_comes_back_with_its_rights(store, make):
    channels = frozenset({Channel.API, Channel.FEED})
    right = Entitlement("coast", Right.SUMMARY, make.noon, make.noon + timedelta(days=9), channels, 30, True, 5)
    acme = Company("acme", "Acme", True, (right, Entitlement("sea")))
    await store.companies.put_company(acme, make.noon)
    await store.companies.grant("acme", right, make.noon)
    assert await store.companies.get_company("acme") == acme
    assert await store.companies.all_companies() == [acme]
    assert await store.companies.get_company("other") is None


async def test_a_right_that_ends_is_kept_with_its_end(store, make):
    await store.companies.put_company(
        Company("acme", "Acme", True, (Entitlement("coast"), Entitlement("sea"))), make.noon
    )
    later, latest = make.noon + timedelta(hours=1), make.noon + timedelta(hours=2)
    await store.companies.revoke("acme", "coast", later)
    ended = Entitlement("coast", until=later)
    assert (await store.companies.get_company("acme")).entitlements == (ended, Entitlement("sea"))
    await store.companies.put_company(Company("acme", "Acme", False), latest)
    found = await store.companies.get_company("acme")
    assert found == Company("acme", "Acme", False, (ended, Entitlement("sea", until=latest)))


async def test_rights_of_an_unknown_company_are_refused(store, make):
    for change in (
        store.companies.grant("nobody", Entitlement("coast"), make.noon),
        store.companies.revoke("nobody", "coast", make.noon),
    ):
        with pytest.raises(NotFound):
            await change
    assert await store.head() == 0


async def test_a_product_changes_what_it_carries_in_one_commit(store, make):
    await store.record(make.unit(make.dispatch("a"), "coast"))
    await store.record(make.unit(make.dispatch("b")))
    await store.companies.put_product(COAST, [("b", 1), ("unknown", 1)], make.noon)
    assert (await store.dispatches.newest("a")).carried == frozenset()
    assert (await store.dispatches.newest("b")).carried == {"coast"}
    renamed = replace(COAST, name="Littoral")
    await store.companies.put_product(renamed, None, make.noon)
    assert (await store.dispatches.newest("b")).carried == {"coast"}
    assert await store.companies.get_product("coast") == renamed
    assert await store.companies.all_products() == [renamed]
    await store.record(make.kill(make.dispatch("a", 2)))
    assert (await store.dispatches.newest("a")).carried == {"coast"}
    await store.companies.put_product(COAST, [("b", 1)], make.noon)
    grants = (Grant("coast", None, None),)
    assert await store.dispatches.count(Selection(make.noon, grants=grants)) == 2


async def test_a_right_that_differs_in_its_archive_its_seats_or_its_advance_is_another_right(store, make):
    rights = (
        Entitlement("sea"),
        Entitlement("sea", archive=7),
        Entitlement("sea", seats=2),
        Entitlement("sea", advance=True),
    )
    await store.companies.put_company(Company("acme", "Acme", True, rights[:1]), make.noon)
    for right in rights:
        await store.companies.grant("acme", right, make.noon)
    assert (await store.companies.get_company("acme")).entitlements == rights
    later = make.noon + timedelta(hours=1)
    await store.companies.put_company(Company("acme", "Acme", True, rights[1:2]), later)
    found = (await store.companies.get_company("acme")).entitlements
    assert [right.until for right in found] == [later, None, later, later]


async def test_a_block_changes_what_it_carries_in_one_commit_and_the_log_says_so(store, make):
    await store.companies.put_company(Company("acme", "Acme"), make.noon)
    await store.record(make.unit(make.dispatch("a"), "coast"))
    await store.record(make.unit(make.dispatch("b"), "coast"))
    block = Restriction("one", Limit.BLOCK, "port", "acme", "Not for the rival")
    bets = Restriction("two", Limit.FILTER, "subject:15000000", "acme")
    assert await store.companies.put_restriction(block, [("a", 1), ("unknown", 1)], make.noon) == 4
    await store.companies.put_restriction(bets, [("a", 1), ("b", 1)], make.noon)
    assert (await store.dispatches.newest("a")).carried == {"coast", "block:one", "filter:two"}
    assert (await store.dispatches.newest("b")).carried == {"coast", "filter:two"}
    stopped = replace(bets, active=False)
    await store.companies.put_restriction(stopped, [], make.noon)
    await store.companies.put_restriction(replace(block, name="", company=None), None, make.noon)
    assert (await store.dispatches.newest("a")).carried == {"coast", "block:one"}
    assert await store.companies.all_restrictions() == [replace(block, name="", company=None), stopped]
    log = [(row.kind, row.cause) for row in await store.read(3, 9)]
    assert log == [(Kind.ENTITLE, f"restriction:{id}") for id in ("one", "two", "two", "one")]


async def test_a_block_never_becomes_a_filter_and_needs_a_company_that_is_there(store, make):
    await store.companies.put_restriction(Restriction("one", Limit.BLOCK, "port"), [], make.noon)
    with pytest.raises(Conflict, match="another id"):
        await store.companies.put_restriction(Restriction("one", Limit.FILTER, "port"), [], make.noon)
    with pytest.raises(NotFound):
        await store.companies.put_restriction(Restriction("two", Limit.BLOCK, "port", "nobody"), [], make.noon)
    assert await store.head() == 1


async def test_seats_are_those_given_last_and_the_log_says_so(store, make):
    await store.companies.put_company(Company("acme", "Acme"), make.noon)
    for id in ("u1", "u2", "u3"):
        await store.accounts.put_user(replace(ANA, id=id, email=f"{id}@example.org"), None, make.noon)
    await store.companies.put_seats("acme", "sea", ["u3"], make.noon)
    await store.companies.put_seats("acme", "coast", ["u1", "u2", "u1"], make.noon)
    assert await store.companies.put_seats("acme", "coast", ["u2", "u3"], make.noon) == 4
    expected = [Seat("acme", "coast", "u2"), Seat("acme", "coast", "u3"), Seat("acme", "sea", "u3")]
    assert await store.companies.all_seats() == expected
    assert [(row.kind, row.cause) for row in await store.read(1, 9)] == [(Kind.ENTITLE, "company:acme")] * 3


async def test_a_seat_is_for_a_company_s_own_people_while_they_are_its_own(store, make):
    for id in ("acme", "zenith"):
        await store.companies.put_company(Company(id, id), make.noon)
    await store.accounts.put_user(ANA, None, make.noon)
    for company, user in (("acme", "u2"), ("zenith", "u1"), ("nobody", "u1")):
        with pytest.raises(NotFound):
            await store.companies.put_seats(company, "coast", [user], make.noon)
    await store.companies.put_seats("acme", "coast", ["u1"], make.noon)
    await store.accounts.put_user(replace(ANA, name="Ana L."), None, make.noon)
    assert await store.companies.all_seats() == [Seat("acme", "coast", "u1")]
    await store.accounts.put_user(replace(ANA, company="zenith"), None, make.noon)
    await store.accounts.put_user(ANA, None, make.noon)
    assert await store.companies.all_seats() == [], "who comes back has no seat before one is given"


async def test_a_user_is_found_by_address_without_case(store, make):
    await store.accounts.put_user(ANA, "hash-1", make.noon)
    assert await store.accounts.user_by_email(" ana@example.ORG") == (ANA, "hash-1")
    assert await store.accounts.get_user("u1") == ANA
    await store.accounts.put_user(replace(ANA, name="Ana L."), None, make.noon)
    assert await store.accounts.user_by_email("ana@example.org") == (replace(ANA, name="Ana L."), "hash-1")
    with pytest.raises(Conflict, match="belongs to another"):
        await store.accounts.put_user(replace(ANA, id="u2", email="ANA@example.org"), None, make.noon)
    assert len(await store.accounts.all_users()) == 1


async def test_a_session_ends_at_its_hour_at_closing_with_the_user_and_with_the_password(store, make):
    accounts, noon, later = store.accounts, make.noon, make.noon + timedelta(hours=1)
    await accounts.put_user(ANA, "hash-1", noon)
    for n in range(4):
        await accounts.open_session(f"s{n}", "u1", noon, later)
    assert await accounts.session("s0", noon) == ANA
    assert await accounts.session("s0", later) is None
    assert await accounts.session("nothing", noon) is None
    await accounts.close_session("s0", noon)
    assert await accounts.session("s0", noon) is None
    assert await accounts.close_sessions("u1", noon) == 3
    await accounts.open_session("s9", "u1", noon, later)
    await accounts.put_user(replace(ANA, active=False), None, noon)
    assert await accounts.session("s9", noon) is None
    await accounts.put_user(ANA, None, noon)
    assert await accounts.session("s9", noon) == ANA
    await accounts.put_user(ANA, "hash-2", noon)
    assert await accounts.session("s9", noon) is None


async def test_a_token_works_until_it_is_revoked(store, make):
    token = Token("t1", Scope.READ, "newsroom", company="acme")
    await store.accounts.put_token(token, "hash", make.noon)
    assert await store.accounts.token("hash", make.noon) == token
    assert await store.accounts.all_tokens() == [token]
    await store.accounts.revoke_token("t1", make.noon)
    assert await store.accounts.token("hash", make.noon) is None
    assert await store.accounts.all_tokens() == []
    with pytest.raises(NotFound):
        await store.accounts.revoke_token("t2", make.noon)


async def test_failed_sign_ins_are_counted_by_key_since_an_instant_and_forgiven(store, make):
    for minutes in (0, 5, 10):
        await store.accounts.failed("ana", make.noon + timedelta(minutes=minutes))
    await store.accounts.failed("10.0.0.1", make.noon)
    assert await store.accounts.failures("ana", make.noon + timedelta(minutes=5)) == 2
    await store.accounts.forgive("ana")
    assert await store.accounts.failures("ana", make.noon) == 0
    assert await store.accounts.failures("10.0.0.1", make.noon) == 1
