"""A feed becomes one filing per entry, in time linear in the number of entries."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from telex.errors import TooLarge, Unreadable
from telex.formats import feed, moments, xml
from telex.intake import choose
from telex.intake.choose import Format
from telex.intake.limits import Limits
from telex.intake.read import decoded_as
from telex.model.filing import Filing

if TYPE_CHECKING:
    from lxml.etree import _Element

_STANDARD = Limits()
_HEAD = frozenset({
    "title", "link", "language", "id", "author", "managingeditor", "rights", "copyright", "creator",
    "publisher"
})  # fmt: skip
"""What an entry needs of its feed. `lastBuildDate`, `updated`, `items` and the like change at every poll: an entry that
did not change must stay the same bytes, or it would come in again each time."""
_HEAD_BYTES = 4_000
_DATES = ("updated", "modified", "published", "issued", "pubdate", "date")


def split(filing: Filing, limits: Limits = _STANDARD) -> tuple[Filing, ...]:
    """One filing per entry of a feed, oldest first, each a feed document with that entry alone; anything else as it is.

    A feed without entries gives none. What cannot be read is given back whole, so that `read` says why.
    Raises TooLarge for more than `max_entries`.
    """
    root, faults = _feed(filing, limits)
    if root is None:
        return (filing,)
    entries = feed.entries(root)
    if xml.local(root) == "entry" or (faults and not entries):
        return (filing,)  # a broken feed of which nothing could be recovered is not an empty one
    if len(entries) > limits.max_entries:
        raise TooLarge(
            f"a feed of {len(entries):,} entries is over the limit of {limits.max_entries:,}; send it in parts"
        )
    keys = list(_keys(entries))
    before, after = _frame(root, entries, faults)
    documents = [before + _bytes(entry) + after for entry in entries]
    media_type = re.sub(r"(?i)(;\s*charset=)[^;]*", r"\1utf-8", filing.media_type) if filing.media_type else None
    return tuple(
        replace(
            filing,
            body=documents[place],
            media_type=media_type,
            key=f"{filing.key}#{keys[place]}" if filing.key is not None else None,
        )
        for place in _oldest_first(entries)
    )


def _feed(filing: Filing, limits: Limits) -> tuple[_Element | None, tuple[str, ...]]:
    """The root of the feed, or None for anything that is not a readable feed."""
    if len(filing.body) > limits.max_bytes:
        return None, ()
    try:
        chosen = choose.declared(filing)
        if chosen is Format.SNIFF:
            chosen = choose.sniffed(decoded_as(filing, chosen).text)
        if chosen is not Format.XML:
            return None, ()
        decoded = decoded_as(filing, chosen)
        root, issues = xml.parse(decoded.text)
    except Unreadable:
        return None, ()
    return (root, (*decoded.issues, *issues)) if feed.kind(root) else (None, ())


def _frame(root: _Element, entries: list[_Element], faults: tuple[str, ...]) -> tuple[bytes, bytes]:
    """The bytes before and after an entry: the feed's head without what is large or changes."""
    from lxml import etree

    holder = entries[0].getparent() if entries else None
    for entry in entries:
        entry.tail = None
        parent = entry.getparent()
        if parent is not None:
            parent.remove(entry)
    for parent in {root, *(child for child in root if xml.local(child) == "channel")}:
        parent.text = parent.tail = None
        for child in list(parent):
            if xml.local(child) == "channel":
                continue
            if xml.local(child) not in _HEAD or len(_bytes(child)) > _HEAD_BYTES or _is_self(child):
                parent.remove(child)
            child.tail = None
    for fault in reversed(faults):
        root.insert(0, etree.ProcessingInstruction(feed.ISSUE, fault.replace("?>", "")))
    mark = etree.ProcessingInstruction("telex-entry", "here")
    (holder if holder is not None else root).append(mark)
    before, _, after = _bytes(root).partition(b"<?telex-entry here?>")
    return before, after


def _bytes(element: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(element, encoding="utf-8", with_tail=False)


def _is_self(element: _Element) -> bool:
    """Links to the feed itself, its pages and hubs carry tokens and page numbers; only the home page is kept."""
    return xml.local(element) == "link" and element.get("rel", "alternate") != "alternate"


def _keys(entries: list[_Element]) -> Iterator[str]:
    """The entry's own identifier, else its number; a second entry with the same one gets its number as well."""
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        fields = {xml.local(child): (child.text or "").strip() for child in reversed(entry)}
        own = fields.get("guid") or fields.get("id") or fields.get("link") or str(number)
        if len(own) > 200:
            own = hashlib.sha256(own.encode()).hexdigest()
        yield f"{own}~{number}" if own in seen else own
        seen.add(own)


def _oldest_first(entries: list[_Element]) -> list[int]:
    """Places in order of date; where one has no date, the reverse of the document, as feeds put the newest first."""
    places = list(reversed(range(len(entries))))
    dates = [_date(entry) for entry in entries]
    known = [date for date in dates if date is not None]
    if len(known) < len(entries):
        return places
    return sorted(places, key=lambda place: known[place])


def _date(entry: _Element) -> datetime | None:
    fields = {xml.local(child): child.text for child in entry if xml.local(child) in _DATES}
    for name in _DATES:
        written = moments.iso(fields.get(name))
        if written:
            moment = datetime.fromisoformat(written)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
