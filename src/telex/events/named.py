"""People, organisations and places of several accounts: named in several, written otherwise, or found in one alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from telex.events.claims import ARTICLES, LATIN, Account, Claim, Told, name_words, only, spanned
from telex.events.signature import normalise
from telex.model.mentions import Location, Organisation, Person
from telex.model.proof import Field, Span

Names = tuple[tuple[str, ...], ...]
"""Forms of one name, each as words."""
_DOUBLED = re.compile(r"(.)\1")
_SOUNDS = (("ou", "u"), ("kh", "h"), ("w", "v"), ("y", "i"), ("j", "i"), ("ph", "f"), ("tch", "ch"), ("sch", "ch"))


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something named in an account."""

    account: Account
    span: Span
    name: str
    forms: Names
    role: str | None = None
    country: str | None = None
    """Of a place that is a country: its ISO code, which is its name in every language."""

    @property
    def told(self) -> Told:
        return Told(self.account.id, self.name, self.span)


def claims(accounts: Sequence[Account]) -> list[Claim]:
    """What is proven of names, people first."""
    found: list[Claim] = []
    for what, listed in (
        ("person", [_person(a, f, s) for a in accounts for f, s in spanned(a, a.mentions.people) if f.value.where == "body"]),
        ("organisation", [_organisation(a, f, s) for a in accounts for f, s in spanned(a, a.mentions.organisations)]),
        ("place", [_place(a, f, s) for a in accounts for f, s in spanned(a, a.mentions.places) if f.value.where == "body"]),
    ):  # fmt: skip
        for group in _groups(what, listed):
            found.extend(_told(what, group, accounts) if len(group) > 1 else _alone(what, group[0], accounts))
    return found


def country_of(place: Location, language: str) -> str | None:
    """The ISO code when the place is a country by its name in the language of the text."""
    code = place.country
    return code if code is not None and _territory(code, language) == name_words(place.name) else None


def _person(account: Account, field: Field[Person], span: Span) -> Named:
    person = field.value
    forms = tuple(name_words(form) for form in (person.name, *person.also))
    return Named(account, span, person.name, forms, person.role)


def _organisation(account: Account, field: Field[Organisation], span: Span) -> Named:
    forms = tuple(name_words(form) for form in (field.value.name, *field.value.also))
    return Named(account, span, field.value.name, forms)


def _place(account: Account, field: Field[Location], span: Span) -> Named:
    place = field.value
    return Named(account, span, place.name, (name_words(place.name),), country=country_of(place, account.language))


def _groups(what: str, listed: Sequence[Named]) -> list[list[Named]]:
    """Those that are one, the first of each account, in the order of the accounts."""
    homes: dict[tuple[str, ...], list[Named]] = {}
    groups: list[list[Named]] = []
    for named in listed:
        keys = [key for form in _forms(what, named) if (key := _key(what, form, named.country))]
        group = next((homes[key] for key in keys if key in homes), None)
        if group is None:
            group = []
            groups.append(group)
        for key in keys:
            homes.setdefault(key, group)
        if named.account.id not in {one.account.id for one in group}:
            group.append(named)
    return [group for group in groups if group]


def _forms(what: str, named: Named) -> Names:
    """A person is known by the fullest name alone: `Brun` may be another one elsewhere."""
    return named.forms[:1] if what == "person" else named.forms


def _key(what: str, words: Sequence[str], country: str | None = None) -> tuple[str, ...]:
    if what == "person":
        return (_sound(words[0]), _sound(words[-1])) if len(words) > 1 else tuple(words)
    return ("", country) if country is not None else tuple(words)


def _sound(word: str) -> str:
    """A folded word with the usual transcriptions of one sound made one: `Kolyvanow` as `Kolivanov`."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return _DOUBLED.sub(r"\1", word)


def _told(what: str, group: Sequence[Named], accounts: Sequence[Account]) -> list[Claim]:
    told = tuple(named.told for named in group)
    absent = tuple(other.id for other in _without(what, group, accounts))
    found: list[Claim] = []
    if what == "person":
        roles = [named for named in group if named.role]
        if len({_role(named.role or "") for named in roles}) > 1 and len({n.account.language for n in roles}) == 1:
            found.append(Claim("role", what, tuple(Told(n.account.id, n.role or "", n.span) for n in roles)))
        if len({named.forms[0] for named in group}) > 1 and _spelt_otherwise(group):
            found.append(Claim("spelling", what, told))
    return found or [Claim("both", what, told, absent)]


def _role(text: str) -> tuple[str, ...]:
    words = normalise(text)
    return tuple(words[1:] if words and words[0] in ARTICLES else words)


def _spelt_otherwise(group: Sequence[Named]) -> bool:
    """The same number of words, one of them spelt in two ways; a second given name more or less is none."""
    return any(len(a.forms[0]) == len(b.forms[0]) != 0 and a.forms[0] != b.forms[0] for a in group for b in group)


def _alone(what: str, named: Named, accounts: Sequence[Account]) -> list[Claim]:
    home = named.account
    if any(_says(what, named, other) for other in accounts if other.id != home.id):
        return []
    claim = only(what, named.name, named.span, home, _without(what, [named], accounts))
    return [claim] if claim is not None else []


def _without(what: str, group: Sequence[Named], accounts: Sequence[Account]) -> list[Account]:
    """Accounts that could have it, and in which neither the reader nor the words themselves show it."""
    homes = {named.account.id for named in group}
    others = [other for other in accounts if other.id not in homes and other.read]
    return [
        other for other in others
        if any(_comparable(what, named, other) for named in group) and not any(_says(what, n, other) for n in group)
    ]  # fmt: skip


def _comparable(what: str, named: Named, other: Account) -> bool:
    """Whether the other text would write it alike: names of people and countries cross languages, others may not."""
    if named.account.language == other.language:
        return True
    if what == "person":
        return named.account.language in LATIN and other.language in LATIN
    return named.country is not None and _territory(named.country, other.language) is not None


def _says(what: str, named: Named, other: Account) -> bool:
    """Whether the words stand in the other text although the reader found nobody there: then nothing is said of it."""
    if (
        named.country is not None
        and (words := _territory(named.country, other.language)) is not None
        and other.says(words)
    ):
        return True
    if what == "person":
        return any(other.says(form[-1:]) for form in named.forms)
    return any(other.says(form) for form in named.forms)


@lru_cache(maxsize=2_000)
def _territory(code: str, language: str) -> tuple[str, ...] | None:
    """Words of a country's name in a language (CLDR, by Babel)."""
    try:
        name = Locale.parse(language).territories.get(code) if language else None
    except (ValueError, UnknownLocaleError):
        return None
    return name_words(name) if name else None
