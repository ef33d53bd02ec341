"""Embargo lines. What is present but not wholly understood gives no hour, and no hour means: withhold.

Every word of the line that is not part of the hour must be a known one: an unknown word may be a second condition
(« sauf la presse écrite »), an unknown zone would shift the hour. Holding too long costs an editor a minute; a leak cannot be taken back.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from telex.model.draft import Embargo
from telex.model.text import fold
from telex.reading.layout.profiles import DEFAULT_ZONE
from telex.reading.sheet import local_day
from telex.reading.times import stamps

_PRESENT = re.compile(
    r"^[\W_]{0,6}(?:(?:strictement |strictly )?(?:sous|under) embargo\b|embargo(?:ed|é)?(?=\s{0,3}(?:$|[:,.!–—(\d-]|jusqu|until|till|au\b|to\b|le\b|for\b|absolu|strict|avant|presse?\b|m[eé]dia))"
    r"|(?:nota?|à|a)?\s?(?:ne pas (?:publier|diffuser)|not (?:to be (?:published|released|used)|for (?:release|publication|use))) (?:avant|until|before|prior)\b"
    r"|(?:do not (?:publish|release|use)) (?:before|until)\b|(?:hold|held) (?:for release )?until\b|for release (?:at|on|after)\b"
    r"|[àa] ne pas (?:publier|diffuser) avant\b)",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"[(\[–—-]\s?(?:sous embargo|embargo(?:ed)? (?:until|jusqu)|embargo(?: jusqu| until|\s?:))", re.IGNORECASE
)
_KNOWN = frozenset({
    "sous", "embargo", "embargoed", "embargoe", "jusqu", "au", "a", "le", "la", "les", "l", "du", "de", "d",
    "heure", "heures", "h", "until", "till", "to", "be", "not", "for", "release", "before", "prior",
    "publication", "publish", "published", "use", "used", "at", "on", "the", "is", "it", "news", "media",
    "press", "date", "strictly", "strictement", "under", "hold", "held", "ne", "pas", "publier", "diffuser",
    "avant", "apres", "after", "do", "released", "levee", "lifts", "lifted", "fin", "end", "ends", "information",
    "informations", "this", "text", "texte", "communique", "presse", "ce", "cette", "absolu",
    "time",
})  # fmt: skip
_ZONES: dict[str, str | float] = {
    "gmt": 0, "utc": 0, "z": 0, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "wet": 0, "west": 1, "est": -5, "edt": -4,
    "et": "America/New_York", "pt": "America/Los_Angeles", "pst": -8, "pdt": -7, "trt": 3, "msk": 3, "jst": 9,
}  # fmt: skip
"""Abbreviations with one meaning in the trade. BST, IST, CST and AST have several: not listed, so held."""
_PLACES = {
    "paris": "Europe/Paris", "londres": "Europe/London", "london": "Europe/London", "bruxelles": "Europe/Brussels",
    "brussels": "Europe/Brussels", "berlin": "Europe/Berlin", "geneve": "Europe/Zurich", "geneva": "Europe/Zurich",
    "rome": "Europe/Rome", "madrid": "Europe/Madrid", "new york": "America/New_York", "washington": "America/New_York",
    "istanbul": "Europe/Istanbul", "ankara": "Europe/Istanbul", "tokyo": "Asia/Tokyo", "moscou": "Europe/Moscow",
    "moscow": "Europe/Moscow", "tunis": "Africa/Tunis", "alger": "Africa/Algiers", "rabat": "Africa/Casablanca",
    "dakar": "Africa/Dakar",
}  # fmt: skip
_PLACE = re.compile(
    r"\(?\b(?:heure (?:locale )?(?:de |d'|a )|)(?P<place>" + "|".join(_PLACES) + r")(?P<time> (?:local )?time)?\b\)?"
)
_WORDS = re.compile(r"[^\W_]+")
_REACH = timedelta(days=400)
"""An embargo farther from the receipt than this is a misreading."""


def is_embargo(match: str) -> bool:
    """Whether a line states an embargo (and not a headline about an arms embargo: the word must open the line or a bracket)."""
    return (bool(_PRESENT.match(match)) and not _about(match)) or bool(_INSIDE.search(match))


def _about(match: str) -> bool:
    """`Embargo sur les armes : ...` and the like: the word, then a subject of the news and neither an end nor a digit."""
    folded = fold(match)
    return bool(
        re.match(r"embargo\s(?:sur|on|contre|against|americain|russe|us|petrolier|total)\b", folded)
    ) and not re.search(r"\bembargo\b.{0,40}\b(?:jusqu|until)\b", folded)


def read(match: str, display: str, received: datetime, zone: str | None, order: str | None = None) -> Embargo:
    """The embargo of a line. `zone` is the profile's, used when the line names none. Unreadable: `until` None."""
    return Embargo(_until(match, received, zone or DEFAULT_ZONE, order), display)


def _until(match: str, received: datetime, zone: str, order: str | None) -> datetime | None:
    found = stamps.find(match, header=True)
    if len(found) != 1 or found[0].hour is None or (found[0].swap and order is None):
        return None  # 04/03: the receipt cannot tell which is meant, since an embargo lies ahead of it
    stamp = found[0]
    rest = fold(match[: stamp.start] + " | " + match[stamp.end :])
    named, rest = _place(rest)
    words = set(_WORDS.findall(rest))
    if not words <= _KNOWN or (words & {"not", "pas"} and words & {"after", "apres"}):
        return None
    if named is not None and stamp.zone is not None:
        return None
    keeper = _keeper(stamp.zone) if stamp.zone else _keeper_of_place(named or zone)
    today = local_day(received, zone)
    settled = stamps.settle(stamp, today, order)
    if keeper is None or settled.day is None or "weekday_mismatch" in settled.faults:
        return None
    if settled.inferred and settled.day < today - timedelta(days=2):
        return None
    until = _instant(settled, stamp, keeper)
    return until if until is not None and abs(until - received) <= _REACH else None


def _instant(settled: stamps.Settled, stamp: stamps.Stamp, keeper: tzinfo) -> datetime | None:
    day = settled.day
    if day is None or stamp.hour is None:
        return None
    try:
        return datetime(day.year, day.month, day.day, stamp.hour, stamp.minute, tzinfo=keeper).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _place(rest: str) -> tuple[str | None, str]:
    """(zone of the place named, the line without it)."""
    found = _PLACE.search(rest)
    if found is None:
        return None, rest
    return _PLACES[found["place"]], rest[: found.start()] + " " + rest[found.end() :]


def _keeper_of_place(zone: str) -> tzinfo | None:
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return None


def _keeper(written: str) -> tzinfo | None:
    """The zone of `GMT`, `CET`, `+01:00`, `UTC+2`; None when it is not one that is surely known."""
    folded = written.strip().lower()
    listed = _ZONES.get(folded)
    if isinstance(listed, str):
        return _keeper_of_place(listed)
    if listed is not None:
        return timezone(timedelta(hours=listed))
    shift = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2})(?::?(\d\d))?", folded)
    if shift is None or int(shift[2]) > 14 or int(shift[3] or 0) > 59:
        return None
    amount = timedelta(hours=int(shift[2]), minutes=int(shift[3] or 0))
    return timezone(-amount if shift[1] == "-" else amount)
