"""Case and shape of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.shapes import Shape, find_shape


@pytest.mark.parametrize(
    "word, shape",
    [
        ("moscow", Shape.LOWER),
        ("Moscow", Shape.TITLE),
        ("NATO", Shape.UPPER),
        ("U.S.", Shape.ACRONYM),
        ("J", Shape.UPPER_LETTER),
        ("eBay", Shape.MIXED),
        ("McCain", Shape.MIXED),
        ("2014", Shape.DIGITS),
        ("1,250", Shape.DIGITS),
        ("20th", Shape.DIGITS_AND_LETTERS),
        ("G7", Shape.DIGITS_AND_LETTERS),
        (",", Shape.PUNCTUATION),
        ("$", Shape.SYMBOL),
        ("和平", Shape.UNCASED),
    ],
)
def test_shape(word: str, shape: Shape) -> None:
    assert find_shape(word) is shape


@given(st.text(min_size=1))
def test_every_word_has_a_shape(word: str) -> None:
    assert find_shape(word) in set(Shape) - {Shape.PAD}
