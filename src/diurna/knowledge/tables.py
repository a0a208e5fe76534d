"""Reading a folder of tab-separated tables: comments, a header line, rows whose cells are checked as they are read.

A table opens with `#` lines that say what it means and where it comes from. The first other line names the columns.
Every complaint names the file, the line and the column, and shows the nearest right value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn, TypeAlias

from msgspec import Struct

from diurna.errors import TableError

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
"""The 25 PLOVER sector codes."""

BODIES = frozenset("UNO EUR IGO NGO IMG MNC ISM".split())
"""Codes of the country field that are no country."""

NAMES = (
    "agents.tsv",
    "common_surnames.tsv",
    "countries.tsv",
    "given_names.tsv",
    "groups.tsv",
    "organisations.tsv",
    "people.tsv",
    "places.tsv",
    "reporting_verbs.tsv",
    "seats.tsv",
    "sources.tsv",
    "territories.tsv",
    "titles.tsv",
)
"""The tables that a user's folder may hold, beside people/*.tsv."""


class Row:
    """One row of a table. Its methods return a cell in the form that is asked for, or raise TableError."""

    __slots__ = ("cells", "columns", "line", "path")

    def __init__(self, path: str, line: int, columns: dict[str, int], cells: list[str]) -> None:
        self.path = path
        self.line = line
        self.columns = columns
        self.cells = cells

    @property
    def origin(self) -> str:
        """The table and line, as entries keep them."""
        return f"{self.path}:{self.line}"

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
        try:
            dt.date.fromisoformat(cell if len(cell) == 10 else f"{cell}-01" if len(cell) == 7 else f"{cell}-01-01")
        except ValueError:
            self.fail(column, f"{cell!r} is no date; write 2021, 2021-05 or 2021-05-19")
        return cell + (month + day if len(cell) == 4 else day if len(cell) == 7 else "")

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


class Tables(Struct, frozen=True):
    """A folder of tables: those of this package, or those of a user, where any may be missing."""

    folder: Traversable
    is_shipped: bool = True

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[Row]:
        """The rows of one table ("agents.tsv"); none where a user's folder does not have it."""
        path = self.folder.joinpath(name)
        if not self.is_shipped and not path.is_file():
            return iter(())
        return iter_rows(load_text(path), columns, path=name if self.is_shipped else str(path), whole=self.is_shipped)

    def people(self) -> tuple[str, ...]:
        """The names of all tables in people/, and people.tsv where there is one."""
        beside = ("people.tsv",) if self.folder.joinpath("people.tsv").is_file() else ()
        folder = self.folder.joinpath("people")
        inside = sorted(path.name for path in folder.iterdir() if _is_table(path)) if folder.is_dir() else ()
        return (*beside, *(f"people/{name}" for name in inside))


class GivenTables(Struct, frozen=True):
    """Rows that stand in no table but in a user's codebook file."""

    file: str
    """What errors and origins call the file."""
    given: Mapping[str, tuple[tuple[int, Mapping[str, str]], ...]]
    """By table ("people.tsv") the line and the cells by column of each row."""

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[Row]:
        """The rows of one table; a column that is not given is empty."""
        places = {column: index for index, column in enumerate(columns)}
        for line, cells in self.given.get(name, ()):
            yield Row(self.file, line, places, [cells.get(column, "") for column in columns])

    def people(self) -> tuple[str, ...]:
        """The names of the tables of people."""
        return ("people.tsv",) if "people.tsv" in self.given else ()


Layer: TypeAlias = Tables | GivenTables
"""Tables that are read together, before or after others."""


def shipped_tables() -> Tables:
    """The tables of this package."""
    return Tables(files(__package__))


def load_user_tables(folder: Path | str) -> Tables:
    """A user's folder of tables. Raises TableError where it holds none, or one with a name that nothing reads."""
    path = Path(folder)
    if not path.is_dir():
        raise TableError(f"{path}: no such folder of tables.")
    found = sorted(file for file in path.iterdir() if _is_table(file))
    for file in found:
        if file.name not in NAMES:
            close = nearest(file.name, NAMES)
            hint = f" Did you mean {close!r}?" if close else ""
            raise TableError(
                f"{file}: no table has this name.{hint} The tables are {', '.join(NAMES)} and people/*.tsv."
            )
    tables = Tables(path, is_shipped=False)
    if not found and not tables.people():
        raise TableError(f"{path}: holds no table. The tables are {', '.join(NAMES)} and people/*.tsv.")
    return tables


def load_fingerprint(folder: Path | str) -> str:
    """Sixteen hexadecimal digits, equal for folders whose tables hold the same text."""
    tables = load_user_tables(folder)
    digest = blake2b(digest_size=8)
    for name in (*(name for name in NAMES if name != "people.tsv"), *tables.people()):
        path = tables.folder.joinpath(name)
        if path.is_file():
            digest.update(f"{name}\0{load_text(path)}\0".encode())
    return digest.hexdigest()


def load_text(path: Traversable) -> str:
    """The text of a table, whatever its line ends."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: is not UTF-8 text; save it with that encoding.") from error
    except OSError as error:
        raise TableError(f"{path}: cannot be read: {error.strerror or error}.") from error


def iter_rows(text: str, columns: Sequence[str], *, path: str, whole: bool = True) -> Iterator[Row]:
    """The rows of a table's text; `path` is what errors call it.

    `whole`: the header must name exactly these columns in this order. Otherwise it may leave out columns, which are
    then empty, and order them as it likes.
    """
    places: dict[str, int] | None = None
    width = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line[0] == "#" or line.isspace():
            continue
        cells = line.split("\t")
        if places is None:
            if cells != list(columns) if whole else _is_wrong(cells, columns):
                raise TableError(_wrong_header(path, number, cells, columns, whole=whole))
            width = len(cells)
            # A column that is left out is read from one empty cell more.
            places = {column: cells.index(column) if column in cells else width for column in columns}
            continue
        if len(cells) != width:
            raise TableError(
                f"{path}:{number}: {len(cells)} cells where the header names {width} columns "
                f"({', '.join(sorted(places, key=places.__getitem__)[:width])})."
            )
        if not whole:
            cells = [*map(str.strip, cells), ""]
        yield Row(path, number, places, cells)


def _is_table(path: Traversable) -> bool:
    return path.name.endswith(".tsv") and not path.name.startswith(".")


def _is_wrong(cells: Sequence[str], columns: Sequence[str]) -> bool:
    return len(set(cells)) < len(cells) or any(cell not in columns for cell in cells)


def _unknown(value: str, allowed: Collection[str]) -> str:
    close = nearest(value, allowed)
    return f"unknown value {value!r}." + (f" Did you mean {close!r}?" if close else "")


def _wrong_header(path: str, number: int, cells: list[str], columns: Sequence[str], *, whole: bool) -> str:
    odd = next((cell for cell in cells if cell not in columns), None)
    hint = f" {odd!r} is not one of them." if odd is not None else ""
    close = nearest(odd, columns) if odd else None
    hint += f" Did you mean {close!r}?" if close else ""
    rule = "must name" if whole else "may name, each once,"
    return f"{path}:{number}: the header {rule} the columns {', '.join(columns)}.{hint}"
