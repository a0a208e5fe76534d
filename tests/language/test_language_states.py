"""What the encoder leaves of each sentence: every word piece of a chunk belongs to exactly one of its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from diurna.language.reader import Reader
from diurna.language.states import Scan, States, cut_states

COUNTS = st.lists(st.integers(1, 6), min_size=1, max_size=40)


def number_rows(count: int) -> NDArray[np.float32]:
    """A chunk of so many rows, each of which says its own number."""
    return np.arange(count, dtype=np.float32)[:, None]


def list_rows(states: States) -> list[int]:
    """The chunk's rows that the sentence took, without the chunk's own vector."""
    return [int(row) for row in states.vectors[1:, 0]]


def cut(counts: Sequence[int], ends: Sequence[int]) -> tuple[States, ...]:
    """The states of a chunk whose words have so many pieces each; sentences end before the words `ends`."""
    edges = list(accumulate(counts, initial=1))
    rows = number_rows(edges[-1] + 1)
    return cut_states(rows, -rows, edges[:-1], list(pairwise([0, *ends])))


@st.composite
def sentences(draw: st.DrawFn, words: int) -> list[int]:
    """Where the sentences of so many words end."""
    return sorted({*draw(st.lists(st.integers(1, words), max_size=5)), words})


@pytest.mark.parametrize(
    ("counts", "ends", "rows", "tokens"),
    [
        # Talks failed .
        ([1, 1, 1], [3], [[1, 2, 3]], [[-1, 0, 1, 2]]),
        # Ouaga|dou|gou protested .
        ([3, 1, 1], [3], [[1, 2, 3, 4, 5]], [[-1, 0, 0, 0, 1, 2]]),
        # Talks failed . Ouaga|dou|gou protested . -- the second sentence counts its tokens anew
        ([1, 1, 1, 3, 1, 1], [3, 6], [[1, 2, 3], [4, 5, 6, 7, 8]], [[-1, 0, 1, 2], [-1, 0, 0, 0, 1, 2]]),
        # Yes
        ([1], [1], [[1]], [[-1, 0]]),
    ],
)
def test_each_sentence_gets_its_own_rows(
    counts: list[int], ends: list[int], rows: list[list[int]], tokens: list[list[int]]
) -> None:
    found = cut(counts, ends)
    assert [list_rows(states) for states in found] == rows
    assert [states.tokens.tolist() for states in found] == tokens


@settings(deadline=None)
@given(data=st.data(), counts=COUNTS)
def test_the_sentences_share_out_all_pieces_of_a_chunk(data: st.DataObject, counts: list[int]) -> None:
    found = cut(counts, data.draw(sentences(len(counts))))
    assert [row for states in found for row in list_rows(states)] == list(range(1, sum(counts) + 1))


@settings(deadline=None)
@given(data=st.data(), counts=COUNTS)
def test_every_sentence_opens_with_the_vector_of_its_chunk(data: st.DataObject, counts: list[int]) -> None:
    for states in cut(counts, data.draw(sentences(len(counts)))):
        assert states.vectors[0, 0] == 0
        assert (states.upper == -states.vectors).all()
        assert states.tokens[0] == -1
        assert -1 not in states.tokens[1:]


@settings(deadline=None)
@given(data=st.data(), counts=COUNTS)
def test_every_word_has_as_many_rows_as_pieces(data: st.DataObject, counts: list[int]) -> None:
    ends = data.draw(sentences(len(counts)))
    for (first, stop), states in zip(pairwise([0, *ends]), cut(counts, ends), strict=True):
        assert np.bincount(states.tokens[1:]).tolist() == counts[first:stop]
        assert (np.diff(states.tokens) >= 0).all()


@settings(deadline=None)
@given(data=st.data(), counts=COUNTS, left_over=st.integers(1, 10))
def test_words_beyond_the_longest_chunk_take_no_rows_from_others(
    data: st.DataObject, counts: list[int], left_over: int
) -> None:
    # The reader lets the words that find no room read the last piece; see `make_inputs`.
    last = sum(counts)
    edges = list(accumulate(counts[:-1], initial=1))
    first = [*edges, *[last] * left_over]
    ends = data.draw(sentences(len(first)))
    rows = number_rows(last + 2)
    found = cut_states(rows, -rows, first, list(pairwise([0, *ends])))
    assert [row for states in found for row in list_rows(states)] == list(range(1, last + 1))
    for (start, stop), states in zip(pairwise([0, *ends]), found, strict=True):
        assert len(states.vectors) == len(states.tokens)
        assert ((states.tokens >= -1) & (states.tokens < stop - start)).all()


TEXTS = [
    "Oslo recalled its envoy. The minister from Ouagadougou protested.",
    "",
    "Gbagbo's supporters blocked the Houphouët-Boigny bridge!\n\nNobody was hurt.",
]


@pytest.fixture(scope="module")
def scans(reader: Reader) -> list[Scan]:
    return reader.scan(TEXTS)


def test_a_scan_is_the_parse_with_states_for_each_sentence(reader: Reader, scans: list[Scan]) -> None:
    assert [scan.parse for scan in scans] == reader.parse(TEXTS)
    for scan in scans:
        assert len(scan.states) == len(scan.parse.sentences)


def test_every_token_that_was_read_has_a_row(scans: list[Scan]) -> None:
    for scan in scans:
        for sentence, states in zip(scan.parse.sentences, scan.states, strict=True):
            assert states.vectors.ndim == 2
            assert len(states.vectors) == len(states.tokens)
            assert sorted(set(states.tokens.tolist())) == [-1, *range(len(sentence.tokens))]


def test_long_names_take_several_rows(scans: list[Scan]) -> None:
    sentence, states = scans[0].parse.sentences[1], scans[0].states[1]
    rows = {token.text: int((states.tokens == token.index).sum()) for token in sentence.tokens}
    assert rows["minister"] == 1
    assert rows["Ouagadougou"] > 1


def test_a_text_leaves_the_same_states_alone_and_among_others(reader: Reader, scans: list[Scan]) -> None:
    for text, scan in zip(TEXTS, scans, strict=True):
        alone = reader.scan([text])[0]
        for one, other in zip(alone.states, scan.states, strict=True):
            assert np.array_equal(one.vectors, other.vectors)
            assert np.array_equal(one.tokens, other.tokens)
