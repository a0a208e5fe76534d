"""Finding the names of the tables in running text, whatever the accents, dots, hyphens and apostrophes.

A name is kept under its folded words ("Côte d'Ivoire" is "cote d ivoire"). How it must be spelled is kept with it, so
that "us" is not the United States and "turkey" is not Turkey.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import TypeAlias

from msgspec import Struct

from diurna.knowledge.entries import Country, Group, Organisation, Person, Place, Seat, Territory

Entry: TypeAlias = Country | Territory | Seat | Place | Group | Organisation | Person

_SEPARATORS = frozenset("-‐‑‒–—―'’‘ʼ`´&/,()+:;!?\"“”")
_PLAIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}


class _Folding(dict[int, str]):
    """What each character becomes when names are compared; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _SEPARATORS:
        return " "
    if character == ".":
        return ""
    lowered = character.lower()
    if lowered.isascii():
        return lowered
    plain = (c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    # An ellipsis falls apart into dots, and a letter for formulas into a capital.
    return "".join(
        _fold_character(c) if c.isascii() or c in _SEPARATORS or c != c.lower() else _PLAIN.get(c, c) for c in plain
    )


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The words of a name in the form in which names are compared: "U.S." is "us", "N'Djamena" is "n djamena"."""
    return " ".join(text.translate(_FOLDING).split())


class Spelling(IntEnum):
    """What letters the text must use for a name to count."""

    ANY = 0
    TITLE = 1
    """First letter a capital."""
    UPPER = 2
    """All letters capitals, as in WHO."""
    ARTICLE = 3
    """With a capital "The" inside a sentence, as in The Times."""


class Sense(IntEnum):
    """As what a name stands for its entry."""

    NAME = 0
    ADJECTIVE = 1
    """ "Russian" """
    PEOPLE = 2
    """ "Russians" """
    CAPITAL = 3
    """ "Moscow" """


class Named(Struct, frozen=True, gc=False):
    """One entry that a name may stand for."""

    entry: Entry
    sense: Sense
    spelling: Spelling


class Match(Struct, frozen=True):
    """Words `first` up to, but not including, `last`, and everything that they may name."""

    first: int
    last: int
    found: tuple[Named, ...]


class NameIndex:
    """All names of the tables, by their folded words. Longest match wins."""

    __slots__ = ("_final", "_longest", "_names")

    def __init__(self) -> None:
        self._names: dict[str, tuple[Named, ...]] = {}
        self._longest: dict[str, int] = {}
        self._final: frozenset[str] = frozenset()

    def finish_names(self) -> None:
        """Keep what the names so far stand for: a later `add` of one of them changes nothing."""
        self._final = frozenset(self._names)

    def add(self, name: str, entry: Entry, sense: Sense = Sense.NAME) -> str:
        """Keep one more name and return its key. An opening "the" is no part of it; an opening "The" is."""
        spelling = find_spelling(name)
        key = fold(name)
        if spelling is not Spelling.ARTICLE and key.startswith("the "):
            key = key[4:]
        if key in self._final:
            return key
        named = Named(entry, sense, spelling)
        before = self._names.get(key)
        if before is None:
            self._names[key] = (named,)
            first, _, rest = key.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if length > self._longest.get(first, 0):
                self._longest[first] = length
        else:
            same = next((one for one in before if one.entry is entry and one.sense == sense), None)
            if same is None:
                self._names[key] = (*before, named)
            elif spelling is Spelling.TITLE and same.spelling is Spelling.UPPER:
                # "DFID" and "DfID": the looser spelling serves for both.
                self._names[key] = tuple(named if one is same else one for one in before)
        return key

    def get(self, key: str) -> tuple[Named, ...]:
        """Everything that folded words may name, whatever the spelling."""
        return self._names.get(key, ())

    def __iter__(self) -> Iterator[str]:
        """All folded names."""
        return iter(self._names)

    def starts(self, word: str) -> int:
        """How many words the longest name has that begins with this folded word; 0 if none does."""
        return self._longest.get(word, 0)

    def find_matches(self, words: Sequence[str], texts: Sequence[str], *, skip: Iterable[int] = ()) -> list[Match]:
        """The longest names in a row of folded words, left to right, without overlap.

        `texts` are the same words as written; `skip` are positions where no name may begin.
        """
        found: list[Match] = []
        skipped = frozenset(skip)
        position = 0
        while position < len(words):
            match = None if position in skipped else self._match_at(words, texts, position)
            if match is None:
                position += 1
            else:
                found.append(match)
                position = match.last
        return found

    def _match_at(self, words: Sequence[str], texts: Sequence[str], first: int) -> Match | None:
        longest = min(self._longest.get(words[first], 0), len(words) - first)
        for length in range(longest, 0, -1):
            named = self._names.get(" ".join(words[first : first + length]))
            if named is None:
                continue
            spelled = texts[first : first + length]
            fitting = tuple(one for one in named if is_spelled(spelled, one.spelling, first))
            if fitting:
                if len(fitting) > 1 and all(text.isupper() for text in spelled):
                    # "PAN" is the party and nobody called Pan.
                    fitting = tuple(one for one in fitting if one.spelling is Spelling.UPPER) or fitting
                return Match(first, first + length, fitting)
        return None


def find_spelling(name: str) -> Spelling:
    """How the text must spell a name, read off the name itself."""
    if name.startswith("The "):
        return Spelling.ARTICLE
    first = name[4:5] if name.startswith("the ") else name[0]
    if name.isupper() and sum(map(str.isalpha, name)) > 1:
        return Spelling.UPPER
    return Spelling.TITLE if first.isupper() else Spelling.ANY


def is_spelled(texts: Sequence[str], spelling: Spelling, position: int) -> bool:
    """Whether words are written as a name demands; `position` is where in the sentence the first one stands."""
    if spelling is Spelling.ANY:
        return True
    if spelling is Spelling.TITLE:
        return texts[0][:1].isupper()
    if spelling is Spelling.UPPER:
        return all(text.isupper() or not text.isalpha() for text in texts)
    return position > 0 and texts[0] == "The"
