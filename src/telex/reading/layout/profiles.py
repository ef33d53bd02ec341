"""Profiles: how the lines of one source are laid out, as data. `docs/reference/profiles.md` tells every key and form.

A profile holds short fixed marks only, no regular expression and no code; an editor can write one from three samples.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from telex.errors import Invalid

FORMS = frozenset(
    {"line", "lines", "short_line", "list", "repeat", "mark", "site", "dates", "byline", "byline_dates", "dateline",
     "place_date", "slug", "fields", "note"}
)  # fmt: skip
TEXT_NAMES = frozenset(
    {"headline", "subheadline", "categories", "byline", "slug", "editor_note", "location", "published"}
)
"""Names that fill a field of the facts when a text form reads them; any other name only says which line it is."""
ROLES = frozenset({"separator", "boilerplate", "label", "site", "note", "distribution_footer"})
FIELD_PARTS = frozenset({"id", "urgency", "category", "words", "agency", "slug", "version", "language", "skip"})
DEFAULT_ZONE = "Europe/Paris"
MAX_SLOTS, MAX_ITEMS, MAX_MARK = 40, 60, 120
"""A profile is short marks: more slots, more entries in a list or longer entries are refused."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One line, or run of lines, of a header."""

    name: str
    form: str
    required: bool = False
    prefix: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    until: str | None = None
    separators: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    whole: bool = False
    role: str | None = None
    language: str | None = None
    max_words: int = 0
    skip: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    order: tuple[str, ...] = ("agency", "place", "author")
    label: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What stands among the paragraphs."""

    inline_dateline: bool = True
    agencies: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tail:
    """What ends the body."""

    credit: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    end: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """One source's layout. `version` goes up with every change: it is part of the method of each value it reads."""

    id: str
    version: int = 1
    languages: tuple[str, ...] = ()
    issuer: str | None = None
    site: str | None = None
    timezone: str | None = None
    date_order: str | None = None
    marks: tuple[str, ...] = ()
    translated_from: str | None = None
    live: bool = False
    """The source sends a text as it publishes it: where a text states no hour, that of receipt is its own."""
    slots: tuple[Slot, ...] = ()
    body: Body = Body()
    tail: Tail = Tail()

    @property
    def method(self) -> str:
        """`profile:aa/3`."""
        return f"profile:{self.id}/{self.version}"


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """A loaded set, by id. Never changed, so what is worked out from it (`signs.plan`) is kept by identity."""

    by_id: Mapping[str, Profile]

    def get(self, profile_id: str | None) -> Profile | None:
        return None if profile_id is None else self.by_id.get(profile_id)

    def with_added(self, *added: Profile) -> Profiles:
        """The same set with these too; one of the same id is replaced."""
        return Profiles({**self.by_id, **{p.id: p for p in added}})


@lru_cache(maxsize=1)
def default_profiles() -> Profiles:
    """The profiles that come with Telex."""
    folder = resources.files("telex.reading") / "profiles"
    texts = sorted((e.name, e.read_text("utf-8")) for e in folder.iterdir() if e.name.endswith(".toml"))
    return Profiles({p.id: p for _, text in texts for p in (load_text(text),)})


def load_text(toml_text: str) -> Profile:
    """A profile from its TOML text. Raises `Invalid` with the slot and the key at fault, and what is allowed."""
    try:
        data = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"profile: not TOML: {error}. Quote every text and close every bracket.") from None
    except RecursionError:
        raise Invalid("profile: nested too deeply. A profile has no more than two levels.") from None
    where = f"profile {data.get('id')!r}"
    tables = data.pop("slot", []), data.pop("body", {}), data.pop("tail", {})
    if not isinstance(tables[0], list) or not all(isinstance(s, dict) for s in tables[0]):
        raise Invalid(f"{where}: `slot` must be written [[slot]], once a slot.")
    if len(tables[0]) > MAX_SLOTS:
        raise Invalid(f"{where}: more than {MAX_SLOTS} slots.")
    slots = tuple(_slot(where, number, raw) for number, raw in enumerate(tables[0], 1))
    body, tail = (
        Body(**_typed(Body, f"{where}: [body]", tables[1])),
        Tail(**_typed(Tail, f"{where}: [tail]", tables[2])),
    )
    head = _typed(Profile, where, data)
    if not isinstance(head.get("id"), str) or not head["id"].replace("-", "").replace("_", "").isalnum():
        raise Invalid(f"{where}: `id` is needed: letters, digits, - and _.")
    profile = Profile(**{**head, "slots": slots, "body": body, "tail": tail})
    _check(where, profile)
    return profile


