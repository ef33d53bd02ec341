"""A query in words: what each of its clauses asks, in which form it is compared, and when the query is asked at all."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from telex.routing.language import subjects
from telex.routing.language.fields import FIELDS
from telex.routing.language.query import (
    All,
    And,
    Code,
    Leaf,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Present,
    Query,
    TimeRange,
    Word,
)
from telex.routing.terms import pair

_SAYS = {
    All: ("every dispatch", "toutes les dépêches"),
    And: ("all of this", "tout ceci à la fois"),
    Or: ("any of this", "l’un de ceci"),
    Not: ("without this", "sans ceci"),
    Word: ("the word, singular or plural", "le mot, au singulier ou au pluriel"),
    Phrase: ("these words in this order, as spelt", "ces mots dans cet ordre, tels qu’écrits"),
    Prefix: ("words that begin so", "les mots qui commencent ainsi"),
    Code: ("this value", "cette valeur"),
    Present: ("the dispatch has this at all", "la dépêche en a"),
    NumberRange: ("a number within these bounds", "un nombre entre ces bornes"),
    TimeRange: ("a time within these bounds", "un moment entre ces bornes"),
}
_NEAR = ("these words near each other, up to {slop} out of place", "ces mots proches, à {slop} places près")
_EVERYWHERE = ("headline, slug, summary, text or keywords", "titre, slug, résumé, texte ou mots-clés")


class Clause(Struct, frozen=True):
    """One node of a query."""

    says: str
    """What it asks, in words."""
    query: str
    """The node alone, in canonical form."""
    where: str | None = None
    """What of the dispatch it looks at."""
    form: str | None = None
    """What is compared: folded words, with the plural for words without quotation marks; a code with its label."""
    parts: tuple[Clause, ...] = ()


def clauses(query: Query, *, french: bool = False) -> Clause:
    """The query as clauses, in French or English."""
    says = (_NEAR if isinstance(query, Phrase) and query.slop else _SAYS[type(query)])[french]
    if isinstance(query, Phrase):
        says = says.format(slop=query.slop)
    if isinstance(query, Leaf):
        field = None if query.field is None else FIELDS[query.field]
        where = _EVERYWHERE[french] if field is None else field.dit if french else field.says
        return Clause(says, str(query), where, _form(query, french))
    inner: Sequence[Query] = (
        query.parts if isinstance(query, And | Or) else [query.part] if isinstance(query, Not) else []
    )
    return Clause(says, str(query), parts=tuple(clauses(part, french=french) for part in inner))


def _form(leaf: Leaf, french: bool) -> str | None:
    if isinstance(leaf, Word):
        return pair(leaf.text)[1]
    if isinstance(leaf, Prefix):
        return pair(leaf.text)[0] + "…"
    if isinstance(leaf, Phrase):
        return " ".join(pair(word)[0] for word in leaf.words)
    if isinstance(leaf, Code) and leaf.field == "subject":
        return subjects.name(leaf.value, french)
    return leaf.value.casefold() if isinstance(leaf, Code) else None


def anchors(query: Query) -> tuple[str, ...] | None:
    """The conditions of which one must be true before the query is looked at; None = it is asked about every dispatch.

    By what is usually rare: where the wire has others, a rarer clause of the query takes the place.
    """
    found = _anchor(query)
    return None if found is None else tuple(str(leaf) for leaf in found[1])


def _anchor(query: Query) -> tuple[float, tuple[Leaf, ...]] | None:
    """`(share, leaves)`: all of several take the rarest, any of several need them all, a negation needs nothing."""
    if isinstance(query, Leaf):
        return _usually(query), (query,)
    if isinstance(query, And):
        found = [anchor for part in query.parts if (anchor := _anchor(part)) is not None]
        return min(found, key=lambda anchor: anchor[0], default=None)
    if isinstance(query, Or):
        each = [anchor for part in query.parts if (anchor := _anchor(part)) is not None]
        if len(each) == len(query.parts):
            return sum(share for share, _ in each), tuple(dict.fromkeys(leaf for _, some in each for leaf in some))
    return None


def _usually(leaf: Leaf) -> float:
    """How often a condition is true, roughly: only the order counts."""
    if isinstance(leaf, Phrase):
        return 0.01 / len(leaf.words)
    if isinstance(leaf, Word | Prefix):
        return (0.5 if isinstance(leaf, Word) else 1.5) / len(leaf.text) ** 2
    return 0.05 if isinstance(leaf, Code) else 1.0
