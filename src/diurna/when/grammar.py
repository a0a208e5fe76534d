"""The grammar of time expressions: one row a pattern, with the function that reads it.

Where several rows fit at one place, the longest match is read first; among equals the upper row. `patterns.py` explains
the notation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from diurna.when import clock, durations, explicit, periods, relative
from diurna.when.lexer import Alphabet
from diurna.when.lexicon import PAST_WORDS, PRESENT_WORDS
from diurna.when.patterns import compile_pattern, find_literals
from diurna.when.reading import Context, Match, Reading

Reader = Callable[[Match, Context], Reading | None]

_OF_YEAR = "(of? y=YEAR|of? r=(THIS|LAST|next) year)?"
_PRESENT = "|".join(PRESENT_WORDS)
_PAST = "|".join(PAST_WORDS)

_RULES: tuple[tuple[str, Reader], ...] = (
    # Days: 2021-05-19; 19/05/2021; Wednesday, May 19, 2021; the 19th of May; May 3-5; May 30-June 2
    ("d=ISO", explicit.read_iso),
    ("d=(SLASH|DOTTED)", explicit.read_figures),
    ("((THIS|LAST|NEXT)* w={weekday} COMMA?)? m={month} the? d={day} (COMMA? y=YEAR)?", explicit.read_month_day),
    ("(w={weekday} COMMA? the?)? d={day} of? m={month} (COMMA? y=YEAR)?", explicit.read_month_day),
    ("((THIS|LAST|NEXT)* w={weekday} COMMA?)? m={month} the? d=ORD", explicit.read_month_day),
    ("on span=(the d=DAYORD)", explicit.read_day_of_month),
    ("the? d=ORD (day of|of) m={month} (COMMA? y=YEAR)?", explicit.read_month_day),
    ("m={month} d={day} j=(HYPHEN|to|through|and) e={day} (COMMA? y=YEAR)?", explicit.read_day_range),
    ("d={day} j=(HYPHEN|to|and) e={day} of? m={month} (COMMA? y=YEAR)?", explicit.read_day_range),
    ("m={month} d={day} HYPHEN n={month} e={day} (COMMA? y=YEAR)?", explicit.read_day_range),
    # Months: March 1996; January last year; October; last June
    ("m={month} (COMMA|of)? y=YEAR", explicit.read_month_year),
    ("m={month} of? r=(THIS|LAST|next) year", explicit.read_month_year),
    ("m=MONTH", explicit.read_month),
    ("r=(THIS|LAST|NEXT) m=MONTH", explicit.read_month),
    # Years: 2014; the year 2000; fiscal 2010; 1941-45; nineteen ninety-six
    ("y=YEAR HYPHEN z=(YEAR|TWO)", explicit.read_year_range),
    ("y=YEAR HYPHEN m=TWO", explicit.read_year_month),
    ("y=YEAR", explicit.read_year),
    ("the year y=YEAR", explicit.read_year),
    ("the? (fiscal|calendar|financial) year? y=YEAR", explicit.read_year),
    ("the y=YEAR (period|season)", explicit.read_year),
    ("(m=MONTH|the? s=SEASON of)? n=(NUMWORD HYPHEN? NUMWORD (HYPHEN? NUMWORD)?)", explicit.read_spelled),
    ("the year n=(NUMWORD NUMWORD (and? NUMWORD)?)", explicit.read_spelled),
    # Decades and centuries: the 1990s; the late '80s; the 20th century; this century
    ("t=the? (e=MOD HYPHEN?)? d=(DECADE|DECADEWORD)", periods.read_decade),
    ("the? o=ORD HYPHEN? century", periods.read_century),
    ("the? r=(THIS|LAST|NEXT) century", periods.read_century),
    # Quarters, halves, seasons: the third quarter of 2020; Q3 2020; the first half of the 1990s; last summer
    (f"the? fiscal? HYPHEN? o=(ORD|last) quarter {_OF_YEAR}", periods.read_quarter),
    ("fiscal? HYPHEN? o=ORD h=HYPHEN quarter", periods.read_quarter),
    ("the y=YEAR o=ORD HYPHEN? quarter", periods.read_quarter),
    ("r=(THIS|LAST|next) year POSS o=ORD HYPHEN? quarter", periods.read_quarter),
    ("o=QUARTERCODE (of? y=YEAR)?", periods.read_quarter),
    ("the? o=(ORD|last|latter) half of (y=YEAR|r=(THIS|LAST|next) year|the year|the? d=DECADE)", periods.read_half),
    ("the? s=SEASON of? y=YEAR", periods.read_season),
    ("the? r=(THIS|LAST|NEXT) s=SEASON", periods.read_season),
    ("THIS r=(LAST|NEXT) s=SEASON", periods.read_season),
    ("(in|during|since|until|over|through|by|late|early) span=(the? s=SEASON)", periods.read_season),
    ("the first n={number} u=UNITS (of y=YEAR|of r=(THIS|LAST) year)?", periods.read_unit_of_year),
    # Pointers: yesterday; tonight; the day after tomorrow
    ("p=(POINTER|tonight|overnight)", relative.read_pointer),
    ("(the day)? b=(before|after) p=(yesterday|tomorrow)", relative.read_pointer),
    # Weekdays: Wednesday; last Tuesday; this coming Sunday; Tuesday of last week
    ("w=WEEKDAY", relative.read_weekday),
    ("(the? r=(LAST|NEXT)|r=THIS) w={weekday}", relative.read_weekday),
    ("THIS r=(LAST|NEXT) w={weekday}", relative.read_weekday),
    ("w={weekday} of? r=(THIS|LAST|next) week", relative.read_weekday_of_week),
    # Units: last week; this month; the weekend; that day; the following year; the same day
    ("r=(THIS|LAST|NEXT) u=UNIT", relative.read_unit),
    ("THIS r=(LAST|NEXT) u=UNIT", relative.read_unit),
    ("the u=weekend", relative.read_unit),
    ("the r=(following|previous|preceding|same|next) u=UNIT", relative.read_unit),
    ("r=that (same|very)? u=(day|week|month|year|decade|weekend|quarter)", relative.read_unit),
    ("r=the (current|present) (fiscal|calendar)? u=UNIT", relative.read_unit),
    # Parts of the day: this morning; last night; that evening; the following morning
    ("r=(THIS|LAST|THAT) t=DAYPART", relative.read_day_part),
    ("the r=(following|next|previous|preceding|same) t=DAYPART", relative.read_day_part),
    # Lengths that end or start now: the past five years; the next two weeks; recent weeks
    ("a={nearly}? the? r=(LAST|NEXT) (n={number}|v={vague}) FILLER? u={unit} (or so)?", relative.read_stretch),
    ("the r=(last|past|coming) u=UNIT", relative.read_stretch),
    ("within span=(a={approx}? (n={number}|v={vague}|n=ARTICLE) HYPHEN? u={unit})", relative.read_within),
    ("in span=(a={approx}? n={number} u={unit})", relative.read_in),
    ("the? RECENT UNITS (and UNITS)?", relative.read_past),
    ("the? FUTUREWORD UNITS (and UNITS)?", relative.read_future),
    # Distances: three days ago; two weeks later; the day before; a week from now; year-earlier
    ("a={approx}? (n={number}|n=ARTICLE) u={unit} half=(and a half)? (or so)? b=ago", relative.read_ago),
    ("a={approx}? v={vague}? u=UNITS b=ago", relative.read_ago),
    ("a={approx}? (n={number}|n=ARTICLE|v={vague}) u={unit} b=from now", relative.read_ago),
    ("a={approx}? (n={number}|n=ARTICLE|v={vague}) u={unit} b=(BACK|FORTH)", relative.read_later),
    ("the u=(day|week|month|year|night) b=(before|earlier|after)", relative.read_later),
    ("(a|the)? (comparable|corresponding)? u=UNIT HYPHEN b=(ago|earlier) (ORD? quarter|period)?", relative.read_later),
    # Edges: year-end; the end of the month; earlier in the year
    ("u=(year|month|quarter) (HYPHEN|POSS)? e=end", relative.read_edge),
    ("the? e=EDGE of (the|this) u=(day|week|month|year|quarter|decade|century)", relative.read_edge),
    ("e=MOD in the u=(day|week|month|year|decade)", relative.read_edge),
    # Durations: two weeks; a five-year term; nearly 48 hours; weeks; 8-month-old
    ("a={approx}? n={number} h=HYPHEN? FILLER? HYPHEN? u={unit} half=(and a half)?", durations.read_duration),
    ("a={approx}? (the|these|those) n={number} FILLER? u=UNITS", durations.read_duration),
    ("a={approx}? {number} (to|or) n={number} FILLER? u=UNITS", durations.read_between),
    ("a={nearly}? v={vague} HYPHEN? FILLER? u={unit}", durations.read_duration),
    ("a={approx}? n=ARTICLE FILLER? u=UNIT half=(and a half)?", durations.read_article_unit),
    ("ARTICLE u=UNIT or two", durations.read_between),
    ("u=UNITS", durations.read_plural),
    # Repetitions: every two weeks; each Thursday; Mondays; daily; twice a year
    ("EVERY (n={number} u=UNITS|u=UNIT|w=WEEKDAY t=DAYPART?|m=MONTH|t=DAYPART)", durations.read_every),
    ("w=WEEKDAYS", durations.read_every),
    ("w=WEEKDAY t=DAYPARTS", durations.read_every),
    ("o=OFTEN", durations.read_often),
    # Times of the day: 5 p.m. EST; 10:30; 0600 GMT; noon
    (
        "APPROX? (c=CLOCK p=AMPM?|c=HOUR p=AMPM|c=(MILITARY|YEAR|CLOCK) ZONE|c=(noon|midnight|midday)) ZONE?",
        clock.read_clock,
    ),
    # Vague: now; recently; soon; the future
    (f"({_PRESENT}|right now|these days|at present)", relative.read_present),
    (f"more? ({_PAST})", relative.read_past),
    ("the near? future", relative.read_future),
    ("span=(the past) COMMA?", relative.read_past),
)

_CORE = (
    "(ISO|SLASH|DOTTED|DAYORD|MONTH|MONTHSHORT|WEEKDAY|WEEKDAYS|YEAR|DECADE|DECADEWORD|UNIT|UNITS|SEASON|DAYPART|POINTER|tonight"
    f"|past|overnight|OFTEN|QUARTERCODE|NUMWORD HYPHEN? NUMWORD|future|AMPM|CLOCK|ZONE|{_PRESENT}|{_PAST})"
)
_PREFIXES = (
    ("edge", "the? w=EDGE of the?"),
    ("week", "the? w=week (of|beginning|starting|ending)"),
    ("part", "the? w=MOD (hours|days|weeks|months|years) of the?"),
    ("part", "the? w=MOD HYPHEN?"),
    ("day part", "the? w=DAYPART of"),
    ("about", "w=(around|circa|approximately)"),
)
_DAY_PART_AFTER = "t=DAYPART"
_JOINTS = "(COMMA|on|of)?"


class Rule(NamedTuple):
    """A compiled row of the grammar."""

    pattern: re.Pattern[str]
    read: Reader


class Grammar(NamedTuple):
    """Everything that is matched against the symbols of a sentence."""

    alphabet: Alphabet
    core: re.Pattern[str]
    """What a sentence must hold before anything else is tried."""
    rules: tuple[Rule, ...]
    prefixes: tuple[tuple[str, re.Pattern[str]], ...]
    """What may stand before a date and change it: "the end of", "early", "around"."""
    day_part: re.Pattern[str]
    joint: re.Pattern[str]
    """What may stand between "5 p.m." and its day."""


@cache
def compile_grammar() -> Grammar:
    """The grammar, compiled once."""
    prefixes = [pattern for _, pattern in _PREFIXES]
    extra = [_CORE, *prefixes, _DAY_PART_AFTER, _JOINTS]
    alphabet = Alphabet(find_literals([*(pattern for pattern, _ in _RULES), *extra]))
    return Grammar(
        alphabet=alphabet,
        core=compile_pattern(_CORE, alphabet),
        rules=tuple(Rule(compile_pattern(pattern, alphabet), read) for pattern, read in _RULES),
        prefixes=tuple((name, compile_pattern(f"({pattern})$", alphabet)) for name, pattern in _PREFIXES),
        day_part=compile_pattern(_DAY_PART_AFTER, alphabet),
        joint=compile_pattern(_JOINTS, alphabet),
    )
