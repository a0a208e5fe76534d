"""Reads the hand-written tables of this folder, row by row, and says which cell is wrong when one is."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from msgspec import Struct

from diurna.errors import TableError


class Row(Struct, frozen=True):
    """One row of a table, which remembers where it stands so that an error can name the cell."""

    table: str
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """The words of a cell, which must not be empty."""
        value = self.cells.get(column, "")
        if not value:
            raise self.error(column, "is empty")
        return value

    def optional(self, column: str) -> str | None:
        """The words of a cell, or None."""
        return self.cells.get(column) or None

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, with "|" between them."""
        return tuple(part.strip() for part in self.cells.get(column, "").split("|") if part.strip())

    def one_of(self, column: str, *allowed: str) -> str:
        """A value from a closed list."""
        value = self.text(column)
        if value not in allowed:
            raise self.error(column, f"must be one of {', '.join(allowed)}, not {value!r}")
        return value

    def number(self, column: str, *, low: float, high: float) -> float:
        """A number between two bounds."""
        value = self.text(column)
        try:
            number = float(value)
        except ValueError:
            raise self.error(column, f"is not a number: {value!r}") from None
        if not low <= number <= high:
            raise self.error(column, f"must lie between {low:g} and {high:g}, not {value}")
        return number

    def error(self, column: str, message: str) -> TableError:
        """The error to raise about one cell."""
        return TableError(f"where/tables/{self.table}.tsv:{self.line}: column {column!r} {message}.")


def load_table(table: str) -> tuple[Row, ...]:
    """The rows of `tables/<table>.tsv`.

    Lines that start with "#" are comments; the first other line names the columns.
    """
    text = (files("diurna.where") / "tables" / f"{table}.tsv").read_text(encoding="utf-8")
    return tuple(_iter_rows(table, text))


def _iter_rows(table: str, text: str) -> Iterator[Row]:
    columns: list[str] = []
    for line, content in enumerate(text.splitlines(), start=1):
        if not content.strip() or content.startswith("#"):
            continue
        cells = content.split("\t")
        if not columns:
            columns = cells
            continue
        if len(cells) != len(columns):
            raise TableError(
                f"where/tables/{table}.tsv:{line}: {len(cells)} cells, but the table has {len(columns)} columns: "
                f"{', '.join(columns)}."
            )
        yield Row(table, line, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
