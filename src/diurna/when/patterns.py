"""The little language that the grammar is written in, and its translation into regular expressions.

A pattern is a row of words with blanks between them: CAPITALS name a class of `lexicon.py` ("MONTH"), small letters a
word ("ago"), braces a macro ("{number}"). `?`, `*`, `|` and parentheses mean what they mean in regular expressions, and
`m=MONTH` or `n=({number})` gives a part its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from diurna.when.lexer import Alphabet

MACROS = {
    "number": "(ARTICLE? dozen|INT (and? FRACTION|and a half)?|FRACTION"
    "|(ARTICLE (hundred|thousand|million)|NUMWORD) (HYPHEN? and? HYPHEN? NUMWORD)*"
    " (HYPHEN? and HYPHEN? a HYPHEN? half)?)",
    "vague": "(ARTICLE (few|couple) of?|VAGUE|ARTICLE number of|(dozens|hundreds|thousands|tens) of)",
    "approx": "(APPROX|no? MORE than|at (least|most)|up to|just (over|under)|as (many|much|long) as)",
    "nearly": "(nearly|almost|about|roughly|approximately|at (least|most)|up to)",
    "unit": "(UNIT|UNITS)",
    "day": "(DAY|DAYORD)",
    "month": "(MONTH|MONTHSHORT)",
    "weekday": "(WEEKDAY|WEEKDAYSHORT)",
}

_MACRO = re.compile(r"\{(\w+)\}")
_PART = re.compile(r"(?:(?P<name>[a-z]+)=)?(?P<what>\(|[A-Z]+|[a-z]+)")


def expand(pattern: str) -> str:
    """The pattern with its macros written out."""
    return _MACRO.sub(lambda match: MACROS[match.group(1)], pattern)


def find_literals(patterns: Iterable[str]) -> set[str]:
    """Every word that the patterns name themselves."""
    parts = (part.group("what") for pattern in patterns for part in _PART.finditer(expand(pattern)))
    return {part for part in parts if part.islower()}


def numbered(name: str, count: int) -> str:
    """The group name of a part whose name is used again in another branch of the pattern."""
    return name if count == 1 else f"{name}{count}"


def compile_pattern(pattern: str, alphabet: Alphabet) -> re.Pattern[str]:
    """The pattern as a regular expression over the symbols of `alphabet`."""

    seen: Counter[str] = Counter()

    def translate(part: re.Match[str]) -> str:
        name, what = part.group("name"), part.group("what")
        if name:
            seen[name] += 1
            name = numbered(name, seen[name])
        if what == "(":
            return f"(?P<{name}>" if name else "(?:"
        symbols = alphabet.members(what)
        return f"(?P<{name}>{symbols})" if name else symbols

    return re.compile(_PART.sub(translate, expand(pattern)).replace(" ", ""))
