"""Reading dates that name a month, a year or more: "May 19, 2021", "in March", "the late 1980s", "third quarter".

What the calendar does not have, or the words leave open (30 February, 05/06/2021, '21), gives a coarser date or none.
"""

from __future__ import annotations

import datetime as dt

from diurna.records import DateSpan, NameKind
from diurna.when.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    make_date,
    make_day,
    make_month,
    make_range,
    make_season,
    make_year,
)
from diurna.when.direction import Direction
from diurna.when.lexicon import (
    CLASS_WORDS,
    MONTH_ABBREVIATIONS,
    MONTHS,
    ORDINALS,
    SEASONS,
    UNITS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    word_set,
)
from diurna.when.mention import Anchor, TimeKind
from diurna.when.named_days import load_named_days
from diurna.when.numbers import read_spelled_year
from diurna.when.reading import Context, Match, Reading

_MONTH_NUMBERS = {word: number for number, word in enumerate(MONTHS, start=1)} | MONTH_ABBREVIATIONS
_WEEKDAY_NUMBERS = {word: number for number, word in enumerate(WEEKDAYS)} | WEEKDAY_ABBREVIATIONS
_FAR = dt.timedelta(days=270)
"""A date without a year that the tense puts further away than this is more likely on the other side."""

_SOON = dt.timedelta(days=100)
"""Where the tense says nothing, a date lies ahead only if it is as close as this."""

_JOINTS = frozenset({"and", "to", "or", "-", "–", "through", "until"})
_TIME_PREPOSITIONS = frozenset(CLASS_WORDS["SINCE"].split()) - {"to", "by", "of", "and", "between"}
_YEAR_LICENCES = frozenset(CLASS_WORDS["SINCE"].split()) | word_set(
    "the year fiscal this that its his her their our 's ( , - – around about circa or a an for winter spring summer "
    "autumn fall than s ' ’ ’s both election elections vs versus calendar sometime"
)
_COUNTED = word_set("percent per % points million billion dollars euros pounds troops people soldiers men women")


def number_of_month(word: str) -> int:
    """1 for "january" or "jan"."""
    return _MONTH_NUMBERS[word]


def number_of_weekday(word: str) -> int:
    """0 for "monday" or "mon"."""
    return _WEEKDAY_NUMBERS[word.removesuffix("s") if word not in _WEEKDAY_NUMBERS else word]


def date_reading(date: DateSpan, anchor: Anchor, *, mod: str | None = None) -> Reading:
    """A DATE whose value is the date's own."""
    return Reading(TimeKind.DATE, date.value or "", date, anchor, mod)


def read_day_number(word: str) -> int:
    """19 for "19", "19th" or "nineteenth"; 0 for a word that is no number."""
    return int(word.rstrip("stndrh")) if word[0].isdigit() else ORDINALS.get(word, 0)


def read_iso(match: Match, context: Context) -> Reading | None:
    """2021-05-19; 2021-02-30 is some day of February."""
    year, month, day = (int(part) for part in match.word("d")[:10].split("-"))
    return _date_or_coarser(year, month, day)


def _date_or_coarser(year: int, month: int, day: int) -> Reading | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    date = make_date(year, month, day)
    if date:
        return date_reading(make_day(date), Anchor.EXPLICIT)
    return date_reading(make_month(year, month) if 1 <= month <= 12 else make_year(year), Anchor.EXPLICIT)


def read_figures(match: Match, context: Context) -> Reading | None:
    """19/05/2021 and 5/19/2021 are one day; 05/06/2021 could be two, so only its year is sure."""
    text = match.word("d")
    first, second, last = text.replace(".", "/").split("/")
    if len(last) != 4:
        return Reading(TimeKind.DATE, "XXXX-XX-XX") if len(last) == 2 else None
    one, two, year = int(first), int(second), int(last)
    if "." in text or one == two or (one > 12 and two <= 12):
        return _date_or_coarser(year, two, one)
    if two > 12 and one <= 12:
        return _date_or_coarser(year, one, two)
    return date_reading(make_year(year), Anchor.EXPLICIT) if FIRST_YEAR <= year <= LAST_YEAR else None


