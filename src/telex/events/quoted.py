"""Quotations of several accounts: the same words, other words of one speaker, or found in one account alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telex.events.claims import Account, Claim, Told, content, name_words, only, spanned
from telex.events.signature import normalise
from telex.model.proof import Span

LEAST_CONTAINED = 8
"""Words that a shorter quotation must have to be the same as a longer one that holds it (events.md section 6)."""
LEAST_QUOTED = 3
"""Words under which quotation marks set off a term, not somebody's words."""
LEAST_SHARED = 5
"""Content stems that two quotations of one speaker share to stand beside one another (events.md section 6)."""
MOST_QUOTATIONS = 400
"""Compared over all accounts together."""
MOST_PAIRS = 5_000
"""Pairs of one speaker's quotations looked at."""

_MARKS = re.compile(r"«([^«»]{1,4000})»|“([^“”]{1,4000})”|„([^„“”]{1,4000})[“”]|\"([^\"]{1,4000})\"")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in its account."""

    account: Account
    span: Span
    text: str
    words: tuple[str, ...]
    speaker: tuple[str, ...] = ()
    """Words of the resolved speaker's name; empty when nobody is sure."""

    @property
    def told(self) -> Told:
        return Told(self.account.id, self.text, self.span)


def quotations(account: Account) -> tuple[Quoted, ...]:
    """Quotations that the reader found; of a text recorded before it looked for any, those between marks in one paragraph.

    Quoted terms are none: they are nobody's words.
    """
    found = _read(account) if account.read else _marked(account)
    return tuple(q for q in found if len(q.words) >= LEAST_QUOTED)


def claims(accounts: Sequence[Account]) -> tuple[list[Claim], bool]:
    """Same, reworded, only; and whether every quotation could be compared."""
    everything = [quotation for account in accounts for quotation in quotations(account)]
    listed = everything[:MOST_QUOTATIONS]
    groups = _same(listed)
    shared = [group for group in groups if len({listed[n].account.id for n in group}) > 1]
    alone = [n for group in groups if group not in shared for n in group]
    pairs, looked_at_all = _reworded(listed, alone)
    found = [_shared([listed[n] for n in group], accounts) for group in shared]
    found += [Claim("reworded", "quote", (listed[a].told, listed[b].told)) for a, b in pairs]
    paired = {n for pair in pairs for n in pair}
    for n in alone:
        if n not in paired and (claim := _alone(listed[n], accounts)) is not None:
            found.append(claim)
    return found, looked_at_all and len(everything) == len(listed)


def _read(account: Account) -> Iterator[Quoted]:
    for field, span in spanned(account, account.mentions.quotes):
        if field.value.kind != "scare":
            words = tuple(normalise(field.value.text))
            yield Quoted(account, span, field.value.text, words, name_words(field.value.speaker or ""))


def _marked(account: Account) -> Iterator[Quoted]:
    for number, paragraph in enumerate(account.dispatch.body):
        for match in _MARKS.finditer(paragraph):
            start, end = match.span(match.lastindex or 0)
            inside = paragraph[start:end]
            start += len(inside) - len(inside.lstrip())
            text = inside.strip()
            yield Quoted(account, Span(number, start, start + len(text)), text, tuple(normalise(text)))


def _same(listed: Sequence[Quoted]) -> list[list[int]]:
    """Quotations put together that are equal, or of which the shorter has eight words and stands in the longer as a run.

    Runs of eight words find the candidates, so the work grows with the text and not with the square of the quotations.
    """
    home = list(range(len(listed)))
    whole: dict[tuple[str, ...], int] = {}
    runs: dict[tuple[str, ...], list[int]] = {}
    for n in sorted(range(len(listed)), key=lambda n: -len(listed[n].words)):
        words = listed[n].words
        twin = whole.setdefault(words, n)
        home[n] = home[twin] if twin != n else n
        if twin == n and len(words) >= LEAST_CONTAINED:
            holder = next((m for m in runs.get(words[:LEAST_CONTAINED], ()) if _holds(listed[m].words, words)), None)
            home[n] = home[holder] if holder is not None else n
            for run in set(zip(*(words[k:] for k in range(LEAST_CONTAINED)), strict=False)):
                runs.setdefault(run, []).append(n)
    groups: dict[int, list[int]] = {}
    for n in range(len(listed)):
        groups.setdefault(home[n], []).append(n)
    return list(groups.values())


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    size = len(shorter)
    return any(longer[start : start + size] == shorter for start in range(len(longer) - size + 1))


def _reworded(listed: Sequence[Quoted], alone: Sequence[int]) -> tuple[list[tuple[int, int]], bool]:
    """Pairs of two accounts with one speaker and five content stems in common, each quotation in the best pair it has."""
    by_speaker: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for n in alone:
        if listed[n].speaker and len(listed[n].words) >= LEAST_SHARED:
            by_speaker.setdefault((listed[n].speaker, listed[n].account.language), []).append(n)
    rooms = [group for group in by_speaker.values() if len(group) > 1]
    stems = {n: content(listed[n].account.dispatch, listed[n].text) for group in rooms for n in group}
    candidates = [
        (a, b) for group in rooms for i, a in enumerate(group) for b in group[i + 1 :]
        if listed[a].account.id != listed[b].account.id
    ]  # fmt: skip
    looked_at = candidates[:MOST_PAIRS]
    scored = [(len(stems[a] & stems[b]), a, b) for a, b in looked_at]
    taken: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for shared, a, b in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if shared >= LEAST_SHARED and not {a, b} & taken:
            pairs.append((a, b))
            taken |= {a, b}
    return sorted(pairs), len(looked_at) == len(candidates)


def _shared(group: Sequence[Quoted], accounts: Sequence[Account]) -> Claim:
    """One quotation of several accounts, the first of each; absent from those of its language that have not its words."""
    first: dict[str, Quoted] = {}
    for quotation in group:
        first.setdefault(quotation.account.id, quotation)
    languages = {quotation.account.language for quotation in group}
    absent = [
        other.id for other in accounts
        if other.id not in first and other.read and {other.language} == languages
        and not any(other.says(quotation.words) for quotation in group)
    ]  # fmt: skip
    return Claim("same", "quote", tuple(quotation.told for quotation in first.values()), tuple(absent))


def _alone(quotation: Quoted, accounts: Sequence[Account]) -> Claim | None:
    """Another text that holds the words, without marks or beyond what the reader found, is not one without them."""
    home = quotation.account
    others = [a for a in accounts if a.id != home.id and a.read and a.language == home.language]
    if any(other.says(quotation.words) for other in others):
        return None
    return only("quote", quotation.text, quotation.span, home, others)
