"""The paragraphs: what is left once header and tail have their roles, captions apart, the inline dateline cut off."""

from __future__ import annotations

import re

from telex.reading import language
from telex.reading.blocks import Line
from telex.reading.layout import dateforms, forms, leftovers
from telex.reading.layout.markers import CAPTION
from telex.reading.sheet import Sheet

_CREDIT_END = re.compile(
    r"\s{0,3}(?:©|\(c\)|\([^()]{2,40}/[^()]{2,40}\)$|Crédits? ?:|Photo ?:).{0,120}$", re.IGNORECASE
)
_CAPTION_WORDS = 60


def walk(sheet: Sheet, first: int) -> None:
    """Role `body` for every line still open from `first` on; captions found among them."""
    own = sheet.fields["language"].value if "language" in sheet.fields else None
    open_lines = [line for line in sheet.lines if line.match and sheet.open(line.number)]
    for line in sheet.lines:
        if sheet.roles[line.number] == "caption":
            _caption(sheet, line, own)
    for line in open_lines:
        if _is_caption(sheet, line, own, len(open_lines)):
            _caption(sheet, line, own)
            continue
        start = 0
        if len(sheet.body) < 2 and sheet.profile.body.inline_dateline and not _datelined(sheet):
            start = _inline_dateline(sheet, line)
        sheet.roles[line.number] = "body"
        sheet.body.append((line.number, line.display(start) if start else line.text))


def _is_caption(sheet: Sheet, line: Line, own: str | None, count: int) -> bool:
    """Marked as one, or in another language than the body and not a quotation."""
    if line.kind == "caption":
        return True
    if not line.short or line.words > _CAPTION_WORDS:
        return False
    if forms.starts_with(line.match, (*sheet.profile.body.caption, *CAPTION)):
        return True
    if count < 3 or line.match[0] in '«“"' or (leftovers.ends_sentence(line.match) and line.words < 6):
        return False
    found = language.foreign(line.match, own)
    if found is None:
        return False
    sheet.flag("caption_in_other_language", found)
    return True


def _caption(sheet: Sheet, line: Line, own: str | None) -> None:
    """The caption without its mark and its credit."""
    sheet.roles[line.number] = "caption"
    start = forms.starts_with(line.match, (*sheet.profile.body.caption, *CAPTION))
    credit = _CREDIT_END.search(line.match, start)
    text = line.display(start, credit.start() if credit else None)
    if text:
        sheet.captions.append((line.number, text, language.foreign(line.match, own) or own))


def _datelined(sheet: Sheet) -> bool:
    """Whether the dateline is known from a line of its own: one before the headline may come again before the text."""
    known = sheet.fields.get("dateline")
    return known is not None and (known.span is None or sheet.roles[known.span.block] != "headline")


def _inline_dateline(sheet: Sheet, line: Line) -> int:
    """Where the first paragraph begins once its dateline is off; 0 when there is none."""
    found = dateforms.inline(line, sheet.profile.body, sheet)
    if found is None:
        return 0
    method = "rule:dateline" if sheet.profile.id == "generic" else sheet.profile.method
    sheet.take(line, found[0], method, "likely")
    sheet.starts[line.number] = found[1]
    return found[1]
