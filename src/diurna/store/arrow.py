"""Rows -> Arrow tables, the way into DuckDB and Parquet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from diurna.store.columns import arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa


def make_arrow_table(table: str, rows: Sequence[Struct]) -> pa.Table:
    """The rows of one table. Half of a surrogate pair, which no file can hold, becomes U+FFFD: offsets stay."""
    import pyarrow as pa

    values = [msgspec.to_builtins(row, builtin_types=(dt.date, dt.datetime)) for row in rows]
    schema = arrow_schema(table)
    try:
        return pa.Table.from_pylist(values, schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([scrub(value) for value in values], schema=schema)


def scrub(value: Any) -> Any:
    """The same value with U+FFFD for every half of a surrogate pair."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: scrub(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [scrub(part) for part in value]
    return value
