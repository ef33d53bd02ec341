"""The live index: in, out, and exactly as before."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

from events_newsroom import FIRE, FIRE_TOLD_ELSEWHERE, NOW, OTHER_FIRE, VISIT, VISIT_NEXT_DAY, Wire, dispatch, hours, on

from telex.events import Window, place
from telex.events.background import load
from telex.events.cluster import Cluster
from telex.events.thresholds import VERIFIED
from telex.model.dispatch import Dispatch
from telex.model.vocabulary import Act, Relation


def everything(window: Window) -> dict[str, Any]:
    """All that the index holds, in a form that can be compared."""
    live = window._live

    def plain(cluster: Cluster) -> dict[str, Any]:
        return {
            "members": sorted(cluster.members),
            "oldest": cluster.oldest,
            "texts": {key: (one.weights, one.square, one.count) for key, one in cluster.texts.items()},
            "heads": {key: (one.weights, one.square, one.count) for key, one in cluster.heads.items()},
            "names": (cluster.names.weights, cluster.names.square, cluster.names.count),
            "counts": cluster.counts(),
            "bodies": cluster.bodies,
            "span": cluster.span(),
            "first": cluster.first().neighbour,
            "story": cluster.story().neighbour,
            "days": cluster._days,
            "kin": cluster._kin,
        }

    def events_of(numbers: Any) -> list[str]:
        return sorted(live.numbered[number].id for number in numbers)

    return {
        "counts": (live.text.counts, live.text.total, live.names.counts, live.names.total),
        "clusters": {key: plain(one) for key, one in live.clusters.items()},
        "keys": {key: events_of(live.keys.get(key)) for key in live.keys._held},
        "samples": {key: list(live.samples.get(key)) for key in live.samples._held},
        "hashes": {key: list(live.hashes.get(key)) for key in live.hashes._held},
        "languages": dict(live.languages),
        "items": sorted(live.items),
        "held": sorted(live.held),
    }


def filled() -> Wire:
    wire = Wire()
    wire.file(dispatch("a", FIRE, "La scierie de Montbrelan détruite par le feu"))
    wire.file(dispatch("b", OTHER_FIRE, "Des pneus brûlent à Kerbastiou"))
    wire.file(dispatch("c", FIRE_TOLD_ELSEWHERE, "Montbrelan pleure sa scierie"))
    return wire


def test_a_dispatch_given_back_leaves_the_index_exactly_as_it_was() -> None:
    wire = filled()
    before = repr(everything(wire.window))
    wire.file(dispatch("d", (*FIRE_TOLD_ELSEWHERE, "Une collecte est ouverte."), "Après le feu de Montbrelan"))
    wire.file(dispatch("e", VISIT, "Le médiateur reçoit les pêcheurs"))
    assert repr(everything(wire.window)) != before
    wire.window.retract("e")
    wire.window.retract("d")
    assert everything(wire.window) == everything(filled().window)


def test_a_correction_given_back_leaves_the_first_version_standing() -> None:
    wire = filled()
    before = everything(wire.window)
    first = dispatch("a", FIRE, "La scierie de Montbrelan détruite par le feu")
    second = dispatch("a", FIRE[:2], "Montbrelan : rectificatif", act=Act.CORRECT, version=2)
    assert wire.file(second, own=wire.member(first)).relation is Relation.CORRECTION
    assert everything(wire.window) != before
    wire.window.retract("a", version=2)
    assert everything(wire.window) == before


def test_a_killed_text_stands_for_nothing_any_more() -> None:
    wire = Wire()
    first = dispatch("a", FIRE, "La scierie de Montbrelan détruite par le feu")
    wire.file(first)
    killed = dispatch("a", (), "Annulation", act=Act.KILL, version=2)
    assert wire.file(killed, own=wire.member(first)).relation is Relation.KILL
    assert len(wire.window) == 0
    near = wire.near(dispatch("b", FIRE, "La scierie de Montbrelan détruite par le feu"))
    assert (near.identical, near.shared, near.candidates) == (None, (), ())
    wire.window.retract("a", version=2)
    assert wire.near(dispatch("b", FIRE)).identical is not None


def test_a_withdrawn_item_leaves_with_all_its_versions() -> None:
    wire = Wire()
    first = dispatch("a", FIRE)
    wire.file(first)
    wire.file(dispatch("a", FIRE[:2], version=2, act=Act.CORRECT), own=wire.member(first))
    wire.window.retract("a")
    assert everything(wire.window) == everything(Window(load()))


def test_taking_out_what_is_not_there_changes_nothing() -> None:
    wire = filled()
    before = everything(wire.window)
    wire.window.retract("nobody")
    wire.window.retract("a", version=9)
    assert everything(wire.window) == before


def test_looking_changes_nothing() -> None:
    wire = filled()
    before = everything(wire.window)
    wire.near(dispatch("z", VISIT))
    assert everything(wire.window) == before


def test_a_replay_gives_the_same_places_to_the_last_byte() -> None:
    texts = [FIRE, OTHER_FIRE, FIRE_TOLD_ELSEWHERE, VISIT, VISIT_NEXT_DAY, FIRE[:2]]
    filings = [dispatch(str(n), text, f"Titre {n}", received_at=hours(n)) for n, text in enumerate(texts)]
    one, other = Wire(), Wire()
    for filing in filings:
        one.file(filing)
    for filing in filings:
        other.near(dispatch("passer-by", VISIT))
        other.file(filing)
    assert repr(one.places) == repr(other.places)


def test_an_index_rebuilt_from_its_places_answers_like_the_living_one() -> None:
    wire = filled()
    filings = [
        dispatch("a", FIRE, "La scierie de Montbrelan détruite par le feu"),
        dispatch("b", OTHER_FIRE, "Des pneus brûlent à Kerbastiou"),
        dispatch("c", FIRE_TOLD_ELSEWHERE, "Montbrelan pleure sa scierie"),
    ]
    rebuilt = Window.archive([(one, wire.places[one.id]) for one in filings], load())
    late = dispatch("d", (FIRE_TOLD_ELSEWHERE[1], "Le préfet viendra."), "Le feu de Montbrelan")
    assert rebuilt.near(late) == wire.near(late)


def test_an_event_leaves_fourteen_days_after_its_last_member() -> None:
    wire = filled()
    wire.file(dispatch("d", FIRE_TOLD_ELSEWHERE, "Montbrelan", received_at=NOW + timedelta(days=6)))
    assert wire.window.expire(NOW + timedelta(days=14)) == 0
    assert wire.window.expire(NOW + timedelta(days=15)) == 1
    assert set(wire.window._live.items) == {"a", "c", "d"}
    assert wire.window.expire(NOW + timedelta(days=30)) == 1
    assert everything(wire.window) == everything(Window(load()))


def test_killed_items_are_forgotten_in_the_end() -> None:
    wire = Wire()
    first = dispatch("a", FIRE)
    wire.file(first)
    wire.file(dispatch("a", (), act=Act.KILL, version=2), own=wire.member(first))
    wire.window.expire(NOW + timedelta(days=15))
    assert everything(wire.window) == everything(Window(load()))


def test_the_live_span_reaches_both_ways() -> None:
    window = Window()
    assert window.covers(NOW - timedelta(days=13), NOW)
    assert window.covers(NOW + timedelta(days=2), NOW)
    assert not window.covers(NOW - timedelta(days=15), NOW)


def test_an_old_dispatch_finds_its_event_in_an_archive_window() -> None:
    then = NOW - timedelta(days=400)
    old = dispatch(
        "a", FIRE, "La scierie de Montbrelan détruite par le feu", received_at=then, event_date=on("2030-04-15")
    )
    archive = Window.archive([(old, place(old, Window().near(old), "old-event"))], load())
    late = dispatch("b", FIRE_TOLD_ELSEWHERE, "Montbrelan pleure sa scierie", event_date=on("2030-04-15"))
    assert place(late, archive.near(late), "fresh").event == "old-event"


def near_copies(count: int) -> list[Dispatch]:
    draw = random.Random(11)
    words = " ".join(FIRE).split()
    made = []
    for number in range(count):
        changed = list(words)
        for spot in draw.sample(range(len(words)), 9):
            changed[spot] = f"mot{number}x{spot}"
        made.append(dispatch(f"copy-{number}", (" ".join(changed),), f"Copie {number}", received_at=hours(1)))
    return made


def test_a_flood_of_near_copies_is_verified_on_a_few_alone_and_stays_one_event() -> None:
    wire = Wire()
    wire.file(dispatch("a", FIRE, "La scierie de Montbrelan détruite par le feu"))
    for copy in near_copies(260):
        assert len(wire.near(copy).shared) <= VERIFIED
        wire.file(copy)
    assert {found.event for found in wire.places.values()} == {"event-of-a"}


def test_a_flood_of_headlines_alone_stays_bounded() -> None:
    wire = Wire()
    for number in range(450):
        wire.file(dispatch(f"h{number}", (), f"Flash Korvatu {number + 1000}"))
    assert len(wire.near(dispatch("z", (), "Flash Korvatu")).candidates) <= 5


def test_an_item_moved_by_an_editor_stands_in_the_other_event_and_can_come_back() -> None:
    wire = filled()
    before = everything(wire.window)
    wire.window.move("c", "event-of-b")
    assert wire.window._live.clusters["event-of-b"].members.keys() >= {3}
    assert wire.near(dispatch("d", FIRE_TOLD_ELSEWHERE)).identical == wire.window._live.items["c"][-1].neighbour
    wire.window.move("c", "event-of-a")
    assert everything(wire.window) == before
    wire.window.move("nobody", "event-of-a")
    assert everything(wire.window) == before


def test_an_item_moved_out_of_the_event_that_it_started_leaves_the_others_there() -> None:
    wire = filled()
    wire.window.move("a", "split")
    assert {event: len(one.members) for event, one in wire.window._live.clusters.items()} == {
        "event-of-a": 1,
        "event-of-b": 1,
        "split": 1,
    }
    found = wire.file(dispatch("d", FIRE, "Le feu"))
    assert (found.event, found.related_to) == ("split", "a")


def test_a_relabelled_kill_stands_for_nothing_and_stands_again_when_it_is_taken_back() -> None:
    wire = filled()
    before = everything(wire.window)
    wire.window.relabel("a", Relation.KILL)
    assert wire.near(dispatch("d", FIRE)).identical is None
    wire.window.relabel("a", Relation.NEW)
    assert everything(wire.window) == before


def from_scratch(window: Window) -> Window:
    """A window filled at once with what another one holds in the end."""
    made = Window(load())
    for versions in sorted(window._live.items.values(), key=lambda kept: kept[-1].neighbour.order):
        made._live.put(versions[-1].neighbour.id, lambda held=versions[-1]: held)  # type: ignore[misc]
    return made


def test_whatever_happened_to_an_index_it_is_the_one_built_from_what_is_left() -> None:
    texts = [FIRE, FIRE_TOLD_ELSEWHERE, OTHER_FIRE, VISIT, VISIT_NEXT_DAY, FIRE[:2], ()]
    for seed in range(12):
        draw, wire, versions = random.Random(seed), Wire(), dict[str, int]()
        for step in range(60):
            key = f"i{draw.randrange(20)}"
            act = draw.choice(["file", "file", "file", "move", "retract", "relabel", "expire"])
            now = NOW + timedelta(days=step // 4)
            if act == "file":
                versions[key] = versions.get(key, 0) + 1
                one = dispatch(key, draw.choice(texts), f"Titre {draw.randrange(3)}", version=versions[key])
                known = key in wire.window._live.items
                made = replace(one, received_at=now, language=draw.choice(["fr", "en"]))
                wire.file(made, own=wire.member(made) if known else None)
            elif act == "move":
                wire.window.move(key, f"event-of-i{draw.randrange(20)}")
            elif act == "retract":
                wire.window.retract(key, version=draw.choice([None, versions.get(key)]))
            elif act == "relabel":
                wire.window.relabel(key, draw.choice([Relation.KILL, Relation.ACCOUNT, Relation.REPOST]))
            else:
                wire.window.expire(now)
        assert everything(wire.window) == everything(from_scratch(wire.window))


def test_a_day_that_has_not_come_keeps_no_event_for_ever() -> None:
    wire = Wire()
    wire.file(dispatch("a", FIRE, published="2099-01-01"))
    assert wire.window.expire(NOW + timedelta(days=15)) == 1


def test_an_event_that_lost_its_latest_member_goes_when_the_others_are_old() -> None:
    wire = filled()
    wire.file(dispatch("d", FIRE_TOLD_ELSEWHERE, "Montbrelan", received_at=NOW + timedelta(days=6)))
    wire.window.retract("d")
    assert wire.window.expire(NOW + timedelta(days=15)) == 2
