"""French microtypography, put on when a page is made and never on what is stored, sent by API or copied.

`french` treats one run of text, `french_markup` the text between the tags of a catalogue entry (design/interface.md
section 5: U+00A0 inside « » and before the colon, U+202F before ; ! ?, ’ for ').
"""

from __future__ import annotations

import re
from functools import lru_cache

NO_BREAK, THIN = "\u00a0", "\u202f"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_OPEN = re.compile(r"«[ \u00a0\u202f]*")
_CLOSE = re.compile(r"[ \u00a0\u202f]*»")
_HIGH = re.compile(r"(?<=[\w»)])[ \u00a0\u202f]+([;!?])")
_COLON = re.compile(r"(?<=[\w»)])[ \u00a0\u202f]+:(?=\s|$)")
_TITLE = re.compile(r"\b(MM?|Mme|Dr)(\.?) (?=[A-ZÀ-Ý])")
_UNIT = re.compile(rf"(\d) (?=milliards?\b|millions?\b|%|€|km\b|min\b|h\b|(?:{_MONTHS})\b)")
_HOUR = re.compile(r"(\d)\u00a0h (?=\d\d\b)")
_PHONE = re.compile(r"\b0\d(?: \d\d){4}\b")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_TAG = re.compile(r"(<[^<>]{0,400}>)")


@lru_cache(maxsize=4096)
def french(text: str) -> str:
    """One run of French text with its no-break and thin spaces."""
    text = text.replace("'", "’")
    text = _OPEN.sub(f"«{NO_BREAK}", text)
    text = _CLOSE.sub(f"{NO_BREAK}»", text)
    text = _HIGH.sub(THIN + r"\1", text)
    text = _COLON.sub(NO_BREAK + ":", text)
    text = _TITLE.sub(rf"\1\2{NO_BREAK}", text)
    text = _UNIT.sub(rf"\1{NO_BREAK}", text)
    text = _HOUR.sub(rf"\1{NO_BREAK}h{NO_BREAK}", text)
    text = _PHONE.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    return _THOUSANDS.sub(THIN, text)


@lru_cache(maxsize=2048)
def french_markup(text: str) -> str:
    """The same for a text with tags in it: the tags are left alone."""
    return "".join(part if part.startswith("<") else french(part) for part in _TAG.split(text))


def dressed(text: str, language: str | None) -> str:
    """A text of a dispatch as a page shows it: dressed when it is French, as it is when it is not."""
    return french(text) if (language or "").lower().partition("-")[0] == "fr" else text


def quoted(text: str) -> list[tuple[bool, str]]:
    """A paragraph cut at its quotations: (is a quotation, text), in order. Marks are « » and “ ”, one level deep."""
    parts, at = [], 0
    for found in re.finditer(r"«[^«»]{1,2000}»|“[^“”]{1,2000}”", text):
        if found.start() > at:
            parts.append((False, text[at : found.start()]))
        parts.append((True, found[0]))
        at = found.end()
    if at < len(text):
        parts.append((False, text[at:]))
    return parts
