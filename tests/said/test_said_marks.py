"""Which words stand in quotation marks, in clean text and in damaged text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.tree import make_sentence
from diurna.records import Morph, Parse, Sentence, Token
from diurna.said.marks import find_quotations


def read_paragraphs(text: str) -> Parse:
    """A Parse with one sentence and one word for each line: all that the marks need."""
    sentences: list[Sentence] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            start = text.index(line.strip(), position)
            end = start + len(line.strip())
            token = Token(0, start, end, text[start:end], "x", "X", Morph(), -1, "root")
            sentences.append(make_sentence([token], index=len(sentences), paragraph=len(sentences)))
        position += len(line) + 1
    return Parse(text=text, sentences=tuple(sentences))


def quoted(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in find_quotations(read_paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We leave," he said. "Now."', ['"We leave,"', '"Now."']),
        ("“We leave,” he said.", ["“We leave,”"]),
        ("''We leave,'' he said.", ["''We leave,''"]),
        ("The ‘safe zone’ held.", ["‘safe zone’"]),
        ("He said: «We leave».", ["«We leave»"]),
        # opening marks where closing ones belong, and the other way round
        ("“We leave,“ he said.", ["“We leave,“"]),
        ("”We leave,” he said.", ["”We leave,”"]),
        # straight and curly mixed
        ('“We leave," he said.', ['“We leave,"']),
        # the closing mark of the first quotation is lost
        ('"We leave. He stood. "We go."', ['"We leave.', '"We go."']),
        # the opening mark is lost
        ('We leave today," he said.', ['We leave today,"']),
        # a stop strayed behind the closing mark
        ("“We leave.”. He stood.", ["“We leave.”"]),
        # no quotation marks at all
        ("The ministers' plan and the army's plan failed.", []),
        ("He is 6'2\" tall.", []),
    ],
)
def test_words_in_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_mark_opened_again_in_the_next_paragraph() -> None:
    text = "“We leave now.\n“We come back,” he said."
    first, second = find_quotations(read_paragraphs(text))
    assert (first.closed, second.closed) == (False, True)
    assert second.paragraph == first.paragraph + 1


@given(st.text(alphabet="ab .,?\"“”‘’'\n", max_size=80))
def test_quotations_stay_inside_the_text_and_apart(text: str) -> None:
    found = find_quotations(read_paragraphs(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
