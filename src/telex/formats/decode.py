"""From bytes to text: byte order mark, declared charset, UTF-8, Windows-1252, in that order (design/formats.md section 4)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from telex.errors import Unreadable

_NAMED = re.compile(r"utf_(8|16|32)(_[lb]e|_sig)?|ascii|iso8859_\d{1,2}|cp\d{3,4}|koi8_[ru]|mac_\w{1,12}|gb\w{1,6}|big5\w{0,6}"
                    r"|euc_\w{2,8}|shift_jis\w{0,5}|iso2022_\w{1,8}|tis_620|hz|johab|ptcp154")  # fmt: skip
_WESTERN = frozenset({"ascii", "iso8859_1", "iso8859_15", "cp1252"})
_MARKS = ((codecs.BOM_UTF8, "utf_8_sig"), (codecs.BOM_UTF32_LE, "utf_32"), (codecs.BOM_UTF32_BE, "utf_32"),
          (codecs.BOM_UTF16_LE, "utf_16"), (codecs.BOM_UTF16_BE, "utf_16"))  # fmt: skip
_BINARY = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a zip or office document"), (b"\x89PNG", "a picture"),
           (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"\x1f\x8b", "a gzip archive"),
           (b"\xd0\xcf\x11\xe0", "an old office document"), (b"{\\rtf", "an RTF document"))  # fmt: skip
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ILLEGAL_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

CONTROL_SHARE = 0.02
"""More control characters than this is not a text. Random bytes give .11 as Windows-1252; agency texts gave 0."""


GUESS_LEAST = 64
"""Bytes below which a share says nothing."""
GUESS_SHARE = 0.3
"""With more bytes above ASCII than this, an unnamed charset is not guessed to be Windows-1252: French and Turkish texts have
.02 to .08, an undeclared Cyrillic, Greek or Arabic one over .6 and would be published as nonsense."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """`issues` as in `Draft.issues`."""

    text: str
    charset: str
    issues: tuple[str, ...] = ()


def decode(body: bytes, declared: str | None = None) -> Decoded:
    """Text of the bytes. Raises Unreadable when they are no text in any of the charsets tried."""
    for magic, name in _BINARY:
        if body.startswith(magic):
            raise Unreadable(f"encoding: this is {name}, not a text; send its text, HTML, ninjs or a feed")
    text, charset, issues = _choose(body, declared)
    if "\0" in text:
        if text.count("\0") > 0.3 * len(text):
            raise Unreadable("encoding: mostly NUL bytes, not a text; send UTF-8")
        text = text.replace("\0", "")
        issues.append("nul_bytes: removed")
    controls = len(_CONTROLS.findall(text))
    if controls > 2 and controls > CONTROL_SHARE * len(text):
        raise Unreadable(f"encoding: many control characters, read as {charset}: not a text; send UTF-8")
    text, damaged = mend(text)
    if damaged or "\ufffd" in text:
        issues.append(f"encoding_damage: read as {charset}")
    return Decoded(text, charset, tuple(issues))


def mend(text: str) -> tuple[str, bool]:
    """Lone surrogates, which no charset can carry, as U+FFFD; and whether there were any."""
    mended, count = _SURROGATES.subn("\ufffd", text)
    return mended, count > 0


def legal_xml(text: str) -> str:
    """The text without the characters that XML 1.0 section 2.2 forbids."""
    return _ILLEGAL_XML.sub("", text)


def charset_of(media_type: str | None) -> str | None:
    """The `charset` parameter of a media type, or None."""
    found = re.search(r';\s*charset\s*=\s*["\']?([\w.:-]{1,40})', media_type or "", re.IGNORECASE)
    return found[1] if found else None


def _choose(body: bytes, declared: str | None) -> tuple[str, str, list[str]]:
    for mark, marked in _MARKS:
        if body.startswith(mark):
            return body.decode(marked, "replace"), marked, []
    issues: list[str] = []
    named = _codec(declared)
    if declared and named is None:
        issues.append(f"charset_unknown: {declared[:40]}")
    utf8 = _strict(body, "utf_8")
    if named in _WESTERN and utf8 is not None and not body.isascii():
        return utf8, "utf_8", [f"charset_mislabelled: declared {declared}, is UTF-8"]  # "Ã©" is never what was meant
    wide = _wide(body)
    for codec in (named, wide, "utf_8"):  # wide before UTF-8: its ASCII part is valid UTF-8 full of NULs
        read = utf8 if codec == "utf_8" else _strict(body, codec)
        if read is not None and codec is not None:
            return read, codec, issues
    return _damaged(body, issues)


def _damaged(body: bytes, issues: list[str]) -> tuple[str, str, list[str]]:
    good = _MULTIBYTE.findall(body)
    high = sum(byte > 0x7F for byte in body) if len(good) else 0
    if good and sum(map(len, good)) * 2 > high:  # mostly UTF-8 with a broken place: only that place is lost
        return body.decode("utf_8", "replace"), "utf_8", issues
    if len(body) > GUESS_LEAST and sum(byte > 0x7F for byte in body) > GUESS_SHARE * len(body):
        raise Unreadable(
            "encoding: neither UTF-8 nor a western text; send UTF-8, or name the charset in the media type"
        )
    return body.decode("cp1252", "replace"), "cp1252", [*issues, "charset_guessed: read as Windows-1252"]


def _codec(name: str | None) -> str | None:
    """Python's name of a text charset, None when it is unknown or no charset of documents (`utf-7`, `rot13`...)."""
    try:
        codec = codecs.lookup((name or "").strip("\"' ")).name.replace("-", "_")
    except (LookupError, ValueError):
        return None
    if codec == "iso8859_1" or codec == "ascii":
        return "cp1252"  # as every browser reads them (WHATWG Encoding, section 4.2)
    return codec if _NAMED.fullmatch(codec) else None


def _strict(body: bytes, codec: str | None) -> str | None:
    if codec is None:
        return None
    try:
        return body.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark shows as NULs in every other byte."""
    sample = body[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * len(sample) / 2 and even < odd / 8:
        return "utf_16_le"
    return "utf_16_be" if even > 0.6 * len(sample) / 2 and odd < even / 8 else None
