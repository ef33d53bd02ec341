"""The way of a reading: profile, header, tail, body, dates, summary, anomalies; what the format declared wins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from telex.model.draft import Declared, Draft, Embargo
from telex.model.facts import Anomaly, Dateline, Facts, Field, Translation
from telex.model.mentions import NOTHING
from telex.model.text import fold, plain
from telex.reading import anomalies, language, mentions
from telex.reading.blocks import MAX_BLOCKS, MAX_HEADER_CHARS, Line, lines
from telex.reading.layout import body, embargo, generic, header, notices, tail
from telex.reading.layout.profiles import DEFAULT_ZONE, Profile, Profiles, default_profiles
from telex.reading.named.gazetteer import Gazetteer
from telex.reading.sheet import Sheet
from telex.reading.summary import summarise
from telex.reading.times import eventdate

READER_VERSION = 3
"""One number for code, profiles and model together; it goes up when any of them may read a text otherwise."""
_REMOVED = frozenset({"headline_repeated", "separator", "site", "distribution_footer", "boilerplate"})
_GENERIC = Profile("generic")
_LANGUAGE_LINES = 60


def read(
    draft: Draft,
    received_at: datetime,
    profiles: Profiles | None = None,
    *,
    zone: str | None = None,
    house_zone: str = DEFAULT_ZONE,
    places: Gazetteer | None = None,
) -> Facts:
    """What a draft says, each value with its proof. Pure: the receipt time (aware) is an argument.

    Hours and days are those of `zone` (IANA, configured for the source), else of the profile, else of `house_zone`.

    Never raises on any text. Above the ceilings of `blocks` only the body is filled, with the anomaly `too_large`.
    """
    known = default_profiles() if profiles is None else profiles
    sheet = Sheet(
        lines(draft), received_at, known.get("generic") or _GENERIC, [None] * len(draft.blocks),
        source_zone=zone, house_zone=house_zone, places=places,
    )  # fmt: skip
    if len(draft.blocks) > MAX_BLOCKS:
        return _too_large(draft, sheet)
    for line in sheet.lines:
        if not line.match:
            sheet.roles[line.number] = "empty"
    _declared_fields(sheet, draft.declared)
    _language(sheet)
    if draft.declared.body is not None:
        sheet.profile = known.get(draft.profile) or sheet.profile
        _embargoes(sheet, draft.declared)
        notices.read(sheet)
        return _declared_body(draft, sheet)
    _headed(draft, sheet, known)
    notices.read(sheet)
    first = next((n for n in reversed(range(len(sheet.roles))) if sheet.roles[n] not in {None, "empty"}), -1)
    tail.walk(sheet, _header_end(sheet, first))
    body.walk(sheet, 0)
    header.arrival(sheet)
    return _finish(sheet, sheet.profile.id)


def _headed(draft: Draft, sheet: Sheet, known: Profiles) -> None:
    """Header by profile, or by the generic rules when there is none or it does not fit."""
    generic_profile = sheet.profile
    sheet.profile = header.choose(known, draft.profile, sheet)
    _embargoes(sheet, draft.declared)
    if sheet.profile.slots:
        before = Sheet(
            sheet.lines, sheet.received, sheet.profile, list(sheet.roles), dict(sheet.fields), [], list(sheet.anomalies),
            source_zone=sheet.source_zone, house_zone=sheet.house_zone,
        )  # fmt: skip
        fits = header.walk(before, sheet.profile)
        if fits:
            sheet.roles, sheet.captions, sheet.anomalies = before.roles, before.captions, before.anomalies
            sheet.fields, sheet.header_range = before.fields, before.header_range
            _issuer(sheet)
            return
        sheet.flag("profile_does_not_fit", sheet.profile.id)
        sheet.profile = generic_profile
    _headings(sheet)
    generic.walk(sheet)
    _issuer(sheet)


def _headings(sheet: Sheet) -> None:
    """In a page the first heading is the headline, unless the format declared one, which it then repeats."""
    for line in sheet.lines:
        if line.kind != "heading" or not sheet.open(line.number):
            continue
        declared = sheet.fields.get("headline")
        if declared is None:
            sheet.roles[line.number] = "headline"
            sheet.fields["headline"] = Field(line.text, "rule:heading", line.span(), "likely")
        elif fold(str(declared.value)) == fold(line.match):
            sheet.roles[line.number] = "headline_repeated"
        return


def _header_end(sheet: Sheet, last_marked: int) -> int:
    """Number of the first line below the header."""
    headed = {
        "headline",
        "headline_repeated",
        "subheadline",
        "date_line",
        "byline",
        "categories",
        "slug",
        "note",
        "label",
        "dateline",
    }
    return max(
        (n + 1 for n in range(min(last_marked + 1, header.MAX_HEADER_LINES)) if sheet.roles[n] in headed), default=0
    )


def _embargoes(sheet: Sheet, declared: Declared) -> None:
    """Every embargo line, wherever it stands. Two that differ, or one not understood: no hour, so the dispatch is held."""
    for line in sheet.lines:
        if not sheet.open(line.number) or not embargo.is_embargo(line.match[:MAX_HEADER_CHARS]):
            continue
        if not line.short:  # a whole text on one line: it stays body, and its embargo is for an editor to read
            _state(sheet, Embargo(None, line.text[:MAX_HEADER_CHARS]), line)
            continue
        text, match = line.text, line.match
        sheet.roles[line.number] = "embargo"
        following = sheet.lines[line.number + 1] if line.number + 1 < len(sheet.lines) else None
        if not any(c.isdigit() for c in match) and following is not None and _continues(following):
            text, match = f"{text} {following.text}", f"{match} {following.match}"
            sheet.roles[following.number] = "embargo"
        found = embargo.read(match, text, sheet.received, sheet.zone, sheet.profile.date_order)
        _state(sheet, found, line)
    _embargoes_in_fields(sheet, declared)


def _embargoes_in_fields(sheet: Sheet, declared: Declared) -> None:
    """An embargo written into another field or a paragraph of a structured format."""
    fields = (declared.headline, declared.subheadline, declared.ednote, declared.slugline, declared.abstract)
    for text in (*fields, *(declared.body or ())):
        match = plain(text[:MAX_HEADER_CHARS]).strip() if text else ""
        if not text or not embargo.is_embargo(match):
            continue
        if len(text) > MAX_HEADER_CHARS:
            _state(sheet, Embargo(None, match), None)
        else:
            found = embargo.read(match, text, sheet.received, sheet.zone, sheet.profile.date_order)
            _state(sheet, found, None)


def _state(sheet: Sheet, found: Embargo, line: Line | None) -> None:
    """Enter an embargo; a format's own embargo field stays, and two texts that differ leave no hour."""
    known = sheet.fields.get("embargo")
    if known is None or known.method != "format":
        if known is not None and known.value.until != found.until:
            found = Embargo(None, f"{known.value.text} / {found.text}"[:MAX_HEADER_CHARS])
        sheet.fields["embargo"] = Field(found, "rule:embargo", line.span() if line else None)
    sheet.flag("embargo", found.text)
    if found.until is None:
        sheet.flag("embargo_unreadable", found.text)


