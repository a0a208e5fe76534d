"""Consecutive sentences of a text that a head looks at together: whole paragraphs as long as they fit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.language.states import Scan, States
from diurna.records import Sentence

TARGET_PIECES = 128
"""Short paragraphs are put together up to about so many word pieces."""
MAX_PIECES = 320
"""A longer paragraph is cut between sentences; a longer sentence stays whole."""
NEW_SENTENCE, NEW_PARAGRAPH = 1, 2


class Passage(Struct, frozen=True):
    """Some sentences with their states, one after the other."""

    sentences: tuple[Sentence, ...]
    offsets: tuple[int, ...]
    """For each sentence the number of its first token in the passage; at the end the count of all tokens."""
    vectors: NDArray[np.float32]
    """(pieces, 2 * width): the states that other heads build on, and the encoder's last layer beside them."""
    tokens: NDArray[np.int64]
    """(pieces): the token of each piece, counted through the passage."""
    firsts: NDArray[np.int64]
    """(tokens): the first piece of each token."""
    openings: NDArray[np.int64]
    """(pieces): NEW_PARAGRAPH and NEW_SENTENCE at the first piece of each, else 0."""

    def iter_paragraphs(self) -> Iterator[tuple[int, int]]:
        """(first token, last token + 1) of each paragraph, or part of one, in the passage."""
        places = range(len(self.sentences))
        for _, group in groupby(places, key=lambda place: self.sentences[place].paragraph):
            inside = list(group)
            yield self.offsets[inside[0]], self.offsets[inside[-1] + 1]

    def locate(self, token: int) -> tuple[int, int]:
        """(place of its sentence in the passage, token of that sentence) for a token counted through the passage."""
        place = bisect_right(self.offsets, token) - 1
        return place, token - self.offsets[place]


def iter_passages(scan: Scan) -> Iterator[Passage]:
    """The passages of a text in order; every sentence is in exactly one."""
    pairs = list(zip(scan.parse.sentences, scan.states, strict=True))
    waiting: list[tuple[Sentence, States]] = []
    size = 0
    for _, group in groupby(pairs, key=lambda pair: pair[0].paragraph):
        paragraph = list(group)
        length = sum(_count_pieces(states) for _, states in paragraph)
        if waiting and size + length > TARGET_PIECES:
            yield _make_passage(waiting)
            waiting, size = [], 0
        if length > MAX_PIECES:
            *whole, paragraph = _cut_long(paragraph)
            yield from map(_make_passage, whole)
            length = sum(_count_pieces(states) for _, states in paragraph)
        waiting += paragraph
        size += length
        if size >= TARGET_PIECES:
            yield _make_passage(waiting)
            waiting, size = [], 0
    if waiting:
        yield _make_passage(waiting)


def _cut_long(paragraph: Sequence[tuple[Sentence, States]]) -> list[list[tuple[Sentence, States]]]:
    parts: list[list[tuple[Sentence, States]]] = [[]]
    size = 0
    for sentence, states in paragraph:
        length = _count_pieces(states)
        if parts[-1] and size + length > MAX_PIECES:
            parts.append([])
            size = 0
        parts[-1].append((sentence, states))
        size += length
    return parts


def _count_pieces(states: States) -> int:
    return len(states.tokens) - 1


def _make_passage(pairs: Sequence[tuple[Sentence, States]]) -> Passage:
    offsets = np.cumsum([0, *(len(sentence.tokens) for sentence, _ in pairs)])
    vectors = np.concatenate([np.concatenate([one.vectors[1:], one.upper[1:]], axis=1) for _, one in pairs])
    tokens = np.concatenate(
        [one.tokens[1:] + offset for (_, one), offset in zip(pairs, offsets[:-1].tolist(), strict=True)]
    )
    openings = np.zeros(len(tokens), dtype=np.int64)
    row, before = 0, None
    for sentence, one in pairs:
        if _count_pieces(one):
            openings[row] = NEW_SENTENCE if sentence.paragraph == before else NEW_PARAGRAPH
        row += _count_pieces(one)
        before = sentence.paragraph
    firsts = np.searchsorted(tokens, np.arange(offsets[-1]))
    return Passage(
        sentences=tuple(sentence for sentence, _ in pairs),
        offsets=tuple(offsets.tolist()),
        vectors=vectors,
        tokens=tokens,
        firsts=np.minimum(firsts, max(len(tokens) - 1, 0)),
        openings=openings,
    )