def _slot(where: str, number: int, raw: dict[str, object]) -> Slot:
    place = f"{where}: slot {number} ({raw.get('name', 'without name')})"
    values = _typed(Slot, place, {("separators" if k == "separator" else k): v for k, v in raw.items()})
    for key in ("name", "form"):
        if key not in values:
            raise Invalid(f"{place}: `{key}` is needed.")
    slot = Slot(**values)
    _one_of(place, "form", slot.form, FORMS)
    if slot.role is not None:
        _one_of(place, "role", slot.role, ROLES)
    for part in slot.fields:
        _one_of(place, "fields", part, FIELD_PARTS)
    for part in slot.order:
        _one_of(place, "order", part, frozenset({"agency", "place", "author"}))
    needs = {"mark": "text", "site": "text", "fields": "fields"}.get(slot.form)
    if needs and not getattr(slot, needs):
        raise Invalid(f"{place}: form `{slot.form}` needs `{needs}`.")
    if slot.form in {"line", "lines", "short_line"} and slot.name not in TEXT_NAMES and slot.role is None:
        raise Invalid(f"{place}: `name` must be one of {', '.join(sorted(TEXT_NAMES))}, or give the slot a `role`.")
    return slot


def _check(where: str, profile: Profile) -> None:
    names = {s.name for s in profile.slots}
    for slot in profile.slots:
        if slot.until is not None and slot.until not in names:
            raise Invalid(f"{where}: slot ({slot.name}): `until` names no slot: {slot.until!r}.")
        if slot.form == "repeat" and slot.name not in {"headline", "subheadline"}:
            raise Invalid(f"{where}: slot ({slot.name}): form `repeat` repeats `headline` or `subheadline`.")
    for mark in profile.marks:
        kind, _, rest = mark.partition(":")
        if kind not in {"slot", "whole", "start"} or not rest.strip():
            raise Invalid(f"{where}: `marks`: {mark!r} must be slot:<name>, whole:<line> or start:<text>.")
        if kind == "slot" and rest not in names:
            raise Invalid(f"{where}: `marks`: no slot is called {rest!r}.")
    if profile.date_order not in {None, "DMY", "MDY"}:
        raise Invalid(f"{where}: `date_order` must be DMY or MDY.")
    for credit in profile.tail.credit:
        if "{translator}" not in credit and "{language}" not in credit:
            raise Invalid(f"{where}: [tail]: `credit` needs {{translator}} or {{language}}: {credit!r}.")
    _check_zone(where, profile.timezone)


def _check_zone(where: str, zone: str | None) -> None:
    if zone is None:
        return
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise Invalid(f"{where}: `timezone` is not an IANA zone: {zone!r}. Write it as Europe/Paris.") from None


def _one_of(place: str, key: str, value: str, allowed: Iterable[str]) -> None:
    if value not in set(allowed):
        raise Invalid(f"{place}: `{key}` is {value!r}; it must be one of {', '.join(sorted(allowed))}.")


def _typed(kind: type[Slot] | type[Body] | type[Tail] | type[Profile], place: str, raw: object) -> dict[str, Any]:
    """The raw keys as constructor arguments: a text where a list is wanted becomes a list of one."""
    if not isinstance(raw, dict):
        raise Invalid(f"{place}: must be a table.")
    types = {f.name: str(f.type) for f in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in types or key in {"slots", "body", "tail"}:
            raise Invalid(
                f"{place}: unknown key `{key}`; known: {', '.join(sorted(set(types) - {'slots', 'body', 'tail'}))}."
            )
        values[key] = _value(place, key, types[key], value)
    return values


def _value(place: str, key: str, wanted: str, value: object) -> object:
    if wanted.startswith("tuple"):
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(i, str) and i.strip() for i in items):
            raise Invalid(f"{place}: `{key}` must be a text or a list of texts, none empty.")
        if len(items) > MAX_ITEMS or any(len(i) > MAX_MARK for i in items):
            raise Invalid(
                f"{place}: `{key}` has more than {MAX_ITEMS} entries or one longer than {MAX_MARK} characters."
            )
        return tuple(items)
    sort: type = bool if wanted == "bool" else int if wanted == "int" else str
    if not isinstance(value, sort) or (sort is int and isinstance(value, bool)):
        raise Invalid(
            f"{place}: `{key}` must be {'true or false' if sort is bool else 'a number' if sort is int else 'a text'}."
        )
    if isinstance(value, str) and (not value.strip() or len(value) > MAX_MARK):
        raise Invalid(f"{place}: `{key}` is empty or longer than {MAX_MARK} characters.")
    return value
