"""Calendar arithmetic: the DateSpan of a day, a week, a season, and what lies a number of units away.

Nothing here reads words. `value` is the TIMEX3 spelling of each span: "2021-05-19", "2021-W20", "2021-Q2", "199".
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from enum import StrEnum

from diurna.records import DatePrecision, DateSpan

FIRST_YEAR, LAST_YEAR = 1000, 2100
"""The years that a bare four-digit number may mean."""

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9}
_ONE_DAY = dt.timedelta(days=1)


class Unit(StrEnum):
    """A calendar unit, by its TIMEX3 letter; E is a decade, C a century, L a millennium."""

    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    YEAR = "Y"
    DECADE = "E"
    CENTURY = "C"
    MILLENNIUM = "L"
    HOUR = "H"
    MINUTE = "MIN"
    SECOND = "S"

    @property
    def is_clock(self) -> bool:
        """Whether it is shorter than a day."""
        return self in {Unit.HOUR, Unit.MINUTE, Unit.SECOND}


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7}
_MONTHS = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
    Unit.MILLENNIUM: 12000,
}
_HOURS = {Unit.HOUR: 1.0, Unit.MINUTE: 1 / 60, Unit.SECOND: 1 / 3600}


def make_day(day: dt.date) -> DateSpan:
    """One day."""
    return DateSpan(start=day, end=day, precision=DatePrecision.DAY, value=day.isoformat())


def make_week(day: dt.date) -> DateSpan:
    """The week, Monday to Sunday, that holds the day."""
    monday = day - dt.timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return DateSpan(
        start=monday, end=monday + dt.timedelta(days=6), precision=DatePrecision.WEEK, value=f"{year:04}-W{week:02}"
    )


def make_weekend(day: dt.date) -> DateSpan:
    """Saturday and Sunday of the week that holds the day."""
    week = make_week(day)
    saturday = day - dt.timedelta(days=day.weekday() - 5)
    return make_range(saturday, saturday + _ONE_DAY, value=f"{week.value}-WE")


def make_month(year: int, month: int) -> DateSpan:
    """A month; `month` may lie outside 1 to 12 and then counts into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = monthrange(year, month)[1]
    return DateSpan(
        start=dt.date(year, month, 1),
        end=dt.date(year, month, last),
        precision=DatePrecision.MONTH,
        value=f"{year:04}-{month:02}",
    )


def make_quarter(year: int, quarter: int) -> DateSpan:
    """Quarter 1 to 4; other numbers count into other years."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    end = make_month(year, 3 * quarter).end
    return DateSpan(
        start=dt.date(year, 3 * quarter - 2, 1),
        end=end,
        precision=DatePrecision.QUARTER,
        value=f"{year:04}-Q{quarter}",
    )


def make_half(year: int, half: int) -> DateSpan:
    """Half 1 or 2 of a year."""
    return make_range(
        dt.date(year, 6 * half - 5, 1), make_month(year, 6 * half).end or dt.date.max, value=f"{year:04}-H{half}"
    )


def make_season(year: int, season: str) -> DateSpan:
    """A season of the northern hemisphere, where most of the news in English is written.

    "The winter of 1994" may be either of two winters, so it is only as exact as the year.
    """
    value = f"{year:04}-{season}"
    if season not in _SEASON_MONTHS:
        return make_range(dt.date(year, 1, 1), dt.date(year, 12, 31), value=value)
    first = _SEASON_MONTHS[season]
    return make_range(dt.date(year, first, 1), make_month(year, first + 2).end or dt.date.max, value=value)


def make_year(year: int) -> DateSpan:
    """A calendar year."""
    return DateSpan(
        start=dt.date(year, 1, 1), end=dt.date(year, 12, 31), precision=DatePrecision.YEAR, value=f"{year:04}"
    )


def make_decade(year: int) -> DateSpan:
    """The decade that holds the year: 1990 to 1999, which TIMEX3 spells "199"."""
    first = year // 10 * 10
    return DateSpan(
        start=dt.date(first, 1, 1),
        end=dt.date(first + 9, 12, 31),
        precision=DatePrecision.DECADE,
        value=f"{first // 10:03}",
    )


def make_century(number: int) -> DateSpan:
    """The 20th century is 1901 to 2000, which TIMEX3 spells "19"."""
    return DateSpan(
        start=dt.date(100 * number - 99, 1, 1),
        end=dt.date(100 * number, 12, 31),
        precision=DatePrecision.CENTURY,
        value=f"{number - 1:02}",
    )


def make_range(start: dt.date | None, end: dt.date | None, *, value: str | None = None) -> DateSpan:
    """Any other stretch of days; an open end is None."""
    return DateSpan(start=start, end=end, precision=DatePrecision.RANGE, value=value)


def make_unit(unit: Unit, day: dt.date) -> DateSpan:
    """The day, week, month ... that holds the day."""
    match unit:
        case Unit.WEEK:
            return make_week(day)
        case Unit.WEEKEND:
            return make_weekend(day)
        case Unit.MONTH:
            return make_month(day.year, day.month)
        case Unit.QUARTER:
            return make_quarter(day.year, (day.month + 2) // 3)
        case Unit.YEAR:
            return make_year(day.year)
        case Unit.DECADE:
            return make_decade(day.year)
        case Unit.CENTURY | Unit.MILLENNIUM:
            return make_century((day.year + 99) // 100)
        case _:
            return make_day(day)


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has none (30 February)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def add_units(day: dt.date, count: float, unit: Unit) -> dt.date | None:
    """The day so many units later (earlier, if negative); None outside the calendar.

    Months keep the day of the month where it exists: 31 January and one month is 28 February.
    """
    try:
        if unit.is_clock:
            return day + dt.timedelta(days=round(count * _HOURS[unit] / 24))
        if unit in _DAYS:
            return day + dt.timedelta(days=round(count * _DAYS[unit]))
        months = day.year * 12 + day.month - 1 + round(count * _MONTHS[unit])
        year, month = months // 12, months % 12 + 1
        return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def nearest_year(month: int, day: int, *, near: dt.date) -> dt.date | None:
    """The 19 May that lies closest to a date."""
    found = [date for year in (near.year - 1, near.year, near.year + 1) if (date := make_date(year, month, day))]
    return min(found, key=lambda date: abs(date - near), default=None)


def narrow(date: DateSpan, part: str) -> DateSpan:
    """The early, middle or late third of a span, or its very START or END.

    A span that is one day, or open, has no parts and stays as it is.
    """
    if date.start is None or date.end is None or date.precision is DatePrecision.DAY:
        return date
    days = (date.end - date.start).days + 1
    third, edge = dt.timedelta(days=-(-days // 3) - 1), dt.timedelta(days=-(-days // 6) - 1)
    start, end = date.start, date.end
    match part:
        case "early":
            end = start + third
        case "late":
            start = end - third
        case "start":
            end = start + edge
        case "end":
            start = end - edge
        case _:
            start, end = start + third, end - third
            if start > end:
                start = end = date.start + (date.end - date.start) // 2
    return make_range(start, end, value=date.value)
