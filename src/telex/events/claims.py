"""What an event page may say of several accounts, and the account as the comparison reads it (events.md section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from telex.events.signature import REUSE_LIMIT, Signature, normalise, sign
from telex.model.dispatch import Dispatch
from telex.model.mentions import NOTHING, Mentions
from telex.model.proof import Field, Span

T = TypeVar("T")
MOST_OF_A_KIND = 60
"""People, places, quotations ... of one account that are compared: the first ones; more than a page of news holds."""
_LATIN = "fr en de es it pt nl ca ro pl cs sk hu sv da no nb nn fi hr sl et lv lt tr"
LATIN = frozenset(_LATIN.split())
"""Languages whose names of people are spelled alike: in others, a name not found proves nothing."""
_HONORIFICS = "m mm mme mmes mlle mr mrs ms dr pr me mgr sir lord lady herr frau senor senora signor don"
HONORIFICS = frozenset(_HONORIFICS.split())
_ARTICLES = "le la les l un une des de du d the a an"
ARTICLES = frozenset(_ARTICLES.split())


@dataclass(frozen=True, slots=True)
class Told:
    """What one account says, and where."""

    dispatch: str
    value: str
    """As written; an ISO day (or `day/day`) for a date of the event."""
    span: Span | None = None
    """`body[block][start:end]`; None only for a date that the format declared."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is proven from spans of text, and no more than that."""

    kind: str
    """same, reworded (same speaker, other words), differs, role (one person, role written otherwise), spelling (name written
    otherwise), linked (a weekday that fits another account's day), both (named in several), only (found in one)."""
    what: str
    """person, organisation, place, figure, quote, date."""
    told: tuple[Told, ...]
    """One an account, in the order of the accounts; for `only` one."""
    absent: tuple[str, ...] = ()
    """Accounts in which the reader did not find it. One in neither list was not compared (another language)."""


@dataclass(frozen=True, slots=True)
class Account:
    """A dispatch, with what comparisons ask of it again and again."""

    dispatch: Dispatch
    text: str
    """Words of headline, subheadline, captions and body in the signature's form, one blank around each."""

    @classmethod
    def of(cls, dispatch: Dispatch) -> Account:
        captions = [caption.text for caption in dispatch.captions]
        parts = [dispatch.headline or "", dispatch.subheadline or "", *captions, *dispatch.body]
        return cls(dispatch, f" {' '.join(normalise(' '.join(parts)[:REUSE_LIMIT]))} ")

    @property
    def id(self) -> str:
        return self.dispatch.id

    @property
    def mentions(self) -> Mentions:
        return self.dispatch.mentions

    @property
    def language(self) -> str:
        """Two letters, empty when unknown."""
        return (self.dispatch.language or "").split("-")[0].lower()

    @property
    def read(self) -> bool:
        """Whether its mentions were read: of one recorded before there were any, nothing is said to be missing."""
        return self.mentions != NOTHING

    def says(self, words: Sequence[str]) -> bool:
        """Whether the words stand in it in this order, whatever the reader made of them."""
        return bool(words) and f" {' '.join(words)} " in self.text

    def paragraph(self, span: Span) -> str:
        """The paragraph that holds a span; empty when there is none."""
        return self.dispatch.body[span.block] if span.block < len(self.dispatch.body) else ""


def spanned(account: Account, found: Iterable[Field[T]]) -> list[tuple[Field[T], Span]]:
    """Those with a place in the body, the first of each kind; a place that the body does not have is none."""
    kept: list[tuple[Field[T], Span]] = []
    for each in found:
        span = each.span
        if span is not None and 0 <= span.start < span.end <= len(account.paragraph(span)):
            kept.append((each, span))
            if len(kept) == MOST_OF_A_KIND:
                break
    return kept


def name_words(name: str) -> tuple[str, ...]:
    """A name's words in the signature's form, without honorific and article before it."""
    words = normalise(name)
    while words and (words[0] in HONORIFICS or words[0] in ARTICLES):
        words = words[1:]
    return tuple(words)


def passage(dispatch: Dispatch, text: str) -> Signature:
    """A passage of a dispatch as the signature has it: stems without function words, names."""
    alone = Dispatch(
        dispatch.id, dispatch.uri, dispatch.version, dispatch.act, dispatch.pubstatus, dispatch.received_at,
        dispatch.source, language=dispatch.language, body=(text,),
    )  # fmt: skip
    return sign(alone)


def content(dispatch: Dispatch, text: str) -> frozenset[str]:
    """The stems of a passage."""
    return frozenset(passage(dispatch, text).text)


def only(what: str, value: str, span: Span, home: Account, absent: Sequence[Account]) -> Claim | None:
    """Found in one account and not by the reader in the others; None when no other could be asked."""
    if not absent or not home.read:
        return None
    return Claim("only", what, (Told(home.id, value, span),), tuple(other.id for other in absent))
