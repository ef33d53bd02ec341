"""The organisations of a text as a whole: nouns and known names first, then the unknown names that stand like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from telex.model.text import fold
from telex.reading.named.chunks import Chunk
from telex.reading.named.organisation_words import OWNED
from telex.reading.named.roles import Role
from telex.reading.named.tokens import Tokens

MAX_ORGANISATIONS = 400


@dataclass(slots=True)
class Body:
    """An organisation of the text while it is read."""

    words: tuple[str, ...]
    sure: bool
    forms: list[Chunk] = field(default_factory=list)


def find(
    texts: Sequence[Tokens],
    chunks: Sequence[Chunk],
    roles: Sequence[Role],
    taken: set[tuple[int, int]],
    own: Sequence[str],
) -> list[Body]:
    """In order of their first place. An acronym in brackets behind a name is another form of it."""
    dropped = {fold(name) for name in own if name}
    inside = _complements(texts, roles)
    found: dict[tuple[str, ...], Body] = {}
    rest: list[Chunk] = []
    before: tuple[Chunk, Body] | None = None
    for chunk in chunks:
        if (chunk.paragraph, chunk.first) in taken or chunk.kind not in {"organisation", "name"}:
            continue
        tokens = texts[chunk.paragraph]
        words = tuple(tokens.low[chunk.first : chunk.last])
        if fold(tokens.text(chunk.first, chunk.last)) in dropped:
            continue
        if chunk.kind == "name" and not _stands(tokens, chunk, inside):
            rest.append(chunk)
            continue
        if len(found) >= MAX_ORGANISATIONS:
            break
        body = found.get(words)
        if body is None and before is not None and _bracketed(tokens, chunk, before[0]):
            body = before[1]
        body = body or Body(words, chunk.kind == "organisation")
        found.setdefault(words, body)
        body.forms.append(chunk)
        before = (chunk, body)
    for chunk in rest:
        words = tuple(texts[chunk.paragraph].low[chunk.first : chunk.last])
        if words in found and not chunk.given:
            found[words].forms.append(chunk)
    unique = {id(body): body for body in found.values()}
    for body in unique.values():
        body.forms.sort(key=lambda form: (form.paragraph, form.first))
    return sorted(unique.values(), key=lambda body: (body.forms[0].paragraph, body.forms[0].first))


def _complements(texts: Sequence[Tokens], roles: Sequence[Role]) -> set[tuple[int, int]]:
    """Words that a role is of: `directeur général de X`, `courtier chez X`."""
    return {
        (role.paragraph, place)
        for role in roles
        if role.head in OWNED or texts[role.paragraph].at(role.last - 2) == "chez"
        for place in range(role.first + 1, role.last)
    }


def _stands(tokens: Tokens, chunk: Chunk, inside: set[tuple[int, int]]) -> bool:
    """Whether an unknown name stands where a company does: `chez X`, `salariés de X`, `directeur général de X`."""
    if chunk.given or chunk.placed:
        return False
    before = tokens.at(chunk.first - 1)
    if before == "chez":
        return True
    if before in {"de", "d'"}:
        return tokens.at(chunk.first - 2) in OWNED or (chunk.paragraph, chunk.first) in inside
    return False


def _bracketed(tokens: Tokens, chunk: Chunk, before: Chunk) -> bool:
    return chunk.paragraph == before.paragraph and chunk.first == before.last + 1 and tokens.at(before.last) == "("
