"""The bench of standing queries: what it draws, that a matcher that errs fails it, and the shape of what it tells."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench.routing import __main__ as bench  # noqa: E402
from bench.routing import corpus, engines, growth, postgres, queries  # noqa: E402
from bench.routing.marks import Mark, Report  # noqa: E402
from bench.routing.timing import Spread  # noqa: E402

from telex.errors import Invalid  # noqa: E402
from telex.routing.document import Words  # noqa: E402
from telex.routing.language.parser import parse  # noqa: E402
from telex.routing.language.query import Query  # noqa: E402
from telex.routing.matching.matching import Matches, StandingQueries, Stored  # noqa: E402
from telex.routing.matching.monitor import Monitor  # noqa: E402

COUNT = 300


class Forgetful:
    """A matcher that loses every match of the queries whose id ends in 7."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._inner = Monitor(frequencies)

    def __len__(self) -> int:
        return len(self._inner)

    def put(self, id: str, query: Query) -> None:
        self._inner.put(id, query)

    def drop(self, id: str) -> None:
        self._inner.drop(id)

    def load(self, items: Iterable[Stored], progress: Callable[[int], None] | None = None) -> list[tuple[str, Invalid]]:
        return self._inner.load(items, progress)

    def match(self, words: Words, now: datetime) -> Matches:
        found = self._inner.match(words, now)
        kept = frozenset(id for id in found.ids if not id.endswith("7"))
        return Matches(kept, found.broken, words, now, found.tree)


class Late(Forgetful):
    """A matcher that does not know a new query yet, nor any that it was given one by one."""

    def put(self, id: str, query: Query) -> None:
        pass

    def match(self, words: Words, now: datetime) -> Matches:
        return self._inner.match(words, now)


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of invented dispatches."""
    path = tmp_path_factory.mktemp("bench") / "texts.txt"
    made = corpus.invented(15).dispatches
    path.write_text("\n---\n".join("\n".join([one.headline or "", *one.body]) for one in made), "utf-8")
    return path


def run(text: Path, *arguments: str, make: engines.Make = engines.ours) -> int:
    return bench.main(["--queries", str(COUNT), "--docs", str(text), *arguments], make)


def test_a_run_tells_each_figure_with_its_spread_and_succeeds(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(text, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert told["differing"] == []
    assert told["settings"]["queries"] == str(COUNT)
    names = [mark["what"] for mark in told["marks"]]
    assert {"start from text", "start from cached plans", "naive loop over ours, both from raw text"} <= set(names)
    assert len(names) == len(set(names))
    for mark in told["marks"]:
        assert mark["low"] <= mark["figure"] <= mark["high"], mark
        assert mark["mark"] is None, "so few queries are held against no mark"
    postgres_told = [name for name in [*names, *told["skipped"]] if name.startswith("PostgreSQL")]
    assert len(postgres_told) == 1, "measured, or the reason why not"


@pytest.mark.parametrize(("make", "why"), [(Forgetful, "missed"), (Late, "was not seen by the next dispatch")])
def test_a_matcher_that_errs_fails_the_run_and_no_figure_is_told(
    make: engines.Make, why: str, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(text, "--json", make=make) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert told["marks"] == []
    assert why in told["differing"][0]


def test_the_table_says_why_there_is_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(marks=[Mark("speed", Spread(3, 2, 4), bound=2)], differing=["ours, dispatch 4: 1 missed (7)"])
    told = "\n".join(report.lines())
    assert "IDS DIFFER" in told
    assert "speed" not in told
    assert not report.good


@pytest.mark.parametrize(
    ("mark", "reached"),
    [
        (Mark("at least", Spread(12, 1, 99), "least", 12), True),
        (Mark("at least", Spread(11.9, 1, 99), "least", 12), False),
        (Mark("at most", Spread(1.1, 1, 9), "most", 1), False),
        (Mark("at most", Spread(1, 1, 9), "most", 1), True),
        (Mark("told", Spread(1, 1, 9)), None),
    ],
    ids=["at the least", "under the least", "over the most", "at the most", "no mark"],
)
def test_the_median_decides_whether_a_mark_is_reached(mark: Mark, reached: bool | None) -> None:
    assert mark.reached is reached
    assert Report(marks=[mark]).good is (reached is not False)


def test_the_same_seed_draws_the_same_queries_in_the_stated_shares() -> None:
    found = corpus.invented(40)
    drawn = list(islice(queries.Drawer(found, queries.HOT).queries(0.5, 1), 2_000))
    assert drawn == list(islice(queries.Drawer(found, queries.HOT).queries(0.5, 1), 2_000))
    kinds, whole = Counter(one.kind for one in drawn), sum(queries.SHARES.values())
    for kind, share in queries.SHARES.items():
        assert abs(kinds[kind] / len(drawn) - share / whole) < 0.03, kind
    always = Monitor()
    for number, one in enumerate(drawn):
        always.put(str(number), parse(one.text))
    assert {drawn[int(id)].kind for id in always.always} == {"always"}


def test_the_power_that_was_found_gives_the_rate_that_was_asked_for() -> None:
    found = corpus.invented(20)
    drawer = queries.Drawer(found, queries.HOT)
    power = queries.power(drawer, found, queries.HOT, sample=500)
    monitor = Monitor()
    for number, one in enumerate(islice(drawer.queries(power, 4), 500)):
        monitor.put(str(number), parse(one.text))
    assert queries.HOT / 3 < engines.rate(engines.asked(monitor), corpus.timed(found), 500) < queries.HOT * 3


def test_texts_without_marks_are_cut_into_dispatches_and_survive_another_process(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("\n".join("mot " * 100 for _ in range(12)), "utf-8")
    found = corpus.load(plain)
    assert [len(one.body) for one in found.dispatches] == [6, 6]
    corpus.save(found, tmp_path / "saved")
    assert corpus.again(tmp_path / "saved").dispatches == found.dispatches


def test_growth_measures_each_size_in_a_process_of_its_own_and_sets_the_last_against_the_first() -> None:
    found = corpus.invented(10)
    texts = (one.text for one in queries.Drawer(found, queries.HOT).queries(0.5, 1))
    report = Report()
    growth.run(report, found, texts, (100, 200))
    assert report.differing == []
    told = {mark.what: mark for mark in report.marks}
    for size in ("100", "200"):
        assert told[f"{size} queries: memory"].bound is None, "a mark of a million queries alone"
        assert told[f"{size} queries: start from text"].figure.middle > 0
    cost = told["cost of a dispatch, last size over first"]
    assert (cost.bound, cost.sense) == (growth.MOST_GROWTH, "most")
    assert cost.note.startswith("2 times the queries")


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("otan", "'=otan'"),
        ("journaux OR journal*", "('=journal' | 'journal':*)"),
        ('"Côte d’Ivoire" AND NOT sport', "(('cote' <-> 'ivoire') & !'=sport')"),
        ("* -aujourd'hui", "(!'=aujourd''hui')"),
        ('"accord paris"~5', None),
        ("otan language:fr", None),
        ("headline:otan", None),
        ("*", None),
    ],
)
def test_what_postgresql_can_hold_is_said_in_its_words(query: str, held: str | None) -> None:
    tree = parse(query)
    assert postgres.holdable(tree) is (held is not None)
    if held is not None:
        assert postgres.tsquery(tree) == held


def test_the_matcher_of_the_bench_is_the_one_in_use() -> None:
    matcher: StandingQueries = engines.ours({})
    assert type(matcher) is Monitor
