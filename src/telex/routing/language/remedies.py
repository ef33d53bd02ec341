"""What to change in a text at one fault, the likeliest way first. The text that comes of it is read again by `repair`."""

from __future__ import annotations

import re
from collections.abc import Callable

from telex.routing import terms
from telex.routing.language.faults import Edit, Fault
from telex.routing.language.lexer import BLANK, unescape
from telex.routing.language.likely import likely_range, likely_values

Way = tuple[Edit, ...]
_SIGNS = ("AND", "OR", "NOT", "&&", "||", "-", "!", "+")
_NOTHING = re.compile(rf"[{BLANK}:\]}}”»]")
_BEFORE_SIGN = re.compile(rf"[{BLANK}()\-!+|&:\"“”«»\]}}]")
_STOP = rf"{BLANK}()\"“”«»\[\]{{}}:^~"
_WORD = re.compile(rf"[^{_STOP}]*")
_STOPS = re.compile(rf"[{_STOP}]")
_AFTER_PHRASE = re.compile(r"\s(?=(?:AND|OR|NOT)\s)|\)")
_RANGE = re.compile(r"[\[{]([^\]}]{0,200})[\]}]")
_QUOTED = re.compile(r"[\"“«]([^\"”»]*)[\"”»]")
_END_OF_RANGE = re.compile(r"(?:[<>=\[{]|\sTO)[\s\"“«]*\Z")
_DISTANCE = re.compile(r"~[0-9.]*")
_RUN = re.compile(r"[^\s()]*")


def remedies(text: str, fault: Fault) -> tuple[Way, ...]:
    """Ways to mend `fault`, a few at most; none where nothing is worth proposing."""
    if fault.readings:
        return fault.readings
    found = _REMEDIES.get(fault.code)
    return () if found is None else found(text, fault)


def _one(start: int, end: int, new: str = "") -> tuple[Way, ...]:
    return ((Edit(start, end, new),),)


def _take_away(text: str, fault: Fault) -> tuple[Way, ...]:
    return _cut(text, fault.position, fault.position + fault.length)


def _cut(text: str, start: int, end: int) -> tuple[Way, ...]:
    """Without `text[start:end]`, and without the blank that would be one too many."""
    if text[end : end + 1].isspace() and (start == 0 or text[start - 1].isspace() or text[start - 1] == "("):
        end += 1
    elif start and text[start - 1].isspace() and text[end : end + 1] in ("", ")"):
        start -= 1
    return _one(start, end)


def _empty(text: str, fault: Fault) -> tuple[Way, ...]:
    return _one(0, len(text), "*")


def _missing_operand(text: str, fault: Fault) -> tuple[Way, ...]:
    """A sign with nothing after it goes; at the end of a level, all those that stand there."""
    at = fault.position
    if text[at : at + 1] not in ("", ")"):
        return _take_away(text, fault)
    begin = at
    while (sign := _last_sign(text, begin)) is not None:
        begin = sign
    return _cut(text, begin, at) if begin < at else ()


def _last_sign(text: str, end: int) -> int | None:
    """Where the sign begins that stands last before `end`, blanks apart; None when something else does."""
    while end and _NOTHING.match(text, end - 1):
        end -= 1
    for sign in _SIGNS:
        begin = end - len(sign)
        if text.endswith(sign, 0, end) and (begin == 0 or sign in ("&&", "||") or _BEFORE_SIGN.match(text, begin - 1)):
            return begin
    return None


def _unclosed_group(text: str, fault: Fault) -> tuple[Way, ...]:
    if not text[fault.position + 1 :].strip():
        return _take_away(text, fault)
    return _one(len(text), len(text), " )" if text.endswith("\\") else ")")


def _unclosed_phrase(text: str, fault: Fault) -> tuple[Way, ...]:
    """Closed before the next operator, or before the parenthesis of the group that it stands in, else at the end."""
    at = fault.position
    grouped = text.count("(", 0, at) > text.count(")", 0, at)
    stops = (found.start() for found in _AFTER_PHRASE.finditer(text, at + 1) if grouped or found[0] != ")")
    inside = text[at + 1 : next(stops, len(text))].rstrip()
    kept = inside.rstrip("\\")
    if not kept.strip():
        return _take_away(text, fault)
    return _one(at + 1 + len(kept), at + 1 + len(inside), {"“": "”", "«": "»"}.get(text[at], '"'))


def _word_end(text: str, at: int) -> int:
    found = _WORD.match(text, at)
    return found.end() if found else at


def _empty_phrase(text: str, fault: Fault) -> tuple[Way, ...]:
    end = fault.position + fault.length
    return _one(fault.position, _word_end(text, end + 1) if text.startswith("~", end) else end)


def _unknown_field(text: str, fault: Fault) -> tuple[Way, ...]:
    """The name that was meant; else the whole is a text with a colon in it, or a field of another system before a group."""
    at, colon = fault.position, fault.position + fault.length
    if fault.hint is not None and not fault.hint.startswith('"'):
        return _one(at, colon, fault.hint)
    behind = text[colon + 1 : colon + 2]
    if behind in ("", "(", ")") or behind.isspace():
        return _one(colon, colon + 1) if behind != "(" else _one(at, colon + 1)
    held = _QUOTED.match(text, colon + 1) or _RANGE.match(text, colon + 1)
    if held is not None:
        return _one(at, held.end(), f'"{text[at:colon]} {_unmarked(held[1])}"')
    run = _RUN.match(text, at)
    return _one(at, run.end() if run else colon, f'"{_unmarked(text[at : run.end() if run else colon])}"')


def _unmarked(text: str) -> str:
    return re.sub(r"[\"“”«»\\]", "", text)


def _nested_field(text: str, fault: Fault) -> tuple[Way, ...]:
    return _one(fault.position, fault.position + fault.length + 1)


