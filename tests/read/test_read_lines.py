"""Lines come one at a time and never longer than they may be."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.read.lines import iter_lines, open_buffered, read_all


def lines(data: bytes, limit: int = 100) -> list[bytes | None]:
    with open_buffered(io.BytesIO(data)) as stream:
        return list(iter_lines(stream, limit=limit))


@pytest.mark.parametrize(
    "data, expected",
    [
        (b"", []),
        (b"one\ntwo", [b"one\n", b"two"]),
        (b"one\r\ntwo\r\n", [b"one\r\n", b"two\r\n"]),
        (b"one\rtwo\r", [b"one\r", b"two\r"]),
        (b"o\rne\ntwo", [b"o\rne\n", b"two"]),
        (b"\xef\xbb\xbfone\n", [b"one\n"]),
        ("é\nö".encode("utf-16"), ["é\n".encode(), "ö".encode()]),
        ("é\nö".encode("utf-32"), ["é\n".encode(), "ö".encode()]),
        ("one\n".encode("utf-16") + b"x", [b"one\n", "\ufffd".encode()]),
    ],
)
def test_line_ends_and_encodings(data: bytes, expected: list[bytes]) -> None:
    assert lines(data) == expected


@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_a_line_above_the_limit_is_skipped(end: bytes) -> None:
    long = b"a" * 300_000
    assert lines(b"a" + end + long + end + b"b" + end + long, limit=10) == [b"a" + end, None, b"b" + end, None]


def test_the_limit_counts_bytes_in_other_encodings_too() -> None:
    assert lines("éé\né\nééé".encode("utf-16"), limit=4) == [None, "é\n".encode(), None]


@given(st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\n", b"") + b"\n")), st.integers(1, 30))
def test_as_many_answers_as_lines(parts: list[bytes], limit: int) -> None:
    data = b"x\n" + b"".join(parts)
    expected = [part if len(part) <= limit else None for part in (b"x\n", *parts)]
    assert lines(data, limit) == expected


def test_a_whole_document_up_to_the_limit() -> None:
    assert read_all(io.BytesIO(b"12345"), limit=5) == b"12345"
    assert read_all(io.BytesIO(b"123456"), limit=5) is None
