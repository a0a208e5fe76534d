"""What recognition hands on: a run of tokens that may name a place, and the line that it was found in."""

from __future__ import annotations

from msgspec import Struct

from diurna.records import Name, Sentence
from diurna.where.candidate import Candidate
from diurna.where.gazetteer import Gazetteer


class Found(Struct, frozen=True):
    """Tokens `first` up to, but not including, `last` that may name a place."""

    first: int
    last: int
    head: int
    candidates: tuple[Candidate, ...]
    kind: str
    wanted: str | None = None
    """GeoNames feature class that the words beside it ask for: "A" for "Anbar province"."""
    sure: bool = True
    """Whether anything but the gazetteer says so: the name model, a preposition, the size of the place."""
    shown: bool = True
    """False for words that only tell where the article is about: "Syrians", "Texas" in a university's name."""
    dateline: bool = False


class Line(Struct, frozen=True):
    """One sentence as it is searched for places."""

    sentence: Sentence
    text: str
    """The article's text."""
    gazetteer: Gazetteer
    covering: dict[int, Name]
    """Token -> the name that it is part of."""


def make_line(sentence: Sentence, text: str, gazetteer: Gazetteer) -> Line:
    """A sentence with its names laid over its tokens."""
    covering = {index: name for name in sentence.names for index in range(name.first, name.last)}
    return Line(sentence, text, gazetteer, covering)


def find_head(sentence: Sentence, first: int, last: int) -> int:
    """The token of a run that the rest of the sentence hangs on."""
    for index in range(first, last):
        head = sentence.tokens[index].head
        if not first <= head < last and sentence.tokens[index].deprel not in {"punct", "case", "det"}:
            return index
    return last - 1
