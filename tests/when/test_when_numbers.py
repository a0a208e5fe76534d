"""Numbers in words and figures."""

from __future__ import annotations

import pytest

from diurna.when.numbers import read_number, read_spelled_year


@pytest.mark.parametrize(
    "words, number",
    [
        ("three", 3),
        ("twenty four", 24),
        ("2 1/2", 2.5),
        ("two and a half", 2.5),
        ("a dozen", 12),
        ("a hundred", 100),
        ("two thousand five hundred", 2500),
        ("1,200", 1200),
        ("a couple of", 2),
        ("a few", None),
        ("several", None),
        ("dozens of", None),
    ],
)
def test_numbers(words: str, number: float | None) -> None:
    assert read_number(words.split()) == number


@pytest.mark.parametrize(
    "words, year",
    [
        ("nineteen ninety six", 1996),
        ("eighteen hundred", 1800),
        ("twenty fourteen", 2014),
        ("two thousand and four", 2004),
        ("two thousand", 2000),
        ("twenty four", None),
        ("nineteen ninety six two", None),
        ("ninety six", None),
    ],
)
def test_spelled_years(words: str, year: int | None) -> None:
    assert read_spelled_year(words.split()) == year
