"""A proposal: slots in the order in which the samples have them, what ends the text, and what tells the source apart."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from telex.errors import Invalid
from telex.model.draft import Draft
from telex.model.facts import Facts
from telex.model.text import fold
from telex.reading.blocks import Line
from telex.reading.layout.header import MAX_HEADER_LINES
from telex.reading.layout.profiles import Profile, Profiles, default_profiles, load_text
from telex.reading.learning import slots
from telex.reading.learning.samples import MAX_SAMPLES, Sample, needed, openings, samples
from telex.reading.learning.slots import Table
from telex.reading.reader import read

_FREE = {"line", "lines", "short_line"}
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A profile that an editor may accept or mend."""

    toml: str
    profile: Profile
    readings: tuple[Facts, ...]
    """What it reads from each sample, in their order."""
    remarks: tuple[str, ...] = ()
    """What the editor should look at."""


def learn(drafts: Sequence[Draft], profile_id: str, received_at: datetime) -> Proposal:
    """Propose a profile from at least two texts of one source; three or more read better. Pure; `received_at` is aware.

    Raises Invalid for fewer than two texts, more than 50, or an id that no profile may have.
    """
    if not 2 <= len(drafts) <= MAX_SAMPLES:
        raise Invalid(f"{len(drafts)} samples: give 2 to {MAX_SAMPLES} texts of one source, better three or more.")
    found = samples(drafts, received_at)
    header = _header(found)
    tables = {"body": _body(found), "tail": _tail(found)}
    toml = _toml(_head(profile_id, found, header, tables), header, tables)
    profile = load_text(toml)
    known = Profiles({**default_profiles().by_id, profile.id: profile})
    readings = tuple(read(_told(draft, profile.id), received_at, known) for draft in drafts)
    return Proposal(toml, profile, readings, _remarks(profile, readings, len(drafts)))


def _told(draft: Draft, profile_id: str) -> Draft:
    return Draft(draft.format, draft.text, draft.blocks, draft.declared, draft.issues, profile_id, draft.source)


def _header(found: Sequence[Sample]) -> list[Table]:
    """The slots: lines above the text by role and turn, merged into one order over all samples."""
    order: list[tuple[str, int]] = []
    groups: dict[tuple[str, int], list[tuple[Sample, Line]]] = {}
    for sample in found:
        place, turns = 0, dict[str, int]()
        for number, role in enumerate(sample.roles[: min(sample.body[0], MAX_HEADER_LINES)]):
            line = sample.lines[number]
            role = _role(sample, line, role)
            turns[role] = turns.get(role, 0) + 1
            key = (role, turns[role]) if role != "constant" else (f"constant {fold(line.match)}", 1)
            if key not in order:
                order.insert(place, key)
            place = order.index(key) + 1
            groups.setdefault(key, []).append((sample, line))
    made: list[Table] = []
    for key in order:
        rare = len(groups[key]) < 2 and key[0] not in {
            "slug",
            "headline",
            "subheadline",
            "dateline",
            "byline",
            "note",
            "date_line",
            "categories",
            "location",
        }
        table = _furniture(groups[key]) if key[0].startswith("constant") else slots.slot(key[0], groups[key])
        if table is not None and not rare and table not in made:
            made.append(table)
    return _bounded(made)


def _furniture(group: Sequence[tuple[Sample, Line]]) -> Table | None:
    """A line that several samples have: a site's name, or a mark to step over."""
    _, line = group[0]
    if not line.match or len(line.match) > 120:
        return None
    if any(sample.roles[line.number : line.number + 1] == ("site",) for sample, line in group):
        return {"name": "site", "form": "site", "text": [line.match]}
    if re.fullmatch(r"[\w-]{2,40}(?:\.[\w-]{2,30}){1,3}/?", line.match):
        return {"name": "site", "form": "site", "text": [line.match]}
    if not any(c.isalnum() for c in line.match):
        return {"name": "separator", "form": "mark", "text": [line.match], "whole": True, "role": "separator"}
    return {"name": "fixed", "form": "mark", "text": [line.match], "whole": True}


def _role(sample: Sample, line: Line, role: str) -> str:
    """A place label, which is kept as a caption, apart from other labels."""
    if role == "label" and any(c.text == line.text for c in sample.facts.captions):
        return "location"
    return role


def _bounded(made: list[Table]) -> list[Table]:
    """A free slot that may be missing takes a line only if the next slot known by its marks follows."""
    names: set[str] = set()
    for table in made:  # names are unique but for `headline` and its repeat
        name = str(table["name"])
        if name in names and table["form"] != "repeat" and name not in {"headline", "subheadline", "categories"}:
            table["name"] = f"{name}{sum(n.rstrip('0123456789') == name for n in names) + 1}"
        names.add(str(table["name"]))
    for place, table in enumerate(made):
        following = next((t for t in made[place + 1 :] if t["form"] not in {*_FREE, "repeat", "note"}), None)
        if table["form"] in _FREE and not table.get("required") and following is not None:
            table.setdefault("until", following["name"])
    return [t for t in made if not (t["form"] == "line" and t["name"] != "headline" and "until" not in t)]


def _body(found: Sequence[Sample]) -> Table:
    """Agencies of datelines inside the text, and what opens a caption."""
    table: Table = {}
    agencies = sorted({
        s.facts.dateline.value.agency for s in found
        if s.facts.dateline and s.facts.dateline.value.agency and any(s.facts.body_starts)
    })  # fmt: skip
    if len(agencies) == 1 and sum(any(s.facts.body_starts) for s in found) >= 2:
        table["agencies"] = agencies
    captions = [line for s in found for line, role in zip(s.lines, s.roles, strict=True) if role == "caption"]
    opening = openings(captions) if len(captions) > 1 else None
    if opening is not None:
        table["caption"] = [opening]
    return table


