"""The order book: companies as routing sees them, always as they are now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from telex.model.company import Company, Entitlement, Product, Restriction, Seat, User
from telex.model.dispatch import Dispatch
from telex.model.topic import Follow, Reach, Topic
from telex.model.vocabulary import Act, Limit, PubStatus, Role
from telex.routing.book import Book, Contents
from telex.routing.route import NEW, Earlier, route

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def seen(book: Book) -> dict[str | None, tuple[str, ...]]:
    return {v.company: tuple(e.product for e in v.entitlements) for v in book.subscribers().viewers if v.active}


def test_a_right_given_or_ended_is_seen_by_the_very_next_dispatch() -> None:
    book = Book()
    assert seen(book) == {}
    book.load(Contents(companies=[Company("bac", "Le Bac", True), Company("quai", "Le Quai", True)]))
    assert seen(book) == {"bac": (), "quai": ()}
    book.put_company(Company("bac", "Le Bac", True, (Entitlement("mer"),)))
    assert seen(book) == {"bac": ("mer",), "quai": ()}
    book.put_company(Company("bac", "Le Bac", False, (Entitlement("mer"),)))
    assert seen(book) == {"quai": ()}


def test_companies_are_not_made_anew_for_each_dispatch() -> None:
    book = Book()
    book.put_company(Company("bac", "Le Bac", True))
    assert book.subscribers() is book.subscribers()


def test_a_person_has_the_seats_the_blocks_and_the_filters_that_concern_him() -> None:
    book = Book()
    book.load(
        Contents(
            companies=[Company("bac", "Le Bac", True, (Entitlement("mer", seats=1),)), Company("quai", "Le Quai")],
            restrictions=[
                Restriction("g", Limit.BLOCK, "sanction*"),
                Restriction("b", Limit.BLOCK, "paris", "bac"),
                Restriction("f", Limit.FILTER, "courses", "bac"),
                Restriction("old", Limit.FILTER, "courses", "bac", active=False),
            ],
            seats=[Seat("bac", "mer", "ana")],
        )
    )
    ana, machine, quai = book.viewer("bac", "ana"), book.viewer("bac"), book.viewer("quai")
    assert ana is not None and machine is not None and quai is not None
    assert (ana.seats, machine.seats) == ({"mer"}, frozenset())
    assert ana.blocks == {"block:g", "block:b"} and quai.blocks == {"block:g"} and book.public().blocks == {"block:g"}
    assert ana.filters == {"filter:f"} and quai.filters == frozenset()
    book.put_seats("bac", "mer", [])
    again = book.viewer("bac", "ana")
    assert again is not None and again.seats == frozenset()


def people(book: Book) -> None:
    book.load(
        Contents(
            companies=[Company("bac", "Le Bac"), Company("quai", "Le Quai", active=False)],
            users=[
                User("ana", "ana@bac.example", "Ana", Role.READER, "bac"),
                User("ben", "ben@bac.example", "Ben", Role.READER, "bac"),
                User("gone", "gone@bac.example", "Gone", Role.READER, "bac", active=False),
                User("zoe", "zoe@quai.example", "Zoé", Role.READER, "quai"),
                User("ed", "ed@agency.example", "Ed", Role.EDITOR),
            ],
            topics=[
                Topic("own", "À moi", "port", "ana", company="bac"),
                Topic("all", "Tous", "port", "ed", Reach.GLOBAL),
                Topic("ours", "Nous", "port", "ana", Reach.COMPANY, "bac"),
            ],
            follows=[
                *(Follow("all", user) for user in ("ana", "gone", "zoe", "ed", "nobody")),
                *(Follow(topic, "ben") for topic in ("own", "ours", "all")),
            ],
            mutes={"ben": LATER},
        )
    )


def test_followers_are_viewers_of_their_own_and_whoever_may_not_follow_is_left_out() -> None:
    book = Book()
    people(book)
    found = [(f.follow.topic, f.user.id, f.viewer.desk) for f in book.followers(["own", "ours", "all", "none"])]
    assert found == [("all", "ana", False), ("all", "ben", False), ("all", "ed", True), ("ours", "ben", False)]
    assert {f.user.id: f.muted_until for f in book.followers(["all"])} == {"ana": None, "ben": LATER, "ed": None}
    book.put_company(Company("quai", "Le Quai"))
    book.drop_follow("all", "ana")
    book.put_mute("ben", None)
    book.put_user(User("ben", "ben@bac.example", "Ben", Role.READER, "quai"))
    assert [(f.follow.topic, f.user.id, f.muted_until) for f in book.followers(["own", "ours", "all"])] == [
        ("all", "ben", None),
        ("all", "ed", None),
        ("all", "zoe", None),
    ]
    book.put_topic(Topic("all", "Tous", "port", "ed", Reach.GLOBAL, active=False))
    assert book.followers(["all"]) == []


@pytest.mark.parametrize("kind", ["index", "naive"])
def test_a_query_that_no_longer_compiles_is_reported_and_stops_no_other(kind: str) -> None:
    book = Book(kind=kind)
    book.load(
        Contents(
            products=[Product("mer", "Mer", "port"), Product("bad", "Bad", "port AND (")],
            companies=[Company("bac", "Le Bac", True, (Entitlement("mer"),))],
            restrictions=[Restriction("g", Limit.BLOCK, "((")],
        )
    )
    assert set(book.broken) == {"bad", "block:g"}
    made = route(dispatch("Le port"), None, NOW, book.monitor, book.subscribers())
    assert made.carried == {"mer", "block:g"} and made.slips == (), "a block that cannot be asked closes what is new"
    book.put_restriction(Restriction("g", Limit.BLOCK, "sanction"))
    assert [s.subscriber for s in route(dispatch("Le port"), None, NOW, book.monitor, book.subscribers()).slips] == [
        "bac"
    ]


def dispatch(text: str, **changes: Any) -> Dispatch:
    return Dispatch("i1", "urn:x:1", 1, Act.NEW, PubStatus.USABLE, NOW, "harbour", headline=text, **changes)


def furnished() -> Book:
    book = Book()
    book.load(
        Contents(
            products=[Product("mer", "Mer", "port")],
            companies=[
                Company("bac", "Le Bac", True, (Entitlement("mer"),)),
                Company("quai", "Le Quai", True, (Entitlement("mer"),)),
            ],
            restrictions=[
                Restriction("b", Limit.BLOCK, "sanction", "bac"),
                Restriction("f", Limit.FILTER, "courses", "quai"),
            ],
            topics=[Topic("t", "T", "port", "ana")],
        )
    )
    return book


def routed(book: Book, text: str, before: Earlier = NEW, **changes: Any) -> tuple[set[str], list[str], set[str]]:
    made = route(dispatch(text, **changes), None, NOW, book.monitor, book.subscribers(), before)
    return set(made.carried), [s.subscriber for s in made.slips], set(made.topics)


def test_blocks_and_filters_hold_back_from_their_company_alone() -> None:
    book = furnished()
    assert routed(book, "Le port") == ({"mer"}, ["bac", "quai"], {"t"})
    assert routed(book, "Le port, sanction") == ({"mer", "block:b"}, ["quai"], {"t"})
    assert routed(book, "Le port, courses") == ({"mer", "filter:f"}, ["bac"], {"t"})


def test_a_correction_of_what_a_company_had_passes_its_filter_and_never_its_block() -> None:
    book = furnished()
    had = Earlier(frozenset({"mer"}), frozenset({"mer"}), frozenset({"bac", "quai"}))
    assert routed(book, "Les courses du quai", had) == ({"mer"}, ["bac", "quai"], set())
    assert routed(book, "Le port, sanction", had) == ({"mer", "block:b"}, ["quai"], {"t"})
    held_back = Earlier(frozenset({"mer", "filter:f"}), frozenset({"mer", "filter:f"}), frozenset({"bac"}))
    assert routed(book, "Les courses du port", held_back) == ({"mer", "filter:f"}, ["bac"], {"t"})
    assert routed(book, "Le port", held_back) == ({"mer"}, ["bac", "quai"], {"t"}), "no filter is inherited"
    sent_before = replace(held_back, told=frozenset({"bac", "quai"}))
    assert routed(book, "Les courses du port", sent_before)[1] == ["bac", "quai"], "the filter is younger than the text"


def test_a_late_or_withheld_version_is_in_no_topic_and_still_knows_its_blocks() -> None:
    book = furnished()
    had = Earlier(frozenset({"mer", "block:old"}), frozenset({"mer"}), frozenset({"bac", "quai"}))
    assert routed(book, "Le port, sanction", had, late=True) == ({"mer", "block:b"}, [], set())
    withheld = replace(dispatch("Le port, sanction"), pubstatus=PubStatus.WITHHELD)
    made = route(withheld, None, NOW, book.monitor, book.subscribers(), had)
    assert (set(made.carried), made.slips, made.topics) == ({"mer", "block:b"}, (), frozenset())


def test_a_kill_goes_to_whoever_had_it_past_every_filter() -> None:
    book = furnished()
    had = Earlier(frozenset({"mer", "filter:f"}), frozenset({"mer", "filter:f"}), frozenset({"bac"}))
    killed = replace(dispatch("Les courses du port"), pubstatus=PubStatus.CANCELED)
    made = route(killed, None, NOW, book.monitor, book.subscribers(), had)
    assert [s.subscriber for s in made.slips] == ["bac", "quai"]


def test_a_book_loaded_from_compiled_queries_asks_the_same_and_a_damaged_plan_is_read_anew() -> None:
    first, told = Book(), list[int]()
    products = [Product("mer", "Mer", "port"), Product("rail", "Rail", "train OR gare"), Product("bad", "Bad", "((")]
    first.load(Contents(products=products), told.append)
    plans = {p.query: plan for p in products if (plan := first.plan(p.id)) is not None}
    assert set(plans) == {"port", "train OR gare"}
    plans["port"] = b"\0" * 40
    again = Book()
    again.load(Contents(products=products, plans=plans), told.append)
    for book in (first, again):
        assert set(book.broken) == {"bad"}
        assert set(route(dispatch("Le port et la gare"), None, NOW, book.monitor, book.subscribers()).carried) == {
            "mer",
            "rail",
        }
    assert told[2] == 3 and told[-1] == 2


@pytest.mark.parametrize("kind", ["index", "naive"])
def test_queries_found_by_other_conditions_answer_as_before(kind: str) -> None:
    book = Book(kind=kind)
    book.load(Contents(products=[Product(f"p{n}", "P", f"port OR mot{n}") for n in range(150)]))
    before = route(dispatch("Le port"), None, NOW, book.monitor, book.subscribers()).carried
    book.relearn()
    done = [book.renew(), book.renew(), book.renew()]
    assert sum(done) == (150 if kind == "index" else 0) and done[-1] == 0
    assert route(dispatch("Le port"), None, NOW, book.monitor, book.subscribers()).carried == before != frozenset()
