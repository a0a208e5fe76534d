"""The date at the head of an article: "ANKARA, May 19 (Reuters) -", or a line that is nothing but a date."""

from __future__ import annotations

import datetime as dt
import re

from diurna.when.dates import make_date, nearest_year
from diurna.when.explicit import number_of_month
from diurna.when.lexicon import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS

_HEAD = 1000
"""How many characters from the start of the text a dateline may stand."""
_LINES = 6
_MAX_DAYS_APART = 7
"""A dateline further from the publication date is taken for something else."""

_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|{'|'.join(MONTH_ABBREVIATIONS)})\.?"
_DATE = (
    rf"(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?"
    rf"(?:{_MONTH}\s+(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s+{_MONTH.replace('month', 'month2')})"
    r"(?:\s*,?\s+(?P<year>\d{4}))?"
)
_ALONE = re.compile(rf"\s*{_DATE}\s*\.?\s*", re.IGNORECASE)
_BEFORE_AGENCY = re.compile(rf"\s*{_DATE}\s*\((?-i:[A-Z])[^)]{{0,30}}\)\s*(?:[-–—]|$)", re.IGNORECASE)
_AFTER_PLACE = re.compile(
    r"\s*(?-i:[A-Z][A-Z.'’\- ]{2,}(?:,\s*[A-Z][\w.'’\- ]*)??)(?:\s*\([^)]*\))?\s*,"
    rf"\s*{_DATE}\s*(?:\([^)]{{1,40}}\)|[-–—_]|:)",
    re.IGNORECASE,
)


def find_dateline(text: str, *, published: dt.date | None) -> dt.date | None:
    """The day at the head of the text; None if there is none, or if it has no year and nothing supplies one."""
    for line in text[:_HEAD].splitlines()[:_LINES]:
        match = _ALONE.fullmatch(line) or _BEFORE_AGENCY.match(line) or _AFTER_PLACE.match(line)
        if match is None:
            continue
        month = number_of_month((match["month"] or match["month2"]).lower())
        day = int(match["day"] or match["day2"])
        if match["year"]:
            return make_date(int(match["year"]), month, day)
        return nearest_year(month, day, near=published) if published else None
    return None


def find_reference(text: str, *, published: dt.date | None) -> tuple[dt.date | None, bool]:
    """The day that relative expressions count from, and whether the dateline gave it.

    A dateline within a week of the publication date is the better witness: it is when the words were written.
    """
    dateline = find_dateline(text, published=published)
    if dateline is None:
        return published, False
    if published is not None and abs((published - dateline).days) > _MAX_DAYS_APART:
        return published, False
    return dateline, dateline != published
