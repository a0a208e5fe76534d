"""Calendar arithmetic."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.records import DatePrecision
from diurna.when.dates import (
    Unit,
    add_units,
    make_century,
    make_date,
    make_day,
    make_decade,
    make_month,
    make_quarter,
    make_unit,
    make_week,
    narrow,
)

DAYS = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    "day, count, unit, expected",
    [
        (dt.date(2021, 1, 31), 1, Unit.MONTH, dt.date(2021, 2, 28)),
        (dt.date(2021, 3, 31), -1, Unit.MONTH, dt.date(2021, 2, 28)),
        (dt.date(2020, 2, 29), 1, Unit.YEAR, dt.date(2021, 2, 28)),
        (dt.date(2021, 5, 19), -2, Unit.WEEK, dt.date(2021, 5, 5)),
        (dt.date(2021, 5, 19), 48, Unit.HOUR, dt.date(2021, 5, 21)),
        (dt.date(2021, 5, 19), -1, Unit.DECADE, dt.date(2011, 5, 19)),
        (dt.date(2021, 5, 19), -50, Unit.CENTURY, None),
        (dt.date(2021, 5, 19), 10**12, Unit.DAY, None),
    ],
)
def test_adding_units(day: dt.date, count: float, unit: Unit, expected: dt.date | None) -> None:
    assert add_units(day, count, unit) == expected


def test_months_and_quarters_count_into_other_years() -> None:
    assert make_month(2021, 0).value == "2020-12"
    assert make_month(2021, 13).value == "2022-01"
    assert make_quarter(2021, 0).value == "2020-Q4"


def test_centuries_end_in_a_round_year() -> None:
    century = make_century(20)
    assert (century.start, century.end, century.value) == (dt.date(1901, 1, 1), dt.date(2000, 12, 31), "19")


def test_thirty_february_is_no_date() -> None:
    assert make_date(2021, 2, 30) is None


@given(DAYS, st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY]))
def test_a_unit_holds_its_day(day: dt.date, unit: Unit) -> None:
    span = make_unit(unit, day)
    assert span.start is not None
    assert span.end is not None
    assert span.start <= day <= span.end


@given(DAYS, st.sampled_from(["early", "mid", "late", "start", "end"]))
def test_a_part_lies_inside_the_whole(day: dt.date, part: str) -> None:
    for whole in (make_week(day), make_month(day.year, day.month), make_decade(day.year)):
        inner = narrow(whole, part)
        assert inner.precision is DatePrecision.RANGE
        assert None not in (inner.start, inner.end, whole.start, whole.end)
        assert str(whole.start) <= str(inner.start) <= str(inner.end) <= str(whole.end)


@given(DAYS, st.sampled_from(["early", "mid", "late"]))
def test_a_day_has_no_parts(day: dt.date, part: str) -> None:
    assert narrow(make_day(day), part) == make_day(day)


@given(DAYS, st.integers(-500, 500))
def test_months_there_and_back(day: dt.date, count: int) -> None:
    there = add_units(day.replace(day=1), count, Unit.MONTH)
    assert there is not None
    assert add_units(there, -count, Unit.MONTH) == day.replace(day=1)
