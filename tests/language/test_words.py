"""How text falls into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.words import iter_words


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in iter_words(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The minister's aide didn't go.", "The minister 's aide did n't go ."),
        ("“We won’t accept it,” he said.", "“ We wo n’t accept it , ” he said ."),
        ("They cannot stay; we're leaving.", "They can not stay ; we 're leaving ."),
        ("The U.S. and the U.N. met at 3 p.m. on Jan. 5.", "The U.S. and the U.N. met at 3 p.m. on Jan. 5 ."),
        ("US-led forces and the ex-president", "US - led forces and the ex-president"),
        ("a long-term cease-fire", "a long - term cease - fire"),
        ("Gen. J. Smith of Acme Inc. spoke.", "Gen. J. Smith of Acme Inc. spoke ."),
        ("It cost $1,250.50, or 12.5%.", "It cost $ 1,250.50 , or 12.5 % ."),
        ("US$40 million and £3", "US$ 40 million and £ 3"),
        ("On 19/05/2021, 9/11 and 10:30", "On 19/05/2021 , 9/11 and 10:30"),
        ("talks ended.The minister left", "talks ended . The minister left"),
        ("He said no. The end.", "He said no . The end ."),
        ("See No. 10 for the Rep. Jones case.", "See No. 10 for the Rep. Jones case ."),
        ("Well... really?! Yes -- no", "Well ... really ?! Yes -- no"),
        ("mail a.b@example.org or https://example.org/x?y=1.", "mail a.b@example.org or https://example.org/x?y=1 ."),
        ("the workers' party", "the workers ' party"),
        ("the 1990s and the 20th century", "the 1990s and the 20th century"),
        ("Shi'ite and O'Brien", "Shi'ite and O'Brien"),
        ("AT&T and Q1", "AT&T and Q1"),
        ("(see above)", "( see above )"),
        ("zero\u200bwidth and soft\u00adhyphen", "zero width and soft hyphen"),
        ("a\u00a0b\x07c", "a b c"),
        ("😀 peace ✌️", "😀 peace ✌ ️"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert " ".join(split(text)) == expected


@given(st.text())
def test_words_are_in_order_and_inside_the_text(text: str) -> None:
    position = 0
    for start, end in iter_words(text):
        assert position <= start < end <= len(text)
        position = end


@given(st.text())
def test_only_white_space_and_invisible_characters_are_left_out(text: str) -> None:
    covered: set[int] = set()
    for start, end in iter_words(text):
        covered.update(range(start, end))
    for position, char in enumerate(text):
        if char.isalnum():
            assert position in covered


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_part_of_the_text_gives_words_of_that_part(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    assert all(start <= first < last <= end for first, last in iter_words(text, start, end))
