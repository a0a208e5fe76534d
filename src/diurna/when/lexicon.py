"""The words of time: months, weekdays, units, numbers, and the small words that join them.

A word belongs to classes ("March" to MONTH, "end" to EDGE); the grammar is written in classes. A word may stand for a
value: 3 for "March", a `Unit` for "weeks".
"""

from __future__ import annotations

from diurna.when.dates import Unit


def word_set(text: str) -> frozenset[str]:
    """The words of a table written as running text."""
    return frozenset(text.split())


def _number(text: str, *, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: step * number for number, word in enumerate(text.split(), start=start)}


MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH_ABBREVIATIONS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_ABBREVIATIONS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
CAPITALISED = frozenset({"march", "may", "august"})
"""Months that are ordinary words in lower case."""

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

UNITS = {
    "second": Unit.SECOND,
    "minute": Unit.MINUTE,
    "min": Unit.MINUTE,
    "hour": Unit.HOUR,
    "hr": Unit.HOUR,
    "day": Unit.DAY,
    "night": Unit.DAY,
    "weekend": Unit.WEEKEND,
    "week": Unit.WEEK,
    "month": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "year": Unit.YEAR,
    "yr": Unit.YEAR,
    "decade": Unit.DECADE,
    "century": Unit.CENTURY,
    "centurie": Unit.CENTURY,
    "millennium": Unit.MILLENNIUM,
}
"""In the singular; the plural adds an s, and "fortnight" is a word of its own."""

DAY_PARTS = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "nights": "TNI",
    "mornings": "TMO",
    "afternoons": "TAF",
    "evenings": "TEV",
    "midday": "T12:00",
    "noon": "T12:00",
    "midnight": "T24:00",
    "dawn": "TMO",
    "daybreak": "TMO",
    "dusk": "TEV",
    "lunchtime": "TMI",
}

SMALL_NUMBERS = _number(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = _number("twenty thirty forty fifty sixty seventy eighty ninety", start=2, step=10)
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
NUMBER_WORDS = {**SMALL_NUMBERS, **TENS, **SCALES, "dozen": 12}

ORDINALS = _number(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth",
    start=1,
) | {"thirtieth": 30}

DECADE_WORDS = _number("twenties thirties forties fifties sixties seventies eighties nineties", start=2, step=10)

CLASS_WORDS: dict[str, str] = {
    "LAST": "last past previous preceding prior",
    "NEXT": "next coming upcoming following forthcoming ensuing",
    "THIS": "this these",
    "THAT": "that those",
    "EDGE": "beginning start end close middle midst turn outset",
    "MOD": "early earlier late later mid",
    "APPROX": "about around nearly almost roughly approximately some over under exactly barely only circa",
    "MORE": "more less fewer longer greater",
    "VAGUE": "few several many some numerous various couple",
    "FILLER": "more additional full consecutive straight whole long solid successive trading business working "
    "calendar extra",
    "RECENT": "recent",
    "FUTUREWORD": "coming upcoming future",
    "EVERY": "every each",
    "OFTEN": "daily weekly monthly yearly annually hourly nightly fortnightly bimonthly biweekly",
    "ONCE": "once twice thrice",
    "ARTICLE": "a an",
    "POINTER": "yesterday today tomorrow",
    "ZONE": "gmt utc est edt cst cdt mst pst pdt bst cet eet ist",
    "QUARTERCODE": "q1 q2 q3 q4",
    "SINCE": "in of since until till by from through during before after between late early mid and to",
    "BACK": "earlier before previously prior",
    "FORTH": "later after afterward afterwards thereafter hence",
}
"""Closed classes, each with its words."""

MOD_PARTS = {
    "early": ("early", "START"),
    "earlier": ("early", "START"),
    "late": ("late", "END"),
    "later": ("late", "END"),
    "mid": ("mid", "MID"),
    "beginning": ("start", "START"),
    "start": ("start", "START"),
    "outset": ("start", "START"),
    "turn": ("start", "START"),
    "end": ("end", "END"),
    "close": ("end", "END"),
    "middle": ("mid", "MID"),
    "midst": ("mid", "MID"),
}
"""Which part of a date the word takes, and the TIMEX3 modifier for it."""

OFTEN_VALUES = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}

PRESENT_WORDS = ("now", "currently", "nowadays", "presently")
PAST_WORDS = ("recently", "lately")
