"""From a filing to a draft."""

from __future__ import annotations

from dataclasses import replace

from telex.errors import UnknownFormat, Unreadable
from telex.formats import atom, feed, html, ninjs, rss, text, xml
from telex.formats.decode import Decoded, charset_of, decode
from telex.intake import choose
from telex.intake.choose import Format
from telex.intake.limits import Limits, check_size
from telex.model.draft import Draft
from telex.model.filing import Filing

_STANDARD = Limits()


def read(filing: Filing, limits: Limits = _STANDARD) -> Draft:
    """The draft of a filing that holds one dispatch (`split` comes first).

    Raises TooLarge before anything is parsed, UnknownFormat for a media type or XML that is not read,
    Unreadable with the reason for what cannot be read.
    """
    check_size(filing, limits)
    if not filing.body.strip():
        raise Unreadable("no text: the filing is empty; send the dispatch itself")
    chosen = choose.declared(filing)
    decoded = decoded_as(filing, chosen)
    if chosen is Format.SNIFF:
        chosen = choose.sniffed(decoded.text)
        if chosen is Format.XML:
            decoded = decoded_as(filing, chosen)
    draft = _load(chosen, decoded.text, filing)
    issues = tuple(dict.fromkeys((*decoded.issues, *draft.issues)))
    return replace(draft, issues=issues, profile=filing.profile, source=filing.source)


def decoded_as(filing: Filing, chosen: Format) -> Decoded:
    """The text: XML and HTML name their charset inside, the others by media type alone."""
    if chosen is Format.XML:
        return xml.decoded(filing.body, filing.media_type)
    stated = charset_of(filing.media_type)
    if chosen in {Format.HTML, Format.SNIFF} and stated is None:
        stated = html.stated_charset(filing.body)
    return decode(filing.body, stated)


def _load(chosen: Format, document: str, filing: Filing) -> Draft:
    if chosen is Format.HTML:
        return html.load(document, url=filing.name)
    if chosen is Format.NINJS:
        return ninjs.load(document)
    if chosen is Format.XML:
        return _load_xml(document, filing)
    return text.load(document)


def _load_xml(document: str, filing: Filing) -> Draft:
    root, _ = xml.parse(document)
    kind = feed.kind(root)
    if kind == "rss":
        return rss.load(document)
    if kind == "atom":
        return atom.load(document)
    if xml.local(root) == "html":
        return html.load(document, url=filing.name)
    raise UnknownFormat(
        f"XML with the root <{xml.local(root)[:60]}> is not read here; send RSS, Atom, ninjs, HTML or text"
    )
