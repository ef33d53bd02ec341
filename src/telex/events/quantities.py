"""Figures of several accounts: the same, different ones of the same thing, or found in one account alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telex.events.claims import Account, Claim, Told, content, only, passage, spanned
from telex.events.signature import normalise
from telex.events.verbatim import sentence_at
from telex.model.mentions import Figure
from telex.model.proof import Field, Span

LEAST_AROUND = 2
"""Content stems in both sentences, the figure's own left out, that make equal values of one unit the same figure."""
PREPOSITIONS = frozenset({"de", "d", "du", "des", "of", "in", "en"})
ARTICLES = frozenset({"la", "le", "les", "l", "the"})
_MEASURES = """
an ans annee annees mois semaine semaines jour jours heure heures minute minutes seconde secondes km kilometre kilometres m
metre metres cm kg kilo kilos tonne tonnes litre litres hectare hectares degre degres point points fois
year years month months week weeks day days hour hours second seconds mile miles meter meters ton tons acre acres degree
degrees times percent
"""
MEASURES = frozenset(_MEASURES.split())
"""Units that measure anything: `3 jours` here and `5 jours` there are only of one thing when what they measure is."""


Values = Mapping[str, Sequence[tuple[float, float]]]
"""By account, lowest and highest of each of its figures."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in its account."""

    account: Account
    span: Span
    figure: Figure
    unit: str
    """ISO code, `%` or folded measure; empty when the unit is what is counted."""
    head: frozenset[str]
    """Stems of what is counted or measured; empty when the text does not say."""
    around: frozenset[str]
    """Content stems of the sentence, the figure's own left out."""
    names: frozenset[str]
    """Names in the sentence: they cross languages."""

    @property
    def told(self) -> Told:
        return Told(self.account.id, self.figure.text, self.span)

    @property
    def value(self) -> tuple[float, float]:
        return self.figure.value, self.figure.value if self.figure.high is None else self.figure.high


def claims(accounts: Sequence[Account]) -> list[Claim]:
    """Same and differing figures, then those found in one account alone."""
    listed = [_quantity(a, f, s) for a in accounts for f, s in spanned(a, a.mentions.figures)]
    values: dict[str, list[tuple[float, float]]] = {}
    for quantity in listed:
        values.setdefault(quantity.account.id, []).append(quantity.value)
    same = _same(listed)
    used = {id(quantity) for group in same for quantity in group}
    differing = _differing(listed, used)
    used |= {id(quantity) for group in differing for quantity in group}
    found = [
        Claim("same", "figure", tuple(q.told for q in group), tuple(a.id for a in _without(group, values, accounts)))
        for group in same
    ]
    found += [Claim("differs", "figure", tuple(q.told for q in group)) for group in differing]
    for quantity in listed:
        if id(quantity) not in used and (claim := _alone(quantity, values, accounts)) is not None:
            found.append(claim)
    return found


def _quantity(account: Account, field: Field[Figure], span: Span) -> Quantity:
    dispatch, figure, paragraph = account.dispatch, field.value, account.paragraph(span)
    start, end = sentence_at(paragraph, span.start)
    own = content(dispatch, paragraph[span.start : span.end])
    unit = _unit(figure)
    counted = content(dispatch, _measured(paragraph[span.end : min(end, span.end + 60)]) if unit else figure.unit)
    sentence = passage(dispatch, paragraph[start:end])
    names = frozenset(word for word in sentence.names if not word.isdigit())
    return Quantity(account, span, figure, unit, counted, frozenset(sentence.text) - own - counted, names)


def _unit(figure: Figure) -> str:
    if figure.unit == "%" or (len(figure.unit) == 3 and figure.unit.isascii() and figure.unit.isupper()):
        return figure.unit
    words = normalise(figure.unit)
    return words[0] if words and words[0] in MEASURES else ""


def _measured(after: str) -> str:
    """The first content word after `de`, `of` ...: of `40 % des logements`, `logements`."""
    words = normalise(after)
    if not words or words[0] not in PREPOSITIONS:
        return ""
    return next((word for word in words[1:3] if word not in PREPOSITIONS and word not in ARTICLES), "")


def _same(listed: Sequence[Quantity]) -> list[list[Quantity]]:
    buckets: dict[tuple[object, ...], list[list[Quantity]]] = {}
    for quantity in listed:
        key = (*quantity.value, quantity.unit or quantity.head)
        rooms = buckets.setdefault(key, [])
        room = next((r for r in rooms if any(_alike(one, quantity) for one in r)), None)
        if room is None:
            rooms.append([quantity])
        elif quantity.account.id not in {one.account.id for one in room}:
            room.append(quantity)
    return [room for rooms in buckets.values() for room in rooms if len(room) > 1]


def _alike(one: Quantity, other: Quantity) -> bool:
    """Equal value and unit are given: the same thing is counted, or words around are shared."""
    if one.head and one.head == other.head and one.account.language == other.account.language:
        return True
    if one.account.language == other.account.language:
        return len((one.around | one.head) & (other.around | other.head)) >= LEAST_AROUND
    return bool(one.unit) and bool(one.names & other.names)


def _differing(listed: Sequence[Quantity], used: set[int]) -> list[list[Quantity]]:
    """One value in each account for one thing counted, and not the same: with several it is not known which answers which."""
    buckets: dict[tuple[object, ...], dict[str, list[Quantity]]] = {}
    for quantity in listed:
        if quantity.head:
            key = (quantity.unit, quantity.head, quantity.account.language)
            buckets.setdefault(key, {}).setdefault(quantity.account.id, []).append(quantity)
    found: list[list[Quantity]] = []
    for by_account in buckets.values():
        if any(id(q) in used for group in by_account.values() for q in group):
            continue
        single = [group[0] for group in by_account.values() if len({q.value for q in group}) == 1]
        first = single[:1]
        apart = first + [q for q in single[1:] if first[0].around & q.around and not _overlap(first[0].value, q.value)]
        if len(apart) > 1:
            found.append(apart)
    return found


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _alone(quantity: Quantity, values: Values, accounts: Sequence[Account]) -> Claim | None:
    """Not in one text alone when another has the value, or the very number, whatever its unit."""
    home = quantity.account
    if any(_has(other, quantity, values) for other in accounts if other.id != home.id):
        return None
    return only("figure", quantity.figure.text, quantity.span, home, _without([quantity], values, accounts))


def _without(group: Sequence[Quantity], values: Values, accounts: Sequence[Account]) -> list[Account]:
    """Accounts that would count in the same unit, and in which neither the value nor the number was found."""
    homes = {quantity.account.id for quantity in group}
    return [
        other for other in accounts
        if other.id not in homes and other.read
        and any(quantity.unit or quantity.account.language == other.language for quantity in group)
        and not any(_has(other, quantity, values) for quantity in group)
    ]  # fmt: skip


def _has(other: Account, quantity: Quantity, values: Values) -> bool:
    if any(_overlap(value, quantity.value) for value in values.get(other.id, ())):
        return True
    words = normalise(quantity.figure.text)
    return other.says([word for word in words if word[0].isdigit()] or words[:1])
