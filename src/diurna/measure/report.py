"""What a measurement gives back: tables to print, and the records that came out wrong."""

from __future__ import annotations

from msgspec import Struct

Cell = str | int | float | None


class Table(Struct, frozen=True):
    """One table; floats are shares from 0 to 1 unless the column says otherwise."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Miss(Struct, frozen=True):
    """One record that came out wrong."""

    id: str
    expected: str
    found: str
    text: str


class Report(Struct, frozen=True, kw_only=True):
    """The result of one task on one file."""

    task: str
    file: str
    records: int
    tables: tuple[Table, ...]
    misses: tuple[Miss, ...] = ()
