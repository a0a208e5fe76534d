"""A sentence as a string of one character per word, so that the grammar can be regular expressions over word classes.

Two words that belong to the same classes share a character. `Alphabet` hands the characters out; `lex` writes a
sentence with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from diurna.when import lexicon
from diurna.when.dates import FIRST_YEAR, LAST_YEAR

_FIRST_SYMBOL = 0xE000
OTHER = "."
"""The character of every word that is not about time."""

_LEXEME = re.compile(
    r"""
    (?P<ISO>(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])(?:T[\d:]+Z?)?)
  | (?P<SLASH>(?<![\w/])\d{1,2}/\d{1,2}/\d{2,5}(?![\w/]))
  | (?P<DOTTED>(?<![\w.])\d{1,2}\.\d{1,2}\.\d{4}(?!\w))
  | (?P<DECADE>(?:(?<!\w)[12]\d|['’‘])\d0s\b | (?<![\w$])[2-9]0s\b)
  | (?P<ORDINAL>(?<!\w)\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<FRACTION>(?<![\w/])1/[234](?!\d) | [½¼¾])
  | (?P<CLOCK>(?<![\w:.,$€£])\d{1,2}(?::\d{2}(?::\d{2})?|\.\d{2}(?=\s?[ap]\.?m\b))(?![\w:]*\d))
  | (?P<NUMBER>(?<![\w.$€£])\d+(?:,\d{3})*(?:\.\d+)?(?:(?=[ap]\.?m\b)|(?!\w))(?!\.\d))
  | (?P<AMPM>\b(?:[ap]\.\s?m\.?|[ap]m\b|[AP]M\b)(?!\w))
  | (?P<POSS>['’]s\b | ['’](?=\s))
  | (?P<SHORT>\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|weds?|thu|thurs?|fri|sat|sun)\.)
  | (?P<WORD>\w+)
  | (?P<HYPHEN>[-‐‑–])
  | (?P<MARK>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Lexeme(Struct, frozen=True, gc=False):
    """A word or mark of the sentence; offsets are characters in the sentence's own text."""

    word: str
    """In lower case, without the full stop of an abbreviation."""
    start: int
    end: int
    symbol: str


class Alphabet:
    """Gives each combination of classes one character, and each class the characters that belong to it."""

    def __init__(self, literals: Iterable[str]) -> None:
        self._symbols: dict[frozenset[str], str] = {}
        self._members: dict[str, list[str]] = {}
        self._words = {word: self.symbol(classes) for word, classes in _classify_words(literals).items()}
        for sample in ("1", "11", "25", "00", "32", "100", "1.5", "1944", "0600"):
            self.symbol(_classify_number(sample))
        for name in {*_FIXED_GROUPS, *_NAMES.values(), *_MARKS.values()}:
            self.symbol(frozenset({name}))
        for names in ({"ORD"}, {"ORD", "DAYORD"}):
            self.symbol(frozenset(names))

    def symbol(self, classes: frozenset[str]) -> str:
        """The character for a combination of classes."""
        if not classes:
            return OTHER
        if classes not in self._symbols:
            symbol = chr(_FIRST_SYMBOL + len(self._symbols))
            self._symbols[classes] = symbol
            for name in classes:
                self._members.setdefault(name, []).append(symbol)
        return self._symbols[classes]

    def members(self, name: str) -> str:
        """A regular expression for every character of a class."""
        return f"[{''.join(self._members[name])}]"

    def word_symbol(self, word: str) -> str:
        """The character for an ordinary word in lower case."""
        return self._words.get(word, OTHER)


def _classify_words(literals: Iterable[str]) -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}

    def add(word: str, name: str) -> None:
        classes.setdefault(word, set()).add(name)

    for literal in literals:
        add(literal, literal)
    for name, words in lexicon.CLASS_WORDS.items():
        for word in words.split():
            add(word, name)
    for word in lexicon.SEASONS:
        add(word, "SEASON")
    for word in lexicon.UNITS:
        if word not in {"centurie", "second"}:
            add(word, "UNIT")
        if word not in {"century", "min"}:
            add(f"{word}s", "UNITS")
    for word in lexicon.DAY_PARTS:
        add(word, "DAYPARTS" if word.endswith("s") else "DAYPART")
    for word in lexicon.NUMBER_WORDS:
        add(word, "NUMWORD")
    for word in lexicon.ORDINALS:
        add(word, "ORD")
    for word in lexicon.DECADE_WORDS:
        add(word, "DECADEWORD")
    return {word: frozenset(names) for word, names in classes.items()}


_NAMES: dict[str, str] = {
    **dict.fromkeys(lexicon.MONTHS, "MONTH"),
    **dict.fromkeys(lexicon.WEEKDAYS, "WEEKDAY"),
    **{f"{word}s": "WEEKDAYS" for word in lexicon.WEEKDAYS},
    **dict.fromkeys(lexicon.MONTH_ABBREVIATIONS, "MONTHSHORT"),
    **dict.fromkeys(lexicon.WEEKDAY_ABBREVIATIONS, "WEEKDAYSHORT"),
}
_FIXED_GROUPS = frozenset({"ISO", "SLASH", "DOTTED", "DECADE", "FRACTION", "CLOCK", "AMPM", "POSS", "HYPHEN"})
_MARKS = {",": "COMMA", "(": "PAREN", ")": "PAREN"}


def _classify_number(text: str) -> frozenset[str]:
    if not text.isdigit():
        return frozenset({"INT"})
    number = int(text)
    names = {"INT"}
    if len(text) <= 2:
        names |= {"DAY"} if 1 <= number <= 31 else set()
        names |= {"HOUR"} if 1 <= number <= 24 else set()
        names |= {"TWO"} if len(text) == 2 else set()
    elif len(text) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        names.add("YEAR")
    elif len(text) == 4 and number < 2400 and int(text[2:]) < 60:
        names.add("MILITARY")
    return frozenset(names)


def _symbol_of_name(word: str, text: str, alphabet: Alphabet) -> str | None:
    """The symbol of a month or weekday; None if the word is not one, judged by its capital letter."""
    name = _NAMES.get(word)
    if name is None or (text[0].islower() and (word in lexicon.CAPITALISED or name.endswith("SHORT"))):
        return None
    return alphabet.symbol(frozenset({name}))


def lex(text: str, alphabet: Alphabet) -> tuple[list[Lexeme], str]:
    """The lexemes of a sentence and the string of their symbols."""
    lexemes: list[Lexeme] = []
    for match in _LEXEME.finditer(text):
        group = match.lastgroup or "MARK"
        raw = match.group()
        word = raw.lower()
        symbol: str
        if group == "WORD":
            symbol = _symbol_of_name(word, raw, alphabet) or alphabet.word_symbol(word)
        elif group == "NUMBER":
            symbol = alphabet.symbol(_classify_number(raw))
        elif group == "ORDINAL":
            symbol = alphabet.symbol(frozenset({"ORD", "DAYORD"} if int(word[:-2]) <= 31 else {"ORD"}))
        elif group in _FIXED_GROUPS:
            symbol = alphabet.symbol(frozenset({group}))
        elif group == "SHORT":
            word = word.rstrip(".")
            capital = raw[0].isupper()
            symbol = alphabet.symbol(frozenset({_NAMES[word].removesuffix("SHORT")})) if capital else OTHER
        else:
            symbol = alphabet.symbol(frozenset({_MARKS[raw]})) if raw in _MARKS else OTHER
        lexemes.append(Lexeme(word, match.start(), match.end(), symbol))
    return lexemes, "".join([lexeme.symbol for lexeme in lexemes])
