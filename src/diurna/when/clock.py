"""Reading times of the day: "5 p.m. EST", "10:30", "0600 GMT", "noon"."""

from __future__ import annotations

from diurna.when.dates import make_day
from diurna.when.lexicon import DAY_PARTS
from diurna.when.mention import TimeKind
from diurna.when.reading import Context, Match, Reading


def read_clock(match: Match, context: Context) -> Reading | None:
    """The time on the day of publication; `find.py` joins it to a day that stands beside it."""
    word, half = match.word("c"), match.word("p")
    time = DAY_PARTS.get(word) or _read_figures(word, half)
    if time is None:
        return None
    if context.reference is None:
        return Reading(TimeKind.TIME, f"XXXX-XX-XX{time}")
    day = make_day(context.reference)
    return Reading(TimeKind.TIME, f"{day.value}{time}", day, context.anchor)


def _read_figures(word: str, half: str) -> str | None:
    digits = "".join(letter for letter in word if letter.isdigit())
    hour, minute = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
