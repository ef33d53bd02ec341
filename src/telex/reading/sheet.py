"""The working sheet of one reading: the lines, the role each was given, and the fields found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from telex.model.facts import Anomaly, Caption, EventDate, Field
from telex.model.mentions import NOTHING, Correction, Mentions
from telex.reading.blocks import Line
from telex.reading.layout.profiles import DEFAULT_ZONE, Profile
from telex.reading.named.gazetteer import Gazetteer

MAX_FLAGS = 50
"""Anomalies of one code. Twenty thousand lines of leftovers took minutes to compare with one another."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a form read at `match[start:end]` of its line."""

    name: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a form made of a line: values, role, and what was odd about it."""

    role: str
    values: tuple[Value, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()


def local_day(at: datetime, zone: str) -> date:
    """The day of an instant (aware) in an IANA zone; in UTC where the system does not know the zone."""
    try:
        return at.astimezone(ZoneInfo(zone)).date()
    except (KeyError, ValueError, OSError, OverflowError):
        return at.date()


@dataclass(slots=True)
class Sheet:
    """Mutable, alive only inside one call of `read`."""

    lines: tuple[Line, ...]
    received: datetime
    profile: Profile
    roles: list[str | None] = field(default_factory=list)
    fields: dict[str, Field[Any]] = field(default_factory=dict)
    captions: list[tuple[int, str, str | None]] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
    header_range: Field[EventDate] | None = None
    body: list[tuple[int, str]] = field(default_factory=list)
    flagged: dict[str, int] = field(default_factory=dict)
    """How many anomalies of each code there are."""
    corrections: list[Field[Correction]] = field(default_factory=list)
    mentions: Mentions = NOTHING
    starts: dict[int, int] = field(default_factory=dict)
    """Where a paragraph begins in the match text of its line, when a dateline stands before it."""

    source_zone: str | None = None
    """IANA zone that the operator gave the source."""
    house_zone: str = DEFAULT_ZONE
    """The agency's, for a source and a profile that state none."""

    places: Gazetteer | None = None
    """Towns that the operator's table knows; None = countries, capitals and large cities alone."""

    @property
    def zone(self) -> str:
        """IANA zone of the text's clock and days: the configured source's, else its profile's, else the agency's."""
        return self.source_zone or self.profile.timezone or self.house_zone

    @property
    def today(self) -> date:
        """The day of receipt where the source is: at 00:30 in Paris it is not yet that day in UTC."""
        return local_day(self.received, self.zone)

    def take(self, line: Line, found: Found, method: str, confidence: str = "sure") -> None:
        """Give the line its role and enter its values; the first value of a name stays."""
        self.roles[line.number] = found.role
        self.anomalies.extend(found.anomalies)
        for value in found.values:
            self.put(value.name, Field(value.value, method, line.span(value.start, value.end), confidence), line)

    def put(self, name: str, value: Field[Any], line: Line) -> None:
        if name == "event_range":
            self.header_range = self.header_range or value
        elif name == "location":
            self.captions.append((line.number, str(value.value[0]), value.value[1]))
        elif name == "byline" and "byline" in self.fields:
            known = self.fields["byline"]
            more = tuple(n for n in value.value if n not in known.value)
            self.fields["byline"] = Field(known.value + more, known.method, known.span, known.confidence)
        else:
            self.fields.setdefault(name, value)

    def flag(self, code: str, detail: str = "") -> None:
        """Note what is odd, once; of one code the first `MAX_FLAGS`, which is as many as anyone reads."""
        anomaly = Anomaly(code, detail[:200])
        if self.flagged.get(code, 0) < MAX_FLAGS and anomaly not in self.anomalies:
            self.flagged[code] = self.flagged.get(code, 0) + 1
            self.anomalies.append(anomaly)

    def caption_values(self) -> tuple[Caption, ...]:
        """The captions in order, in the text's language where they are in no other."""
        own = self.fields.get("language")
        language = None if own is None else str(own.value)
        return tuple(Caption(text, code or language) for _, text, code in sorted(self.captions, key=lambda c: c[0]))

    def open(self, number: int) -> bool:
        """Whether the line has no role yet."""
        return self.roles[number] is None
