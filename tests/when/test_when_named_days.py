"""Days with a name, and the table that lists them."""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.when.named_days import date_of, find_easter, load_named_days


@pytest.mark.parametrize(
    "year, month, day", [(1981, 4, 19), (1999, 4, 4), (2008, 3, 23), (2011, 4, 24), (2021, 4, 4), (2024, 3, 31)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert find_easter(year) == dt.date(year, month, day)


@pytest.mark.parametrize(
    "name, year, day",
    [
        ("Good Friday", 2021, dt.date(2021, 4, 2)),
        ("Thanksgiving", 2020, dt.date(2020, 11, 26)),
        ("Memorial Day", 2021, dt.date(2021, 5, 31)),
        ("Labor Day", 2021, dt.date(2021, 9, 6)),
        ("New Year's Eve", 2020, dt.date(2020, 12, 31)),
        ("9/11", 2020, dt.date(2001, 9, 11)),
    ],
)
def test_named_days(name: str, year: int, day: dt.date) -> None:
    date = date_of(load_named_days().by_name[name], year)
    assert date is not None
    assert date.start == day


def test_longer_names_come_first() -> None:
    match = load_named_days().pattern.search("on Christmas Eve in Rome")
    assert match is not None
    assert match.group() == "Christmas Eve"


def test_every_day_of_the_table_exists_in_every_year() -> None:
    for row in load_named_days().by_name.values():
        for year in range(1990, 2040):
            date_of(row, year)
