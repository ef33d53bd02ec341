"""Who is named: which runs of capitals are people, by what evidence, with which role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from telex.reading.named import roles
from telex.reading.named.chunks import Chunk, Found
from telex.reading.named.demonyms import DEMONYMS
from telex.reading.named.honorifics import HONORIFICS, RANKS, gender_of
from telex.reading.named.opening_words import OPENING
from telex.reading.named.role_words import BEFORE, HEADS, KIN, gender, is_agent
from telex.reading.named.roles import Role
from telex.reading.named.speech import SPEECH
from telex.reading.named.tokens import Tokens

MAX_PEOPLE = 400
"""Of one text; the longest lists of names in a dispatch (line-ups, victims) stay below 100."""
_OPENING = frozenset('«“‘"')
_CLOSING = frozenset('»”’"')
_CLOSERS = frozenset({",", ".", ")", "»", '"', ";", ":", "", "-", "–", "—", "]", "!", "?", "et", "and", "”"})
_ARTICLES = frozenset({"le", "la", "les", "l'", "the", "un", "une", "cette", "ce", "ces", "des"})
_SKIPPED = frozenset(
    {"le", "la", "l'", "les", "un", "une", "son", "sa", "leur", "notre", "the", "a", "an", "his", "her", "their"}
)
_AGED = frozenset({"age", "agee", "aged"})


@dataclass(slots=True)
class Someone:
    """A person of the text while it is read."""

    chunk: Chunk
    """The fullest form of the name."""
    words: tuple[str, ...]
    """Folded, without honorific."""
    role: Role | None = None
    gender: str | None = None
    likely: bool = False
    forms: list[Chunk] = field(default_factory=list)
    """Every place, in order."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a run of capitals is a person."""

    role: Role | None
    likely: bool


def words_of(tokens: Tokens, chunk: Chunk) -> tuple[str, ...]:
    """The folded words of a name; an initial keeps its stop out."""
    return tuple(tokens.low[chunk.start : chunk.last])


class Roles:
    """Roles by where they end, and which of them have found their person."""

    def __init__(self, found: Sequence[Role]) -> None:
        self.all = list(found)
        self.ending = {(role.paragraph, role.last): role for role in sorted(found, key=lambda r: -r.first)}
        self.attached: set[tuple[int, int]] = set()

    def take(self, role: Role) -> None:
        """Marks a role, and those inside it, as somebody's."""
        self.attached.update((role.paragraph, place) for place in range(role.first, role.last))

    def open(self) -> list[Role]:
        """The roles that stand alone."""
        return [role for role in self.all if (role.paragraph, role.first) not in self.attached]


def find(texts: Sequence[Tokens], found: Found) -> tuple[list[Someone], Roles]:
    """Those named in full or with a title or role, in order; surnames alone are folded in by `surnames`."""
    known = Roles(found.roles)
    people: dict[tuple[str, ...], Someone] = {}
    for chunk in found.chunks:
        if chunk.kind not in {"titled", "name"} or len(people) >= MAX_PEOPLE:
            continue
        tokens = texts[chunk.paragraph]
        evidence = judge(tokens, chunk, known)
        words = words_of(tokens, chunk)
        if (evidence is None or _between_marks(tokens, chunk)) and words not in people:
            continue
        someone = people.setdefault(words, Someone(chunk, words, likely=evidence is not None and evidence.likely))
        _add(someone, tokens, chunk, evidence, known)
    return list(people.values()), known


def _between_marks(tokens: Tokens, chunk: Chunk) -> bool:
    """A name that quote marks hold alone is a title, a ship, an operation: `le ferry « Lady Ardel »`."""
    return tokens.at(chunk.first - 1) in _OPENING and tokens.at(chunk.last) in _CLOSING


def _add(someone: Someone, tokens: Tokens, chunk: Chunk, evidence: Evidence | None, known: Roles) -> None:
    someone.forms.append(chunk)
    if someone.chunk.kind == "titled" and chunk.kind == "name":
        someone.chunk = chunk
    someone.likely = someone.likely and (evidence is None or evidence.likely)
    if evidence is not None and evidence.role is not None:
        known.take(evidence.role)
        if someone.role is None:
            someone.role = evidence.role
    someone.gender = someone.gender or told_gender(tokens, chunk, evidence.role if evidence else None)


def told_gender(tokens: Tokens, chunk: Chunk, role: Role | None) -> str | None:
    """m or f by honorific, by the noun of the role or its article, by the given name; None when nothing tells."""
    if chunk.honorific and HONORIFICS[chunk.honorific]:
        return HONORIFICS[chunk.honorific]
    if role is not None:
        article = tokens.at(role.first - 1)
        if article in {"la", "une"}:
            return "f"
        if told := gender(role.head, role.english):
            return told
    return gender_of(tokens.low[chunk.start])


