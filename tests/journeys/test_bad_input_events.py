"""Sources that flood, repeat, glue or live a day ahead: events stay apart, memory stays bounded, nobody else is disturbed."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from telex.house import House, open_house
from telex.model.filing import Filed, Filing
from telex.model.record import Stored
from telex.model.vocabulary import Relation
from telex.settings import Settings

pytestmark = pytest.mark.anyio
NINJS = "application/vnd.iptc.ninjs+json"
SEED = 5
FIRE = (
    "Un incendie a détruit mercredi soir la menuiserie Brochant, à Valbrume, sans faire de blessé.",
    "Les pompiers du capitaine Odile Sarrazin ont lutté six heures contre le feu, parti de l'atelier de vernis.",
    "Le maire, Lucien Astruc, a promis une aide aux quarante-deux salariés de la menuiserie Brochant.",
)
AGAIN = (
    "La menuiserie Brochant de Valbrume a brûlé mercredi soir. L'atelier de vernis serait à l'origine du feu, selon les pompiers.",
    "Aucun blessé n'est à déplorer, a précisé le capitaine Odile Sarrazin, mais quarante-deux salariés sont sans travail.",
    "Lucien Astruc, le maire, leur promet une aide d'urgence.",
)
FLOOD = (
    "La régie des quais de Porzac rappelle que la passe du Trieux est fermée aux plaisanciers jusqu'à nouvel ordre.",
    "Les bateaux de pêche de plus de douze mètres passent par le chenal de Kervalan, sous la conduite du pilote Yann Corvellec.",
    "La capitainerie de Porzac répond au bureau du port de huit heures à dix-neuf heures, dimanche compris.",
)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Wire:
    """One agency in this process, a minute between two filings."""

    def __init__(self, house: House, clock: Clock) -> None:
        self.house, self.clock = house, clock

    async def text(
        self, headline: str, body: tuple[str, ...] | str, source: str | None = None, **later: float
    ) -> Stored:
        words = body if isinstance(body, str) else "\n\n".join(body)
        return await self._take(f"{headline}\n\n{words}\n".encode(), "text/plain", source, later)

    async def item(
        self, uri: str, headline: str, body: tuple[str, ...], source: str | None = None, **fields: object
    ) -> Stored:
        value = "".join(f"<p>{paragraph}</p>" for paragraph in body)
        known = {"uri": uri, "headlines": [{"value": headline}], "bodies": [{"value": value}], "language": "fr"}
        return await self._take(json.dumps(known | fields).encode(), NINJS, source, {})

    async def _take(self, raw: bytes, media_type: str, source: str | None, later: dict[str, float]) -> Stored:
        self.clock.now += timedelta(**later) if later else timedelta(minutes=1)
        (answer,) = await self.house.agency.take(Filing(raw, self.clock(), media_type, source=source))
        assert isinstance(answer, Filed), answer
        stored = await self.house.store.dispatches.newest(answer.id)
        assert stored is not None
        assert stored.member is not None
        return stored

    @property
    def live(self) -> int:
        """Events in the live index."""
        return len(self.house.agency.live.window)


@pytest.fixture
async def wire(tmp_path: Path) -> AsyncIterator[Wire]:
    async with opened(tmp_path) as found:
        yield found


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Wire]:
    clock = Clock()
    async with open_house(Settings(store=folder / "wire.db", poll=False), clock=clock) as house:
        yield Wire(house, clock)


def event(stored: Stored) -> str:
    assert stored.member is not None
    return stored.member.event


def relation(stored: Stored) -> Relation:
    assert stored.member is not None
    return stored.member.relation


async def test_a_source_that_sends_one_text_under_new_ids_each_minute_makes_one_event(wire: Wire) -> None:
    fire = await wire.text("Un incendie détruit une menuiserie à Valbrume", FIRE, "nord")
    first = await wire.item("urn:fou:0", "La passe du Trieux fermée", FLOOD, "fou")
    others = [await wire.item(f"urn:fou:{n}", "La passe du Trieux fermée", FLOOD, "fou") for n in range(1, 300)]
    again = await wire.text("La menuiserie Brochant en cendres", AGAIN, "sud")
    assert relation(first) is Relation.NEW
    assert {event(one) for one in others} == {event(first)}
    assert Counter(map(relation, others)) == {Relation.REPOST: 299}
    assert {one.member.related_to for one in others if one.member} == {first.dispatch.id}
    assert (event(again), relation(again)) == (event(fire), Relation.ACCOUNT)
    assert event(first) != event(fire)
    assert await wire.house.store.head() == 302, "every filing has its place in the log"
    assert wire.live == 2
    await wire.text("Le bac reprend", "Le bac de Sainte-Aude reprend samedi, selon Berthe Quillan.", "est", days=40)
    assert wire.live == 1, "a month later nothing of the flood is left in memory"
    assert await wire.house.store.quarantine.list() == []
    assert wire.house.agency.notes == []


async def test_a_text_that_changes_its_hour_each_minute_makes_one_event(wire: Wire) -> None:
    """The same words with another minute in them: no copy is identical, each is the source's own text again."""
    many = [
        await wire.item(f"urn:fou:{n}", f"Point de {n // 60 + 8} h {n % 60:02}", (*FLOOD, f"Point établi à {n // 60 + 8} h {n % 60:02}."), "fou")
        for n in range(60)
    ]  # fmt: skip
    assert {event(one) for one in many} == {event(many[0])}
    assert {relation(one) for one in many[1:]} <= {Relation.REPOST, Relation.UPDATE}


