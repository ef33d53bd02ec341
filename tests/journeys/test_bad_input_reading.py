"""Texts meant to hurt: each is filed with a sane relation or waits in quarantine, and the wire goes on as if they had not come."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from telex.again import retry
from telex.agency import Rejection
from telex.house import House, open_house
from telex.model.filing import Filed, Filing
from telex.model.record import Stored
from telex.model.vocabulary import Relation
from telex.settings import Settings

pytestmark = pytest.mark.anyio
NINJS = "application/vnd.iptc.ninjs+json"
MEGABYTE = 1_000_000
FIRE = (
    "Un incendie a détruit mercredi soir la menuiserie Brochant, à Valbrume, sans faire de blessé.\n"
    "Les pompiers du capitaine Odile Sarrazin ont lutté six heures contre le feu, parti de l'atelier de vernis.\n"
    "Le maire, Lucien Astruc, a promis une aide aux quarante-deux salariés de la menuiserie Brochant."
)
AGAIN = (
    "La menuiserie Brochant de Valbrume a brûlé mercredi soir. L'atelier de vernis serait à l'origine du feu, selon les pompiers.\n"
    "Aucun blessé n'est à déplorer, a précisé le capitaine Odile Sarrazin, mais quarante-deux salariés sont sans travail.\n"
    "Lucien Astruc, le maire, leur promet une aide d'urgence."
)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def wire(folder: Path) -> AsyncIterator[House]:
    async with open_house(Settings(store=folder / "wire.db", poll=False), clock=Clock()) as house:
        yield house


async def take(
    house: House, body: str | bytes, media_type: str = "text/plain", source: str | None = None
) -> list[Filed | Rejection]:
    clock = house.agency.clock
    assert isinstance(clock(), datetime)
    house.agency._clock.now += timedelta(minutes=1)  # type: ignore[attr-defined]
    raw = body.encode() if isinstance(body, str) else body
    return await house.agency.take(Filing(raw, clock(), media_type, source=source))


async def filed(house: House, body: str | bytes, media_type: str = "text/plain", source: str | None = None) -> Stored:
    (answer,) = await take(house, body, media_type, source)
    assert isinstance(answer, Filed), answer
    stored = await house.store.dispatches.newest(answer.id)
    assert stored is not None
    return stored


def repeated(piece: str, size: int = MEGABYTE) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def ninjs(**fields: object) -> str:
    import json

    return json.dumps({"uri": "urn:test:bad", **fields})


TAKEN: dict[str, Callable[[], tuple[str, str]]] = {
    "a line of a megabyte": lambda: (repeated("le port de Valbrume rouvre "), "text/plain"),
    "a letter a million times": lambda: ("a" * MEGABYTE, "text/plain"),
    "a capital a million times": lambda: ("A" * MEGABYTE, "text/plain"),
    "a hundred thousand quotes on one line": lambda: ("« oui » " * 100_000, "text/plain"),
    "a hundred thousand quotes, a line each": lambda: ("« oui », a dit Odile Sarrazin.\n" * 100_000, "text/plain"),
    "a hundred thousand quotes after one verb each": lambda: (
        "le maire Jean Tremel a dit « nous tenons » et " * 20_000, "text/plain"
    ),
    "quotes that never close": lambda: ("« oui \n" * 15_000, "text/plain"),
    "apostrophes": lambda: (repeated("l'aujourd’hui'", 300_000), "text/plain"),
    "digits": lambda: (repeated("1234567890 12,5 % ", MEGABYTE), "text/plain"),
    "dates": lambda: (repeated("le mardi 3 mars 2026, jeudi dernier, du 3 au 5 avril\n", 500_000), "text/plain"),
    "names": lambda: (repeated("Odile Sarrazin, Jean Tremel et Berthe Quillan ", 500_000), "text/plain"),
    "capitals": lambda: (repeated("LA CRIÉE ROUVRE ", 500_000), "text/plain"),
    "blank lines and one word": lambda: ("\n" * 400_000 + "Oui", "text/plain"),
    "twenty thousand lines": lambda: ("Ligne d'un texte assez long pour compter.\n" * 20_000, "text/plain"),
    "more lines than are read": lambda: ("Ligne d'un texte.\n" * 30_000, "text/plain"),
    "marks piled on one letter": lambda: ("Le e" + "\u0301\u0323" * 200_000 + " du port.", "text/plain"),
    "marks on every letter": lambda: (repeated("e\u0301a\u0300 ", 300_000), "text/plain"),
    "invisible characters": lambda: ("Le" + "\u200b" * 300_000 + "port", "text/plain"),
    "arabic": lambda: ("أعلنت إدارة الميناء\n\nقالت الإدارة يوم الثلاثاء 3 مارس 2026 إن \"الرصيف\" مفتوح للجميع.\n", "text/plain"),
    "hebrew": lambda: ("הנמל ייפתח ביום שלישי\n\nהנמל ייפתח שוב ביום שלישי, כך אמרה הדוברת של הנמל.\n", "text/plain"),
    "directions turned round": lambda: ("\u202eLe port\u202c rouvre\n\nLe \u2067الميناء\u2069 rouvre mardi.\n", "text/plain"),
    "a headline alone": lambda: ("La criée rouvre", "text/plain"),
    "headline without a body, declared": lambda: (ninjs(headlines=[{"value": "La criée rouvre"}]), NINJS),
    "headline with an empty body, declared": lambda: (
        ninjs(headlines=[{"value": "La criée rouvre"}], bodies=[{"value": ""}]), NINJS
    ),
    "many paragraphs in a page": lambda: ("<h1>La criée</h1>" + "<p>Le port de Valbrume rouvre mardi.</p>" * 10_000, "text/html"),
    "inline elements in a page": lambda: ("<h1>La criée</h1><p>" + "<b>Le port</b> rouvre. " * 20_000, "text/html"),
}  # fmt: skip

REFUSED: dict[str, Callable[[], tuple[str, str]]] = {
    "quotes inside quotes": lambda: ("« " * 100_000 + "» " * 100_000, "text/plain"),
    "straight marks alone": lambda: ('"' * 300_000, "text/plain"),
    "parentheses": lambda: ("(" * 300_000, "text/plain"),
    "punctuation": lambda: (repeated("?!.,;:", 300_000), "text/plain"),
    "emoji": lambda: (repeated("🚢👩🏽‍✈️🇫🇷 ", 200_000), "text/plain"),
    "page furniture alone": lambda: ("Partager\nÀ lire aussi\nAbonnez-vous\nTous droits réservés\n" * 20, "text/plain"),
    "a full stop": lambda: (".", "text/plain"),
    "nothing": lambda: ("", "text/plain"),
    "blanks": lambda: (" \n\t\u00a0\n" * 1000, "text/plain"),
    "invisible characters alone": lambda: ("\u200b" * 100_000, "text/plain"),
    "a page without text": lambda: ("<html><body><div></div></body></html>", "text/html"),
    "a page nested for ever": lambda: ("<div>" * 200_000 + "Le port", "text/html"),
    "a page of too many elements": lambda: ("<p>a" * 100_000, "text/html"),
    "neither headline nor body, declared": lambda: (ninjs(), NINJS),
}


@pytest.mark.parametrize("name", TAKEN)
async def test_a_text_meant_to_hurt_is_filed_alone_and_the_wire_goes_on(tmp_path: Path, name: str) -> None:
    body, media_type = TAKEN[name]()
    async with wire(tmp_path) as house:
        before = await filed(house, f"Un incendie détruit une menuiserie\n\n{FIRE}", source="nord")
        bad = await filed(house, body, media_type, "fou")
        after = await filed(house, f"La menuiserie Brochant en cendres\n\n{AGAIN}", source="sud")
        assert bad.member is not None
        assert before.member is not None
        assert after.member is not None
        assert bad.member.relation is Relation.NEW
        assert bad.member.event != before.member.event
        assert (after.member.event, after.member.relation) == (before.member.event, Relation.ACCOUNT)
        assert await house.store.head() == 3
        assert await house.store.quarantine.list() == []
        assert house.agency.notes == []
        (kept,) = await house.store.filings.of(bad.dispatch.id)
        raw = body.encode()
        assert kept.filing.body == raw, "what was sent is kept as it was sent"


@pytest.mark.parametrize("name", REFUSED)
async def test_what_holds_no_text_waits_in_quarantine_and_can_be_tried_again(tmp_path: Path, name: str) -> None:
    body, media_type = REFUSED[name]()
    async with wire(tmp_path) as house:
        before = await filed(house, f"Un incendie détruit une menuiserie\n\n{FIRE}", source="nord")
        (answer,) = await take(house, body, media_type, "fou")
        assert isinstance(answer, Rejection)
        assert answer.quarantine is not None
        assert answer.reason
        (entry,) = await house.store.quarantine.list()
        assert (entry.id, entry.size, entry.reason) == (answer.quarantine, len(body.encode()), answer.reason)
        (again,) = await retry(house, entry.id)
        assert isinstance(again, Rejection)
        assert (again.quarantine, again.reason) == (entry.id, entry.reason)
        after = await filed(house, f"La menuiserie Brochant en cendres\n\n{AGAIN}", source="sud")
        assert before.member is not None
        assert after.member is not None
        assert (after.member.event, after.member.relation) == (before.member.event, Relation.ACCOUNT)
        assert (await house.store.head(), len(await house.store.quarantine.list())) == (2, 1)
        assert house.agency.notes == []


async def test_as_many_come_out_as_went_in(tmp_path: Path) -> None:
    """Short forms of everything at once: each filing is on the wire or in quarantine, none is both or neither."""
    async with wire(tmp_path) as house:
        answers: list[Filed | Rejection] = []
        for make in (*TAKEN.values(), *REFUSED.values()):
            body, media_type = make()
            short = body if media_type == NINJS else body[:3_000]
            answers += await take(house, short, media_type, "fou")
        out = [one for one in answers if isinstance(one, Filed)]
        waiting = {one.quarantine for one in answers if isinstance(one, Rejection)}
        assert None not in waiting
        kept = await house.store.filings.page(after=None, limit=500)
        assert len(kept) == len({one.id for one in out})
        assert len(await house.store.quarantine.list()) == len(waiting)
        assert len(answers) == len(TAKEN) + len(REFUSED)
        assert not [note for note in house.agency.notes if "Error" in note]


async def test_a_headline_without_a_body_reports_its_event(tmp_path: Path) -> None:
    async with wire(tmp_path) as house:
        story = await filed(house, f"Un incendie détruit la menuiserie Brochant à Valbrume\n\n{FIRE}", source="nord")
        alone = await filed(house, ninjs(headlines=[{"value": "La menuiserie Brochant détruite par un incendie à Valbrume"}]), NINJS, "sud")  # fmt: skip
        assert alone.dispatch.body == ()
        assert alone.dispatch.headline == "La menuiserie Brochant détruite par un incendie à Valbrume"
        assert alone.dispatch.abstract is None
        assert story.member is not None
        assert alone.member is not None
        assert alone.member.event == story.member.event


async def test_a_published_day_before_all_calendars_stops_nothing(tmp_path: Path) -> None:
    """Programs write the first day of the calendar, or the last, where they have no date."""
    async with wire(tmp_path) as house:
        for number, day in enumerate(
            ("0001-01-01T00:00:00", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59Z", "0001-01-01")
        ):
            item = ninjs(uri=f"urn:test:{number}", versionCreated=day, contentCreated=day, firstCreated=day,
                         headlines=[{"value": f"Le bac {number} reprend"}], bodies=[{"value": f"Le bac {number} reprend à Porzac."}])  # fmt: skip
            stored = await filed(house, item, NINJS, "fou")
            assert stored.member is not None
        for number, day in enumerate(("1er janvier 0001", "31 décembre 9999", "32 mars 2026", "le 0 mai 2026")):
            text = f"Le quai {number} rouvre\n\nPublié le {day}\n\nLe quai {number} de Porzac a rouvert le {day}, dit la régie.\n"
            assert (await filed(house, text, source="fou")).member is not None
        page = "<html><head><meta property='article:published_time' content='0001-01-01T00:00:00'></head><body><h1>Le bac</h1><p>Le bac rouvre à Porzac.</p>"
        assert (await filed(house, page, "text/html", "fou")).member is not None
        assert house.agency.notes == []
        assert await house.store.quarantine.list() == []
