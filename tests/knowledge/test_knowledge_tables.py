"""A wrong row names its file, line and column, and shows the nearest right value."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from diurna.errors import TableError
from diurna.knowledge.tables import SECTORS, Row, iter_rows

COLUMNS = ("name", "country", "sector", "from", "to")
HEAD = "# what it means\n" + "\t".join(COLUMNS) + "\n"


def read_one(line: str) -> Row:
    return next(iter_rows(HEAD + line + "\n", COLUMNS, path="orgs.tsv"))


def test_comments_and_blank_lines_are_passed_over() -> None:
    rows = list(iter_rows(HEAD + "\n# more\nNato\tIGO\tMIL\t\t\n", COLUMNS, path="orgs.tsv"))
    assert [row.text("name") for row in rows] == ["Nato"]
    assert rows[0].line == 5


@pytest.mark.parametrize(
    "written, first, last",
    [
        ("2011", "2011-01-01", "2011-12-31"),
        ("2011-07", "2011-07-01", "2011-07-31"),
        ("2011-07-09", "2011-07-09", "2011-07-09"),
        ("", None, None),
    ],
)
def test_dates_open_to_their_first_and_last_day(written: str, first: str | None, last: str | None) -> None:
    row = read_one(f"X\tUSA\tGOV\t{written}\t{written}")
    assert (row.first_day("from"), row.last_day("to")) == (first, last)


@pytest.mark.parametrize(
    "line, column, message",
    [
        ("X\tUSA\tGVO\t\t", "sector", "orgs.tsv:3: column 'sector': unknown value 'GVO'. Did you mean 'GOV'?"),
        ("\tUSA\tGOV\t\t", "name", "orgs.tsv:3: column 'name': this cell may not be empty"),
        ("X\tUSA\tGOV\t9 July\t", "from", "'9 July' is no date"),
        ("X\tUSA\tGOV\t\t2011-7", "to", "'2011-7' is no date"),
    ],
)
def test_a_wrong_cell_is_named(line: str, column: str, message: str) -> None:
    row = read_one(line)
    readers: dict[str, Callable[[], object]] = {
        "sector": lambda: row.one_of("sector", SECTORS),
        "name": lambda: row.text("name"),
        "from": lambda: row.first_day("from"),
        "to": lambda: row.last_day("to"),
    }
    with pytest.raises(TableError, match=re.escape(message)):
        readers[column]()


def test_a_row_with_too_few_cells_is_named() -> None:
    with pytest.raises(TableError, match=r"orgs.tsv:3: 2 cells where the header names 5 columns"):
        read_one("X\tUSA")


def test_a_wrong_header_is_named() -> None:
    with pytest.raises(TableError, match=r"'land' is not one of them"):
        list(iter_rows("name\tland\n", ("name", "country"), path="orgs.tsv"))


def test_an_empty_value_in_a_list_is_named() -> None:
    with pytest.raises(TableError, match="an empty value between two"):
        read_one("a||b\tUSA\tGOV\t\t").many("name")
