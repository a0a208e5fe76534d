"""Bytes become characters without losing any; what is no text is told apart."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.read.characters import clean_text, decode_text, find_binary, find_binary_text

SENTENCE = "Der Minister fuhr nach Köln – “ohne Zögern”."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_usual_encodings(encoding: str) -> None:
    assert decode_text(SENTENCE.encode(encoding)) == SENTENCE


def test_utf_16_of_both_byte_orders() -> None:
    assert decode_text(codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be")) == SENTENCE
    assert decode_text(codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le")) == SENTENCE


@pytest.mark.parametrize(
    "declared, text",
    [
        ("windows-1251", "Министр прибыл в Киев."),
        ("koi8-r", "Министр прибыл в Киев."),
        ("iso-8859-2", "Premier przybył do Łodzi."),
        ("shift_jis", "大臣は昨日到着した。"),
        ("gb2312", "部长昨天抵达北京。"),
    ],
)
def test_a_declared_character_set_is_used_where_utf_8_fails(declared: str, text: str) -> None:
    assert decode_text(text.encode(declared), declared=declared) == text


@pytest.mark.parametrize(
    "declared", ["nonsense", "rot13", "unicode_escape", "utf-16", "idna", "cp037", "a\0b", "", None]
)
def test_a_useless_declaration_falls_back_to_windows(declared: str | None) -> None:
    assert decode_text("café \\u0041".encode("cp1252"), declared=declared) == "café \\u0041"


def test_latin_1_declared_is_windows_1252_as_on_the_web() -> None:
    assert decode_text("“non”".encode("cp1252"), declared="iso-8859-1") == "“non”"


def test_a_file_that_breaks_off_stays_utf_8() -> None:
    assert decode_text("Zürich, Genève".encode()[:-4] + b"\xc3") == "Zürich, Gen\ufffd"


def test_bytes_that_windows_does_not_know_are_kept() -> None:
    assert decode_text(b"caf\xe9 \x81") == "café \x81"


@pytest.mark.parametrize("text", ["\u200f\u202bשלום\u202c", "zero\u200bwidth\ufeff", "e\u0301", "\u2028", "a\0b"])
def test_odd_characters_stay_as_they_are(text: str) -> None:
    assert clean_text(text) == text
    assert decode_text(text.encode()) == text


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    text = clean_text("a\ud83db\udc00")
    assert text == "a\ufffdb\ufffd"
    assert text.encode("utf-8")


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"{\\rtf1 text}", "a rich text file"),
        (b"\xd0\xcf\x11\xe0....", "an old Office file"),
        (b"words\0and\0words\0", "binary data: 3 control characters in 16"),
        (bytes(range(256)), "binary data"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    assert (find_binary(data) or "").startswith(reason)


@pytest.mark.parametrize(
    "data", [b"one\0NUL", b"tab\tand\r\nline\n", SENTENCE.encode("utf-16"), "日本語".encode(), b""]
)
def test_what_may_be_text(data: bytes) -> None:
    assert find_binary(data) is None


def test_many_control_characters_in_a_row_of_a_table() -> None:
    assert find_binary_text("a\0b") is None
    assert find_binary_text("a\0b\0\0") is not None


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "big5", "windows-1252", "utf-7", "hz"]))
def test_any_bytes_become_characters_that_can_be_written(data: bytes, declared: str | None) -> None:
    assert decode_text(data, declared=declared).encode("utf-8") is not None


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf_8_is_kept_exactly(text: str) -> None:
    assert decode_text(b"\xef\xbb\xbf" + text.encode()) == text