def _continues(line: Line) -> bool:
    """`SOUS EMBARGO` on one line, its end on the next."""
    return line.short and line.words <= 14 and fold(line.match).startswith(("jusqu", "until", "not before", "avant le"))


def _issuer(sheet: Sheet) -> None:
    for name, value in (("issuer", sheet.profile.issuer), ("site", sheet.profile.site)):
        if value is not None:
            sheet.fields.setdefault(name, Field(value, sheet.profile.method))


def _language(sheet: Sheet) -> None:
    """Language of the item: declared, else that of its longer lines, which are the body."""
    if "language" in sheet.fields:
        return
    longer = [line.match for line in sheet.lines[:_LANGUAGE_LINES] if len(line.match) > 80 and line.kind != "caption"]
    sample = "\n".join(
        text[: language.SAMPLE] for text in (longer or [line.match for line in sheet.lines[:_LANGUAGE_LINES]])
    )
    found = language.identify(sample)
    if found is not None:
        first = next((line for line in sheet.lines if line.match), None)
        sheet.fields["language"] = Field(
            found[0], "rule:language", first.span() if first else None, "sure" if found[1] > 0.9 else "likely"
        )


def _declared_fields(sheet: Sheet, declared: Declared) -> None:
    """What the format says in fields of its own, under method `format`."""
    values: dict[str, Any] = {
        "headline": declared.headline, "subheadline": declared.subheadline, "language": declared.language,
        "published": declared.published, "updated": declared.updated, "byline": declared.byline or None,
        "categories": declared.categories or None, "slug": declared.slugline, "urgency": declared.urgency,
        "editor_note": declared.ednote, "embargo": declared.embargo, "issuer": declared.provider, "site": declared.site,
        "dateline": Dateline(place=declared.located) if declared.located else None,
        "translation": Translation(declared.translated_from, declared.translator)
        if declared.translated_from or declared.translator else None,
    }  # fmt: skip
    sheet.fields.update({name: Field(value, "format") for name, value in values.items() if value is not None})
    sheet.captions.extend((-1, text, code) for text, code in declared.captions)
    if declared.embargo is not None:
        sheet.flag("embargo", declared.embargo.text)
        if declared.embargo.until is None:
            sheet.flag("embargo_unreadable", declared.embargo.text)


