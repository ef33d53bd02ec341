"""The desk overrules events: at once for every reader, through later arrivals, and after a restart."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from telex import grouping
from telex.errors import Conflict, Invalid, NotFound
from telex.house import House, open_house
from telex.model.filing import Filed, Filing, Order
from telex.model.grouping import Instruction, Ruling, Stand
from telex.model.vocabulary import Act, Kind, PubStatus, Relation
from telex.settings import Settings

pytestmark = pytest.mark.anyio
FIRE = (
    "Un incendie a détruit mercredi soir la menuiserie Brochant, à Valbrume, sans faire de blessé. "
    "Les pompiers du capitaine Odile Sarrazin ont lutté six heures contre le feu, parti de l'atelier de vernis. "
    "Le maire, Lucien Astruc, a promis une aide aux quarante-deux salariés de la menuiserie Brochant."
)
FAIR = (
    "La foire aux fromages de Corvelle a ouvert jeudi ses portes avec cent douze exposants venus de huit pays. "
    "La présidente du comité, Berthe Quillan, attend trente mille visiteurs d'ici dimanche à Corvelle. "
    "Le concours du meilleur bleu sera jugé samedi par le chef Amaury Delorge."
)
STORM = (
    "La tempête Yrsa a coupé l'électricité de neuf mille foyers autour de Port-Lescure dans la nuit de lundi. "
    "Le vent a soufflé à cent trente et un kilomètres à l'heure au phare de Kermadec, selon Météo-Armor. "
    "Les trains entre Port-Lescure et Sainte-Aude ne circuleront pas avant mercredi."
)


class Desk:
    """One agency in this process, with an editor."""

    def __init__(self, house: House, clock: Any) -> None:
        self.house, self.clock = house, clock

    async def file(self, headline: str, body: str, source: str | None = None, order: Order | None = None) -> Filed:
        self.clock.now += timedelta(minutes=1)
        text = f"{headline}\n\n{body}".encode()
        (filed,) = await self.house.agency.take(Filing(text, self.clock(), "text/plain", source=source, order=order))
        assert isinstance(filed, Filed), filed
        return filed

    async def event(self, id: str) -> str:
        stored = await self.house.store.dispatches.newest(id)
        assert stored is not None
        assert stored.member is not None
        return stored.member.event

    async def relation(self, id: str) -> Relation:
        stored = await self.house.store.dispatches.newest(id)
        assert stored is not None
        assert stored.member is not None
        return stored.member.relation

    async def rule(self, ruling: Ruling, **more: Any) -> Any:
        return await grouping.rule(self.house, Instruction(ruling, "edith", self.clock(), **more))


class Time:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def opened(folder: Path, clock: Time) -> AsyncIterator[Desk]:
    async with open_house(Settings(store=folder / "wire.db", poll=False), clock=clock) as house:
        yield Desk(house, clock)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with opened(tmp_path, Time()) as found:
        yield found


async def test_what_arrives_after_a_merge_joins_the_event_that_stayed(desk: Desk) -> None:
    fire, fair = await desk.file("Incendie à Valbrume", FIRE), await desk.file("La foire ouvre", FAIR)
    await desk.rule(Ruling.MERGE, event=await desk.event(fair.id), other=await desk.event(fire.id))
    later = await desk.file("La foire de Corvelle attend du monde", FAIR + " La météo s'annonce clémente.")
    assert await desk.event(later.id) == await desk.event(fair.id) == await desk.event(fire.id)


async def test_what_arrives_after_a_split_joins_the_part_that_it_repeats(desk: Desk) -> None:
    fire = await desk.file("Incendie à Valbrume", FIRE)
    copy = await desk.file("Feu à la menuiserie Brochant", FIRE + " Une enquête est ouverte.")
    assert await desk.event(copy.id) == await desk.event(fire.id)
    decision = await desk.rule(Ruling.SPLIT, event=await desk.event(fire.id), items=(copy.id,))
    assert await desk.event(copy.id) == decision.other
    corrected = await desk.file(
        "Feu à la menuiserie", FIRE + " Une enquête est close.", order=Order(Act.CORRECT, copy.id, "close")
    )
    assert await desk.event(corrected.id) == decision.other, "a new version stays where the desk put the item"


async def test_a_relation_given_by_the_desk_outlives_later_versions(desk: Desk) -> None:
    fire = await desk.file("Incendie à Valbrume", FIRE)
    copy = await desk.file("Feu à la menuiserie Brochant", FIRE + " Une enquête est ouverte.")
    await desk.rule(Ruling.RELABEL, items=(copy.id,), relation=Relation.TRANSLATION, related_to=fire.id)
    await desk.file("Feu à la menuiserie", FIRE + " Une enquête est close.", order=Order(Act.CORRECT, copy.id, "close"))
    assert await desk.relation(copy.id) is Relation.TRANSLATION


async def test_an_update_decided_before_a_merge_and_placed_after_it_follows_the_merge(desk: Desk) -> None:
    fire, fair = await desk.file("Incendie à Valbrume", FIRE), await desk.file("La foire ouvre", FAIR)
    known = await desk.house.store.dispatches.lineage(id=fair.id, uri=None, evolved_from=None, translation_of=None)
    await desk.rule(Ruling.MERGE, event=await desk.event(fire.id), other=await desk.event(fair.id))
    ties = await desk.house.store.grouping.ties(fair.id, known)
    assert ties.own is not None
    assert ties.own.event == await desk.event(fire.id)


async def test_a_ruling_changes_no_text_and_nobody_s_rights(desk: Desk) -> None:
    fire, fair = await desk.file("Incendie à Valbrume", FIRE), await desk.file("La foire ouvre", FAIR)
    before = [await desk.house.store.dispatches.newest(f.id) for f in (fire, fair)]
    await desk.rule(Ruling.MERGE, event=await desk.event(fire.id), other=await desk.event(fair.id))
    after = [await desk.house.store.dispatches.newest(f.id) for f in (fire, fair)]
    for was, now in zip(before, after, strict=True):
        assert was is not None
        assert now is not None
        assert (was.dispatch, was.position, was.carried, was.at) == (now.dispatch, now.position, now.carried, now.at)


async def test_a_held_dispatch_is_in_no_event(desk: Desk) -> None:
    fire = await desk.file("Incendie à Valbrume", FIRE)
    order = Order(Act.NEW, embargo=desk.clock() + timedelta(hours=3))
    held = await desk.file("La foire ouvre", FAIR, order=order)
    assert held.state == "held"
    with pytest.raises(NotFound, match="held"):
        await desk.rule(Ruling.MOVE, items=(held.id,), event=await desk.event(fire.id))


async def test_an_event_may_be_named_by_the_address_of_its_page(desk: Desk) -> None:
    fire, fair = await desk.file("Incendie à Valbrume", FIRE), await desk.file("La foire ouvre", FAIR)
    address = f"https://wire.example/en/events/{await desk.event(fire.id)}?order=arrival"
    await desk.rule(Ruling.MOVE, items=(fair.uri,), event=address)
    assert await desk.event(fair.id) == await desk.event(fire.id)
    with pytest.raises(Invalid, match="no event"):
        await desk.rule(Ruling.MERGE, event=await desk.event(fire.id), other="https://wire.example/d/x y")


async def test_a_reason_without_end_is_refused(desk: Desk) -> None:
    fire, fair = await desk.file("Incendie à Valbrume", FIRE), await desk.file("La foire ouvre", FAIR)
    with pytest.raises(Invalid, match="2000 at most"):
        await desk.rule(Ruling.MOVE, items=(fair.id,), event=await desk.event(fire.id), why="x" * 2001)


async def suggested_kill(desk: Desk) -> tuple[Filed, Any]:
    """A dispatch, and an open suggestion to kill it."""
    fire, fair = await desk.file("Incendie à Valbrume", FIRE), await desk.file("La foire ouvre", FAIR)
    writer = desk.house.store._database.write  # type: ignore[attr-defined]
    position = await desk.house.store.head()

    def add(db: Any) -> None:
        db.execute(
            "INSERT INTO suggestion (id, kind, item, target, terms, at, position, state) "
            "VALUES ('ask', 'kill', ?, ?, '[]', 0, ?, 'open')", (fair.id, fire.id, position),
        )  # fmt: skip

    await writer(add)
    return fire, await desk.house.store.grouping.suggestion("ask")


async def test_confirming_a_kill_kills_by_the_ordinary_way(desk: Desk) -> None:
    fire, asked = await suggested_kill(desk)
    with pytest.raises(Invalid, match="reason"):
        await desk.rule(Ruling.CONFIRM, suggestion=asked.id)
    await desk.rule(Ruling.CONFIRM, suggestion=asked.id, why="Information inexacte")
    stored = await desk.house.store.dispatches.newest(fire.id)
    assert stored is not None
    assert (stored.dispatch.pubstatus, stored.kind, stored.dispatch.ednote) == (
        PubStatus.CANCELED, Kind.KILL, "Information inexacte",
    )  # fmt: skip
    found = await desk.house.store.grouping.suggestion(asked.id)
    assert found is not None
    assert (found.state, found.decided_by) == (Stand.CONFIRMED, "edith")
    with pytest.raises(Conflict):
        await desk.rule(Ruling.CONFIRM, suggestion=asked.id, why="encore")


async def test_a_withheld_dispatch_is_seen_again_once_the_kill_is_rejected(desk: Desk) -> None:
    fire = await desk.file("Incendie à Valbrume", FIRE)
    await desk.house.agency.withhold(fire.id)
    await desk.file("La foire ouvre", FAIR)
    _, asked = await suggested_kill(desk)
    writer = desk.house.store._database.write  # type: ignore[attr-defined]
    await writer(lambda db: db.execute("UPDATE suggestion SET target = ? WHERE id = 'ask'", (fire.id,)))
    await desk.rule(Ruling.REJECT, suggestion=asked.id)
    stored = await desk.house.store.dispatches.newest(fire.id)
    assert stored is not None
    assert stored.dispatch.pubstatus is PubStatus.USABLE


async def test_what_its_source_withdrew_since_stays_withdrawn_when_a_kill_is_rejected(desk: Desk) -> None:
    fire, asked = await suggested_kill(desk)
    await desk.house.agency.withhold(fire.id)
    await desk.rule(Ruling.REJECT, suggestion=asked.id)
    stored = await desk.house.store.dispatches.newest(fire.id)
    assert stored is not None
    assert stored.dispatch.pubstatus is PubStatus.WITHHELD


# random rulings and arrivals


TEXTS = (FIRE, FAIR, STORM)


class Newsroom:
    """Random acts of editors and random arrivals, on the real thing."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.ids: list[str] = []
        self.rulings: list[str] = []
        self.refused = 0

    async def step(self, desk: Desk) -> None:
        act = self.rng.choices((self.arrive, self.correct, self.kill, self.decide, self.undo), (8, 3, 1, 8, 2))[0]
        try:
            await act(desk)
        except (Conflict, Invalid):
            self.refused += 1

    async def arrive(self, desk: Desk) -> None:
        body = self.rng.choice(TEXTS)
        if self.rng.random() < 0.5:
            body = " ".join(self.rng.sample(body.split(". "), 2)) + f". Détail {self.rng.randrange(10_000)}."
        order = Order(Act.UPDATE, self.rng.choice(self.ids)) if self.ids and self.rng.random() < 0.15 else None
        filed = await desk.file(f"Titre {len(self.ids)}", body, order=order)
        if filed.id not in self.ids:
            self.ids.append(filed.id)

    async def correct(self, desk: Desk) -> None:
        if self.ids:
            body = self.rng.choice(TEXTS) + f" Correction {self.rng.randrange(10_000)}."
            await desk.file("Titre corrigé", body, order=Order(Act.CORRECT, self.rng.choice(self.ids), "lire ceci"))

    async def kill(self, desk: Desk) -> None:
        if len(self.ids) > 5:
            await desk.file("x", "retirer", order=Order(Act.KILL, self.rng.choice(self.ids), "faux"))

    async def decide(self, desk: Desk) -> None:
        if len(self.ids) < 3:
            return
        some = tuple(self.rng.sample(self.ids, self.rng.randint(1, 3)))
        events = [await desk.event(id) for id in self.rng.sample(self.ids, 2)]
        ruling = self.rng.choice(
            (Ruling.MERGE, Ruling.SPLIT, Ruling.SPLIT, Ruling.MOVE, Ruling.RELABEL, Ruling.CONFIRM)
        )
        more: dict[str, Any] = {}
        if ruling is Ruling.MERGE:
            more = {"event": events[0], "other": events[1]}
        elif ruling is Ruling.SPLIT:
            members = [m.dispatch.id for m in await desk.house.store.events.members(events[0])]
            more = {"event": events[0], "items": tuple(self.rng.sample(members, self.rng.randint(1, len(members))))}
        elif ruling is Ruling.MOVE:
            more = {"event": events[0], "items": some}
        elif ruling is Ruling.RELABEL:
            more = {"items": some[:1], "relation": self.rng.choice((Relation.ACCOUNT, Relation.NEW, Relation.REPOST))}
        else:
            asked = await desk.house.store.grouping.suggestions((Stand.OPEN,), before=None, limit=5)
            if not asked:
                return
            ruling = self.rng.choice((Ruling.CONFIRM, Ruling.REJECT))
            more = {"suggestion": self.rng.choice(asked).id, "why": "motif"}
        self.rulings.append((await desk.rule(ruling, **more)).id)

    async def undo(self, desk: Desk) -> None:
        if self.rulings:
            await grouping.undo(desk.house, self.rng.choice(self.rulings[-6:]), "edith")


