"""Paragraphs, and chunks that the model reads at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.chunks import MAX_WORDS, iter_chunks, iter_paragraphs
from diurna.language.words import iter_words


def paragraphs(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in iter_paragraphs(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("Headline without a stop\nMINSK - The lead.", ["Headline without a stop", "MINSK - The lead."]),
        ("One.\r\n \r\nTwo.", ["One.", "Two."]),
        (
            "The council met on Monday to talk about the border, and its\n"
            "members agreed to send two observers to the valley before the\n"
            "end of the month.",
            [
                "The council met on Monday to talk about the border, and its\nmembers agreed to send two "
                "observers to the valley before the\nend of the month."
            ],
        ),
        ("broken in the\nmiddle of a line", ["broken in the\nmiddle of a line"]),
        ("  \n\n ", []),
        ("", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@given(st.text(alphabet=st.sampled_from("ab .\n\"'A!?"), max_size=400))
def test_every_word_is_in_exactly_one_chunk(text: str) -> None:
    in_chunks = [pair for chunk in iter_chunks(text) for pair in zip(chunk.starts, chunk.ends, strict=True)]
    in_paragraphs = [pair for start, end in iter_paragraphs(text) for pair in iter_words(text, start, end)]
    assert in_chunks == in_paragraphs


def test_a_sentence_without_end_is_cut() -> None:
    chunks = list(iter_chunks("word " * 10_000))
    assert sum(len(chunk.starts) for chunk in chunks) == 10_000
    assert max(len(chunk.starts) for chunk in chunks) <= MAX_WORDS