def _missing_value(text: str, fault: Fault) -> tuple[Way, ...]:
    """`*` = the field is there at all; a sign belongs in front of the field."""
    moved = _sign_first(text, fault)
    return moved or _one(fault.position, fault.position, "* " if fault.length else "*")


def _sign_first(text: str, fault: Fault) -> tuple[Way, ...]:
    """`titre:-x` as `-titre:x`."""
    at, end = fault.position, fault.position + fault.length
    sign = text[at:end]
    if sign not in ("-", "!", "+", "NOT") or fault.field is None:
        return ()
    colon = text.rfind(":", 0, at)
    name = colon
    while name and not _STOPS.match(text, name - 1) and text[name - 1] not in "-!+":
        name -= 1
    return ((Edit(name, name, "" if sign == "+" else f"{sign} " if sign == "NOT" else sign), Edit(at, end)),)


def _bad_value(text: str, fault: Fault) -> tuple[Way, ...]:
    at, end, field = fault.position, fault.position + fault.length, fault.field
    moved = _sign_first(text, fault)
    if moved or field is None:
        return moved
    written = text[at:end]
    if written[:1] in ("[", "{"):
        return _one(at, end, likely_range(written, field))
    bare = unescape(_QUOTED.sub(r"\1", written)).strip()
    single = _END_OF_RANGE.search(text, max(0, at - 50), at) is None
    return tuple((Edit(at, end, value),) for value in likely_values(bare, field, single=single))


def _empty_range(text: str, fault: Fault) -> tuple[Way, ...]:
    end = fault.position + fault.length
    return (
        () if fault.field is None else _one(fault.position, end, likely_range(text[fault.position : end], fault.field))
    )


def _unclosed_range(text: str, fault: Fault) -> tuple[Way, ...]:
    """Up to the third word: `[1 TO 3 otan` is a range and a word."""
    if fault.field is None:
        return ()
    words = list(re.finditer(r"[^\s()\[{]+", text[fault.position : fault.position + 200]))[:3]
    several = [word[0].upper() for word in words][1:2] == ["TO"]
    last = words[-1 if several else 0].end() if words else 1
    written = text[fault.position : fault.position + last]
    return _one(fault.position, fault.position + last, likely_range(written, fault.field))


def _range_not_allowed(text: str, fault: Fault) -> tuple[Way, ...]:
    held = _RANGE.match(text, fault.position)
    if held is None or not terms.written(held[1]):
        return _take_away(text, fault)
    return _one(held.start(), held.end(), f'"{_unmarked(held[1])}"')


def _wildcard(text: str, fault: Fault) -> tuple[Way, ...]:
    """The word with its end alone open; with too few letters for that, without the mark."""
    at = fault.position
    if fault.hint is None:
        return _one(at, at + 1)
    return _one(at, _word_end(text, at), "*" if fault.code == "inner_wildcard" else fault.hint)


def _wildcard_in_phrase(text: str, fault: Fault) -> tuple[Way, ...]:
    """`porte-paro*` as both words; inside quotation marks the mark goes."""
    begin = at = fault.position
    if fault.hint is None:
        return _one(at, at + 1)
    while begin and not _STOPS.match(text, begin - 1):
        begin -= 1
    before = terms.written(unescape(text[begin:at]))[:-1]
    return _one(begin, _word_end(text, at), f"({' '.join([*before, fault.hint])})")


def _fuzzy(text: str, fault: Fault) -> tuple[Way, ...]:
    found = _DISTANCE.match(text, fault.position)
    return _one(fault.position, found.end() if found else fault.position + 1)


def _regex(text: str, fault: Fault) -> tuple[Way, ...]:
    inside = _unmarked(text[fault.position + 1 : fault.position + fault.length - 1])
    quoted = f'"{inside}"' if terms.written(inside) else ""
    return _one(fault.position, fault.position + fault.length, quoted)


def _bad_distance(text: str, fault: Fault) -> tuple[Way, ...]:
    return _one(fault.position - 1, fault.position + fault.length, fault.hint or "")


def _bad_weight(text: str, fault: Fault) -> tuple[Way, ...]:
    at = fault.position
    lone = at == 0 or text[at - 1].isspace()
    return _one(at, at + 1 if lone else _word_end(text, at + 1))


def _long_phrase(text: str, fault: Fault) -> tuple[Way, ...]:
    """Without its distance it may be short enough; else nothing is proposed."""
    end = fault.position + fault.length
    found = _DISTANCE.match(text, end)
    return _one(end, found.end()) if found else ()


_REMEDIES: dict[str, Callable[[str, Fault], tuple[Way, ...]]] = {
    "empty": _empty,
    "missing_operand": _missing_operand,
    "unclosed_group": _unclosed_group,
    "unopened_group": _take_away,
    "empty_group": _take_away,
    "unclosed_phrase": _unclosed_phrase,
    "empty_phrase": _empty_phrase,
    "long_phrase": _long_phrase,
    "plus_beside_or": _take_away,
    "unknown_field": _unknown_field,
    "nested_field": _nested_field,
    "missing_value": _missing_value,
    "bad_value": _bad_value,
    "unclosed_range": _unclosed_range,
    "empty_range": _empty_range,
    "range_not_allowed": _range_not_allowed,
    "leading_wildcard": _wildcard,
    "inner_wildcard": _wildcard,
    "wildcard_in_phrase": _wildcard_in_phrase,
    "prefix_too_short": _take_away,
    "fuzzy_not_supported": _fuzzy,
    "regex_not_supported": _regex,
    "bad_distance": _bad_distance,
    "bad_weight": _bad_weight,
    "no_word": _take_away,
}
"""What is too long, too deep or of too many words has none: what to leave out is its author's to say."""
