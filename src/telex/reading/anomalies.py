"""The closed list of what an editor would want flagged, and the codes that only need the finished sheet."""

from __future__ import annotations

import re
from functools import lru_cache

from telex.model.text import fold, plain
from telex.reading.named.gazetteer import Known, default_gazetteer
from telex.reading.sheet import Sheet
from telex.reading.times.calendar import month_number

_DAMAGE = re.compile(r"\ufffd|Ã[©¨ªà§´®»«¢‰€]|â€[™œ“”¦˜]|Â[«»°\u00a0]")
_SEAM = re.compile(r"\. (?:en|de|la|le|les|des|du|et|que|qui|à|au|dans|pour|par|sur|il|elle|of|the|and|to|in)\b ")
_BEFORE_SEAM = re.compile(r"\b[^\W\d_A-Z]{4,20}$")
_SPLICE = re.compile(r" (?:Il|Elle|Ils|Elles|Nous|Vous|It|They|We|You) (?:est|sont|a|ont|is|are|was|have)\b")
_BEFORE_SPLICE = re.compile(r"\b(?:est|sont|était|sera|a|ont|is|are|was)$")
_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{3,5}(?![\w-])")
_TITLE = re.compile(
    r"(?:\b|^)(?P<title>(?:commandant|capitaine|lieutenant|colonel|lieutenant-colonel|général|amiral|vice-amiral|contre-amiral|sergent|adjudant|major|caporal"
    r"|maréchal|brigadier|commissaire|procureur|docteur|professeur|maître|abbé|père|sœur|frère|monseigneur|pasteur|rabbin|imam|cheikh|colonel"
    r"|commander|captain|general|admiral|sergeant|corporal|marshal|doctor|professor|reverend|father|judge|Colonel|General|Captain|Admiral|Major"
    r"|Lieutenant|Sergeant|Commander|Judge|Professor|Doctor|Reverend|Dr|Pr|Me|Mgr|Gen\.|Col\.|Capt\.|Lt\.|Sgt\.))e?\.?\s(?:$|(?=[A-ZÀ-Þ]))"
)
"""Ranks and titles that stand right before a name; M. and Mme are none."""
_OFFICE = re.compile(
    r"(?:secr[ée]taire|secretary|direct\w+|attorney|procureure?|gouverneure?|délégué\w*|inspect\w+|consul\w*|commissaire)[- ]$",
    re.IGNORECASE,
)
"""`secrétaire général`, `directeur général`: an office, no rank."""
_TURKISH = re.compile(r"[ıİ]")


def flag(sheet: Sheet) -> None:
    """Set the codes of the finished sheet, in a fixed order."""
    fields, roles = sheet.fields, sheet.roles
    if "headline" not in fields:
        sheet.flag("no_headline")
    published = fields.get("published")
    if (published is None or (published.span is None and published.method == "received")) and "updated" not in fields:
        event = fields.get("event_date")
        sheet.flag("no_date" if event is None or event.value.start is None else "no_date_header")
    for line in sheet.lines:
        _line(sheet, line.number, roles[line.number] or "")
    text = "\n".join(text for _, text in sheet.body)[:20_000]
    headings = "\n".join(str(fields[name].value)[:1_000] for name in ("headline", "subheadline") if name in fields)
    if ("'" in text or "'" in headings) and ("’" in text or "’" in headings):
        sheet.flag("mixed_apostrophes")
    for word in variants(text):
        sheet.flag("variant_spelling", word)
    damage = _DAMAGE.search(text) or _damaged(sheet)
    if damage is not None:
        sheet.flag("encoding_damage", damage.group())
    for seam in seams(text):
        sheet.flag("machine_translation_artefact", seam)


def variants(text: str) -> list[str]:
    """Names in capitals that the text writes both ways, as `OTAN / Otan`; at most five."""
    found: list[str] = []
    for name in dict.fromkeys(_ACRONYM.findall(text)):
        other = name.capitalize()
        if len(found) < 5 and other in text and re.search(rf"(?<![\w-]){other}(?![\w-])", text):
            found.append(f"{name} / {other}")
    return found


def _damaged(sheet: Sheet) -> re.Match[str] | None:
    """Traces of a wrong encoding in headline or standfirst."""
    fields = (sheet.fields.get(name) for name in ("headline", "subheadline"))
    return next((m for f in fields if f is not None and (m := _DAMAGE.search(str(f.value)[:1_000]))), None)


def of_mentions(sheet: Sheet) -> None:
    """Set the codes that need `sheet.mentions`: call it once people and places are read."""
    _dateline_elsewhere(sheet)
    bodies = [text for _, text in sheet.body]
    for person in sheet.mentions.people:
        span = person.span
        if person.value.where != "body" or span is None or span.block >= len(bodies):
            continue
        before = plain(bodies[span.block][max(0, span.start - 30) : span.start])
        title = _TITLE.search(before) or _TITLE.match(plain(bodies[span.block][span.start : span.end]))
        if title is not None and not _OFFICE.search(before[: title.start()]):
            sheet.flag("name_with_title", f"{title['title']} {person.value.name}")


def _dateline_elsewhere(sheet: Sheet) -> None:
    """The dateline names one town and the event is told of another, or of another country. A town in its own country is no fault."""
    dateline, event = sheet.fields.get("dateline"), sheet.mentions.event_place
    written = None if dateline is None else dateline.value.place
    if not written or event is None:
        return
    here, there = fold(re.split(r"[,(/]", written)[0]), fold(event.value.name)
    if here in there or there in here:
        return
    named, happened = _known(here), _known(there)
    country = event.value.country
    if named is None or named.country is None or country is None:
        return
    if named.country != country or (happened is not None and happened.kind == "city"):
        sheet.flag("dateline_event_mismatch", f"{written} / {event.value.name}")


def _known(folded: str) -> Known | None:
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", folded)
    found = default_gazetteer().find(words, 0) if words else None
    return found[1] if found is not None and found[0] == len(words) else None


def _line(sheet: Sheet, number: int, role: str) -> None:
    text = sheet.lines[number].text
    if role == "headline_repeated":
        sheet.flag("headline_repeated")
    elif role == "site":
        sheet.flag("site_name_line", text)
    elif role == "distribution_footer":
        sheet.flag("distribution_footer", text[:80])
    elif role == "boilerplate":
        own = sheet.fields.get("language")
        turkish = bool(_TURKISH.search(text)) and own is not None and own.value != "tr"
        sheet.flag("interface_leftover_other_language" if turkish else "boilerplate", text)
    elif role == "date_line" and _TURKISH.search(text) and not any(month_number(w) for w in text.split()):
        sheet.flag("interface_leftover", text)


@lru_cache(maxsize=4)
def seams(text: str) -> tuple[str, ...]:
    """Two kinds of broken joint that sentence-by-sentence machine translation leaves; at most one of each."""
    found = (_joint(text, _SEAM, _BEFORE_SEAM), _joint(text, _SPLICE, _BEFORE_SPLICE))
    return tuple(joint for joint in found if joint)


def _joint(text: str, pattern: re.Pattern[str], before: re.Pattern[str]) -> str | None:
    """The first match of `pattern` with what `before` finds in front of it: the rare part is looked for first."""
    for found in pattern.finditer(text):
        opening = before.search(text[max(0, found.start() - 21) : found.start()])
        if opening is not None:
            return (opening.group() + found.group()).strip()
    return None