def _tail(found: Sequence[Sample]) -> Table:
    """What stands below the text in several samples: whole lines, or what such lines begin with."""
    drop: list[str] = []
    footer: list[str] = []
    byline: list[str] = []
    loose: list[list[Line]] = []
    for sample in found:
        start = max(sample.body[1], len(sample.lines) - _BELOW)
        below = [(line, sample.roles[line.number]) for line in sample.lines[start:] if line.match]
        for line, role in below:
            if role == "constant" and any(c.isalnum() for c in line.match):
                target = footer if line.words >= 12 else drop
                mark = " ".join(line.match.split()[:6]) if line.words >= 12 else line.match[:60]
                target.append(mark)
        last = [
            line for line in sample.lines[-_LAST:] if sample.roles[line.number] == "body" and ":" in line.match[:60]
        ]
        loose.append([*last, *(line for line, role in below if role in {"boilerplate", "distribution_footer"})])
        byline.extend(" ".join(line.match.strip("()* ").split()[:2]) for line, role in below if role == "byline")
    drop.extend(_shared(loose, len(found)))
    table: Table = {}
    for key, marks in (("byline", byline), ("footer", footer), ("drop", drop)):
        kept = list(dict.fromkeys(mark for mark in marks if not (key == "byline" and marks.count(mark) < 2)))
        if kept:
            table[key] = kept[:40]
    return table


def _shared(loose: Sequence[Sequence[Line]], count: int) -> list[str]:
    """Openings of two words, or up to a colon, that lines below the text of several samples have."""
    by_opening: dict[str, list[Line]] = {}
    for found in loose:
        for line in {fold(" ".join(line.match.split()[:2])): line for line in found if line.words > 1}.values():
            by_opening.setdefault(fold(" ".join(line.match.split()[:2])), []).append(line)
    groups = (group for group in by_opening.values() if len(group) >= needed(count))
    shared = (openings(group) for group in groups)
    return [mark for mark in shared if mark is not None and any(c.isalpha() for c in mark)]


_BELOW = 60
"""Lines from the end of a sample among which what ends its text is looked for."""
_LAST = 6
"""Lines from the end that may be of the page although they read as text: `Notre invité : ...`."""


def _head(profile_id: str, found: Sequence[Sample], header: list[Table], tables: dict[str, Table]) -> Table:
    table: Table = {"id": profile_id, "version": 1}
    languages = sorted({str(s.facts.language.value) for s in found if s.facts.language is not None})
    if languages:
        table["languages"] = languages
    agencies = tables["body"].get("agencies") or next((t["agencies"] for t in header if t.get("agencies")), None)
    if isinstance(agencies, list) and len(agencies) == 1:
        table["issuer"] = agencies[0]
    site = next((t for t in header if t["form"] == "site"), None)
    if site is not None and isinstance(site["text"], list):
        table["site"] = site["text"][0]
    order = _date_order(found)
    if order is not None:
        table["date_order"] = order
    marks = _marks(header)
    if marks:
        table["marks"] = marks
    return table


def _date_order(found: Sequence[Sample]) -> str | None:
    pairs = [m.groups() for s in found for line in s.lines[:40] for m in _NUMERIC.finditer(line.match[:400])]
    first, second = any(int(a) > 12 for a, _ in pairs), any(int(b) > 12 for _, b in pairs)
    if first == second:
        return None
    return "DMY" if first else "MDY"


def _marks(header: list[Table]) -> list[str]:
    """Slots that tell the source from others: those with a fixed word, with one of dates beside a weak one."""
    fixed = [str(t["name"]) for t in header if t.get("agencies") or t["form"] == "site"]
    fixed = fixed or [str(t["name"]) for t in header if t["form"] in {"mark", "fields"} or t.get("prefix")][:1]
    dated = [str(t["name"]) for t in header if t["form"] in {"dates", "byline_dates", "place_date"}][:1]
    return [f"slot:{name}" for name in dict.fromkeys([*fixed, *dated])] if fixed else []


def _toml(head: Table, header: Sequence[Table], tables: dict[str, Table]) -> str:
    pieces = [_pairs(head)]
    pieces += [f"[[slot]]\n{_pairs(table)}" for table in header]
    pieces += [f"[{name}]\n{_pairs(table)}" for name, table in tables.items() if table]
    return "\n\n".join(pieces) + "\n"


def _pairs(table: Table) -> str:
    """JSON's texts, numbers and lists are TOML's."""
    return "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())


def _remarks(profile: Profile, readings: Sequence[Facts], count: int) -> tuple[str, ...]:
    remarks: list[str] = []
    if count < 3:
        remarks.append("two samples only: a third would show what is the source's and what is the text's")
    if not profile.marks:
        remarks.append("nothing sure to detect it by: name it for the source (`telex source add ID --profile ...`)")
    for number, facts in enumerate(readings, 1):
        if facts.profile != profile.id:
            remarks.append(f"sample {number} does not fit: the slot that is required finds no line in it")
        elif facts.headline is None:
            remarks.append(f"sample {number}: no headline")
        elif not facts.body:
            remarks.append(f"sample {number}: no text")
    return tuple(remarks)