def read_month_day(match: Match, context: Context) -> Reading | None:
    """ "May 19, 2021", "19 May", "Wednesday, May 19"; without a year the nearest that fits the tense."""
    month, day = number_of_month(match.word("m")), read_day_number(match.word("d"))
    if not 1 <= day <= 31:
        return None
    if match.words("y"):
        return _date_or_coarser(int(match.word("y")), month, day)
    value = f"XXXX-{month:02}-{day:02}"
    year = _borrow_year(match, month)
    if year is not None:
        return _date_or_coarser(year, month, day)
    if context.reference is None or _has_broken_year(match):
        return Reading(TimeKind.DATE, value)
    famous = load_named_days().years.get((month, day))
    if famous is not None and match.after() in famous.words:
        meant = dt.date.fromisoformat(famous.value)
        if meant < context.reference:
            return date_reading(make_day(meant), Anchor.EXPLICIT)
    weekday = number_of_weekday(match.word("w")) if match.words("w") else None
    date = place_month_day(month, day, match, context, weekday=weekday)
    if date is None:
        return Reading(TimeKind.DATE, f"XXXX-{month:02}")
    return date_reading(make_day(date), context.anchor)


def _borrow_year(match: Match, month: int) -> int | None:
    """The year that stands only after the second of two dates: "May 3 and 4, 2014", "from November to March 2014"."""
    if match.after() not in _JOINTS:
        return None
    place, later = 2, month
    if match.after(place) in _MONTH_NUMBERS:
        later = _MONTH_NUMBERS[match.after(place)]
        place += 1
    if (
        match.after(place).rstrip("stndrh").isdigit()
        and len(match.after(place)) <= 4
        and not _is_year(match.after(place))
    ):
        place += 1
    if place == 2:
        return None
    if match.after(place) == ",":
        place += 1
    word = match.after(place)
    if not _is_year(word):
        return None
    return int(word) - (month > later)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and FIRST_YEAR <= int(word) <= LAST_YEAR


def _has_broken_year(match: Match) -> bool:
    """ "May 19, 20211": a year was meant, but not one that we can read."""
    word = match.after(2) if match.after() == "," else match.after()
    return word.isdigit() and len(word) >= 5


def place_month_day(
    month: int, day: int, match: Match, context: Context, *, weekday: int | None = None
) -> dt.date | None:
    """The day that a date without a year means; None if there is no such day near the reference."""
    near = context.reference
    if near is None:
        return None
    years = (near.year - 1, near.year, near.year + 1)
    dates = [date for year in years if (date := make_date(year, month, day))]
    if weekday is not None:
        fitting = [date for date in dates if date.weekday() == weekday]
        if fitting:
            return min(fitting, key=lambda date: abs(date - near))
    past = max((date for date in dates if date <= near), default=None)
    future = min((date for date in dates if date >= near), default=None)
    if past is None or future is None:
        return past or future
    match_direction = match.direction
    if match_direction is Direction.FUTURE:
        return future if future - near <= _FAR else past
    if match_direction is Direction.PAST:
        return past if near - past <= _FAR else future
    return future if future - near <= _SOON else past


def read_day_of_month(match: Match, context: Context) -> Reading | None:
    """ "on the 12th": of this month, or of the last if the verb looks back and the day is still to come."""
    near = context.reference
    if match.after().isalnum() and match.after() != "and":
        return None
    if near is None:
        return Reading(TimeKind.DATE, "XXXX-XX-XX")
    day = read_day_number(match.word("d"))
    step = 1 if match.direction is Direction.FUTURE and day < near.day else 0
    if match.direction is not Direction.FUTURE and day > near.day:
        step = -1
    month = make_month(near.year, near.month + step).start
    date = make_date(month.year, month.month, day) if month else None
    return date_reading(make_day(date), context.anchor) if date else None


def read_day_range(match: Match, context: Context) -> Reading | None:
    """ "May 3-5, 2021", "3 to 5 May", "May 30-June 2"."""
    first_month = number_of_month(match.word("m"))
    last_month = number_of_month(match.word("n")) if match.words("n") else first_month
    first_day, last_day = read_day_number(match.word("d")), read_day_number(match.word("e"))
    if first_month == last_month and first_day >= last_day:
        return None
    if match.word("j") == "and" and last_day != first_day + 1:
        return None
    if match.words("y"):
        start, anchor = make_date(int(match.word("y")), first_month, first_day), Anchor.EXPLICIT
    else:
        start, anchor = place_month_day(first_month, first_day, match, context), context.anchor
    if start is None:
        return None if context.reference else Reading(TimeKind.DATE, f"XXXX-{first_month:02}-{first_day:02}")
    end = make_date(start.year + (last_month < first_month), last_month, last_day)
    if end is None:
        return None
    return date_reading(make_range(start, end, value=f"{start.isoformat()}/{end.isoformat()}"), anchor)


