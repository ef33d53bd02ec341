"""The fields of a reading as rows of a page: value, method, confidence, place in the text, and what can be typed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from telex.errors import Invalid
from telex.model.amendment import LISTS, SCALARS, Amendment, kind_of
from telex.model.facts import EventDate, Facts, Field
from telex.model.mentions import DateSaid, Location, Quote
from telex.web.marks import Mark

TYPED: dict[str, tuple[str, ...]] = {
    "event_date": ("start", "end"),
    "event_place": ("name", "country"),
    "people": ("name", "role", "of"),
    "organisations": ("name",),
    "places": ("name", "country"),
    "quotes": ("text", "kind", "speaker"),
    "figures": ("text", "value", "unit"),
    "commitments": ("text", "who", "to", "by"),
    "dates": ("text", "value"),
}
"""What of a value can be typed; the rest stays as read."""
_OF_FACTS = {"slugline": "slug"}
_GRAINS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of one field. `inputs` pair the name of an input with what stands in it."""

    field: str
    key: str
    anchor: str
    inputs: tuple[tuple[str, str], ...]
    method: str | None = None
    """None = the field is empty: the text does not say it, or the reader abstained."""
    confidence: str = "sure"
    derived: bool = False
    """Its country is inferred, and not published."""
    block: int | None = None
    """Number of the paragraph, when the value stands in the body."""

    @property
    def proposed(self) -> bool:
        """A model found it and no rule did: an editor may accept it as it is."""
        return self.method is not None and self.method.startswith("model:")


def entries(facts: Facts) -> list[Entry]:
    """Every field in the order of the page; those with one value are there even when empty."""
    found = [_scalar(name, _single(facts, name)) for name in SCALARS if name != "located"]
    for name in LISTS:
        for n, field in enumerate(getattr(facts.mentions, name)):
            key = str(getattr(field.value, LISTS[name][1]))
            block = field.span.block if field.span else None
            found.append(
                Entry(
                    name,
                    key,
                    f"{name}-{n}",
                    _inputs(name, field.value),
                    field.method,
                    field.confidence,
                    getattr(field.value, "derived", False),
                    block,
                )
            )
    return found


def marks(facts: Facts) -> dict[int, list[Mark]]:
    """The marked places of each paragraph."""
    found: dict[int, list[Mark]] = {}
    for name in LISTS:
        for n, field in enumerate(getattr(facts.mentions, name)):
            if field.span is not None:
                mark = Mark(field.span.start, field.span.end, name, f"{name}-{n}-text")
                found.setdefault(field.span.block, []).append(mark)
    return found


def _single(facts: Facts, name: str) -> Field[Any] | None:
    if name == "event_place":
        return facts.mentions.event_place
    found: Field[Any] | None = getattr(facts, _OF_FACTS.get(name, name), None)
    return found


def _scalar(name: str, field: Field[Any] | None) -> Entry:
    value = field.value if field is not None else None
    inputs = _inputs(name, value) if name in TYPED else (("value", _text(value)),)
    return Entry(name, "", name, inputs, field.method if field else None, field.confidence if field else "sure")


def _inputs(name: str, value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((part, _text(getattr(value, part, None))) for part in TYPED[name])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def typed(form: Mapping[str, Any], facts: Facts, by: str, now: datetime) -> Amendment:
    """The form of one entry as an amendment. Raises Invalid naming the field.

    An entry sent with `remove`, or with nothing typed, says that there is none.
    """
    name, key = str(form.get("field", "")), str(form.get("key", ""))
    if name not in SCALARS and name not in LISTS:
        raise Invalid(f"no field {name[:40]!r} can be set")
    parts = TYPED.get(name, ("value",))
    given = {part: str(form.get(part, "")).strip() or None for part in parts}
    why = str(form.get("why", "")).strip()[:500]
    if form.get("remove") or not any(given.values()):
        return Amendment(name, key, None, by, now, why)
    value = _plain(name, given["value"]) if name not in TYPED else _made(name, key, given, facts)
    key = key or (str(getattr(value, LISTS[name][1])) if name in LISTS else "")
    return Amendment(name, key, value, by, now, why)


def _plain(name: str, text: str | None) -> Any:
    if SCALARS[name] is int:
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 3 else text
    if SCALARS[name] is not str:
        return tuple(part.strip() for part in (text or "").split(",") if part.strip())
    return text


def _made(name: str, key: str, given: dict[str, str | None], facts: Facts) -> Any:
    """The value that was read with what was typed over it, or a new one."""
    before = _before(name, key, facts)
    if before is None:
        said = {part: value for part, value in given.items() if value is not None}
        return _redated(_checked(name, {**_defaults(name, given), **said}))
    return _redated(_checked(name, {**msgspec.to_builtins(before), **given}))


def _before(name: str, key: str, facts: Facts) -> Any:
    if name in SCALARS:
        field = _single(facts, name)
        return field.value if field is not None else None
    found = (f.value for f in getattr(facts.mentions, name) if getattr(f.value, LISTS[name][1]) == key)
    return next(found, None) if key else None


def _defaults(name: str, given: dict[str, str | None]) -> dict[str, Any]:
    if kind_of(name) is Quote:
        return {"kind": "direct"}
    if kind_of(name) is DateSaid:
        return {"grain": _GRAINS.get(len(given.get("value") or ""), "range"), "value": None}
    return {}


def _redated(value: Any) -> Any:
    """A day or a country that an editor wrote is no longer one that the machine inferred."""
    if isinstance(value, Location):
        return replace(value, derived=False)
    return EventDate(value.start, value.end) if isinstance(value, EventDate) and value.start else value


def _checked(name: str, made: dict[str, Any]) -> Any:
    try:
        return msgspec.convert(made, kind_of(name), strict=False)
    except msgspec.ValidationError as error:
        raise Invalid(f"{name}: {error}") from error
