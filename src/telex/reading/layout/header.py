"""A header read with a profile: its slots, in order, against the lines from the top."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from telex.model.facts import Field
from telex.reading.blocks import Line
from telex.reading.layout import forms, leftovers, signs
from telex.reading.layout.profiles import Profile, Profiles, Slot
from telex.reading.sheet import Sheet

MAX_HEADER_LINES = 40
"""Lines looked at from the top."""
_UNKNOWN_LINES = 3
"""Lines in a row that no slot knows before the header counts as over."""
_LOOK_AHEAD = 6
"""How far below a free line the slot that ends it may stand."""


def choose(profiles: Profiles, configured: str | None, sheet: Sheet) -> Profile:
    """The configured profile; else the only one whose marks all fit; else the sheet's own (generic)."""
    known = profiles.get(configured)
    if known is not None:
        return known
    if configured is not None:
        sheet.flag("profile_unknown", configured)
    top = signs.Top([line for line in sheet.lines[:MAX_HEADER_LINES] if line.short])
    fitting = [
        each.profile
        for each in signs.plan(profiles)
        if all(top.shows(sign) for sign in each.signs)
        and all(_marked(mark, each.profile, sheet, top.lines) for mark in each.profile.marks)
    ]
    return fitting[0] if len(fitting) == 1 else sheet.profile


def _marked(mark: str, profile: Profile, sheet: Sheet, top: list[Line]) -> bool:
    """Whether a mark (`slot:<name>`, `whole:<line>`, `start:<text>`) is among the first lines."""
    kind, _, rest = mark.partition(":")
    if kind == "slot":
        slots = [slot for slot in profile.slots if slot.name == rest]
        return any(forms.read(slot, line, sheet) is not None for slot in slots for line in top)
    if kind == "start":
        return any(forms.starts_with(line.match, (rest,)) for line in top)
    return any(forms.starts_with(line.match, (rest,)) == len(line.match) for line in top)


def walk(sheet: Sheet, profile: Profile) -> bool:
    """Fill the profile's slots. False when a required slot found no line: the layout is not this profile's."""
    slots, at, unknown = profile.slots, 0, 0
    filled: set[int] = set()
    for line in sheet.lines[:MAX_HEADER_LINES]:
        if at >= len(slots) or unknown > _UNKNOWN_LINES:
            break
        if not line.match or not sheet.open(line.number):
            continue
        if _rubric(slots, at, line, sheet):
            sheet.roles[line.number] = "label"
            continue
        place = _first_fitting(slots, at, line, sheet)
        if place is None:
            unknown += 1
            continue
        filled.add(place)
        unknown, at = 0, place if slots[place].form == "lines" else place + 1
    return all(n in filled for n, slot in enumerate(slots) if slot.required)


def _rubric(slots: tuple[Slot, ...], at: int, line: Line, sheet: Sheet) -> bool:
    """`Économie` where the headline is due and another line as free follows: a rubric that the profile's samples did not have."""
    due = next((slot for slot in slots[at:] if not forms.distinct(slot)), None)
    if line.words != 1 or due is None or (due.name, due.form) != ("headline", "line") or not line.match.isalpha():
        return False
    below = next((other for other in sheet.lines[line.number + 1 : line.number + 3] if other.match), None)
    if below is None or not below.short or not 4 <= below.words <= 30 or leftovers.ends_sentence(below.match):
        return False
    return not any(forms.distinct(s) and forms.read(s, other, sheet) for s in slots[at:] for other in (line, below))


def _first_fitting(slots: tuple[Slot, ...], at: int, line: Line, sheet: Sheet) -> int | None:
    for place in range(at, len(slots)):
        slot = slots[place]
        found = forms.read(slot, line, sheet)
        if found is None or (
            not forms.distinct(slot) and slot.form != "repeat" and not _free(slots, place, line, sheet)
        ):
            continue
        sheet.take(line, found, sheet.profile.method)
        return place
    return None


def _free(slots: tuple[Slot, ...], place: int, line: Line, sheet: Sheet) -> bool:
    """Whether a free form may have this line: no later slot knows it by its marks, and the slot named by `until` comes soon."""
    if any(forms.distinct(s) and forms.read(s, line, sheet) is not None for s in slots[place + 1 :]):
        return False
    if slots[place].until is None:
        return True
    ends = [s for s in slots if s.name == slots[place].until]
    below = sheet.lines[line.number + 1 : line.number + 1 + _LOOK_AHEAD]
    return any(forms.read(end, other, sheet) is not None for end in ends for other in below if other.short)


def arrival(sheet: Sheet) -> None:
    """For a source that sends as it publishes (`live`): the minute of receipt, where the text names that day alone, or none."""
    if not sheet.profile.live:
        return
    try:
        local = sheet.received.astimezone(ZoneInfo(sheet.zone))
    except (KeyError, ValueError, OSError, OverflowError):
        return
    known = sheet.fields.get("published")
    if known is None or known.value == local.date().isoformat():
        minute = local.strftime("%Y-%m-%dT%H:%M")
        sheet.fields["published"] = Field(minute, "received", known.span if known else None, "likely")
