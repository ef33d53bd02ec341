"""From a filing to drafts: which format, which limits, one filing per entry of a feed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from telex import intake
from telex.errors import TooLarge, UnknownFormat, Unreadable
from telex.model.filing import Filing

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
NINJS = '{"uri": "urn:x:1", "headline": "Le pont rouvre"}'
ATOM_ENTRY = '<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:e</id><title>Le pont rouvre</title></entry>'


def filing(body: bytes | str, media_type: str | None = None, **rest: str) -> Filing:
    return Filing(body if isinstance(body, bytes) else body.encode(), NOON, media_type, **rest)  # type: ignore[arg-type]


def rss(count: int, item: str = "<item><title>Titre {n}</title><guid>g{n}</guid></item>", head: str = "") -> str:
    items = "".join(item.format(n=n) for n in range(count))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{head}{items}</channel></rss>'


@pytest.mark.parametrize(
    ("body", "media_type", "name", "format"),
    [
        ("Le pont rouvre", None, None, "text"),
        ("<p>Le pont rouvre</p>", "text/plain; charset=utf-8", None, "text"),
        ("<p>Le pont rouvre</p>", "TEXT/HTML", None, "html"),
        ("<p>Le pont rouvre</p>", None, "page.HTM", "html"),
        ("<!-- a --> <!DOCTYPE html><p>Le pont rouvre</p>", None, None, "html"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>Le pont</p></html>', None, None, "html"),
        (NINJS, "application/json", None, "ninjs"),
        (NINJS, "application/octet-stream", "x.bin", "ninjs"),
        (NINJS, None, None, "ninjs"),
        ('{"a": 1}', None, None, "text"),
        ("{le pont} rouvre", None, None, "text"),
        (rss(1), "text/xml", None, "rss"),
        (rss(1), None, "https://gazette.example/feed.xml?page=1", "rss"),
        (rss(1), None, None, "rss"),
        (rss(1), "application/atom+xml", None, "rss"),
        (ATOM_ENTRY, None, None, "atom"),
    ],
)
def test_the_format_is_found(body: str, media_type: str | None, name: str | None, format: str) -> None:
    document = Filing(body.encode(), NOON, media_type, name=name, profile="val", source="gazette")
    (one,) = intake.split(document)
    draft = intake.read(one)
    assert (draft.format, draft.profile, draft.source) == (format, "val", "gazette")
    assert all(draft.text[b.start : b.end] == b.text for b in draft.blocks)


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "application/x-www-form-urlencoded"])
def test_another_media_type_is_refused_and_the_message_says_which_are_taken(media_type: str) -> None:
    with pytest.raises(UnknownFormat, match=r"application/vnd\.iptc\.ninjs"):
        intake.read(filing("Le pont rouvre", media_type))


def test_xml_of_another_kind_is_refused_by_its_root() -> None:
    with pytest.raises(UnknownFormat, match="<newsitem>"):
        intake.read(filing("<newsItem/>", "application/xml"))


@pytest.mark.parametrize("body", [b"", b" \n", b"\xef\xbb\xbf", bytes(100), b"%PDF-1.7"])
def test_nothing_to_read_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        intake.read(filing(body))


def test_fifty_megabytes_are_refused_before_they_are_parsed() -> None:
    huge = filing(b'{"uri":' + b"[" * 50_000_000, "application/json")
    assert intake.split(huge) == (huge,)
    with pytest.raises(TooLarge, match="max_filing_bytes"):
        intake.read(huge)


def test_a_text_with_nul_bytes_is_read_and_noted() -> None:
    assert intake.read(filing(b"Le pont\0 rouvre mardi matin")).issues == ("nul_bytes: removed",)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ("<meta charset=iso-8859-15><p>Le café à 2 €</p>".encode("iso8859-15"), "text/html"),
        ('<?xml version="1.0" encoding="iso-8859-15"?><rss><channel><item><title>Le café à 2 €</title></item></channel></rss>'.encode("iso8859-15"), None),
        ("Le café à 2 €".encode("iso8859-15"), "text/plain; charset=ISO-8859-15"),
        ("Le café à 2 €".encode("cp1252"), "text/plain; charset=utf-8"),
    ],
)  # fmt: skip
def test_charsets_are_taken_from_where_each_format_names_them(body: bytes, media_type: str | None) -> None:
    assert intake.read(intake.split(filing(body, media_type))[0]).text == "Le café à 2 €"


def test_a_feed_becomes_one_filing_per_entry_oldest_first() -> None:
    parts = intake.split(filing(rss(3), "application/rss+xml", key="k"))
    assert [part.key for part in parts] == ["k#g2", "k#g1", "k#g0"]
    drafts = [intake.read(part) for part in parts]
    assert [draft.declared.headline for draft in drafts] == ["Titre 2", "Titre 1", "Titre 0"]
    assert {draft.declared.provider for draft in drafts} == {"Gazette"}
    assert {part.media_type for part in parts} == {"application/rss+xml"}


def test_entries_with_dates_are_put_in_order_of_their_dates() -> None:
    items = "".join(
        f"<item><guid>{day}</guid><title>t</title><pubDate>{day:02} Mar 2026 10:00:00 +0000</pubDate></item>"
        for day in (4, 9, 2)
    )
    parts = intake.split(filing(f"<rss><channel>{items}</channel></rss>", key="k"))
    assert [part.key for part in parts] == ["k#2", "k#4", "k#9"]


def test_an_entry_that_did_not_change_stays_the_same_bytes_at_the_next_poll() -> None:
    first = intake.split(
        filing(rss(2, head="<lastBuildDate>Tue, 10 Mar 2026 07:15:00 GMT</lastBuildDate><ttl>5</ttl>"))
    )
    later = intake.split(
        filing(rss(3, head="<lastBuildDate>Tue, 10 Mar 2026 08:15:00 GMT</lastBuildDate><ttl>9</ttl>"))
    )
    assert {part.sha256 for part in first} < {part.sha256 for part in later}


def test_two_entries_with_one_guid_get_two_keys_and_a_missing_guid_its_number() -> None:
    body = rss(2, "<item><title>t{n}</title><guid>g</guid></item>").replace(
        "</channel>", "<item><title>x</title></item></channel>"
    )
    assert {part.key for part in intake.split(filing(body, key="k"))} == {"k#g", "k#g~2", "k#3"}


def test_rdf_and_atom_are_split_too() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>'
        "<title>Gazette</title></channel><item><title>Un</title></item><item><title>Deux</title></item></rdf:RDF>"
    )
    atom = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Gazette</title>{ATOM_ENTRY}{ATOM_ENTRY}</feed>'
    )
    assert [intake.read(part).text for part in intake.split(filing(rdf))] == ["Deux", "Un"]
    assert [intake.read(part).declared.language for part in intake.split(filing(atom))] == ["fr", "fr"]


def test_a_head_of_megabytes_is_not_copied_into_every_entry() -> None:
    parts = intake.split(
        filing(rss(1000, head=f"<description>{'x' * 2_000_000}</description><title>{'y' * 100_000}</title>"))
    )
    assert len(parts) == 1000
    assert max(len(part.body) for part in parts) < 1000


def test_the_fault_of_a_feed_is_noted_on_each_of_its_entries() -> None:
    parts = intake.split(filing(rss(2).replace("Gazette", "Caf&eacute;")))
    assert all(intake.read(part).issues[0].startswith("not_well_formed") for part in parts)
    assert intake.read(parts[0]).declared.provider == "Café"


def test_the_media_type_of_the_parts_names_the_charset_they_are_in() -> None:
    body = rss(1, "<item><title>Café</title></item>").encode("latin-1")
    (part,) = intake.split(filing(body, "text/xml; charset=iso-8859-1"))
    assert part.media_type == "text/xml; charset=utf-8"
    assert intake.read(part).text == "Café"


def test_an_empty_feed_gives_no_filing_and_other_documents_come_back_as_they_are() -> None:
    assert intake.split(filing(rss(0))) == ()
    for body in ("Le pont rouvre", NINJS, "<p>Le pont</p>", "<newsItem/>", "<rss><!DOCTYPE", b"\x00\x01\x02" * 50):
        one = filing(body)
        assert intake.split(one) == (one,)


def test_more_entries_than_the_limit_are_refused() -> None:
    with pytest.raises(TooLarge, match="in parts"):
        intake.split(filing(rss(4)), intake.Limits(max_entries=3))