async def test_the_two_hundred_and_first_copy_is_still_a_repost(wire: Wire) -> None:
    """Shingles in more than two hundred texts are furniture for everybody else, not for a text made of nothing else."""
    first = await wire.text("La passe du Trieux fermée", FLOOD, "s0")
    copies = [
        await wire.text("La passe du Trieux fermée", (*FLOOD, f"Copie de la rédaction {n}."), f"s{n}")
        for n in range(1, 231)
    ]
    assert {relation(one) for one in copies} == {Relation.REPOST}
    assert {event(one) for one in copies} == {event(first)}
    fire = await wire.text("Un incendie détruit une menuiserie à Valbrume", FIRE, "nord")
    assert relation(fire) is Relation.NEW
    assert event(fire) != event(first)


def stories(count: int) -> list[list[str]]:
    """Twenty tellings that share no name: four sentences each, of words drawn for each alone."""
    draw = random.Random(SEED)
    letters = ("ba", "ke", "lo", "mi", "nu", "pra", "vel", "dor", "tis", "gan", "rou", "chi")

    def word() -> str:
        return "".join(draw.choice(letters) for _ in range(3))

    def sentence() -> str:
        name = f"{word().capitalize()} {word().capitalize()}"
        return f"Le {word()} de {name} a {word()} la {word()} de {word().capitalize()} avec {word()} et {word()}, dit le {word()}."

    return [[sentence() for _ in range(4)] for _ in range(count)]


async def test_texts_that_are_half_of_their_neighbour_do_not_glue_twenty_events_into_one(wire: Wire) -> None:
    """Adversarial: between every two stories a text that is half of the one and half of the other."""
    told = stories(20)
    real = [await wire.text(f"Récit {n}", " ".join(story), f"s{n}") for n, story in enumerate(told)]
    assert len({event(one) for one in real}) == 20
    for n in range(19):
        await wire.text(f"Pont {n}", " ".join((*told[n][2:], *told[n + 1][:2])), "pont")
    seen = [await wire.house.store.dispatches.newest(one.dispatch.id) for one in real]
    assert len({event(one) for one in seen if one is not None}) == 20, "no later text moves an earlier one"


async def test_twenty_events_with_a_bridge_between_each_two_stay_at_least_ten(wire: Wire) -> None:
    """The worst order: each bridge comes before the second story that it is half of, which then repeats the bridge."""
    told = stories(20)
    real = []
    for n, story in enumerate(told):
        real.append(await wire.text(f"Récit {n}", " ".join(story), f"s{n}"))
        if n < 19:
            await wire.text(f"Pont {n}", " ".join((*story[2:], *told[n + 1][:2])), f"p{n}")
    grouped = Counter(event(one) for one in real)
    assert len(grouped) >= 10
    assert max(grouped.values()) <= 4


async def test_no_event_takes_half_of_a_chain_of_halves(wire: Wire) -> None:
    """Each text is half of the one before and half of the one after: two steps from the first, nothing of it is left."""
    told = [sentence for story in stories(11) for sentence in story][:42]
    chain = [await wire.text(f"Maillon {n}", " ".join(told[2 * n : 2 * n + 4]), f"s{n}") for n in range(20)]
    events = [event(one) for one in chain]
    assert len(set(events)) >= 4
    assert max(Counter(events).values()) < 10


@pytest.mark.parametrize("ahead", [1, 2, 3, 400])
async def test_a_source_whose_clock_is_ahead_is_placed_by_what_it_tells(wire: Wire, ahead: int) -> None:
    """A stamp of tomorrow is no embargo, and no reason to look for the event in another time."""
    fire = await wire.text("Un incendie détruit une menuiserie à Valbrume", FIRE, "nord")
    stamp = (wire.clock.now + timedelta(days=ahead)).isoformat()
    later = await wire.item(
        "urn:sud:1", "La menuiserie Brochant en cendres", AGAIN, "sud",
        versionCreated=stamp, firstCreated=stamp, contentCreated=stamp,
    )  # fmt: skip
    assert (event(later), relation(later)) == (event(fire), Relation.ACCOUNT)
    assert later.dispatch.embargo is None
    assert later.dispatch.received_at == wire.clock.now
    after = await wire.text(
        "Valbrume : le feu est éteint", (*FIRE[:2], "Le préfet Amaury Delorge est venu jeudi."), "est"
    )
    assert event(after) == event(fire)
    assert wire.live == 1


async def test_a_text_dated_tomorrow_in_its_header_waits_for_nothing(wire: Wire) -> None:
    fire = await wire.text("Un incendie détruit une menuiserie à Valbrume", FIRE, "nord")
    later = await wire.text("La menuiserie Brochant en cendres", ("Publié le 13 mars 2026 à 09h00", *AGAIN), "sud")
    assert (event(later), relation(later)) == (event(fire), Relation.ACCOUNT)
    assert later.dispatch.embargo is None
    assert later.position is not None


async def test_an_hour_that_runs_backwards_takes_nothing_back(wire: Wire) -> None:
    """The machine's own clock is set back a day between two filings."""
    fire = await wire.text("Un incendie détruit une menuiserie à Valbrume", FIRE, "nord")
    wire.clock.now -= timedelta(days=1)
    later = await wire.text("La menuiserie Brochant en cendres", AGAIN, "sud")
    assert (event(later), relation(later)) == (event(fire), Relation.ACCOUNT)
    assert (fire.position, later.position) == (1, 2)


async def test_texts_of_page_furniture_around_different_stories_stay_apart(wire: Wire) -> None:
    """Twenty pages of one site: the same two lines, a third of the words, under each story."""
    frame = tuple(f"Retrouvez ici la rubrique numéro {n} de notre journal en ligne et ses archives." for n in range(2))
    many = [await wire.text(f"Récit {n}", (*story, *frame), "site") for n, story in enumerate(stories(20))]
    assert len({event(one) for one in many}) >= 18
