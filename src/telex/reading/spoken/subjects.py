"""Who is the subject: from the words before a verb or after it to a phrase, and from the phrase to a person or an organisation.

The places where someone is named come from the `Cast`; here is decided which of them may speak. A name after a
preposition (`avec le ministre X`) is never a subject, two names joined are two candidates and resolve to nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from telex.model.text import plain
from telex.reading.cast import Cast, Sighting
from telex.reading.spoken import particles, quotephrases
from telex.reading.spoken.quotetokens import QUOTE, Passage

_REACH = 40
"""Tokens after a verb in which its subject is looked for."""
_HARD = frozenset({".", "!", "?", "…", ";", ":", QUOTE})
_CONTRACTED = frozenset({"du", "des", "au", "aux"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject phrase and whom it means. Offsets count in match text; all None: somebody who cannot be told."""

    start: int | None = None
    end: int | None = None
    person: int | None = None
    organisation: int | None = None
    pronoun: str | None = None
    gender: str | None = None
    named: bool = False
    """The name itself stands there: no pronoun, no role alone."""
    human: bool = False
    """A person or people, though perhaps nobody of the cast."""

    @property
    def resolved(self) -> bool:
        return self.person is not None or self.organisation is not None


@dataclass(frozen=True, slots=True)
class _Seen:
    start: int
    end: int
    kind: str
    index: int
    role: bool


