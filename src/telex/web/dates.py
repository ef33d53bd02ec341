"""Dates, times and numbers as a reader writes them: French, or English as in Britain."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_timedelta, get_timezone_name
from babel.numbers import format_decimal

from telex.web.typography import NO_BREAK

_NUMBER = re.compile(r"(\d) ")
_BABEL = {"fr": "fr", "en": "en_GB"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})")


class Dates:
    """The filters of one language and one zone."""

    def __init__(self, language: str, zone: str) -> None:
        self.language = language
        self.locale = _BABEL[language]
        self.tz = ZoneInfo(zone)

    def filters(self) -> Mapping[str, Callable[..., Any]]:
        return {
            "day": self.day, "date": self.date, "clock": self.clock, "moment": self.moment, "iso": self.iso,
            "stated": self.stated, "ahead": self.ahead, "number": self.number, "zone": self.zone,
            "language": self.language_name, "field": self.field, "short_day": self.short_day, "span": self.span,
        }  # fmt: skip

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.tz)

    def day(self, at: datetime) -> str:
        """mercredi 3 septembre 2025 · Wednesday, 3 September 2025"""
        return format_date(self.local(at).date(), "full", self.locale)

    def date(self, at: datetime) -> str:
        """3 septembre 2025"""
        return self._spaced(format_date(self.local(at).date(), "long", self.locale))

    def short_day(self, at: datetime) -> str:
        """3 sept."""
        return format_date(self.local(at).date(), "d MMM", self.locale)

    def clock(self, at: datetime) -> str:
        """12:51, as in tables"""
        return format_datetime(self.local(at), "HH:mm", locale=self.locale)

    def moment(self, at: datetime) -> str:
        """3 septembre 2025 à 12 h 51 · 3 September 2025, 12:51"""
        local = self.local(at)
        return f"{self.date(at)}{self._joint()}{self._hour(local.hour, local.minute)}"

    def iso(self, at: datetime) -> str:
        """For the datetime attribute."""
        return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def field(self, at: datetime | None) -> str:
        """For a datetime-local field, in the agency's zone."""
        return self.local(at).strftime("%Y-%m-%dT%H:%M") if at else ""

    def stated(self, text: str) -> str:
        """An ISO date as precise as its source gave it; anything else as it is."""
        if "/" in text:
            return " – ".join(self.stated(part) for part in text.split("/", 1))
        try:
            if _DAY.fullmatch(text):
                return self._spaced(format_date(date.fromisoformat(text), "long", self.locale))
            if found := _MINUTE.match(text):
                day = self._spaced(format_date(date.fromisoformat(found[1]), "long", self.locale))
                return f"{day}{self._joint()}{self._hour(int(found[2]), int(found[3]))}"
        except ValueError:
            return text
        return text

    def span(self, start: str | None, end: str | None) -> str:
        """The day or days of an event."""
        first, last = start or end or "", end or start or ""
        return self.stated(first) if first == last else f"{self.stated(first)} – {self.stated(last)}"

    def ahead(self, at: datetime, now: datetime) -> str:
        """dans 15 heures"""
        text = format_timedelta(max(at - now, timedelta()), add_direction=True, locale=self.locale, threshold=1.5)
        return _NUMBER.sub(rf"\1{NO_BREAK}", text)

    def number(self, value: int) -> str:
        return str(format_decimal(value, locale=self.locale))

    def zone(self, at: datetime) -> str:
        """heure d’été d’Europe centrale"""
        return get_timezone_name(self.local(at), locale=self.locale)

    def language_name(self, code: str) -> str:
        """français, anglais; the code itself when nobody named it."""
        try:
            return Locale.parse(code.replace("-", "_")).get_language_name(self.locale) or code
        except (ValueError, UnknownLocaleError):
            return code

    def _hour(self, hour: int, minute: int) -> str:
        if self.language == "fr":
            return f"{hour}{NO_BREAK}h{NO_BREAK}{minute:02}"
        return f"{hour:02}:{minute:02}"

    def _joint(self) -> str:
        return f" à{NO_BREAK}" if self.language == "fr" else ", "

    @staticmethod
    def _spaced(text: str) -> str:
        day, blank, rest = text.partition(" ")
        return f"{day}{NO_BREAK}{rest}" if blank and day.isdigit() else text
