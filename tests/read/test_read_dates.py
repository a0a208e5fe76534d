"""The day of publication in all the ways in which documents spell it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.read.dates import parse_fetched, parse_published

DAY = dt.date(2021, 5, 19)


@pytest.mark.parametrize(
    "value",
    [
        "2021-05-19",
        " 2021-05-19 ",
        "2021-5-19",
        "2021/05/19",
        "2021.05.19",
        "2021-05-19T23:30:00Z",
        "2021-05-19T23:30:00-05:00",
        "2021-05-19 23:30:00.123456+0200",
        "20210519",
        "20210519T101500Z",
        "20210519101500",
        "May 19, 2021",
        "May 19 2021",
        "may 19th, 2021",
        "MAY 19, 2021",
        "Wednesday, May 19, 2021 at 5:00 p.m. EDT",
        "19 May 2021",
        "19th of May, 2021",
        "19-May-2021",
        "Wed, 19 May 2021 10:00:00 GMT",
        "Wed, 19 May 2021 10:00:00 +0200 (CEST)",
        "Wed May 19 10:00:00 2021",
        "Wed May 19 10:00:00 +0000 2021",
        "Wed May 19 10:00:00 UTC 2021",
        "Published on 19 May 2021 by the desk",
        "19.05.2021",
        "19.5.2021, 14:30",
        "19/05/2021",
        "5/19/2021",
        "05-19-2021",
        1621382400,
        1621382400000,
        1621382400000000,
        1621382400000000000,
        1621382400.5,
        "1621382400",
        "1621382400.25",
        20210519,
        DAY,
        dt.datetime(2021, 5, 19, 23, 59),
    ],
)
def test_spellings_of_one_day(value: object) -> None:
    assert parse_published(value) == DAY


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Sept. 3, 2019", dt.date(2019, 9, 3)),
        ("Sep 3, 2019", dt.date(2019, 9, 3)),
        ("1 Jan 1999", dt.date(1999, 1, 1)),
        ("Dec. 31, 1985", dt.date(1985, 12, 31)),
        ("2020-02-29", dt.date(2020, 2, 29)),
        ("07/07/2020", dt.date(2020, 7, 7)),
        ("-86400000", None),
        (-86400000, None),
        (1e9, dt.date(2001, 9, 9)),
    ],
)
def test_other_days(text: object, expected: dt.date | None) -> None:
    assert parse_published(text) == expected


@pytest.mark.parametrize(
    "day_first, expected", [(True, dt.date(2021, 6, 5)), (False, dt.date(2021, 5, 6)), (None, None)]
)
def test_a_date_that_may_be_june_or_may(day_first: bool | None, expected: dt.date | None) -> None:
    assert parse_published("05/06/2021", day_first=day_first) == expected


def test_a_date_with_dots_is_day_first() -> None:
    assert parse_published("05.06.2021", day_first=False) == dt.date(2021, 6, 5)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "2021",
        "May 2021",
        "2021-05",
        "2021-13-40",
        "31 February 2021",
        "19 May 21",
        "5/19/21",
        "12345678",
        "44335",
        "Mayor 19, 2021",
        "99999999999999999999",
        True,
        None,
        float("nan"),
        float("inf"),
        10**30,
        ["2021-05-19"],
        {"date": "2021-05-19"},
    ],
)
def test_what_is_no_day(value: object) -> None:
    assert parse_published(value) is None


@pytest.mark.parametrize(
    "value, expected",
    [
        ("2021-05-19T10:00:00+00:00", dt.datetime(2021, 5, 19, 10, tzinfo=dt.UTC)),
        (dt.datetime(2021, 5, 19), dt.datetime(2021, 5, 19)),
        ("soon", None),
        (7, None),
    ],
)
def test_when_it_was_fetched(value: object, expected: dt.datetime | None) -> None:
    assert parse_fetched(value) == expected


@given(
    st.dates(dt.date(1600, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%Y%m%d"]),
)
def test_a_day_written_is_the_day_read(day: dt.date, spelling: str) -> None:
    assert parse_published(day.strftime(spelling)) == day


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.binary(max_size=20)))
def test_nothing_raises(value: object) -> None:
    found = parse_published(value)
    assert found is None or isinstance(found, dt.date)