class Scene:
    """The cast, laid out by paragraph for look-ups by place."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._seen: dict[int, list[_Seen]] = {}
        self._starts: dict[int, list[int]] = {}
        self._first: dict[int, tuple[int, int]] = {}
        for role, sightings in ((False, cast.sightings), (True, cast.role_sightings)):
            for sighting in sightings:
                self._add(sighting, role)
        for number, seen in self._seen.items():
            seen.sort(key=lambda one: (one.start, one.role))
            self._starts[number] = [one.start for one in seen]
        self._contents: list[frozenset[str]] | None = None

    @property
    def _roles(self) -> list[frozenset[str]]:
        """The words of each person's role."""
        if self._contents is None:
            self._contents = [quotephrases.content(field.value.role or "") for field in self.cast.people]
        return self._contents

    def _add(self, sighting: Sighting, role: bool) -> None:
        if sighting.kind not in ("person", "organisation"):
            return
        seen = _Seen(sighting.start, sighting.end, sighting.kind, sighting.index, role)
        self._seen.setdefault(sighting.paragraph, []).append(seen)
        if sighting.kind == "person":
            place = (sighting.paragraph, sighting.start)
            self._first[sighting.index] = min(place, self._first.get(sighting.index, place))

    def gender(self, person: int) -> str | None:
        return self.cast.genders[person] if person < len(self.cast.genders) else None

    def seen(self, passage: Passage, first: int, last: int) -> list[_Seen]:
        """Who is named or meant by role from token `first` up to `last`, exclusive."""
        if first >= last or passage.number not in self._seen:
            return []
        low, high = passage.phrase(first, last)
        starts = self._starts[passage.number]
        return self._seen[passage.number][bisect_left(starts, low) : bisect_left(starts, high)]

    def phrase_start(self, passage: Passage, one: _Seen) -> int:
        """Token at which the phrase that ends in this name begins: its determiner, the role before it, else the name."""
        token = passage.at(one.start)
        if one.kind == "person" and not one.role:
            role = plain(self.cast.people[one.index].value.role or "").casefold()
            before = passage.text[max(0, one.start - len(role) - 3) : one.start].rstrip(" ,")
            if role and before.casefold().endswith(role):
                token = passage.at(max(0, one.start - len(role) - 3) + len(before) - len(role))
            else:
                token = quotephrases.chain(passage, token)
        return token - 1 if token and passage.word(token - 1) in particles.DETERMINERS else token

    def governed(self, passage: Passage, one: _Seen, low: int = 0) -> bool:
        """Whether a preposition stands before the whole phrase, or before the name that it is joined to."""
        for _ in range(4):
            start = self.phrase_start(passage, one)
            before = passage.word(start - 1) if start > low else ""
            if passage.word(start) in _CONTRACTED and passage.word(start) != "des":
                return True
            if before in particles.PREPOSITIONS:
                return True
            if before not in quotephrases.JOINED:
                return False
            earlier = [other for other in self.seen(passage, max(low, start - 6), start - 1) if other.kind == "person"]
            if not earlier:
                return False
            one = earlier[-1]
        return False

    def first_of(self, person: int) -> tuple[int, int]:
        return self._first.get(person, (1 << 30, 0))

    def by_role(self, passage: Passage, first: int, last: int) -> int | None:
        """The one person whose whole role a definite phrase is, or named before with a role of all its words; None for two."""
        if passage.word(first) in particles.INDEFINITE or passage.word(first) in (
            "son",
            "sa",
            "ses",
            "his",
            "her",
            "their",
        ):
            return None
        words = quotephrases.content(passage.text[passage.starts[first] : passage.ends[last - 1]])
        heads = words & particles.HEADS
        if not heads:
            return None
        whole = [n for n, role in enumerate(self._roles) if words == role]
        if len(words) > 1 and len(whole) == 1:
            return whole[0]
        place = (passage.number, passage.starts[first])
        exact = [n for n, role in enumerate(self._roles) if role and words <= role and self.first_of(n) < place]
        if not exact and heads & particles.LEADERS and len(words) > 1:
            rest = words - particles.LEADERS
            exact = [n for n, role in enumerate(self._roles) if role and rest <= role and self.first_of(n) < place]
        return exact[0] if len(exact) == 1 else None

    def person(self, one: _Seen, passage: Passage, last: int | None = None) -> Subject:
        place = self.phrase_start(passage, one)  # none of its own inside a quotation that ends the passage
        start = passage.starts[place] if place < len(passage.starts) else one.start
        if one.kind == "organisation":
            return Subject(start, one.end, organisation=one.index, named=True)
        return Subject(start, one.end, person=one.index, gender=self.gender(one.index), named=not one.role, human=True)

    def phrase(self, passage: Passage, first: int, last: int) -> Subject | None:
        """What a phrase from token `first` up to `last` means; a name after its comma belongs to it."""
        if first >= last:
            return None
        pronoun = passage.word(first)
        if pronoun in particles.PRONOUNS:
            start, end = passage.phrase(first, first + 1)
            return Subject(start, end, pronoun=pronoun, gender=particles.PRONOUNS[pronoun][0])
        inside = [one for one in self.seen(passage, first, last) if not self.governed(passage, one, first)]
        people = {one.index for one in inside if one.kind == "person"}
        if len(people) > 1:
            start, end = passage.phrase(first, last)
            return Subject(start, end, human=True)
        if people:
            one = next(one for one in reversed(inside) if one.kind == "person")
            found = self.person(one, passage)
            return replace(found, start=passage.starts[first])
        return self._nameless(passage, first, last, inside)

    def _nameless(self, passage: Passage, first: int, last: int, inside: list[_Seen]) -> Subject:
        start, end = passage.phrase(first, last)
        for one in inside:
            last_word = one.end >= end
            token = passage.at(one.start)
            plain_head = not any(passage.word(place) in particles.PREPOSITIONS for place in range(first + 1, token))
            ends = last_word or passage.word(passage.at(one.end)) in particles.PREPOSITIONS
            if one.kind == "organisation" and plain_head and ends:
                return Subject(start, end, organisation=one.index, named=True)
        person = self.by_role(passage, first, last)
        words = {passage.word(token) for token in range(first, last)}
        human = person is not None or bool(words & particles.HEADS)
        determiner = passage.word(first)
        gender = "m" if determiner in ("le", "un", "son") else "f" if determiner in ("la", "une", "sa") else None
        return Subject(start, end, person=person, gender=gender, human=human)

    def before(self, passage: Passage, low: int, high: int) -> Subject | None:
        """The subject of a verb at token `high`, from the words since token `low`."""
        if low >= high:
            return None
        last = passage.word(high - 1)
        if last in particles.PRONOUNS:
            return self.phrase(passage, high - 1, high)
        if last in ("qui", "who"):
            return self._antecedent(passage, low, high - 1)
        free = [one for one in self.seen(passage, low, high) if not self.governed(passage, one, low)]
        people = [one for one in free if one.kind == "person"]
        if len({one.index for one in people}) > 1:
            return Subject(human=True)
        if people:
            return self.person(people[0], passage)
        return self.leading(passage, quotephrases.last_piece(passage, low, high), high)

    def _antecedent(self, passage: Passage, low: int, high: int) -> Subject | None:
        """Whom `qui` at token `high` goes back to: the name that ends there, else the one name before it."""
        near = [one for one in self.seen(passage, low, high) if one.kind == "person"]
        if near and passage.at(near[-1].end) >= high - 1:
            return self.person(near[-1], passage)
        if len({one.index for one in near}) == 1:
            return self.person(near[-1], passage)
        return None if near else self.leading(passage, low, high)

    def leading(self, passage: Passage, low: int, high: int) -> Subject | None:
        """The phrase that a sentence begins with, phrases of place, time and circumstance skipped."""
        first = quotephrases.skip_opening(passage, low, high)
        if first is None or first >= high:
            return None
        last = quotephrases.phrase_end(passage, first, high)
        found = self.phrase(passage, first, last)
        if found is not None and not found.resolved and passage.word(last) == "," and last + 1 < high:
            following = [one for one in self.seen(passage, last + 1, min(high, last + 2)) if one.kind == "person"]
            if following and found.pronoun is None:
                return replace(self.person(following[0], passage), start=found.start)
        return found

    def after(self, passage: Passage, first: int, high: int) -> Subject | None:
        """The subject that follows its verb: `a déclaré mardi à la presse le ministre, X`."""
        high = min(high, first + _REACH)
        token, commas = first, 0
        while token < high:
            word = passage.word(token)
            if word in _HARD or word in particles.CLAUSES or word in ("qui", "who"):
                return None
            if word == ",":
                commas += 1
                if commas > 2:
                    return None
                token += 1
            elif quotephrases.temporal(passage, token):
                token += 2 if word in particles.DETERMINERS else 1
            elif self._named_at(passage, token, high):
                return self._apposed(passage, token, high)
            elif word in particles.PREPOSITIONS and not (word == "des" and token == first):
                token = self._past_preposition(passage, token, high)
            elif word in particles.DETERMINERS or passage.upper(token) or word in ("on", "il", "elle", "he", "she"):
                return self._apposed(passage, token, high)
            else:
                token += 1
        return None

    def _named_at(self, passage: Passage, token: int, high: int) -> bool:
        return any(
            self.phrase_start(passage, one) == token for one in self.seen(passage, token, min(high, token + 8))[:1]
        )

    def _past_preposition(self, passage: Passage, token: int, high: int) -> int:
        """The token after a preposition's phrase: its determiner and noun, and the capitals that run on up to a name."""
        token += 1
        while token < high and passage.word(token) in particles.PREPOSITIONS | particles.DETERMINERS:
            token += 1
        names = {passage.at(one.start): passage.at(one.end) for one in self.seen(passage, token, min(high, token + 8))}
        if token in names:
            return max(names[token], token + 1)
        token += 1
        while token < high and passage.upper(token) and token not in names:
            token += 1
        return token

    def _apposed(self, passage: Passage, first: int, high: int) -> Subject | None:
        """The phrase at a token, with the name after its comma when it has none itself."""
        last = quotephrases.phrase_end(passage, first, high)
        found = self.phrase(passage, first, last)
        if found is None or found.pronoun or (found.person is not None and found.named):
            return found
        if passage.word(last) == ",":
            following = [one for one in self.seen(passage, last + 1, min(high, last + 2)) if one.kind == "person"]
            if following and passage.at(following[0].start) == last + 1:
                one = following[0]
                return Subject(
                    found.start, one.end, person=one.index, gender=self.gender(one.index), named=True, human=True
                )
        return found
