"""Which day does a document say that it was published? ISO 8601, "May 19, 2021", RFC 2822, epochs and numeric dates.

A time or time zone beside the day is dropped, not converted: the day is the one that the newspaper printed.
"""

from __future__ import annotations

import datetime as dt
import math
import re

_LONGEST = 200  # characters of a date with everything around it; more is prose

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_YEAR = r"(?P<year>(?:1[6-9]|20|21)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?"

_PATTERNS = (
    # 2021-05-19, 2021/5/19, 2021-05-19T10:00:00Z
    re.compile(r"(?<!\d)" + _YEAR + r"(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"),
    # 20210519, 20210519T1000, 20210519100000
    re.compile(r"^" + _YEAR.removesuffix(r"(?!\d)") + r"(?P<month>[01]\d)(?P<day>[0-3]\d)(?:\d{6}|T.*)?$"),
    # May 19, 2021; May 19th 2021; Wed May 19 10:00:00 +0000 2021
    re.compile(
        rf"\b{_MONTH}\s{{1,3}}{_DAY}(?:\s*,\s*|\s{{1,3}})(?:\d{{1,2}}:\d\d(?::\d\d)?\s{{1,3}}(?:[+-]\d{{4}}\s|[a-z]{{1,5}}\s)?)?{_YEAR}",
        re.IGNORECASE,
    ),
    # 19 May 2021; 19th of May, 2021; 19-May-2021; Wed, 19 May 2021 10:00:00 GMT
    re.compile(rf"{_DAY}(?:\s+of)?[\s-]{{1,3}}{_MONTH}(?:\s*,\s*|[\s-]{{1,3}}){_YEAR}", re.IGNORECASE),
)
_NUMERIC = re.compile(r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)" + _YEAR)
_EPOCH = re.compile(r"-?\d{9,19}(?:\.\d{1,9})?$")


def parse_published(value: object, *, day_first: bool | None = None) -> dt.date | None:
    """The day of publication in whatever a document holds for it; `None` if no day can be read.

    "05/06/2021" may be June or May: it is read only if `day_first` says which. "19.05.2021" is always day first.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        value = _spell_number(value)
    if not isinstance(value, str):
        return None
    text = value.strip()[:_LONGEST]
    return _read_calendar(text) or _read_numeric(text, day_first=day_first) or _read_epoch(text)


def parse_fetched(value: object) -> dt.datetime | None:
    """The moment at which a document was fetched, if it is given as ISO 8601."""
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    return None


def _spell_number(value: float) -> str | None:
    if isinstance(value, float):
        return f"{value:.0f}" if math.isfinite(value) and abs(value) < 1e19 else None
    return str(value) if abs(value) < 10**19 else None


def _read_calendar(text: str) -> dt.date | None:
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match is not None:
            month = match["month"].lower()
            day = _make_date(match["year"], _MONTHS.get(month, month), match["day"])
            if day is not None:
                return day
    return None


def _read_numeric(text: str, *, day_first: bool | None) -> dt.date | None:
    match = _NUMERIC.search(text)
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    if match["mark"] == "." or first > 12:
        day_first = True
    elif second > 12 or first == second:
        day_first = False
    if day_first is None:
        return None
    month, day = (second, first) if day_first else (first, second)
    return _make_date(match["year"], month, day)


def _read_epoch(text: str) -> dt.date | None:
    """Seconds since 1970, or milli-, micro- or nanoseconds: the number of digits tells."""
    if not _EPOCH.fullmatch(text):
        return None
    whole = int(text.partition(".")[0])
    digits = len(str(abs(whole)))
    seconds = whole // 1000 ** ((digits - 8) // 3) if digits > 10 else whole
    try:
        return (dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds)).date()
    except OverflowError:
        return None


def _make_date(year: str, month: str | int, day: str | int) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
