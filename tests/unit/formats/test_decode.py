"""Charsets: declared, then UTF-8, then Windows-1252; binary junk is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telex.errors import Unreadable
from telex.formats.decode import charset_of, decode, legal_xml


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        ("été à Nîmes".encode(), None, "été à Nîmes"),
        ("été à Nîmes".encode("cp1252"), None, "été à Nîmes"),
        ("été à Nîmes".encode("latin-1"), "iso-8859-1", "été à Nîmes"),
        ("l’œuvre".encode("cp1252"), "iso-8859-1", "l’œuvre"),
        ("Łódź".encode("iso8859-2"), "ISO-8859-2", "Łódź"),
        ("été".encode("utf-16"), None, "été"),
        ("Le maire répond".encode("utf-16-le"), None, "Le maire répond"),
        ("\ufeffété".encode(), "latin-1", "été"),
    ],
)
def test_a_text_comes_out_as_it_was_written(body: bytes, declared: str | None, text: str) -> None:
    assert decode(body, declared).text == text


def test_utf8_declared_as_latin1_is_read_as_utf8_and_noted() -> None:
    decoded = decode("déjà".encode(), "iso-8859-1")
    assert decoded.text == "déjà"
    assert decoded.issues[0].startswith("charset_mislabelled")


def test_one_broken_byte_in_utf8_loses_that_place_alone() -> None:
    decoded = decode("été à Dijon ".encode() + b"\xe9" + " et à Sète".encode())
    assert decoded.text == "été à Dijon � et à Sète"
    assert any(issue.startswith("encoding_damage") for issue in decoded.issues)


def test_nul_bytes_in_a_text_are_removed_and_noted() -> None:
    decoded = decode(b"Un texte\0 normal, assez long pour en etre un")
    assert decoded.text == "Un texte normal, assez long pour en etre un"
    assert decoded.issues == ("nul_bytes: removed",)


@pytest.mark.parametrize("name", ["utf-7", "rot13", "zlib", "unicode_escape", "no-such", "idna"])
def test_what_is_no_charset_of_documents_is_not_used(name: str) -> None:
    decoded = decode(b"+AOk- \\u00e9", name)
    assert decoded.text == "+AOk- \\u00e9"
    assert decoded.issues[0].startswith("charset_unknown")


@pytest.mark.parametrize(
    "body",
    [
        random.Random(7).randbytes(4000),
        b"%PDF-1.7 stream",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        bytes(500),
        b"\x01\x02\x03" * 40,
    ],
)
def test_binary_junk_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable, match="encoding"):
        decode(body)


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "shift_jis"]))
def test_any_bytes_are_a_clean_text_or_unreadable(body: bytes, declared: str | None) -> None:
    try:
        text = decode(body, declared).text
    except Unreadable:
        return
    assert "\0" not in text
    text.encode("utf-8")


def test_the_charset_of_a_media_type_is_found() -> None:
    assert charset_of('text/plain; format=flowed; charset="ISO-8859-15"') == "ISO-8859-15"
    assert charset_of("text/plain") is None


def test_characters_that_xml_forbids_are_removed() -> None:
    assert legal_xml("a\x00b\x0bc\ud800d\ufffee\tf\n") == "abcdef".replace("f", "\tf\n")


def test_an_unnamed_charset_is_not_guessed_when_most_of_the_text_would_be_nonsense() -> None:
    text = "Порт закрыт до утра из-за сильного ветра, сообщила администрация. Паромы стоят."
    with pytest.raises(Unreadable, match="name the charset"):
        decode(text.encode("cp1251"))
    assert decode(text.encode("cp1251"), "windows-1251").text == text
