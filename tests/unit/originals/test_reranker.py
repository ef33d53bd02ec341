"""The operator's function in its own process: a real one each time, written by the test."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from telex.originals.reranker import LONGEST, NoOrder, Reranker

SHARED = """
def order(query, candidates):
    words = set(query.lower().split())
    return [len(words & set(text.lower().split())) for text in candidates]
"""


def written(folder: Path, text: str, name: str = "order") -> str:
    path = folder / "ranking.py"
    path.write_text(text, "utf-8")
    return f"{path}:{name}"


def order(
    function: str, candidates: list[str], query: str = "a barge and two ferries", seconds: float = 60
) -> tuple[int, ...]:
    return asyncio.run(Reranker(function, seconds=seconds).order(query, candidates))


def test_a_function_of_a_file_puts_the_texts_in_order(tmp_path: Path) -> None:
    found = order(written(tmp_path, SHARED), ["a lamp", "a barge and ferries", "two ferries and a barge"])
    assert found == (2, 1, 0)


def test_a_function_of_an_installed_module_is_found_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, SHARED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert order("ranking:order", ["a lamp", "a barge and ferries"]) == (1, 0)


def test_equal_figures_leave_the_order_by_names_and_numbers(tmp_path: Path) -> None:
    assert order(
        written(tmp_path, "def order(query, candidates):\n    return [0.5] * len(candidates)"), ["b", "a", "c"]
    ) == (0, 1, 2)


def test_no_text_is_given_beyond_its_first_thousand_characters(tmp_path: Path) -> None:
    says = "def order(query, candidates):\n    return [-abs(len(text) - 1_000) - abs(len(query) - 1_000) for text in candidates]"
    assert LONGEST == 1_000
    assert order(written(tmp_path, says), ["x" * 999, "y" * 5_000], query="z" * 9_000) == (1, 0)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return [1.0]", "as many figures as texts"),
        ("return [1.0, 2.0, 3.0]", "as many figures as texts"),
        ("return [float('nan'), 1.0]", "not finite"),
        ("return ['near', 'far']", "ValueError"),
        ("return None", "TypeError"),
        ("raise RuntimeError('weights are missing')", "weights are missing"),
        ("import os; os._exit(3)", "without an answer"),
        ("raise SystemExit", "without an answer"),
        ("import itertools; return itertools.count()", "as many figures as texts"),
    ],
)
def test_a_function_that_gives_no_order_is_told_and_nothing_falls(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(NoOrder, match=said):
        order(written(tmp_path, f"def order(query, candidates):\n    {body}"), ["a", "b"])


@pytest.mark.parametrize("name", ["nowhere.at_all:order", "{file}:other", "{folder}/none.py:order"])
def test_a_function_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    file = written(tmp_path, SHARED).removesuffix(":order")
    with pytest.raises(NoOrder, match="failed: "):
        order(name.format(file=file, folder=tmp_path), ["a", "b"])


def test_what_the_function_prints_is_no_answer(tmp_path: Path) -> None:
    loud = SHARED.replace("    words", "    print('[9, 9]', flush=True)\n    words", 1)
    assert order(written(tmp_path, loud), ["a lamp", "a barge"]) == (1, 0)


def test_a_function_that_hangs_is_ended_and_leaves_no_process(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    hangs = (
        f"import os, time\ndef order(query, candidates):\n    open({str(mark)!r}, 'w').write(str(os.getpid()))\n"
        "    time.sleep(600)"
    )

    async def work() -> None:
        reranker = Reranker(written(tmp_path, hangs))
        asked = asyncio.create_task(reranker.order("a", ["a", "b"]))
        while not mark.exists() or not mark.read_text():
            await asyncio.sleep(0.05)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        with pytest.raises(ProcessLookupError):
            os.kill(int(mark.read_text()), 0)

    asyncio.run(work())
    with pytest.raises(NoOrder, match="no answer within 1 s"):
        order(written(tmp_path, hangs), ["a", "b"], seconds=1)


def test_the_function_sees_no_setting_of_the_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEX_SECRET", "s" * 40)
    looks = "import os\ndef order(query, candidates):\n    return [any(k.startswith('TELEX') for k in os.environ), 0.5]"
    assert order(written(tmp_path, looks), ["a", "b"]) == (1, 0)


def test_two_questions_at_once_are_answered_one_after_the_other(tmp_path: Path) -> None:
    alone = (
        f"import os, time\nmark = {str(tmp_path / 'busy')!r}\ndef order(query, candidates):\n"
        "    os.close(os.open(mark, os.O_CREAT | os.O_EXCL))\n    time.sleep(0.2)\n    os.unlink(mark)\n    return [0, 1]"
    )

    async def work() -> list[tuple[int, ...]]:
        reranker = Reranker(written(tmp_path, alone))
        return await asyncio.gather(*(reranker.order("a", ["a", "b"]) for _ in range(3)))

    assert asyncio.run(work()) == [(1, 0)] * 3
