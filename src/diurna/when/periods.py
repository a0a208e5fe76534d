"""Reading decades, centuries, quarters, halves and seasons: "the late 1980s", "Q3 2020", "the summer of 2015"."""

from __future__ import annotations

import datetime as dt

from diurna.when.dates import (
    FIRST_YEAR,
    Unit,
    make_century,
    make_decade,
    make_half,
    make_month,
    make_quarter,
    make_range,
    make_season,
    narrow,
)
from diurna.when.direction import Direction
from diurna.when.explicit import date_reading, read_day_number, relative_step
from diurna.when.lexicon import DECADE_WORDS, MOD_PARTS, SEASONS
from diurna.when.mention import Anchor, TimeKind
from diurna.when.reading import Context, Match, Reading


def _decade_year(word: str, context: Context) -> tuple[int, Anchor] | None:
    """The first year of "1990s"; "'90s" and "nineties" are of this century or, if that lies ahead, of the last."""
    number = DECADE_WORDS.get(word) or int("".join(letter for letter in word if letter.isdigit()))
    if number >= FIRST_YEAR:
        return number, Anchor.EXPLICIT
    if context.reference is None:
        return None
    year = context.reference.year // 100 * 100 + number
    return (year if year <= context.reference.year else year - 100), context.anchor


def read_decade(match: Match, context: Context) -> Reading | None:
    """ "the 1990s", "the '80s", "the nineties"; "in his 60s" is an age."""
    if match.before() in {"his", "her", "their", "my", "your", "our", "mid", "low", "high"} and not match.words("t"):
        return None
    first = _decade_year(match.word("d"), context)
    if first is None or (first[1] is not Anchor.EXPLICIT and not match.words("t")):
        return None
    decade, anchor = make_decade(first[0]), first[1]
    if not match.words("e"):
        return date_reading(decade, anchor)
    part, mod = MOD_PARTS[match.word("e")]
    return date_reading(narrow(decade, part), anchor, mod=mod)


def read_century(match: Match, context: Context) -> Reading | None:
    """ "the 20th century", "this century"."""
    if match.after() in {"b", "bc", "bce"}:
        return None
    if match.words("o"):
        number = read_day_number(match.word("o"))
        return date_reading(make_century(number), Anchor.EXPLICIT) if 0 < number <= 21 else None
    if context.reference is None:
        return Reading(TimeKind.DATE, "XX")
    number = (context.reference.year + 99) // 100 + relative_step(match.word("r"))
    return date_reading(make_century(number), context.anchor)


def _find_year(match: Match, context: Context) -> int | None:
    """The year that a quarter, half or season names itself: "of 1989", "of last year"."""
    if match.words("y"):
        return int(match.word("y"))
    if match.words("r") and context.reference is not None:
        return context.reference.year + relative_step(match.word("r"))
    return None


def read_quarter(match: Match, context: Context) -> Reading | None:
    """ "the third quarter of 2020", "Q3 2020", "third-quarter": the latest that has begun, if no year is named."""
    word = match.word("o")
    quarter = int(word[1]) if word[0] == "q" else read_day_number(word)
    if word == "last":
        quarter = 4
    if not 1 <= quarter <= 4:
        return None
    anchor = Anchor.EXPLICIT if match.words("y") else context.anchor
    year = _find_year(match, context)
    if year is not None:
        return date_reading(make_quarter(year, quarter), anchor)
    near = context.reference
    if near is None:
        return Reading(TimeKind.DATE, f"XXXX-Q{quarter}")
    current = (near.month + 2) // 3
    if not match.words("h") and match.direction is Direction.FUTURE:
        return date_reading(make_quarter(near.year + (quarter < current), quarter), anchor)
    return date_reading(make_quarter(near.year - (quarter > current), quarter), anchor)


def read_half(match: Match, context: Context) -> Reading | None:
    """ "the second half of 1989", "the first half of the 1990s"."""
    half = 1 if match.word("o") in {"first", "1st"} else 2
    if match.words("d"):
        decade = _decade_year(match.word("d"), context)
        if decade is None:
            return None
        first = decade[0] + 5 * (half - 1)
        date = make_range(dt.date(first, 1, 1), dt.date(first + 4, 12, 31), value=make_decade(first).value)
        return date_reading(date, decade[1], mod="START" if half == 1 else "END")
    anchor = Anchor.EXPLICIT if match.words("y") else context.anchor
    year = _find_year(match, context)
    if year is None and context.reference is None:
        return Reading(TimeKind.DATE, f"XXXX-H{half}")
    if year is None and context.reference is not None:
        year = context.reference.year
    return date_reading(make_half(year, half), anchor) if year else None


def read_season(match: Match, context: Context) -> Reading | None:
    """ "the summer of 2015", "this spring", "last fall", "in the summer"."""
    season = SEASONS[match.word("s")]
    if match.after() == "of" or (match.after().isdigit() and not match.words("y")):
        return None
    if match.words("y"):
        return date_reading(make_season(int(match.word("y")), season), Anchor.EXPLICIT)
    near = context.reference
    if near is None:
        return Reading(TimeKind.DATE, f"XXXX-{season}")
    step = match.word("r")
    this_year = make_season(near.year, season)
    begun = this_year.start is not None and this_year.start <= near
    over = this_year.end is not None and this_year.end < near
    if step and relative_step(step) < 0:
        year = near.year if over and season != "WI" else near.year - 1
    elif step and relative_step(step) > 0:
        year = near.year + 1 if begun else near.year
    elif step:
        year = near.year
    elif match.direction is Direction.FUTURE:
        year = near.year + 1 if over else near.year
    else:
        year = near.year if begun else near.year - 1
    return date_reading(make_season(year, season), context.anchor)


def read_unit_of_year(match: Match, context: Context) -> Reading | None:
    """ "the first nine months of 1990" is a length that lies in a year."""
    count = match.number("n")
    year = _find_year(match, context)
    letter = match.unit("u")
    value = f"P{count:g}{letter.value}" if count is not None else f"PX{letter.value}"
    if year is None or count is None or letter is not Unit.MONTH or not 1 <= count <= 12:
        return Reading(TimeKind.DURATION, value)
    end = make_month(year, int(count)).end
    return Reading(TimeKind.DURATION, value, make_range(dt.date(year, 1, 1), end, value=value), Anchor.EXPLICIT)
