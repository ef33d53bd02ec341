"""Twice the text is at most two and a half times the work. Work is counted in calls of functions, never in time."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType

import pytest

from telex import intake
from telex.model.filing import Filing
from telex.model.text import MARKS, plain
from telex.reading import read
from telex.reading.spoken.quotemarks import Marked
from telex.reading.spoken.quotetokens import Passage
from telex.reading.spoken.unclosed import words
from telex.reading.words import split

RECEIVED = datetime(2026, 3, 12, 8, tzinfo=UTC)
SIZE = 12_000
MOST = 2.5
SLACK = 2_000
"""Calls that a reading makes whatever the text."""
PIECES = {
    "words": "la criée du port rouvre selon la régie ",
    "quotes": "« oui » ",
    "quotes with a speaker": "« Nous tenons », a dit Odile Brannec. ",
    "quotes after a verb": "le maire Jean Tremel a dit « nous tenons » et ",
    "quotes by role": "et « nous tenons », a dit le maire, puis ",
    "quotes by pronoun": "« Nous tenons », a-t-elle dit. Odile Brannec est là. ",
    "quotes left open": "« oui nous tenons, a dit le maire. ",
    "quotes of all marks": '« a “b ‘c "d » e” f ',
    "dialogue": "– Nous tenons, dit Odile Brannec.\n",
    "straight marks": '"',
    "dates": "le mardi 3 mars 2026, jeudi dernier, du 3 au 5 avril, ",
    "dates by line": "Le port ouvre mardi 3 mars 2026.\n",
    "digits": "1 234,5 ",
    "figures": "entre 12 et 15 bateaux, 3,5 % et 1 650 euros ",
    "promises": "Le conseil s'engage à payer Porzac d'ici lundi. ",
    "names": "Odile Brannec, Lila Menez et Yann Corvellec ",
    "roles and names": "directeur Jean Tremel ",
    "offices": "le président de la régie de Porzac ",
    "capitals": "LA CRIÉE ROUVRE ",
    "initials": "J. ",
    "hyphens": "Ab-",
    "parentheses": "(abc ",
    "apostrophes": "l'aujourd’hui ",
    "furniture": "Partager\nÀ lire aussi\n",
    "bylines": "Par Odile Brannec\n",
    "embargoes": "EMBARGO jusqu'au 13 mars à 6 h\n",
    "arabic": 'أعلنت الإدارة يوم 3 مارس "الرصيف". ',
    "accents apart": "La crie\u0301e « tient », a dit Odile Bre\u0301nnec le 3 fe\u0301vrier. ",
    "invisible": "po\u200brt ",
}


def calls(work: Callable[[], object]) -> int:
    """Calls of Python and built-in functions that a piece of work makes."""
    count = 0

    def heard(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    work()  # tables that are loaded at first use
    split.cache_clear()
    gc.disable()
    sys.setprofile(heard)
    try:
        work()
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


@pytest.mark.parametrize("name", PIECES)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    def reading(size: int) -> Callable[[], object]:
        text = (PIECES[name] * (size // len(PIECES[name]) + 1))[:size]
        draft = intake.read(Filing(f"La criée\n{text}".encode(), RECEIVED, "text/plain"))
        return lambda: read(draft, RECEIVED)

    once, twice = calls(reading(SIZE)), calls(reading(2 * SIZE))
    assert twice <= MOST * once + SLACK, (once, twice)


def test_many_people_with_an_office_and_many_quotes_by_office_are_not_tried_one_by_one() -> None:
    def reading(count: int) -> Callable[[], object]:
        people = " ".join(f"Le maire de V{n:03}ville, Jean P{n:03}el, parle." for n in range(count))
        quotes = "\n".join("« Nous tenons », a dit le maire." for _ in range(count))
        draft = intake.read(Filing(f"La criée\n{people}\n{quotes}".encode(), RECEIVED, "text/plain"))
        return lambda: read(draft, RECEIVED)

    once, twice = calls(reading(150)), calls(reading(300))
    assert twice <= MOST * once + SLACK, (once, twice)


def test_of_marks_piled_on_one_letter_no_more_are_kept_than_any_language_has() -> None:
    assert len(plain("e" + "\u0301\u0323" * 200_000)) <= MARKS + 1
    assert plain("cri" + "e\u0301" * 40) == "cri" + "é" * 40
    assert plain("— " * 40 + "é") == "— " * 40 + "é"
    assert plain("…" * 40 + "é") == "…" * 40 + "é"
    tamil = "\u0b95\u0bcd\u0bb7\u0bc6" * 40
    assert plain(tamil) == tamil


def test_the_words_of_a_quotation_stand_where_the_paragraph_has_them() -> None:
    text = "İlk söz. " * 30 + "« Nous tenons, a-t-elle dit, jusqu'à l'été », a noté Odile Brannec."
    start = text.index("«")
    mark = Marked(start, start + 1, text.index("»"), text.index("»") + 1, "«")
    inside = words(Passage(0, text, (mark,)), mark)
    assert inside.words[0] == "«»"
    shown = [text[a:b].lower() for a, b in zip(inside.starts[1:], inside.ends[1:], strict=True)]
    assert shown == inside.words[1:]
    assert inside.words[1:4] == ["nous", "tenons", ","]
    assert "-elle" in inside.words