def read_month_year(match: Match, context: Context) -> Reading | None:
    """ "March 1996", "March of last year"."""
    month = number_of_month(match.word("m"))
    if match.words("y"):
        return date_reading(make_month(int(match.word("y")), month), Anchor.EXPLICIT)
    if context.reference is None:
        return Reading(TimeKind.DATE, f"XXXX-{month:02}")
    return date_reading(make_month(context.reference.year + relative_step(match.word("r")), month), context.anchor)


def relative_step(word: str) -> int:
    """-1 for "last", 1 for "next", 0 for "this"."""
    if word in {"next", "coming", "upcoming", "following", "forthcoming"}:
        return 1
    return -1 if word in {"last", "past", "previous", "preceding", "prior"} else 0


def read_month(match: Match, context: Context) -> Reading | None:
    """ "October": the last one, or the next if the verb looks ahead. "May said" and "the March" are no months."""
    word = match.word("m")
    month = number_of_month(word)
    if not match.words("r") and _is_no_month(match, context):
        return None
    year = _borrow_year(match, month)
    if year is not None:
        return date_reading(make_month(year, month), Anchor.EXPLICIT)
    near = context.reference
    if near is None:
        return Reading(TimeKind.DATE, f"XXXX-{month:02}")
    step = match.word("r")
    if step in {"this", "these"}:
        return date_reading(make_month(near.year, month), context.anchor)
    if step and relative_step(step) < 0:
        return date_reading(make_month(near.year - (month >= near.month), month), context.anchor)
    if step:
        return date_reading(make_month(near.year + (month <= near.month), month), context.anchor)
    if match.direction is Direction.FUTURE:
        return date_reading(make_month(near.year + (month < near.month), month), context.anchor)
    return date_reading(make_month(near.year - (month > near.month), month), context.anchor)


def _is_no_month(match: Match, context: Context) -> bool:
    word = match.word("m")
    first, last = match.tokens
    tokens = context.sentence.tokens
    if any(name.kind is NameKind.PERSON and name.first < last and first < name.last for name in context.sentence.names):
        return True
    cued = match.before() in _TIME_PREPOSITIONS or (match.before() == "-" and match.before(2) == "mid")
    next_text = tokens[last].text if last < len(tokens) else ""
    if not cued and next_text[:1].isupper() and next_text.isalpha() and match.before() not in {"of", "by"}:
        return True
    if word in context.surnames:
        return not cued
    if word not in {"may", "march"}:
        return False
    return not cued and match.before() not in {"of", "by", "between", "and", "to"}


def read_year(match: Match, context: Context) -> Reading | None:
    """ "2014", unless it counts or prices something."""
    if (
        match.after() in _COUNTED
        or match.after().removesuffix("s") in UNITS
        or match.before() in {"no", "#", "$", "€", "£", "least", "flight"}
    ):
        return None
    year = int(match.word("y"))
    if match.before() not in _YEAR_LICENCES:
        limit = (context.reference.year if context.reference else 2030) + 40
        if not 1900 <= year <= limit or _counts_plural(match, context):
            return None
    if year < 1500 and match.before() not in {"in", "since", "year", "until", "from"}:
        return None
    return date_reading(make_year(year), Anchor.EXPLICIT)


def _counts_plural(match: Match, context: Context) -> bool:
    first, last = match.tokens
    tokens = context.sentence.tokens
    return last < len(tokens) and tokens[last].upos == "NOUN" and tokens[last].morph.number == "Plur" and first > 0


def read_spelled(match: Match, context: Context) -> Reading | None:
    """ "nineteen ninety-six", "the year two thousand", with a month or season before it where there is one."""
    year = read_spelled_year(match.words("n"))
    if year is None:
        return None
    if match.words("m"):
        return date_reading(make_month(year, number_of_month(match.word("m"))), Anchor.EXPLICIT)
    if match.words("s"):
        return date_reading(make_season(year, SEASONS[match.word("s")]), Anchor.EXPLICIT)
    return date_reading(make_year(year), Anchor.EXPLICIT)


def read_year_range(match: Match, context: Context) -> Reading | None:
    """ "1941-45", "2011-2014"; the later year must follow the earlier."""
    first, last = int(match.word("y")), int(match.word("z"))
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 120:
        return None
    date = make_range(dt.date(first, 1, 1), dt.date(last, 12, 31), value=f"{first:04}/{last:04}")
    return date_reading(date, Anchor.EXPLICIT)


def read_year_month(match: Match, context: Context) -> Reading | None:
    """2021-05."""
    month = int(match.word("m"))
    if not 1 <= month <= 12:
        return None
    return date_reading(make_month(int(match.word("y")), month), Anchor.EXPLICIT)
