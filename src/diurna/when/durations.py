"""Reading lengths and repetitions: "two weeks", "a five-year term", "nearly 48 hours", "every Monday", "daily"."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.when.dates import FIRST_YEAR, Unit
from diurna.when.explicit import number_of_month, number_of_weekday
from diurna.when.lexicon import DAY_PARTS, MOD_PARTS, OFTEN_VALUES, UNITS
from diurna.when.mention import TimeKind
from diurna.when.reading import Context, Match, Reading

_PARTS_OF = frozenset({"of", "century", "mile"})
"""What makes a "quarter" a fourth part and no time."""
_RATE_WORDS = frozenset({"million", "billion", "thousand", "percent", "once", "twice", "money", "more", "less"})
_NO_RATE_WORDS = frozenset({"is", "was", "has", "this", "lasts", "takes", "less", "perhaps", "its", "as"})
_LESS = frozenset({"nearly", "almost", "under", "barely"})


def duration_value(count: float | None, unit: Unit) -> str:
    """The TIMEX3 spelling of a length: "P2W", "PT48H", "P2Y6M"; X where the number is vague."""
    if unit is Unit.WEEKEND:
        return f"P{_spell(count)}WE"
    if unit.is_clock:
        return f"PT{_spell(count)}{unit.value[0]}"
    letter = unit.value
    if count is None or count == int(count):
        return f"P{_spell(count)}{letter}"
    whole, rest = int(count), count - int(count)
    if unit is Unit.YEAR:
        return f"P{whole}Y{round(12 * rest)}M" if whole else f"P{round(12 * rest)}M"
    return f"P{count:g}{letter}"


def _spell(count: float | None) -> str:
    return "X" if count is None else f"{count:.6f}".rstrip("0").rstrip(".")


def read_mod(words: Sequence[str]) -> str | None:
    """The TIMEX3 modifier that "more than", "nearly" or "about" stands for."""
    if not words:
        return None
    joined = " ".join(words)
    if joined in {"more than", "longer than", "greater than", "over", "just over"}:
        return "MORE_THAN"
    if joined in {"less than", "fewer than", "just under"} or words[0] in _LESS:
        return "LESS_THAN"
    if joined in {"at least", "no less than", "no fewer than"}:
        return "EQUAL_OR_MORE"
    if joined in {"at most", "up to", "no more than", "no longer than"} or words[0] == "as":
        return "EQUAL_OR_LESS"
    return None if words[0] in {"only", "exactly"} else "APPROX"


def read_duration(match: Match, context: Context) -> Reading | None:
    """ "two weeks", "a five-year term", "several months"."""
    unit = match.unit("u")
    count = match.number("n") if match.words("n") else match.number("v")
    if match.words("half") and count is not None:
        count += 0.5
    if unit is Unit.QUARTER and (match.after() in _PARTS_OF or match.words("h")):
        return None
    if _is_age(match) or (count is not None and count >= FIRST_YEAR and match.word("u") in UNITS):
        return None
    return Reading(TimeKind.DURATION, duration_value(count, unit), mod=read_mod(match.words("a")))


def _is_age(match: Match) -> bool:
    """ "a 6-year-old", "20 years old"."""
    return match.after() in {"old", "olds"} or (match.after() in {"-", "‑", "–"} and match.after(2) in {"old", "olds"})


def read_between(match: Match, context: Context) -> Reading | None:
    """ "two to three weeks", "a year or two"."""
    return Reading(TimeKind.DURATION, duration_value(None, match.unit("u")), mod="APPROX")


def read_article_unit(match: Match, context: Context) -> Reading | None:
    """ "a week" is a length, but "$5 million a week" says how much for each."""
    unit = match.unit("u")
    if unit is Unit.QUARTER and match.after() in _PARTS_OF:
        return None
    before = match.before()
    if before in _RATE_WORDS or (before.endswith("s") and before not in _NO_RATE_WORDS):
        return Reading(TimeKind.SET, duration_value(1, unit))
    count = 1.5 if match.words("half") else 1
    return Reading(TimeKind.DURATION, duration_value(count, unit), mod=read_mod(match.words("a")))


def read_plural(match: Match, context: Context) -> Reading | None:
    """ "for weeks", "years of war": a length of unknown number."""
    if match.unit("u") is Unit.QUARTER or (match.before() in MOD_PARTS and match.after() == "of"):
        return None
    return Reading(TimeKind.DURATION, duration_value(None, match.unit("u")))


def read_every(match: Match, context: Context) -> Reading | None:
    """ "every two weeks", "each Thursday", "Mondays"."""
    if match.words("w"):
        day = f"XXXX-WXX-{number_of_weekday(match.word('w')) + 1}"
        return Reading(TimeKind.SET, day + (DAY_PARTS[match.word("t")] if match.words("t") else ""))
    if match.words("m"):
        return Reading(TimeKind.SET, f"XXXX-{number_of_month(match.word('m')):02}")
    count = match.number("n") if match.words("n") else 1
    if match.words("t"):
        return Reading(TimeKind.SET, f"XXXX-XX-XX{DAY_PARTS[match.word('t')]}")
    return Reading(TimeKind.SET, duration_value(count, match.unit("u")))


def read_often(match: Match, context: Context) -> Reading | None:
    """ "daily", "annually"."""
    return Reading(TimeKind.SET, OFTEN_VALUES[match.word("o")])
