"""Parquet -> Articles, one a row, a batch at a time and only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

from diurna.read.article import Step
from diurna.read.lines import read_all
from diurna.read.rows import find_missing_column, make_row_article, plan_columns
from diurna.records import Article, Reject
from diurna.settings import Settings

_BATCH = 128


def read_parquet(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """One Article, or one Reject, for each row; `source` becomes "path:row", counted from 1.

    A damaged row group is refused as one; the others are read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream if stream.seekable() else _hold(stream, settings=settings))
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Reject(
            source=source, step=Step.OPEN, message=f"not a Parquet file that can be read: {_first_line(error)}"
        )
        return
    names = file.schema_arrow.names
    missing = find_missing_column(names, settings.columns)
    if missing is not None:
        yield Reject(source=source, step=Step.PARSE, message=missing)
        return
    plan = plan_columns(tuple(names), settings.columns)
    needed = sorted({path[0] for paths in plan.values() for path in paths if path[0] in names})
    first = 1
    for group in range(file.num_row_groups):
        number = first
        try:
            for batch in file.iter_batches(batch_size=_BATCH, row_groups=[group], columns=needed):
                for row in _iter_rows(batch):
                    yield make_row_article(row, source=f"{source}:{number}", settings=settings)
                    number += 1
        except (pa.ArrowException, OSError, ValueError) as error:
            message = f"rows from {number} to {first + file.metadata.row_group(group).num_rows - 1} cannot be read: "
            yield Reject(source=f"{source}:{number}", step=Step.PARSE, message=message + _first_line(error))
        first += file.metadata.row_group(group).num_rows


def _iter_rows(batch: Any) -> Iterator[Mapping[str, object]]:
    columns = {name: _read_column(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    for index in range(batch.num_rows):
        yield {name: values[index] for name, values in columns.items()}


def _read_column(column: Any) -> list[object]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):  # Python has no nanoseconds, and the time zone's name may be unknown here
        column = column.cast(pa.timestamp("us"), safe=False)
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):  # one value in it is a year 200000 or text that is not UTF-8
        return [_read_scalar(scalar) for scalar in column]


def _read_scalar(scalar: Any) -> object:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return scalar.as_buffer().to_pybytes() if hasattr(scalar, "as_buffer") else None


def _hold(stream: BinaryIO, *, settings: Settings) -> BytesIO:
    data = read_all(stream, limit=25 * settings.max_document_bytes)
    if data is None:
        raise OSError("too large to be unpacked in memory; unpack it first")
    return BytesIO(data)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
