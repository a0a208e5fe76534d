"""What a rule of the grammar sees (a Match and its Context) and what it says (a Reading)."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from diurna.records import DateSpan, Sentence
from diurna.when.dates import Unit
from diurna.when.direction import Direction, find_direction
from diurna.when.lexer import Lexeme
from diurna.when.lexicon import UNITS
from diurna.when.mention import Anchor, TimeKind
from diurna.when.numbers import read_number
from diurna.when.patterns import numbered


class Reading(Struct, frozen=True):
    """What an expression means."""

    kind: TimeKind
    value: str
    date: DateSpan | None = None
    anchor: Anchor | None = None
    mod: str | None = None


class Context:
    """What is known when a sentence is read: the day to count from, the date named last, the sentence itself."""

    def __init__(self, reference: dt.date | None, anchor: Anchor, *, surnames: frozenset[str] = frozenset()) -> None:
        self.reference = reference
        self.anchor = anchor
        self.surnames = surnames
        """Month words that are a person's name in this article."""
        self.narrative: DateSpan | None = None
        self._sentence: Sentence | None = None
        self._starts: list[int] = []
        self._ends: list[int] = []

    def enter(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        self._sentence = sentence
        self._starts = [token.start for token in sentence.tokens]
        self._ends = [token.end for token in sentence.tokens]

    @property
    def sentence(self) -> Sentence:
        """The sentence being read."""
        if self._sentence is None:
            raise LookupError("no sentence entered yet")
        return self._sentence

    def tokens_at(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the tokens that overlap these characters of the sentence; the second is exclusive."""
        offset = self.sentence.start
        first = bisect_right(self._ends, start + offset)
        last = bisect_left(self._starts, end + offset)
        first = min(first, len(self._starts) - 1)
        return first, max(last, first + 1)


class Match:
    """The place where a pattern of the grammar fits a sentence."""

    def __init__(self, found: re.Match[str], lexemes: Sequence[Lexeme], context: Context) -> None:
        self._found = found
        self._lexemes = lexemes
        self._context = context
        self.first, self.last = found.span("span" if "span" in found.re.groupindex else 0)

    def lexemes(self, name: str) -> Sequence[Lexeme]:
        """The lexemes of a named part; none where it is left out."""
        groups = self._found.re.groupindex
        count = 1
        while (group := numbered(name, count)) in groups:
            start, end = self._found.span(group)
            if start >= 0 and end > start:
                return self._lexemes[start:end]
            count += 1
        return ()

    def words(self, name: str) -> list[str]:
        """The words of a named part."""
        return [lexeme.word for lexeme in self.lexemes(name)]

    def word(self, name: str) -> str:
        """The first word of a named part, or nothing."""
        found = self.lexemes(name)
        return found[0].word if found else ""

    def number(self, name: str) -> float | None:
        """The number that a named part spells."""
        return read_number(self.words(name))

    def unit(self, name: str) -> Unit:
        """The calendar unit that a named part spells."""
        word = self.word(name)
        return UNITS.get(word) or UNITS[word.removesuffix("s")]

    def before(self, count: int = 1) -> str:
        """The word so many places before the match, or nothing."""
        return self._lexemes[self.first - count].word if self.first >= count else ""

    def after(self, count: int = 1) -> str:
        """The word so many places after the match, or nothing."""
        place = self.last + count - 1
        return self._lexemes[place].word if place < len(self._lexemes) else ""

    @property
    def chars(self) -> tuple[int, int]:
        """First and last character, in the sentence's own text."""
        return self._lexemes[self.first].start, self._lexemes[self.last - 1].end

    @property
    def tokens(self) -> tuple[int, int]:
        """First and last token, exclusive."""
        return self._context.tokens_at(*self.chars)

    @property
    def direction(self) -> Direction:
        """Whether the sentence looks back or ahead here."""
        return find_direction(self._context.sentence, *self.tokens)
