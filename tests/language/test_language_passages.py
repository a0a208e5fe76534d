"""Which sentences a head looks at together: every sentence in one passage, short paragraphs joined, long ones cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.language.passages import (
    MAX_PIECES,
    NEW_PARAGRAPH,
    NEW_SENTENCE,
    TARGET_PIECES,
    Passage,
    iter_passages,
)
from diurna.language.states import Scan, States
from diurna.language.tree import make_sentence
from diurna.records import Morph, Parse, Sentence, Token

HALF, MOST = TARGET_PIECES // 2, TARGET_PIECES - 1
Paragraphs = Sequence[Sequence[Sequence[int]]]
"""For each paragraph its sentences, for each sentence how many word pieces each word has."""


def make_scan(paragraphs: Paragraphs) -> Scan:
    """A text of such paragraphs; every row of its states says its own number, and its negative above."""
    sentences: list[Sentence] = []
    states: list[States] = []
    row = 0
    for number, paragraph in enumerate(paragraphs):
        for pieces in paragraph:
            tokens = [
                Token(index, index, index + 1, "x", "x", "X", Morph(), index - 1, "dep") for index in range(len(pieces))
            ]
            sentences.append(make_sentence(tokens, index=len(sentences), paragraph=number))
            owners = np.repeat(np.arange(-1, len(pieces)), [1, *pieces])
            vectors = np.arange(row, row + len(owners), dtype=np.float32)[:, None]
            vectors[0] = np.nan  # the chunk's own vector belongs to no passage
            row += len(owners)
            states.append(States(vectors, -vectors, owners))
    return Scan(Parse(text="", sentences=tuple(sentences)), tuple(states))


def cut(paragraphs: Paragraphs) -> list[Passage]:
    return list(iter_passages(make_scan(paragraphs)))


def cut_lengths(*paragraphs: Sequence[int]) -> list[list[int]]:
    """The sentences of each passage of a text whose sentences have so many pieces, by their lengths."""
    lengths = [length for paragraph in paragraphs for length in paragraph]
    passages = cut([[[1] * length for length in paragraph] for paragraph in paragraphs])
    return [[lengths[sentence.index] for sentence in passage.sentences] for passage in passages]


SENTENCE = st.lists(st.integers(1, 4), min_size=1, max_size=100)
TEXTS = st.lists(st.lists(SENTENCE, min_size=1, max_size=6), max_size=6)


@pytest.mark.parametrize(
    ("paragraphs", "passages"),
    [
        ([], []),
        ([[5]], [[5]]),
        # short paragraphs are put together as long as they fit
        ([[5, 6], [7], [8]], [[5, 6, 7, 8]]),
        ([[HALF], [HALF], [5]], [[HALF, HALF], [5]]),
        ([[MOST], [2], [3]], [[MOST], [2, 3]]),
        ([[2], [MOST], [3]], [[2], [MOST], [3]]),
        # a long paragraph stays whole ...
        ([[TARGET_PIECES, TARGET_PIECES], [3]], [[TARGET_PIECES, TARGET_PIECES], [3]]),
        ([[3], [MAX_PIECES - 1, 1], [3]], [[3], [MAX_PIECES - 1, 1], [3]]),
        # ... until it is too long, and is cut between sentences; what is left of it goes on with the next
        ([[MAX_PIECES, 1], [3]], [[MAX_PIECES], [1, 3]]),
        ([[3], [MAX_PIECES - 1, 1, 2], [4]], [[3], [MAX_PIECES - 1, 1], [2, 4]]),
        # a sentence stays whole
        ([[MAX_PIECES + 50], [3]], [[MAX_PIECES + 50], [3]]),
        ([[3, MAX_PIECES + 50, 4]], [[3], [MAX_PIECES + 50], [4]]),
    ],
)
def test_paragraphs_make_passages(paragraphs: list[list[int]], passages: list[list[int]]) -> None:
    assert cut_lengths(*paragraphs) == passages


@settings(deadline=None)
@given(text=TEXTS)
def test_every_sentence_is_in_one_passage_and_in_order(text: Paragraphs) -> None:
    scan = make_scan(text)
    passages = list(iter_passages(scan))
    assert [sentence for passage in passages for sentence in passage.sentences] == list(scan.parse.sentences)
    assert all(passage.sentences for passage in passages)


@settings(deadline=None)
@given(text=TEXTS)
def test_a_passage_is_too_long_only_where_its_one_sentence_is(text: Paragraphs) -> None:
    for passage in cut(text):
        paragraphs = {sentence.paragraph for sentence in passage.sentences}
        assert len(passage.tokens) <= MAX_PIECES or len(passage.sentences) == 1
        assert len(passage.tokens) <= TARGET_PIECES or len(paragraphs) == 1


@settings(deadline=None)
@given(text=TEXTS)
def test_only_a_paragraph_that_is_too_long_is_cut(text: Paragraphs) -> None:
    sizes = [sum(map(sum, paragraph)) for paragraph in text]
    homes = [
        paragraph
        for passage in cut(text)
        for paragraph, _ in groupby(passage.sentences, key=lambda sentence: sentence.paragraph)
    ]
    for paragraph, size in enumerate(sizes):
        assert size > MAX_PIECES or homes.count(paragraph) == 1


@settings(deadline=None)
@given(text=TEXTS)
def test_a_passage_ends_only_where_the_next_paragraph_has_no_room(text: Paragraphs) -> None:
    sizes = [sum(map(sum, paragraph)) for paragraph in text]
    passages = cut(text)
    for passage, behind in pairwise(passages):
        follower = behind.sentences[0].paragraph
        if follower != passage.sentences[-1].paragraph:
            assert len(passage.tokens) + sizes[follower] > TARGET_PIECES or len(passage.tokens) >= TARGET_PIECES


@settings(deadline=None)
@given(text=TEXTS)
def test_the_passages_share_out_all_states_but_those_of_the_chunks(text: Paragraphs) -> None:
    scan = make_scan(text)
    rows = [row for states in scan.states for row in states.vectors[1:, 0].tolist()]
    found = [row for passage in iter_passages(scan) for row in passage.vectors.tolist()]
    assert found == [[row, -row] for row in rows]


@settings(deadline=None)
@given(text=TEXTS)
def test_tokens_are_counted_through(text: Paragraphs) -> None:
    for passage in cut(text):
        counts = [len(sentence.tokens) for sentence in passage.sentences]
        assert passage.offsets == tuple(np.cumsum([0, *counts]).tolist())
        assert sorted(set(passage.tokens.tolist())) == list(range(passage.offsets[-1]))
        assert (np.diff(passage.tokens) >= 0).all()
        assert passage.tokens.dtype == passage.firsts.dtype == passage.openings.dtype == np.int64


@settings(deadline=None)
@given(text=TEXTS)
def test_the_first_piece_of_a_token_is_its_own_and_none_stands_before(text: Paragraphs) -> None:
    for passage in cut(text):
        assert len(passage.firsts) == passage.offsets[-1]
        assert passage.tokens[passage.firsts].tolist() == list(range(passage.offsets[-1]))
        assert all(passage.tokens[first - 1] < token for token, first in enumerate(passage.firsts) if first)


@settings(deadline=None)
@given(text=TEXTS)
def test_a_token_is_located_where_it_was_counted(text: Paragraphs) -> None:
    for passage in cut(text):
        placed = [passage.locate(token) for token in range(passage.offsets[-1])]
        assert placed == [
            (place, token.index) for place, sentence in enumerate(passage.sentences) for token in sentence.tokens
        ]
        assert [passage.offsets[place] + token for place, token in placed] == list(range(len(placed)))


@settings(deadline=None)
@given(text=TEXTS)
def test_each_sentence_opens_once_and_a_new_paragraph_says_so(text: Paragraphs) -> None:
    for passage in cut(text):
        starts = [int(passage.firsts[offset]) for offset in passage.offsets[:-1]]
        assert np.flatnonzero(passage.openings).tolist() == starts
        before = None
        for start, sentence in zip(starts, passage.sentences, strict=True):
            goes_on = sentence.paragraph == before
            assert passage.openings[start] == (NEW_SENTENCE if goes_on else NEW_PARAGRAPH)
            before = sentence.paragraph


@settings(deadline=None)
@given(text=TEXTS)
def test_the_paragraphs_of_a_passage_share_out_its_tokens(text: Paragraphs) -> None:
    for passage in cut(text):
        owners = [sentence.paragraph for sentence in passage.sentences for _ in sentence.tokens]
        parts = list(passage.iter_paragraphs())
        assert [token for first, last in parts for token in range(first, last)] == list(range(passage.offsets[-1]))
        inside = [set(owners[first:last]) for first, last in parts]
        assert [len(paragraphs) for paragraphs in inside] == [1] * len(parts)
        assert len(set.union(*inside)) == len(parts)


def test_a_word_without_pieces_looks_at_what_stands_behind_it() -> None:
    # The reader lets the words of a sentence that is too long go without pieces; see `cut_states`.
    (passage,) = cut([[[2, 0, 1], [1, 0, 0]], [[0], [1]]])
    assert passage.tokens.tolist() == [0, 0, 2, 3, 7]
    assert passage.firsts.tolist() == [0, 2, 2, 3, 4, 4, 4, 4]
    assert passage.openings.tolist() == [NEW_PARAGRAPH, 0, 0, NEW_SENTENCE, NEW_SENTENCE]


def test_words_without_pieces_at_the_end_look_at_the_last_one() -> None:
    (passage,) = cut([[[2, 1, 0, 0]]])
    assert passage.firsts.tolist() == [0, 2, 2, 2]
