"""Parquet: one article a row, only the columns that are needed, damaged parts refused as such."""

from __future__ import annotations

import datetime as dt
import gzip
import io
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from diurna.records import Article, Reject

Read = Callable[..., list[Article | Reject]]


def pack(columns: dict[str, Any], **options: object) -> bytes:
    """A Parquet file."""
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, **options)
    return buffer.getvalue()


def test_a_table(read_bytes: Read) -> None:
    day = dt.datetime(2021, 5, 19, 23, 30)
    data = pack(
        {
            "id": [1, 2, 3],
            "body": ["One.", None, "Three."],
            "published_at": pa.array([day, None, dt.datetime(1960, 1, 1)], pa.timestamp("ns", tz="UTC")),
            "source": [{"name": "The Record"}, None, {"name": None}],
            "score": [0.5, 0.5, 0.5],
        }
    )
    first, second, third = read_bytes("a.parquet", data)
    assert isinstance(first, Article)
    assert (first.text, first.published, first.publisher) == ("One.", dt.date(2021, 5, 19), "The Record")
    assert first.source == "a.parquet:1"
    assert isinstance(second, Reject)
    assert (second.source, second.message) == ("a.parquet:2", "no text in it")
    assert isinstance(third, Article)
    assert (third.published, third.publisher) == (dt.date(1960, 1, 1), None)


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([dt.date(2021, 5, 19)]),
        pa.array(["19 May 2021"]),
        pa.array(["2021-05-19"]).dictionary_encode(),
        pa.array([20210519]),
        pa.array([1621382400000], pa.timestamp("ms")),
    ],
)
def test_kinds_of_dates(read_one: Callable[..., Article], dates: Any) -> None:
    article = read_one("a.parquet", pack({"text": ["One."], "date": dates}))
    assert article.published == dt.date(2021, 5, 19)


def test_values_that_python_cannot_hold(read_bytes: Read) -> None:
    far = pa.array([2**62, 1621382400000000], pa.timestamp("us"))
    texts = pa.array([b"Caf\xe9.", b"Two."]).view(pa.string())
    first, second = read_bytes("a.parquet", pack({"text": texts, "date": far}))
    assert isinstance(first, Article)
    assert (first.text, first.published) == ("Café.", None)
    assert isinstance(second, Article)
    assert second.published == dt.date(2021, 5, 19)


def test_bytes_are_decoded(read_one: Callable[..., Article]) -> None:
    assert read_one("a.parquet", pack({"text": pa.array(["Café.".encode("cp1252")])})).text == "Café."


def test_many_row_groups_are_counted_through(read_bytes: Read) -> None:
    found = read_bytes("a.parquet", pack({"text": [f"Number {n}." for n in range(300)]}, row_group_size=70))
    assert [one.source for one in found] == [f"a.parquet:{n}" for n in range(1, 301)]


def test_a_damaged_row_group_leaves_the_others_alone(read_bytes: Read) -> None:
    data = bytearray(pack({"text": [f"Number {n}." for n in range(30)]}, row_group_size=10, compression="gzip"))
    column = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(0)
    start = column.dictionary_page_offset or column.data_page_offset
    data[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    found = read_bytes("a.parquet", bytes(data))
    assert [one.source for one in found if isinstance(one, Article)] == [
        f"a.parquet:{n}" for n in (*range(1, 11), *range(21, 31))
    ]
    (reject,) = [one for one in found if isinstance(one, Reject)]
    assert (reject.source, reject.step) == ("a.parquet:11", "parse")
    assert reject.message.startswith("rows from 11 to 20 cannot be read")


def test_a_packed_file(read_one: Callable[..., Article]) -> None:
    assert read_one("a.parquet.gz", gzip.compress(pack({"text": ["One."]}))).text == "One."


@pytest.mark.parametrize(
    "data, step, message",
    [
        (b"", "open", "not a Parquet file"),
        (b"PAR1 and nothing else", "open", "not a Parquet file"),
        (pack({"bdy": ["One."]}), "parse", "no column for the text; the columns are: bdy; nearest: 'bdy'"),
        (pack({"text": pa.array([], pa.string())}), "text", "no articles in it"),
    ],
)
def test_files_that_are_refused(refuse_one: Callable[..., Reject], data: bytes, step: str, message: str) -> None:
    reject = refuse_one("a.parquet", data)
    assert reject.step == step
    assert message in reject.message
