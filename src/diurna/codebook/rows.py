"""Reading the tab-separated tables of this folder: one row, one frozen record, every cell checked.

Lines that start with "#" are comments; the first other line names the columns. A blank cell is the field's default.
In a tuple field ";" separates values; a yes/no field holds "yes" or "no".
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar, get_origin

import msgspec
from msgspec.structs import fields

from diurna.errors import TableError

Row = TypeVar("Row", bound=msgspec.Struct)

TABLES: Traversable = resources.files("diurna.codebook") / "tables"
"""The folder with the tables that we ship."""


def load_table(table: Traversable, row: type[Row]) -> list[tuple[str, Row]]:
    """Every row of a table as a record, each with where it stands ("modes.tsv:12"), in file order."""
    kinds = {field.name: field.type for field in fields(row)}
    required = [field.name for field in fields(row) if field.required]
    columns: list[str] = []
    rows: list[tuple[str, Row]] = []
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{table.name}:{number}"
        cells = line.split("\t")
        if not columns:
            columns = cells
            _check_columns(where, columns, known=list(kinds), required=required)
        elif len(cells) != len(columns):
            raise TableError(f"{where}: {len(cells)} cells, but the table has {len(columns)} columns.")
        else:
            values = {
                column: _read_cell(f"{where}: column {column!r}", cell.strip(), kinds[column])
                for column, cell in zip(columns, cells, strict=True)
                if cell.strip()
            }
            rows.append((where, _make_row(where, values, row)))
    return rows


def _check_columns(where: str, columns: list[str], *, known: list[str], required: list[str]) -> None:
    if unknown := [column for column in columns if column not in known]:
        raise TableError(f"{where}: unknown column {unknown[0]!r}. The columns are {', '.join(known)}.")
    if missing := [column for column in required if column not in columns]:
        raise TableError(f"{where}: column {missing[0]!r} is missing.")


def _make_row(where: str, values: dict[str, object], row: type[Row]) -> Row:
    try:
        return msgspec.convert(values, row, strict=False)
    except msgspec.ValidationError as error:
        raise TableError(f"{where}: {error}.") from None


def _read_cell(where: str, cell: str, kind: object) -> object:
    if get_origin(kind) is tuple:
        return tuple(part.strip() for part in cell.split(";") if part.strip())
    if kind is bool:
        if cell not in ("yes", "no"):
            raise TableError(f"{where}: {cell!r} is neither yes nor no.")
        return cell == "yes"
    return cell
