"""The closed list of what an editor would want flagged, and the codes that only need the finished sheet."""

from __future__ import annotations

import re

from telex.model.text import fold
from telex.reading.calendar import month_number
from telex.reading.sheet import Sheet

_DAMAGE = re.compile(r"\ufffd|Ã[©¨ªà§´®»«¢‰€]|â€[™œ“”¦˜]|Â[«»°\u00a0]")
_SEAM = re.compile(
    r"\b[^\W\d_A-Z]{4,20}\. (?:en|de|la|le|les|des|du|et|que|qui|à|au|dans|pour|par|sur|il|elle|of|the|and|to|in)\b "
)
_SPLICE = re.compile(
    r"\b(?:est|sont|était|sera|a|ont|is|are|was) (?:Il|Elle|Ils|Elles|Nous|Vous|It|They|We|You) (?:est|sont|a|ont|is|are|was|have)\b"
)
_TURKISH = re.compile(r"[ıİ]")


def flag(sheet: Sheet) -> None:
    """Set the codes of the finished sheet, in a fixed order."""
    fields, roles = sheet.fields, sheet.roles
    if "headline" not in fields:
        sheet.flag("no_headline")
    if "published" not in fields and "updated" not in fields:
        event = fields.get("event_date")
        sheet.flag("no_date" if event is None or event.value.start is None else "no_date_header")
    for line in sheet.lines:
        _line(sheet, line.number, roles[line.number] or "")
    text = "\n".join(text for _, text in sheet.body)[:20_000]
    if "'" in text and "’" in text:
        sheet.flag("mixed_apostrophes")
    damage = _DAMAGE.search(text)
    if damage is not None:
        sheet.flag("encoding_damage", damage.group())
    for seam in seams(text):
        sheet.flag("machine_translation_artefact", seam)


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


def seams(text: str) -> list[str]:
    """Two kinds of broken joint that sentence-by-sentence machine translation leaves; at most one of each."""
    found = [pattern.search(text) for pattern in (_SEAM, _SPLICE)]
    return [m.group().strip() for m in found if m is not None and fold(m.group())]
