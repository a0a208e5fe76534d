"""What the encoder makes of a sentence, kept for the heads that look again once a question is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.records import Parse


class States(Struct, frozen=True):
    """One sentence as the shared lower layers of the encoder leave it."""

    vectors: NDArray[np.float32]
    """(1 + word pieces, width): first the whole chunk's vector, then one for each word piece of the sentence."""
    upper: NDArray[np.float32]
    """The same rows as the encoder's last layer leaves them, which knows grammar and names."""
    tokens: NDArray[np.int64]
    """For each row of `vectors` the index of its token; -1 for the chunk's vector."""


class Scan(Struct, frozen=True):
    """One text as it was read: its Parse, and the states of each of its sentences."""

    parse: Parse
    states: tuple[States, ...]


def cut_states(
    chunk: NDArray[np.float32], upper: NDArray[np.float32], first: Sequence[int], sentences: Sequence[tuple[int, int]]
) -> tuple[States, ...]:
    """The states of each sentence of a chunk.

    `chunk` and `upper` are (pieces, width) with the chunk's own vector first and its closing mark last; `first` the
    row of each word's first piece; `sentences` are (first word, last word + 1).
    """
    edges = [*first, len(chunk) - 1]
    found = []
    for start, stop in sentences:
        begin, end = edges[start], max(edges[stop], edges[start] + 1)
        counts = [max(edges[word + 1] - edges[word], 0) for word in range(start, stop)]
        tokens = np.repeat(np.arange(stop - start), counts)[: end - begin]
        rows = slice(begin, begin + len(tokens))
        found.append(
            States(
                vectors=np.concatenate([chunk[:1], chunk[rows]]),
                upper=np.concatenate([upper[:1], upper[rows]]),
                tokens=np.concatenate([np.array([-1]), tokens]),
            )
        )
    return tuple(found)
