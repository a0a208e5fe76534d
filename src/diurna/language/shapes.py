"""What an uncased encoder cannot see of a word: its case and shape, and the gap before it."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache


class Shape(IntEnum):
    """Case and kind of a word's characters. The numbers are part of the trained model: add at the end only."""

    PAD = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    UPPER_LETTER = 4
    MIXED = 5
    DIGITS = 6
    DIGITS_AND_LETTERS = 7
    PUNCTUATION = 8
    SYMBOL = 9
    ACRONYM = 10
    UNCASED = 11


class Gap(IntEnum):
    """What stands before a word: nothing, white space, or a line break. Part of the trained model."""

    PAD = 0
    NONE = 1
    SPACE = 2
    LINE = 3


_PUNCTUATION = frozenset(".,;:!?-–—…'\"`´‘’‚‛“”„‟«»()[]{}/\\")


@lru_cache(maxsize=100_000)
def find_shape(word: str) -> Shape:
    """The shape of one word: "Moscow" TITLE, "NATO" UPPER, "U.S." ACRONYM, "2014" DIGITS, "eBay" MIXED."""
    if word.islower():
        return Shape.DIGITS_AND_LETTERS if any(map(str.isdigit, word)) else Shape.LOWER
    if not any(map(str.isalnum, word)):
        return Shape.PUNCTUATION if all(char in _PUNCTUATION for char in word) else Shape.SYMBOL
    if any(map(str.isdigit, word)):
        return Shape.DIGITS_AND_LETTERS if any(map(str.isalpha, word)) else Shape.DIGITS
    if word.isupper():
        if len(word) == 1:
            return Shape.UPPER_LETTER
        return Shape.ACRONYM if "." in word else Shape.UPPER
    if word[0].isupper():
        return Shape.TITLE if word[1:].islower() or word[1:] == "" else Shape.MIXED
    return Shape.MIXED if any(map(str.isupper, word)) else Shape.UNCASED
