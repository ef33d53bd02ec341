"""Dates in the demo's texts, filled in when a dispatch is filed, so that the demo is fresh on whatever day it runs.

Written `{{date:OFFSET|FORM}}` or `{{time:OFFSET|FORM}}`: `date` moves by whole days of the calendar and takes a `d` offset
(`{{date:-1d|fr-weekday}}` = "vendredi"), `time` moves by elapsed time and takes `s`, `m` or `h`
(`{{time:+90s|iso-time}}`). `FORMS` is the closed list of forms.

`date:0d` is the newsroom's day, which ends at four in the morning (`DAY_STARTS`): a demo played after midnight tells of the
evening before, as its publication times of some hours ago do, instead of naming another day than they do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

_FR_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FR_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_FR_SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_PLACEHOLDER = re.compile(r"\{\{([^{}]{0,80})\}\}")
_INSIDE = re.compile(r"(?:(date):([+-]?\d{1,4})d|(time):([+-]?\d{1,6})([smh]))\|([a-z0-9/-]{1,20})")
_SECONDS = {"s": 1, "m": 60, "h": 3600}
DAY_STARTS = 4
"""Local hour at which the newsroom's day begins. The first act's publication times reach four hours back."""


def _fr_day(at: datetime) -> str:
    return f"{'1er' if at.day == 1 else at.day} {_FR_MONTHS[at.month - 1]}"


FORMS: dict[str, Callable[[datetime], str]] = {
    "fr-long": lambda at: f"{_fr_day(at)} {at.year}",
    "fr-day": _fr_day,
    "fr-weekday": lambda at: _FR_DAYS[at.weekday()],
    "fr-weekday-long": lambda at: f"{_FR_DAYS[at.weekday()]} {_fr_day(at)} {at.year}",
    "fr-abbr": lambda at: f"{at.day:02} {_FR_SHORT[at.month - 1]} {at.year}",
    "fr-hm": lambda at: f"{at.hour} h {at.minute:02}",
    "hhmm": lambda at: f"{at:%H}h{at:%M}",
    "hm": lambda at: f"{at:%H:%M}",
    "dmy": lambda at: f"{at:%d.%m.%Y}",
    "dmy/": lambda at: f"{at:%d/%m/%Y}",
    "en-long": lambda at: f"{at.day} {_EN_MONTHS[at.month - 1]} {at.year}",
    "en-day": lambda at: f"{_EN_MONTHS[at.month - 1]} {at.day}",
    "en-weekday": lambda at: _EN_DAYS[at.weekday()],
    "iso": lambda at: at.date().isoformat(),
    "iso-time": lambda at: at.isoformat(timespec="seconds"),
    "rfc822": format_datetime,
}
"""Name of a form → how it writes an aware instant, in the demo's zone. Month and day names stand here and not in the
locale of the machine, which may have no French."""


def fill(text: str, now: datetime, zone: str = "Europe/Paris") -> str:
    """`text` with every placeholder written out relative to `now` (aware), in the IANA zone `zone`.

    Raises ValueError naming the placeholder when it is not one of those above, or when `now` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("the demo's clock has no zone: pass an aware datetime")
    local = now.astimezone(ZoneInfo(zone))
    return _PLACEHOLDER.sub(lambda match: _one(match, local), text)


def _one(match: re.Match[str], local: datetime) -> str:
    inside = _INSIDE.fullmatch(match[1])
    form = FORMS.get(inside[6]) if inside else None
    if inside is None or form is None:
        raise ValueError(f"unknown placeholder {match[0]}; the forms are {', '.join(sorted(FORMS))}")
    if inside[1]:
        return form(local + timedelta(days=int(inside[2]) - (local.hour < DAY_STARTS)))
    shift = timedelta(seconds=int(inside[4]) * _SECONDS[inside[5]])
    # Through UTC: adding to a local time would be an hour off across the change to or from summer time.
    return form((local.astimezone(ZoneInfo("UTC")) + shift).astimezone(local.tzinfo))
