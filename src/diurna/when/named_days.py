"""Days that have a name: Christmas, Good Friday, 9/11; and the two world wars.

The table `named_days.tsv` lists them; this module reads it and turns a name into a date.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import cache
from importlib import resources
from typing import NamedTuple

from diurna.errors import TableError
from diurna.records import DateSpan
from diurna.when.dates import make_day, make_range

_TABLE = "named_days.tsv"
_COLUMNS = 5
_KINDS = frozenset({"fixed", "nth", "easter", "date", "range", "year"})


class NamedDay(NamedTuple):
    """One row of the table."""

    name: str
    kind: str
    value: str
    words: frozenset[str]


class NamedDays(NamedTuple):
    """The table, by name, with one pattern that finds every name in a text."""

    pattern: re.Pattern[str]
    by_name: dict[str, NamedDay]
    years: dict[tuple[int, int], NamedDay]
    """By month and day: those that mean one year when certain words follow."""


@cache
def load_named_days() -> NamedDays:
    """The table of named days."""
    text = resources.files("diurna.when").joinpath(_TABLE).read_text(encoding="utf-8")
    rows = [_read_row(line, number) for number, line in _iter_rows(text)]
    by_name = {row.name: row for row in rows if row.kind != "year"}
    names = sorted(by_name, key=len, reverse=True)
    alternatives = "|".join(re.escape(name).replace("'", "['’]") for name in names)
    years = {}
    for row in rows:
        if row.kind == "year":
            day = dt.date.fromisoformat(row.value)
            years[day.month, day.day] = row
    return NamedDays(re.compile(rf"(?<![\w/])(?:{alternatives})(?![\w/])"), by_name, years)


def _iter_rows(text: str) -> list[tuple[int, str]]:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line and line[0] != "#"]
    return lines[1:]


def _read_row(line: str, number: int) -> NamedDay:
    cells = line.split("\t")
    cells += [""] * (_COLUMNS - len(cells))
    name, kind, value, words = cells[:4]
    if kind not in _KINDS:
        raise TableError(f"{_TABLE}:{number}: column kind has {kind!r}; it must be one of {', '.join(sorted(_KINDS))}.")
    row = NamedDay(name, kind, value, frozenset(words.split()))
    try:
        date_of(row, 2020)
    except (ValueError, IndexError) as error:
        raise TableError(f"{_TABLE}:{number}: column value has {value!r}, which is no {kind} date.") from error
    return row


def date_of(row: NamedDay, year: int) -> DateSpan | None:
    """The day in a year; for a single day or an era the year does not matter."""
    match row.kind:
        case "fixed":
            return make_day(dt.date.fromisoformat(f"{year:04}-{row.value}"))
        case "nth":
            month, weekday, which = (int(part) for part in row.value.split())
            return make_day(_nth_weekday(year, month, weekday, which))
        case "easter":
            return make_day(find_easter(year) + dt.timedelta(days=int(row.value)))
        case "range":
            start, end = (dt.date.fromisoformat(part) for part in row.value.split("/"))
            return make_range(start, end, value=f"{start.year}/{end.year}")
        case _:
            return make_day(dt.date.fromisoformat(row.value))


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> dt.date:
    if which < 0:
        last = dt.date(year, month, monthrange(year, month)[1])
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def find_easter(year: int) -> dt.date:
    """Easter Sunday of the Western churches."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return dt.date(year, month, offset + 28 - 31 * (month // 4))
