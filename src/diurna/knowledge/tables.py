"""Reading one of our tab-separated tables: comments, a header line, rows whose cells are checked as they are read.

A table opens with `#` lines that say what it means and where it comes from. The first other line names the columns.
Every complaint names the file, the line and the column, and shows the nearest right value.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NoReturn

from diurna.errors import TableError

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
"""The 25 PLOVER sector codes."""

BODIES = frozenset("UNO EUR IGO NGO IMG MNC ISM".split())
"""Codes of the country field that are no country."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Row:
    """One row of a table. Its methods return a cell in the form that is asked for, or raise TableError."""

    __slots__ = ("cells", "columns", "line", "path")

    def __init__(self, path: str, line: int, columns: dict[str, int], cells: list[str]) -> None:
        self.path = path
        self.line = line
        self.columns = columns
        self.cells = cells

    def text(self, column: str) -> str:
        """The cell, which may not be empty."""
        cell = self.cells[self.columns[column]]
        if not cell:
            self.fail(column, "this cell may not be empty")
        return cell

    def optional(self, column: str) -> str | None:
        """The cell, or None where it is empty."""
        return self.cells[self.columns[column]] or None

    def many(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that lists values with | between them."""
        cell = self.cells[self.columns[column]]
        if not cell:
            return ()
        parts = tuple(cell.split("|"))
        if not all(parts):
            self.fail(column, "an empty value between two |")
        return parts

    def one_of(self, column: str, allowed: Collection[str]) -> str | None:
        """The cell if it is one of the allowed values, or None where it is empty."""
        cell = self.cells[self.columns[column]]
        return self.check(column, cell, allowed) if cell else None

    def some_of(self, column: str, allowed: Collection[str]) -> tuple[str, ...]:
        """The parts of a cell, each of which must be one of the allowed values."""
        return tuple(self.check(column, part, allowed) for part in self.many(column))

    def first_day(self, column: str) -> str | None:
        """A date as its first possible day ("2011-07" is "2011-07-01")."""
        return self._day(column, "-01", "-01")

    def last_day(self, column: str) -> str | None:
        """A date as its last possible day ("2011" is "2011-12-31"); days compare as text."""
        return self._day(column, "-12", "-31")

    def _day(self, column: str, month: str, day: str) -> str | None:
        cell = self.cells[self.columns[column]]
        if not cell:
            return None
        if len(cell) == 10 and cell[4] == cell[7] == "-" and cell.replace("-", "").isdigit():
            return cell
        if not _DATE.fullmatch(cell):
            self.fail(column, f"{cell!r} is no date; write 2021, 2021-05 or 2021-05-19")
        return cell + (month + day if len(cell) == 4 else day)

    def check(self, column: str, value: str, allowed: Collection[str]) -> str:
        """The value, if it is allowed."""
        if value not in allowed:
            self.fail(column, _unknown(value, allowed))
        return value

    def fail(self, column: str, problem: str) -> NoReturn:
        """Raise the TableError that says where this row is wrong."""
        raise TableError(f"{self.path}:{self.line}: column {column!r}: {problem}")


def nearest(value: str, allowed: Collection[str]) -> str | None:
    """The allowed value that looks most like this one, if any does."""
    found = get_close_matches(value, allowed, n=1, cutoff=0.5)
    return found[0] if found else None


def load_rows(name: str, columns: Sequence[str], *, folder: Traversable | None = None) -> Iterator[Row]:
    """The rows of a table in this package (or in another folder) whose header must be exactly `columns`."""
    path = (folder or files(__package__)).joinpath(name)
    return iter_rows(path.read_text(encoding="utf-8"), columns, path=str(path))


def iter_rows(text: str, columns: Sequence[str], *, path: str) -> Iterator[Row]:
    """The rows of a table's text; `path` is what errors call it."""
    places: dict[str, int] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if places is None:
            if cells != list(columns):
                raise TableError(_wrong_header(path, number, cells, columns))
            places = {column: index for index, column in enumerate(columns)}
            continue
        if len(cells) != len(columns):
            raise TableError(
                f"{path}:{number}: {len(cells)} cells where the header names {len(columns)} columns "
                f"({', '.join(columns)})."
            )
        yield Row(path, number, places, cells)


def _unknown(value: str, allowed: Collection[str]) -> str:
    close = nearest(value, allowed)
    return f"unknown value {value!r}." + (f" Did you mean {close!r}?" if close else "")


def _wrong_header(path: str, number: int, cells: list[str], columns: Sequence[str]) -> str:
    odd = next((cell for cell in cells if cell not in columns), None)
    hint = f" {odd!r} is not one of them." if odd else ""
    return f"{path}:{number}: the header must name the columns {', '.join(columns)}.{hint}"
