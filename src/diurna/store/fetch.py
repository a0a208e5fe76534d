"""Asking an open record: rows come as the classes of `rows.py`, a thousand at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from diurna.store.opening import speaking_errors

if TYPE_CHECKING:
    import duckdb

Row = TypeVar("Row", bound=Struct)

_FETCHED = 1_000
"""Rows that are in memory at a time."""


def iter_rows(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    query: str,
    parameters: Sequence[object] | Mapping[str, object],
    row: type[Row],
) -> Iterator[Row]:
    """The answer to a query, row by row. Parameters are bound, never written into the query."""
    with speaking_errors(path), connection.cursor() as cursor:
        cursor.execute(query, parameters)
        names = [column[0] for column in cursor.description]
        while batch := cursor.fetchmany(_FETCHED):
            for values in batch:
                given: dict[str, Any] = dict(zip(names, values, strict=True))
                yield msgspec.convert(given, row)