def _declared_body(draft: Draft, sheet: Sheet) -> Facts:
    """The format marks the body apart: nothing is guessed, each block is paragraph or label by being equal to a declared text."""
    paragraphs = draft.declared.body or ()
    folds = {line.text: fold(line.match) for line in sheet.lines}
    numbers: dict[str, int] = {}
    for line in sheet.lines:
        numbers.setdefault(folds[line.text], line.number)
    known = {fold(str(sheet.fields[name].value)): name for name in ("headline", "subheadline") if name in sheet.fields}
    for line in sheet.lines:
        if sheet.roles[line.number] is None:
            sheet.roles[line.number] = known.get(folds[line.text], "caption" if line.kind == "caption" else "body")
    sheet.body = [(numbers.get(folds.get(text) or fold(text), -1), text) for text in paragraphs]
    return _finish(sheet, "format")


def _finish(sheet: Sheet, profile: str) -> Facts:
    """Dates, translation traces, summary and anomalies, then the facts."""
    if sheet.lines and all(n >= 0 for n, _ in sheet.body[:1]):
        eventdate.read(sheet)
    _mentions(sheet)
    anomalies.flag(sheet)
    anomalies.of_mentions(sheet)
    text = "\n".join(text for _, text in sheet.body)[:20_000]
    if "translation" not in sheet.fields and len(anomalies.seams(text)) > 1:
        sheet.fields["translation"] = Field(Translation(machine_suspected=True), "rule:seams", None, "weak")
    return _facts(sheet, profile)


def _mentions(sheet: Sheet) -> None:
    """Names, quotations, figures: they enrich a dispatch, so a fault of ours in them must not keep it from leaving."""
    try:
        mentions.read(sheet)
    except Exception as error:  # a test reads thousands of made-up texts and finds this flag nowhere
        sheet.mentions = NOTHING
        sheet.flag("reading_failed", f"{type(error).__name__}: {error}")


def _facts(sheet: Sheet, profile: str) -> Facts:
    fields: dict[str, Field[Any]] = {k: v for k, v in sheet.fields.items() if k != "dateline_date"}
    numbered = all(n >= 0 for n, _ in sheet.body)
    return Facts(
        reader_version=READER_VERSION,
        profile=profile,
        language=fields.pop("language", None),
        captions=sheet.caption_values(),
        body=tuple(text for _, text in sheet.body),
        body_blocks=tuple(n for n, _ in sheet.body) if numbered else (),
        body_starts=tuple(_start(sheet, n) for n, _ in sheet.body) if numbered and sheet.starts else (),
        mentions=sheet.mentions,
        corrections=tuple(sheet.corrections),
        removed=tuple(line.text for line in sheet.lines if sheet.roles[line.number] in _REMOVED),
        roles=tuple(role or "body" for role in sheet.roles),
        summary=() if "kills" in sheet.fields else summarise([text for _, text in sheet.body]),
        anomalies=tuple(sheet.anomalies),
        **fields,
    )


def _start(sheet: Sheet, number: int) -> int:
    """Where the paragraph of a line begins in its display text."""
    start = sheet.starts.get(number, 0)
    if not start:
        return 0
    line = sheet.lines[number]
    place = line.span(start).start
    return place + len(line.text[place:]) - len(line.text[place:].lstrip())


def _too_large(draft: Draft, sheet: Sheet) -> Facts:
    """Past the ceiling the text is kept whole and nothing else is read. An embargo line is still looked for: it would leak."""
    _declared_fields(sheet, draft.declared)
    _embargoes(sheet, draft.declared)
    kept = [(line.number, line.text) for line in sheet.lines if line.match and sheet.open(line.number)]
    sheet.body = kept if draft.declared.body is None else [(-1, text) for text in draft.declared.body]
    sheet.anomalies.append(Anomaly("too_large", f"{len(draft.blocks)} blocks"))
    return _facts(sheet, sheet.profile.id)
