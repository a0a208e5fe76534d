"""Rows of this folder's tables: tab-separated cells, each with the file and line that a complaint names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from diurna.errors import TableError


def iter_rows(table: str, name: str, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """("cues.tsv:12", cells) for each row of a table, without comments and the line of column names.

    Raises TableError for a row with too few or too many cells.
    """
    for number, line in enumerate(table.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        where = f"{name}:{number}"
        if len(cells) != len(columns):
            raise TableError(f"{where}: {len(cells)} cells, but the table has {len(columns)} columns.")
        if cells[0] != columns[0]:
            yield where, cells


def check_value(where: str, column: str, value: str, known: Sequence[str]) -> None:
    """Raises TableError with the nearest right value unless a cell's value is a known one."""
    if value in known:
        return
    near = get_close_matches(value, known, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"One of {', '.join(known)}."
    raise TableError(f"{where}: column {column}: unknown value {value!r}. {hint}")
