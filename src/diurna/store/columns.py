"""Column names, types and comments of the record's tables, derived from the classes in `rows.py`."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Meta, Struct

from diurna.store.rows import (
    ArticleRow,
    DateRow,
    EventRow,
    MentionRow,
    PlaceRow,
    QuoteRow,
    RecordRow,
    RejectRow,
    RunRow,
)

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 2
"""Moves when a table or column changes its name, type or meaning."""

TABLES: Mapping[str, type[Struct]] = {
    "articles": ArticleRow,
    "events": EventRow,
    "quotes": QuoteRow,
    "mentions": MentionRow,
    "dates": DateRow,
    "places": PlaceRow,
    "rejects": RejectRow,
    "runs": RunRow,
    "diurna": RecordRow,
}
"""Every table with the class of its rows."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "articles": ("id",),
    "rejects": ("source", "step", "message"),
    "runs": ("id", "attempt"),
}
"""Primary keys. Rows of the other tables belong to an article and are added with it or not at all."""

_SQL: Mapping[object, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    dt.date: "DATE",
    dt.datetime: "TIMESTAMP",
}


class Column(Struct, frozen=True):
    """One column: its name, its SQL type and what it holds."""

    name: str
    kind: str
    says: str


@cache
def describe_table(table: str) -> tuple[Column, ...]:
    """The columns of a table in order, as the documentation prints them."""
    hints = typing.get_type_hints(TABLES[table], include_extras=True)
    return tuple(Column(name, _sql_type(hint), _description(hint)) for name, hint in hints.items() if name[0] != "_")


@cache
def make_statements() -> tuple[str, ...]:
    """The statements that make an empty record: tables, keys and a comment on every table and column."""
    statements: list[str] = []
    for table, row in TABLES.items():
        lines = [f'"{column.name}" {column.kind}' for column in describe_table(table)]
        if table in KEYS:
            lines.append(f"PRIMARY KEY ({', '.join(KEYS[table])})")
        statements.append(f"CREATE TABLE {table} ({', '.join(lines)})")
        statements.append(f"COMMENT ON TABLE {table} IS {_quote((row.__doc__ or '').strip())}")
        statements += [
            f'COMMENT ON COLUMN {table}."{column.name}" IS {_quote(column.says)}' for column in describe_table(table)
        ]
    return tuple(statements)


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    import pyarrow as pa

    hints = typing.get_type_hints(TABLES[table], include_extras=True)
    return pa.schema([pa.field(name, _arrow_type(hint)) for name, hint in hints.items()])


def _description(hint: object) -> str:
    notes = [extra.description for extra in typing.get_args(hint)[1:] if isinstance(extra, Meta)]
    return notes[0] or "" if notes else ""


def _plain(hint: object) -> object:
    """The type inside `Annotated[...]` and `... | None`."""
    if typing.get_origin(hint) is typing.Annotated:
        return _plain(typing.get_args(hint)[0])
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return _plain(next(kind for kind in typing.get_args(hint) if kind is not type(None)))
    return hint


def _sql_type(hint: object) -> str:
    kind = _plain(hint)
    if typing.get_origin(kind) is tuple:
        return f"{_sql_type(typing.get_args(kind)[0])}[]"
    if isinstance(kind, type) and issubclass(kind, Struct):
        inner = typing.get_type_hints(kind, include_extras=True)
        parts = [f'"{name}" {_sql_type(part)}' for name, part in inner.items()]
        return f"STRUCT({', '.join(parts)})"
    return _SQL[kind]


def _arrow_type(hint: object) -> pa.DataType:
    import pyarrow as pa

    kind = _plain(hint)
    if typing.get_origin(kind) is tuple:
        return pa.list_(_arrow_type(typing.get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, Struct):
        inner = typing.get_type_hints(kind, include_extras=True)
        return pa.struct([pa.field(name, _arrow_type(part)) for name, part in inner.items()])
    simple = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        dt.date: pa.date32(),
        dt.datetime: pa.timestamp("us"),
    }
    return simple[typing.cast("type", kind)]


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
