"""The agency's promises that no single stage can keep: hanging up, faults of ours, many at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from telex.agency import Rejection
from telex.house import House, open_house
from telex.model.filing import Filed, Filing
from telex.settings import load

PATIENCE = 60.0


def notice(house: House, n: int, words: str = "") -> Filing:
    text = f"Avis numéro {n}\n\nLe bac {n * 31} part à l'heure, a dit la capitainerie de Port-{n}. {words}\n"
    return Filing(text.encode(), house.agency.clock(), "text/plain", name=f"{n}.txt")


def test_a_caller_who_hangs_up_does_not_undo_what_was_handed_in(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_house(load(None, {}, store=tmp_path / "a.db")) as house:
            for n in range(20):
                task = asyncio.create_task(house.agency.take(notice(house, n)))
                for _ in range(n % 7):
                    await asyncio.sleep(0)
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
            (last,) = await house.agency.take(notice(house, 99))
            assert isinstance(last, Filed) and last.position is not None
            rows = await house.store.read(0, 100)
            assert [row.position for row in rows] == list(range(1, last.position + 1))
            for row in rows:
                stored = await house.store.dispatches.at(row.position)
                assert stored is not None and stored.member is not None

    asyncio.run(run())


def test_a_fault_of_ours_loses_nothing_and_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from telex import reading

    read = reading.read

    def faulty(draft: object, *rest: object, **more: object) -> object:
        if "FAUTE" in draft.text:  # type: ignore[attr-defined]
            raise RuntimeError("a bug")
        return read(draft, *rest, **more)  # type: ignore[arg-type]

    async def run() -> None:
        async with open_house(load(None, {}, store=tmp_path / "a.db")) as house:
            monkeypatch.setattr(reading, "read", faulty)
            (good,) = await house.agency.take(notice(house, 1))
            (bad,) = await house.agency.take(notice(house, 2, "FAUTE"))
            assert isinstance(good, Filed)
            assert isinstance(bad, Rejection) and bad.code == "fault" and bad.quarantine is not None
            kept = await house.store.quarantine.get(bad.quarantine)
            assert kept is not None and b"FAUTE" in kept[1].body
            assert any("RuntimeError" in note for note in house.agency.notes)
            monkeypatch.setattr(reading, "read", read)
            from telex.again import retry

            (again,) = await retry(house, bad.quarantine)
            assert isinstance(again, Filed) and again.state == "published"

    asyncio.run(run())


def test_many_filings_at_once_get_dense_positions_and_one_item_dense_versions(tmp_path: Path) -> None:
    def version(n: int) -> bytes:
        return (
            '{"uri": "urn:x:one", "headlines": [{"value": "Quai"}], '
            f'"bodies": [{{"value": "<p>Le quai {n} rouvre, dit la capitainerie.</p>"}}]}}'
        ).encode()

    async def run() -> None:
        async with open_house(load(None, {}, store=tmp_path / "a.db")) as house:
            now = house.agency.clock()
            many = [house.agency.take(notice(house, n)) for n in range(32)]
            one = [house.agency.take(Filing(version(n), now, "application/vnd.iptc.ninjs+json")) for n in range(32)]
            answers = await asyncio.wait_for(asyncio.gather(*many, *one), PATIENCE)
            filed = [a for (a,) in answers if isinstance(a, Filed)]
            assert sorted(f.position or 0 for f in filed) == list(range(1, 65))
            assert sorted(f.version or 0 for f in filed if f.uri == "urn:x:one") == list(range(1, 33))

    asyncio.run(run())


def test_a_search_over_a_long_archive_goes_on_from_a_cursor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from telex.delivery import reader as module
    from telex.model.company import Viewer
    from telex.model.vocabulary import Channel
    from telex.routing.language.parser import parse

    monkeypatch.setattr(module, "SCAN_MOST", 10)
    monkeypatch.setattr(module, "SCAN", 5)

    async def run() -> None:
        async with open_house(load(None, {}, store=tmp_path / "a.db")) as house:
            for n in range(30):
                await house.agency.take(notice(house, n, "sentinelle" if n == 0 else ""))
            question = module.Question(query=parse("sentinelle OR -bac"))
            desk, before, pages, found = Viewer(desk=True), None, 0, 0
            while True:
                page = await house.reader.live(desk, Channel.API, question, before=before, limit=5)
                pages, found, before = pages + 1, found + len(page.items), page.next
                if before is None:
                    break
            assert found == 1
            assert pages >= 3, "no page looked at the whole archive"
            count = await house.reader.count(desk, Channel.API, question)
            assert (count.number, count.exact) == (0, False)

    asyncio.run(run())


@pytest.mark.parametrize(("source_zone", "hour"), [(None, 11), ("Asia/Tokyo", 21)])
def test_an_embargo_line_counts_in_the_sources_zone_else_in_the_agencys(
    source_zone: str | None, hour: int, tmp_path: Path
) -> None:
    from datetime import UTC, datetime

    from telex.model.company import Source

    text = "EMBARGO jusqu'au 12 mars 2026 à 6 heures\n\nLe bac change d'heure\n\nLe bac part plus tôt, dit la capitainerie.\n"

    async def run() -> datetime | None:
        settings = load(None, {}, store=tmp_path / "a.db", zone="America/Guayaquil")  # UTC-5 all year
        start = datetime(2026, 3, 10, 8, tzinfo=UTC)
        async with open_house(settings, clock=lambda: start) as house:
            await house.store.sources.put(Source("quai", "Quai", timezone=source_zone), start)
            (filed,) = await house.agency.take(Filing(text.encode(), start, "text/plain", "quai"))
            assert isinstance(filed, Filed) and filed.state == "held"
            (held,) = await house.store.holds.all()
            return held.due

    due = asyncio.run(run())
    day = 12 if source_zone is None else 11
    assert due == datetime(2026, 3, day, hour, tzinfo=UTC)