async def check(desk: Desk, ids: list[str]) -> dict[str, str]:
    """Pairs hold, every event of the live index is the recorded one, and no id that was given up has members."""
    where = {id: await desk.event(id) for id in ids}
    for pair in await desk.house.store.grouping.pairs():
        assert (where[pair.one] == where[pair.other]) is pair.must, pair
    live = desk.house.agency.live.window._live.items
    standing = {id: versions[-1].neighbour.event for id, versions in live.items() if not versions[-1].silent}
    assert {id: event for id, event in standing.items() if where[id] != event} == {}
    for event in set(where.values()):
        assert await desk.house.store.grouping.redirected(event) is None
    return where


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_what_must_be_together_is_and_what_must_not_never_is(seed: int, tmp_path: Path) -> None:
    newsroom, clock = Newsroom(seed), Time()
    where: dict[str, str] = {}
    for _ in range(3):
        async with opened(tmp_path, clock) as desk:
            assert await check(desk, newsroom.ids) == where, "a restart changes no grouping"
            for _ in range(50):
                await newsroom.step(desk)
                where = await check(desk, newsroom.ids)
    assert len(newsroom.rulings) > 20
    assert newsroom.refused < 60


@pytest.mark.parametrize("seed", [7, 8, 9])
async def test_rulings_and_arrivals_at_the_same_moment_agree_in_the_end(desk: Desk, seed: int) -> None:
    rng, ids = random.Random(seed), [(await desk.file(f"Titre {n}", text)).id for n, text in enumerate(TEXTS)]
    for _ in range(6):
        arrivals = [desk.file("Titre", f"{rng.choice(TEXTS)} Détail {rng.random()}.") for _ in range(4)]
        arrivals += [
            desk.file("Titre", f"{rng.choice(TEXTS)} Suite {rng.random()}.", order=Order(Act.UPDATE, rng.choice(ids))),
            desk.file(
                "Titre", f"{rng.choice(TEXTS)} v {rng.random()}.", order=Order(Act.CORRECT, rng.choice(ids), "lire")
            ),
        ]
        one, other = rng.sample(ids, 2)
        merge = desk.rule(Ruling.MERGE, event=await desk.event(one), other=await desk.event(other))
        split = desk.rule(Ruling.SPLIT, event=await desk.event(one), items=(one,))
        work = [*arrivals, merge, split]
        rng.shuffle(work)
        done = await asyncio.gather(*work, return_exceptions=True)
        assert [one for one in done if isinstance(one, Exception) and not isinstance(one, Conflict | Invalid)] == []
        ids = list(dict.fromkeys([*ids, *(one.id for one in done if isinstance(one, Filed))]))
        await check(desk, ids)
