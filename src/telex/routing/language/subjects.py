"""IPTC Media Topics: what is broader than a subject, and the code of a label in English or French.

`subjects.tsv` is made by `tools/media_topics.py` (© IPTC, CC BY 4.0, see NOTICE). Its release is years old: a code that
is not in it is accepted as it stands, and has no broader ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources

from telex.model.text import fold_word, plain

FILE = "subjects.tsv"
_CODE = re.compile(r"(?:medtop:)?([0-9]{8})", re.IGNORECASE)
_LONGEST = 100
"""Characters of a label looked at; the longest has 62."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The subjects that come with Telex."""

    broader: dict[str, tuple[str, ...]]
    """Of each code: itself and everything above it, narrowest first."""
    labels: dict[str, tuple[str, str]]
    """Of each code: English, French (the English one where there is none)."""
    codes: dict[str, tuple[str, ...]]
    """Of each folded label: its codes, those in use before retired ones. Some labels name two subjects."""


@cache
def vocabulary() -> Vocabulary:
    """Read from the package, once."""
    lines = resources.files("telex.routing.language").joinpath(FILE).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    above = {code: up for code, up, _, _, _ in rows}
    used: dict[str, dict[str, None]] = {}
    for code, _, retired, english, french in sorted(rows, key=lambda row: row[2]):
        for label in filter(None, (_fold(english), _fold(french))):
            known = used.setdefault(label, {})
            if not known or not retired:
                known[code] = None
    return Vocabulary(
        {code: _upwards(code, above) for code in above},
        {code: (english, french or english) for code, _, _, english, french in rows},
        {label: tuple(codes) for label, codes in used.items()},
    )


def _upwards(code: str, above: dict[str, str]) -> tuple[str, ...]:
    found = [code]
    while (code := above.get(code, "")) and code not in found:
        found.append(code)
    return tuple(found)


def _fold(label: str) -> str:
    """Case, accents, marks and blanks do not count."""
    return "".join(char for char in fold_word(plain(label[:_LONGEST])) if char.isalnum())


def read_code(text: str) -> str | None:
    """The eight digits of `20000598` or `medtop:20000598`; None for anything else."""
    found = _CODE.fullmatch(text)
    return found[1] if found else None


def of_label(label: str) -> tuple[str, ...]:
    """The codes of a label, English or French; more than one when it names several subjects, none when unknown."""
    return vocabulary().codes.get(_fold(label), ())


def nearest(label: str) -> str | None:
    """A label, as written in the vocabulary, that was probably meant."""
    close = get_close_matches(_fold(label), vocabulary().codes, n=1, cutoff=0.6)
    if not close:
        return None
    code = vocabulary().codes[close[0]][0]
    return next((label for label in vocabulary().labels[code] if _fold(label) == close[0]), None)


def name(code: str, french: bool = False) -> str | None:
    """The label of a code; None when it is not in the table."""
    found = vocabulary().labels.get(code)
    return None if found is None else found[french]


def with_broader(subjects: Iterable[str]) -> list[str]:
    """What `subject:` is compared with: the digits of each subject and of all that are broader; other codes as they are."""
    known = vocabulary().broader
    found: dict[str, None] = {}
    for subject in subjects:
        code = read_code(subject)
        found.update(dict.fromkeys((subject,) if code is None else known.get(code, (code,))))
    return list(found)