def judge(tokens: Tokens, chunk: Chunk, known: Roles) -> Evidence | None:
    """The evidence that a run of capitals names a person, with the role beside it; None when there is none."""
    size = chunk.last - chunk.start
    before = known.ending.get((chunk.paragraph, chunk.first))
    if before is not None and tokens.low[before.first] not in {"monsieur", "madame"}:
        return Evidence(before, chunk.placed)
    full = size >= 2 or chunk.honorific is not None
    if full and (role := _before_comma(tokens, chunk, known) or _after(tokens, chunk)):
        return Evidence(role, False)
    if chunk.honorific is not None:
        return Evidence(_rank(tokens, chunk), False)
    if size < 2 or (chunk.placed and not chunk.given):
        return None
    if chunk.given:
        return Evidence(None, False)
    shouted = tokens.words[chunk.last - 1].isupper() and len(tokens.words[chunk.last - 1]) > 4
    if shouted or tokens.low[chunk.first] in OPENING:
        return None
    if tokens.at(chunk.first - 1) not in _ARTICLES and (_aged(tokens, chunk) or _speaks(tokens, chunk)):
        return Evidence(None, True)
    return None


def _rank(tokens: Tokens, chunk: Chunk) -> Role | None:
    if chunk.honorific in RANKS:
        return Role(chunk.paragraph, chunk.first, chunk.start, chunk.honorific or "", True, True)
    return None


def _before_comma(tokens: Tokens, chunk: Chunk, known: Roles) -> Role | None:
    """`le maire de X, Jean Y,`: a definite role, a comma, the name, and the end of the apposition."""
    if tokens.at(chunk.first - 1) != ",":
        return None
    role = known.ending.get((chunk.paragraph, chunk.first - 1))
    if role is None or not (role.definite or role.head in KIN) or tokens.at(chunk.last) not in _CLOSERS:
        return None
    return role


def _after(tokens: Tokens, chunk: Chunk) -> Role | None:
    """`Jean Y, 45 ans, maire de X,` or `Jean Y (maire de X)`."""
    if tokens.at(chunk.last) not in {",", "("}:
        return None
    place = _past_age(tokens, chunk.last + 1)
    article = False
    while tokens.at(place) in _SKIPPED:
        article = article or tokens.low[place] in {"le", "la", "l'", "the"}
        if tokens.at(place + 1) in KIN:
            break
        place += 1
    if tokens.at(place) in {"his", "her", "sa", "son", "leur", "their"}:
        place += 1
    noun = _noun(tokens, place)
    if noun is None:
        return None
    role = roles.at(tokens, noun, chunk.paragraph, apposed=True)
    return None if _is_next_ones(tokens, role, article) else role


def _noun(tokens: Tokens, place: int) -> int | None:
    """The word of a role that begins at `place`: past `ancien`, past an acronym or an adjective with a capital."""
    for at in range(place, min(place + 4, len(tokens.words))):
        word = tokens.low[at]
        if word in HEADS or (is_agent(word) and not tokens.capital(at)):
            return at
        if not (
            word in BEFORE or word == "-" or (tokens.capital(at) and (tokens.words[at].isupper() or word in DEMONYMS))
        ):
            return None
    return None


def _is_next_ones(tokens: Tokens, role: Role, article: bool) -> bool:
    """`X, le maire de Y, Jean Z,`: the role belongs to the name that follows it."""
    if tokens.capital(role.last) and tokens.starts[role.last] - tokens.ends[role.last - 1] == 1:
        return True
    return article and tokens.at(role.last) == "," and tokens.capital(role.last + 1) and tokens.capital(role.last + 2)


def _past_age(tokens: Tokens, place: int) -> int:
    """Past `45 ans,`, `âgé de 45 ans,`, `45,`."""
    at = place
    if tokens.at(at) in _AGED:
        at += 2 if tokens.at(at + 1) == "de" else 1
    if not tokens.at(at).isdigit():
        return place
    at += 1
    if tokens.at(at) in {"ans", "years"}:
        at += 1
    return at + 1 if tokens.at(at) == "," else place


def _aged(tokens: Tokens, chunk: Chunk) -> bool:
    return tokens.at(chunk.last) in {",", "("} and (
        tokens.at(chunk.last + 1) in _AGED
        or (tokens.at(chunk.last + 1).isdigit() and tokens.at(chunk.last + 2) in {"ans", ","})
    )


def _speaks(tokens: Tokens, chunk: Chunk) -> bool:
    """A verb of speech right before or after the name."""
    after = chunk.last
    if tokens.at(after) in {"a", "avait", "s'", "has", "had", "est", "was"}:
        after += 2 if tokens.at(after + 1) in {"est", "ete"} else 1
    return tokens.at(chunk.first - 1) in SPEECH or tokens.at(after) in SPEECH
